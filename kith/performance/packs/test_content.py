from datetime import date
from decimal import Decimal

import pytest

from kith.performance.packs.content import Pack, Part, Table, cut, said, sheets

ON = date(2026, 10, 14)


def pack(*tables: Table) -> Pack:
    return Pack(
        "inspection-pack", "Pack", "Westmere", ON, ("As it stood.",), (Part("Lists", (), tables),), "Foot"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "–"),
        ("", "–"),
        (0, "0"),
        (1234, "1,234"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 9, 2), "2 Sep 2026"),
        (Decimal("84.10"), "84.1"),
        (Decimal("1200"), "1,200"),
    ],
)
def test_a_cell_is_told_in_words(value, words):
    assert said(value) == words


def test_a_long_table_is_cut_and_says_so():
    table = Table("Rows", ("A",), [[number] for number in range(30)], "Those.")

    short = cut(table, 25, "The workbook has the others.")

    assert len(short.rows) == 25
    assert short.words == "Those. The first 25 of 30. The workbook has the others."
    assert cut(table, 30, "") is table


def test_a_table_of_which_only_some_were_read_says_how_many_there_are():
    table = Table("Rows", ("A",), [[1], [2]], total=900)

    assert "The first 2 of 900." in cut(table, 2, "").words
    assert "2 of 900 rows are in this file." in sheets(pack(table))[1].words


def test_every_table_has_a_sheet_of_its_own_name():
    long = "Not seen for more than 28 days by anybody"

    titles = [one.title for one in sheets(pack(Table(long, ("A",), []), Table(long, ("A",), [])))]

    assert len({title.casefold() for title in titles}) == 3
    assert all(len(title) <= 31 for title in titles)


def test_its_file_says_what_it_is_and_of_which_day():
    assert pack().file == "inspection-pack-2026-10-14"
