"""A locked paper as a PDF, for a word processor and as a workbook: each time the same, from what was kept."""

from collections.abc import Iterator

from django.http import HttpResponse

from kith.core import clock
from kith.core.reading_words import long_day
from kith.core.word_file import MEDIA_TYPE, Block, Heading, Paragraph, Rows, word_file
from kith.improvement.boards.actions import MOST_ROWS
from kith.improvement.models import BoardPaper
from kith.performance.packs import printing
from kith.performance.packs.content import Pack, said

FORMS = ("pdf", "docx", "xlsx")


def pack_of(paper: BoardPaper) -> Pack:
    """A locked paper, word for word, with who locked it and when."""
    at = clock.london(paper.locked_at)
    by = f"Locked {paper.locked_by}, on {long_day(at.date())} at {at:%H:%M}."
    return printing.kept(paper.content, "board-paper", paper.meeting.held_on, (by,))


def answer(pack: Pack, form: str) -> HttpResponse:
    """The paper as a file to be kept. Raises ValueError for another form than PDF, DOCX and XLSX."""
    if form == "xlsx":
        return printing.answer(pack, form)
    makers = {"pdf": (pdf, "application/pdf"), "docx": (docx, MEDIA_TYPE)}
    if form not in makers:
        raise ValueError(f"A paper is given as {', '.join(FORMS)}.")
    make, kind = makers[form]
    found = HttpResponse(make(pack), content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="{pack.file}.{form}"'
    return found


def pdf(pack: Pack) -> bytes:
    """The paper on upright sheets of A4."""
    return printing.pdf(pack, MOST_ROWS, upright=True)


def docx(pack: Pack) -> bytes:
    """The paper for a word processor. What a chart shows stands in it as the sentence the chart says."""
    return word_file(pack.title, _blocks(pack), pack.foot)


def _blocks(pack: Pack) -> Iterator[Block]:
    yield Paragraph(pack.council, is_quiet=True)
    yield Heading(pack.title)
    yield from (Paragraph(line) for line in pack.lead)
    for part in pack.parts:
        yield Heading(part.title, 2)
        yield from (Paragraph(line) for line in (*part.words, *(one.words for one in part.drawings)))
        for table in part.tables:
            yield Heading(table.title, 3)
            if table.words:
                yield Paragraph(table.words, is_quiet=True)
            rows = [[said(cell) for cell in row] for row in table.rows]
            if rows:
                yield Rows(table.heads, rows, printing.widths(table.heads, rows))
