"""How demand is told apart: order, change, rates, what may not leave, what no row can be."""

from decimal import Decimal

import pytest

from kith.performance.demand.rules import AGES, DIMENSIONS, Line, condition, counts, table

AGE, WARD = DIMENSIONS["age"], DIMENSIONS["ward"]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (156, 144, "+12 (+8.3%)"),
        (3, 6, "−3 (−50.0%)"),
        (4, 0, "+4"),
        (0, 4, "−4 (−100.0%)"),
        (7, 7, "the same"),
        (3031, 904, "+2,127 (+235.3%)"),
    ],
)
def test_change_is_told_in_number_and_share(now, before, words):
    assert Line("x", "X", now, before).change == words


@pytest.mark.parametrize(
    ("now", "children", "rate"),
    [(3031, 25_400, Decimal("1193.3")), (0, 25_400, Decimal("0.0")), (5, None, None), (5, 0, None)],
)
def test_a_rate_needs_children(now, children, rate):
    assert Line("x", "X", now, 0, children).rate == rate


def test_ages_stand_in_their_order_and_wards_by_number_with_the_unknown_last():
    ages = table(AGE, {"10": 9, "": 50, "0": 1, "unborn": 2}, {"5": 3}, AGES, {})
    wards = table(WARD, {"": 50, "E1": 3, "E2": 9}, {}, {"E1": "Pier", "E2": "Quay"}, {"E2": 1000})

    assert [line.words for line in ages.lines] == [
        "Not born yet",
        "Under 1",
        "5 to 9",
        "10 to 15",
        "Not recorded",
    ]
    assert [line.words for line in wards.lines] == ["Quay", "Pier", "Ward not known"]
    assert [line.rate for line in wards.lines] == [Decimal("90.0"), None, None]
    assert (ages.total.now, ages.total.before) == (62, 3)


def test_what_was_counted_together_falls_into_its_dimensions():
    found = counts([("age:5", 3), ("ward:E1", 2), ("ward:", 1), ("source:1A", 3)])

    assert (found["age"], found["ward"], found["decile"]) == ({"5": 3}, {"E1": 2, "": 1}, {})


def test_a_small_number_is_hidden_with_another_that_would_give_it_away():
    told = table(WARD, {"E1": 3, "E2": 9, "E3": 40}, {"E1": 10, "E2": 10, "E3": 10}, {}, {})

    now = [row[0] for row in told.hidden()]
    before = [row[1] for row in told.hidden()]

    assert sum(now[:3]) >= 2
    assert now[[line.key for line in told.lines].index("E1")]
    assert not any(before)


@pytest.mark.parametrize(("row", "sql"), [("age:5", "age_band = '5'"), ("ward:", "ward = ''")])
def test_a_row_is_a_condition(row, sql):
    assert condition(row) == sql


@pytest.mark.parametrize(
    "row", ["age", "town:1", "age:5' or '1'='1", "ward:é", "age:5\n", ":", "ward:" + "x" * 21]
)
def test_what_no_row_can_be_is_refused(row):
    with pytest.raises(ValueError, match="no such row"):
        condition(row)


def test_a_total_that_is_hidden_in_other_files_is_hidden_here_with_a_line_of_its_own():
    told = table(WARD, {"E1": 30, "E2": 9, "E3": 40}, {"E1": 10, "E2": 10, "E3": 10}, {}, {})

    assert [row[0] for row in told.hidden(now=True)] == [False, False, True, True]
    assert not any(row[1] for row in told.hidden(now=True))
    assert told.hidden(before=True)[-1] == [False, True]
