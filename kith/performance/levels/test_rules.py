"""The table of decisions by level adds up, and its cells become conditions that nothing else can slip into."""

from decimal import Decimal

import pytest

from kith.performance.levels import rules

WORDS = {"2A": "Schools", "6": "Police"}
COUNTED = [("6", "4", 3), ("6", "", 1), ("2A", "4", 1), ("2A", "2", 4), ("2A", "9", 1), ("", "2", 1)]


def test_every_line_adds_up_and_all_together_is_their_sum():
    columns = rules.columns(["4", "3", "2", "1"], [level for _, level, _ in COUNTED])
    together, *lines = rules.table(COUNTED, columns, WORDS)

    assert columns == ["4", "3", "2", "1", "9", ""]
    assert together.whole == sum(line.whole for line in lines) == 11
    assert [cell.part for cell in together.cells] == [4, 0, 5, 0, 1, 1]
    for line in (together, *lines):
        assert sum(cell.part for cell in line.cells) == line.whole
        assert all(cell.whole == line.whole for cell in line.cells)


def test_the_most_decisions_come_first_and_an_agency_not_recorded_says_so():
    lines = rules.table(COUNTED, ["4", "2", "9", ""], WORDS)

    assert [line.words for line in lines] == ["All together", "Schools", "Police", "Not recorded"]


def test_shares_are_of_the_row_with_those_without_a_level():
    police = rules.table(COUNTED, ["4", "2", "9", ""], WORDS)[2]

    assert [cell.share for cell in police.cells] == [
        Decimal("75.0"),
        Decimal("0.0"),
        Decimal("0.0"),
        Decimal("25.0"),
    ]
    assert rules.Cell(None, "4", 0, 0).share is None


def test_no_decisions_are_an_empty_table():
    (together,) = rules.table([], ["4", ""], WORDS)

    assert (together.whole, [cell.part for cell in together.cells]) == (0, [0, 0])


@pytest.mark.parametrize(
    ("by", "row", "level", "sql"),
    [
        ("team", None, None, "true"),
        ("team", "12", "4", "level = '4' and team_id = 12"),
        ("agency", "2A", "", "level = '' and source = '2A'"),
        ("agency", "", None, "source = ''"),
    ],
)
def test_a_cell_is_a_condition(by, row, level, sql):
    assert rules.condition(by, row, level) == sql


@pytest.mark.parametrize(
    ("by", "row", "level"),
    [
        ("agency", "2A' or true", None),
        ("agency", None, "4'--"),
        ("team", "x", None),
        ("agency", "%s", None),
        ("team", "", "4"),
        ("agency", "a" * 21, None),
    ],
)
def test_what_is_no_code_becomes_no_condition(by, row, level):
    with pytest.raises(ValueError, match=r"."):
        rules.condition(by, row, level)
