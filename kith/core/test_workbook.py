import html
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import xlsxwriter

from kith.core.workbook import Sheet, workbook


def parts_of(file: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(file)) as opened:
        return {name: opened.read(name).decode() for name in opened.namelist()}


def sheet_of(*row: object) -> str:
    found = parts_of(workbook([Sheet("One", ["Head"], [row])]))
    return found["xl/worksheets/sheet1.xml"] + found.get("xl/sharedStrings.xml", "")


@pytest.mark.parametrize("words", ["=1+1", "http://example.org", "+44", "{=SUM(A1)}"])
def test_text_stays_text(words) -> None:
    found = sheet_of(words)

    assert words in found
    assert "<f>" not in found
    assert "hyperlink" not in found


def test_days_numbers_and_nothing_keep_their_kind() -> None:
    found = sheet_of(
        date(2026, 10, 14), 12, Decimal("84.1"), None, True, datetime(2026, 10, 14, 7, 30, tzinfo=UTC)
    )

    assert "<v>46309</v>" in found
    assert "<v>12</v>" in found
    assert "<v>84.1</v>" in found
    assert 'r="D2"' not in found
    assert "yes" in found
    assert "<v>46309.3125</v>" in found


def test_sheets_have_titles_that_every_spreadsheet_takes() -> None:
    long = "Children [north]: what is late, and why it is so very late"

    found = parts_of(workbook([Sheet(long, ["A"], []), Sheet("'", ["A"], [])]))["xl/workbook.xml"]

    assert 'name="Children north what is late, an"' in found
    assert 'name="Sheet"' in found


def test_words_stand_above_the_heads() -> None:
    found = parts_of(workbook([Sheet("One", ["Head"], [[1]], words="As it stood on 14 October 2026")]))

    assert 'r="A1"' in found["xl/worksheets/sheet1.xml"]
    assert 'r="A3"' in found["xl/worksheets/sheet1.xml"]
    assert "As it stood on 14 October 2026" in "".join(found.values())


@pytest.mark.parametrize("titles", [(), ("One", "one")])
def test_a_workbook_needs_sheets_with_titles_of_their_own(titles) -> None:
    with pytest.raises(ValueError, match="sheets"):
        workbook([Sheet(title, ["A"], []) for title in titles])


CELL = re.compile(r'<c r="(\w+)"(?: s="(\d+)")?(?: t="(\w+)")?><v>([^<]*)</v></c>')
ROWS = [
    ["Tia Marlowe", date(2026, 10, 14), 12, Decimal("84.10"), 0.1, -3, None, ""],
    [],
    ["  room before and after  ", "<b>&\"'</b>", "line\nline", "Zo\u00eb \U0001f986", "_x0041_ \x07"],
    [datetime(2026, 10, 14, 7, 30, tzinfo=UTC), date(1900, 3, 1), date(2099, 12, 31), 10**17],
    ["x" * 32_767, "x" * 40_000, "\U0001f986" * 16_383, "\U0001f986" * 20_000, "y" + "\U0001f986" * 20_000],
    [None, "Tia Marlowe", None, 7],
]


def cells_of(file: bytes) -> dict[str, tuple[str, str]]:
    """Each cell: the look of its format, and what stands in it."""
    parts = parts_of(file)
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"], re.DOTALL)
    formats = re.findall(r"<xf [^>]*/?>", parts["xl/styles.xml"].split("<cellXfs")[1])
    return {
        place: (formats[int(style or 0)], html.unescape(texts[int(value)]) if kind == "s" else value)
        for place, style, kind, value in CELL.findall(parts["xl/worksheets/sheet1.xml"])
    }


def test_each_cell_is_as_the_library_writes_it() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet("One")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day, moment = (book.add_format({"num_format": f"dd/mm/yyyy{more}"}) for more in ("", " hh:mm"))
        for column in range(8):
            page.write_string(0, column, f"Head {column}", head)
        for number, row in enumerate(ROWS, 1):
            for column, value in enumerate(row):
                if isinstance(value, datetime):
                    page.write_datetime(number, column, value.replace(tzinfo=None), moment)
                elif isinstance(value, date):
                    page.write_datetime(number, column, value, day)
                elif isinstance(value, str):
                    _ = page.write_string(number, column, value) if value else 0
                elif value is not None:
                    page.write_number(number, column, value)

    ours = workbook([Sheet("One", [f"Head {column}" for column in range(8)], ROWS)])

    theirs = cells_of(kept.getvalue())
    assert len(theirs) == 30
    assert cells_of(ours) == theirs
    sheets = [parts_of(file)["xl/worksheets/sheet1.xml"] for file in (ours, kept.getvalue())]
    assert len({re.search(r"<dimension[^>]*>", sheet)[0] for sheet in sheets}) == 1  # type: ignore[index]


def test_a_day_that_spreadsheets_do_not_know_is_text_and_what_is_no_number_is_refused() -> None:
    assert "1899-05-02" in sheet_of(date(1899, 5, 2))
    with pytest.raises(ValueError, match="this is none"):
        sheet_of(Decimal("NaN"))


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="1,048,575 rows"):
        workbook([Sheet("One", ["A"], [()] * 1_048_576)])
