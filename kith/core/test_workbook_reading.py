import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as some

from kith.core import Refused
from kith.core.workbook import Sheet, workbook
from kith.core.workbook_reading import MOST_BYTES, first_sheet

TEXT = some.text(
    some.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), max_size=20
)


def made(write) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        write(book, book.add_worksheet("Plan"))
    return kept.getvalue()


def changed(data: bytes, path: str, words: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, words if name == path else old.read(name))
    return kept.getvalue()


@given(some.lists(some.lists(TEXT.filter(lambda text: text.strip()), min_size=2, max_size=2), max_size=5))
def test_what_is_written_is_read(rows) -> None:
    found = first_sheet(workbook([Sheet("One", ["a", "b"], rows), Sheet("Two", ["x"], [["no"]])]))

    assert [[row[0], row[1]] for row in list(found.rows.values())[1:]] == rows


def test_cells_merged_downwards_are_filled_and_across_stay_first() -> None:
    def write(book, page):
        page.merge_range("A1:A3", "NYCC")
        page.write("B2", "two")
        page.write("B3", "three")
        page.merge_range("A5:D5", "1.1.5 Telephone Resilience")

    rows = first_sheet(made(write)).rows

    assert rows[2] == {0: "NYCC", 1: "two"}
    assert rows[3] == {0: "NYCC", 1: "three"}
    assert rows[5] == {0: "1.1.5 Telephone Resilience"}


def test_days_and_numbers_come_as_the_spreadsheet_keeps_them() -> None:
    def write(book, page):
        page.write_datetime("A1", date(2010, 1, 23), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_number("B1", 1.1)
        page.write_number("C1", 6)

    found = first_sheet(made(write))

    assert found.day(found.rows[1][0]) == date(2010, 1, 23)
    assert (found.rows[1][1], found.rows[1][2]) == ("1.1", "6")
    assert found.day("Amber") is None
    assert found.day("6") is None


def test_a_workbook_that_counts_from_1904_is_read_right() -> None:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"date_1904": True}) as book:
        book.add_worksheet().write_datetime("A1", date(2010, 1, 23), book.add_format({"num_format": "d mmm"}))

    found = first_sheet(kept.getvalue())

    assert found.day(found.rows[1][0]) == date(2010, 1, 23)


@pytest.mark.parametrize("data", [b"", b"Lead body,Key actions", b"PK\x03\x04 and nothing more"])
def test_what_is_no_workbook_is_refused(data) -> None:
    with pytest.raises(Refused, match="no workbook"):
        first_sheet(data)


def test_a_workbook_with_entities_is_refused() -> None:
    good = made(lambda book, page: page.write("A1", "one"))
    bad = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'

    with pytest.raises(Refused, match="no workbook"):
        first_sheet(changed(good, "xl/worksheets/sheet1.xml", bad))


def test_what_unpacks_without_end_is_refused() -> None:
    good = made(lambda book, page: page.write("A1", "one"))

    with pytest.raises(Refused, match="too large"):
        first_sheet(changed(good, "xl/worksheets/sheet1.xml", b" " * 60_000_001))
    with pytest.raises(Refused, match="too large"):
        first_sheet(b"x" * (MOST_BYTES + 1))


def test_a_workbook_without_its_sheet_is_refused() -> None:
    good = made(lambda book, page: page.write("A1", "one"))

    with pytest.raises(Refused, match="no workbook"):
        first_sheet(changed(good, "xl/worksheets/sheet1.xml", b"<worksheet"))
