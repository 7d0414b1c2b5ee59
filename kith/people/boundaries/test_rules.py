"""An order is told with its end, before the address, and asked after when it has run out."""

from datetime import date, timedelta

import pytest

from kith.people.boundaries.rules import Line, alert, obstacle

TODAY = date(2026, 10, 14)
SINCE = date(2026, 1, 5)


def order(kind: str = "no_contact", until: date | None = None, **facts) -> Line:
    held = {"started_on": SINCE, "until_on": until, "ended_on": None} | facts
    return Line(kind, "Lee Marlowe", "school reports", **held)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (order(), ("safety", "No contact with Lee Marlowe")),
        (order(until=date(2027, 5, 3)), ("safety", "No contact with Lee Marlowe until 3 May 2027")),
        (order(until=TODAY + timedelta(5)), ("safety", "No contact with Lee Marlowe until 19 Oct 2026 (5 days left)")),
        (order(until=TODAY), ("safety", "No contact with Lee Marlowe until 14 Oct 2026 (last day)")),
        (
            order(until=date(2026, 10, 13)),
            ("care", "No contact with Lee Marlowe – ended on 13 Oct 2026; ask whether it goes on"),
        ),
        (order(until=date(2026, 9, 15)), None),
        (order(until=date(2026, 10, 13), ended_on=date(2026, 10, 13)), None),
        (order(ended_on=TODAY), None),
        (order(started_on=TODAY + timedelta(1)), None),
        (order("supervised"), ("safety", "Sees Lee Marlowe only with somebody there")),
        (order("told_nothing"), ("care", "Lee Marlowe is told nothing")),
        (order("told_part"), ("care", "Lee Marlowe is told only: school reports")),
        (order("letters", is_other=True), ("safety", "Only letters and cards to Lee Marlowe")),
        (order("told_nothing", is_other=True), ("care", "Is told nothing about Lee Marlowe")),
    ],
)  # fmt: skip
def test_a_boundary_is_told_from_both_ends_with_its_end(line, told) -> None:
    assert alert(line, TODAY) == told


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        ({}, []),
        ({"kind": "friends"}, ["boundary"]),
        ({"words": "", "until_on": SINCE - timedelta(1)}, ["boundary_words", "boundary_until"]),
        ({"words": "x" * 201}, ["boundary_words"]),
        ({"started_on": TODAY + timedelta(1)}, ["boundary_since"]),
        ({"until_on": SINCE}, []),
    ],
)
def test_all_that_is_wrong_with_a_boundary_is_told_at_once(facts, fields) -> None:
    said = {"kind": "no_contact", "words": "An order", "started_on": SINCE, "until_on": None} | facts

    assert [field for field, _ in obstacle(**said, today=TODAY)] == fields
