import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

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
