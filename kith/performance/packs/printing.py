"""A pack as a tagged PDF and as a workbook, and the answer that carries either."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpResponse

from kith.core.workbook import workbook
from kith.performance.packs.content import (
    IN_WORKBOOK,
    ON_PAPER,
    Drawing,
    Pack,
    Part,
    Table,
    cut,
    said,
    sheets,
)
from kith.work.paper import pdf_of

TEMPLATE = Path(__file__).with_name("pack.typ")
REST = "The workbook of this pack has the others."
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {"pdf": ON_PAPER, "xlsx": IN_WORKBOOK}  # and how many rows of a list each has at most
MANY = 6  # columns from which on a table is set in small letters
NARROWEST, WIDEST = 6, 34  # letters


def told(pack: Pack, most: int = ON_PAPER) -> dict[str, Any]:
    """The pack as the typesetter takes it: words only, and at most so many rows of a table."""
    return {
        "title": pack.title,
        "council": pack.council,
        "lead": list(pack.lead),
        "foot": pack.foot,
        "parts": [
            {
                "title": part.title,
                "words": list(part.words),
                "drawings": [{"svg": one.svg, "words": one.words} for one in part.drawings],
                "tables": [_table(cut(table, most, REST)) for table in part.tables],
            }
            for part in pack.parts
        ],
    }


def kept(held: Mapping[str, Any], kind: str, on: date, lead: Sequence[str] = ()) -> Pack:
    """The pack again out of what ``told`` gave of it, with further lines under its title."""
    return Pack(
        kind=kind,
        title=held["title"],
        council=held["council"],
        on=on,
        lead=(*held["lead"], *lead),
        parts=tuple(_kept_part(one) for one in held["parts"]),
        foot=held["foot"],
    )


def _kept_part(held: Mapping[str, Any]) -> Part:
    tables = tuple(Table(one["title"], one["heads"], one["rows"], one["words"]) for one in held["tables"])
    drawings = tuple(Drawing(one["svg"], one["words"]) for one in held["drawings"])
    return Part(held["title"], tuple(held["words"]), tables, drawings)


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "words": table.words,
        "heads": list(table.heads),
        "rows": (rows := [[said(cell) for cell in row] for row in table.rows]),
        "widths": widths(table.heads, rows),
        "small": len(table.heads) > MANY,
    }


def widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide the columns are to each other: by their longest words, and by how much most cells say."""
    found = []
    for number, head in enumerate(heads):
        cells = [row[number] for row in rows]
        word = max((len(one) for cell in (head, *cells) for one in cell.split()), default=1)
        usual = sorted(len(cell) for cell in cells)[len(cells) * 9 // 10] if cells else 1
        found.append(max(NARROWEST, min(word, WIDEST), min(usual, WIDEST)))
    return found


def pdf(pack: Pack, most: int = ON_PAPER, *, upright: bool = False) -> bytes:
    """The file for paper, which lies on its side unless it is to stand upright."""
    return pdf_of(TEMPLATE, {**told(pack, most), "upright": upright})


def book(pack: Pack) -> bytes:
    """The file for spreadsheets."""
    return workbook(sheets(pack))


def answer(pack: Pack, form: str) -> HttpResponse:
    """The pack as a file to be kept: "pdf" or "xlsx". Raises ValueError for another form."""
    makers = {"pdf": (pdf, "application/pdf"), "xlsx": (book, EXCEL)}
    if form not in makers:
        raise ValueError(f"A pack is given as {' or '.join(makers)}.")
    make, kind = makers[form]
    found = HttpResponse(make(pack), content_type=kind)
    found["Content-Disposition"] = f'attachment; filename="{pack.file}.{form}"'
    return found
