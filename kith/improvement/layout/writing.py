"""Writes a plan as a workbook in the layout of appendix B, to be printed, sent round and read in again."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from kith.improvement.words import RATINGS

HEADS = ("Lead Body", "Key Actions Summary (with end date)", "", "Lead Officer", "RAG Rating", "Notes")
WIDTHS = (14, 9, 60, 22, 12, 50)
PAPER = 9  # A4
# the shape beside the word does for print without colour what colour does on the screen
SHADES = {"red": "#F6D7D2", "amber": "#FFE5C2", "green": "#CCE2D8", "proved": "#D2E2F1"}
WITHIN = {
    "immediate": "immediately",
    "three_months": "within three months",
    "six_months": "within six months",
}
PROVED = "Green (proved)"


@dataclass(frozen=True, slots=True)
class WrittenAction:
    """An action as it is written out."""

    number: str
    words: str
    bodies: Sequence[str]
    officer: str
    rating: str
    note: str
    due_kind: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WrittenTheme:
    """A heading as it is written out, with the actions directly under it."""

    number: str
    title: str
    lead: str
    is_section: bool
    actions: Sequence[WrittenAction]


def workbook(title: str, themes: Iterable[WrittenTheme]) -> bytes:
    """The file. Text stays text: nothing in it is taken for a formula or a link."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page, styles = book.add_worksheet("Plan"), _styles(book)
        page.set_landscape()
        page.set_paper(PAPER)
        page.fit_to_pages(1, 0)
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width)
        page.write_string(0, 0, title, styles["title"])
        for column, head in enumerate(HEADS):
            page.write_string(2, column, head, styles["head"])
        page.merge_range(2, 1, 2, 2, HEADS[1], styles["head"])
        page.repeat_rows(2)
        page.freeze_panes(3, 0)
        row = 3
        for theme in themes:
            row = _theme(page, row, theme, styles)
    return kept.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top", "border": 1}
    found = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({**cell, "bold": True, "bg_color": "#DDDDDD"}),
        "theme": book.add_format({**cell, "bold": True, "bg_color": "#EEEEEE"}),
        "section": book.add_format({**cell, "italic": True}),
        "": book.add_format(cell),
    }
    return found | {name: book.add_format({**cell, "bg_color": shade}) for name, shade in SHADES.items()}


def _theme(page: Any, row: int, theme: WrittenTheme, styles: dict[str, Any]) -> int:
    style = styles["section" if theme.is_section else "theme"]
    between = " " if theme.is_section else ": "
    page.merge_range(row, 0, row, 2, "", style)
    page.write_string(row, 0, f"{theme.number}{between}{theme.title}" if theme.title else theme.number, style)
    for column, text in ((3, theme.lead), (4, ""), (5, "")):
        page.write_string(row, column, text, style)
    for number, one in enumerate(theme.actions, row + 1):
        rating = PROVED if one.rating == "proved" else RATINGS.get(one.rating, "")
        texts = (" / ".join(one.bodies), one.number, ended(one), one.officer, rating, one.note)
        for column, text in enumerate(texts):
            page.write_string(number, column, text, styles[one.rating if column == 4 else ""])
    return row + 1 + len(theme.actions)


def ended(one: WrittenAction) -> str:
    """The words of an action with its end date, as the column says it."""
    if one.due_kind == "day" and one.due_on:
        return f"{one.words} (by {one.due_on.day} {one.due_on:%B %Y})"
    return f"{one.words} ({WITHIN[one.due_kind]})" if one.due_kind in WITHIN else one.words
