"""Workbooks: rows under heads on several sheets, as one XLSX file that any spreadsheet opens."""

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

LONGEST_TITLE = 31  # what the file format allows
LONGEST_TEXT = 32_767  # of a cell, in units of UTF-16
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
MOST_ROWS = 1_048_576  # a sheet's rows, heads included
BEFORE_THE_FIRST = datetime(
    1899, 12, 30, tzinfo=UTC
)  # a day of a spreadsheet is how many days have gone since
FIRST_DAY = date(1900, 3, 1)  # spreadsheets do not agree on the days before, and have none before 1900
ONE_DAY = timedelta(days=1)


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
    local time. Raises ValueError for no sheets, for two of one title, for more rows than a sheet holds, and for what
    is no number.
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
            _write(book.add_worksheet(title, worksheet_class=_Page), sheet, formats)
    return kept.getvalue()


def _title(words: str) -> str:
    return " ".join(words.translate(NOT_IN_TITLES).split()).strip("'")[:LONGEST_TITLE].strip() or "Sheet"


def _write(page: "_Page", sheet: Sheet, formats: dict[str, Any]) -> None:
    first = 0
    if sheet.words:
        page.write_string(0, 0, sheet.words)
        first = 2
    page.set_column(0, max(len(sheet.heads) - 1, 0), 18)
    for column, head in enumerate(sheet.heads):
        page.write_string(first, column, head, formats["head"])
    page.freeze_panes(first + 1, 0)
    styles = {name: found._get_xf_index() for name, found in formats.items()}
    page.hold(list(sheet.rows), first + 1, styles)


class _Page(Worksheet):
    """A sheet whose rows are put into the file as they are.

    The library makes an object of every cell and reads it again at the end: of hundreds of thousands of cells that is
    most of the work. Heads, formats and all around the rows are the library's; a test holds both ways equal.
    """

    _held: Sequence[str] = ()

    def hold(self, rows: Sequence[Sequence[Any]], first: int, styles: dict[str, int]) -> None:
        """Take the rows that come from a row on. Raises ValueError for more than a sheet holds."""
        if first + len(rows) > MOST_ROWS:
            raise ValueError(f"A sheet holds {MOST_ROWS - first:,} rows.")
        widest = max(map(len, rows), default=0)
        if widest:
            self._check_dimensions(first + len(rows) - 1, widest - 1)
        letters = [xl_col_to_name(column) for column in range(widest)]
        worn = {"": "", **{name: f' s="{number}"' for name, number in styles.items()}}
        self._held = [
            f'<row r="{number}">{cells}</row>'
            for number, row in enumerate(rows, first + 1)
            if (cells := "".join(self._cells(row, letters, number, worn)))
        ]

    def _cells(
        self, row: Sequence[Any], letters: Sequence[str], number: int, worn: dict[str, str]
    ) -> Iterator[str]:
        shared = self.str_table._get_shared_string_index
        for letter, value in zip(letters, row, strict=False):
            if value is None or value == "":
                continue
            style: str | None = None
            if type(value) is not str:  # most cells are text, so asked first
                style, value = _told(value)
            if style is None:
                yield f'<c r="{letter}{number}" t="s"><v>{shared(_short(value))}</v></c>'
            else:
                yield f'<c r="{letter}{number}"{worn[style]}><v>{value}</v></c>'

    def _write_rows(self) -> None:
        super()._write_rows()
        self.fh.writelines(self._held)


def _told(value: Any) -> tuple[str | None, str]:
    """The format and the number of a value, or None and the text it is told by."""
    match value:
        case bool():
            return None, "yes" if value else "no"
        case int() | float() | Decimal():
            if not math.isfinite(value):
                raise ValueError("A cell holds a number, and this is none.")
            return "", f"{value:.16G}"
        case datetime() if value.date() >= FIRST_DAY:
            return "moment", f"{(value.replace(tzinfo=UTC) - BEFORE_THE_FIRST) / ONE_DAY:.16G}"
        case date() if not isinstance(value, datetime) and value >= FIRST_DAY:
            return "day", str(value.toordinal() - BEFORE_THE_FIRST.toordinal())
        case _:
            return None, str(value)


def _short(words: str) -> str:
    """Text as long as a cell holds; letters that take two units are not cut in halves."""
    if len(words) * 2 <= LONGEST_TEXT:
        return words
    return words.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
