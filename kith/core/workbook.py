"""Workbooks: rows under heads on several sheets, as one XLSX file that any spreadsheet opens."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

LONGEST_TITLE = 31  # what the file format allows
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
MOST_ROWS = 1_048_576  # a sheet's rows, heads included


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, a line of words above the table, the heads, and the rows under them."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    words: str = ""


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The file. Text stays text: nothing in it is ever taken for a formula or a link.

    Days and moments become days of the spreadsheet, numbers numbers, None an empty cell. A moment must be told in
    local time. Raises ValueError for no sheets, for two of one title, and for more rows than a sheet holds.
    """
    titles = [_title(sheet.title) for sheet in sheets]
    if not titles or len({title.casefold() for title in titles}) < len(titles):
        raise ValueError("A workbook needs sheets, each with a title of its own.")
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "day": book.add_format({"num_format": "dd/mm/yyyy"}),
            "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for title, sheet in zip(titles, sheets, strict=True):
            _write(book.add_worksheet(title), sheet, formats)
    return kept.getvalue()


def _title(words: str) -> str:
    return " ".join(words.translate(NOT_IN_TITLES).split()).strip("'")[:LONGEST_TITLE].strip() or "Sheet"


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    first = 0
    if sheet.words:
        page.write_string(0, 0, sheet.words)
        first = 2
    page.set_column(0, max(len(sheet.heads) - 1, 0), 18)
    for column, head in enumerate(sheet.heads):
        page.write_string(first, column, head, formats["head"])
    page.freeze_panes(first + 1, 0)
    for number, row in enumerate(sheet.rows, first + 1):
        if number >= MOST_ROWS:
            raise ValueError(f"A sheet holds {MOST_ROWS - first - 1:,} rows.")
        for column, value in enumerate(row):
            _cell(page, number, column, value, formats)


def _cell(page: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, str):  # most cells, so asked first
        if value:
            page.write_string(row, column, value)
        return
    match value:
        case None:
            return
        case bool():
            page.write_string(row, column, "yes" if value else "no")
        case int() | float() | Decimal():
            page.write_number(row, column, value)
        case datetime():
            page.write_datetime(row, column, value.replace(tzinfo=None), formats["moment"])
        case date():
            page.write_datetime(row, column, value, formats["day"])
        case _:
            page.write_string(row, column, str(value))
