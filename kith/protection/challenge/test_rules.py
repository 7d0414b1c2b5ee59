"""Who may challenge, answer, take further up and close."""

from datetime import date

import pytest

from kith.protection.challenge import rules
from kith.protection.challenge.rules import Place, Standing

DUE = date(2026, 10, 21)
NORTH, SERVICE, COUNCIL, REVIEWING = 1, 2, 3, 9
LINE = [NORTH, SERVICE, COUNCIL]
OUTCOMES = ("put_right", "agreed", "withdrawn", "not_settled")
OPEN = Standing(1, DUE)
ANSWERED = Standing(1, DUE, answered_on=DUE)
CLOSED = Standing(1, DUE, answered_on=DUE, closed_on=DUE)


@pytest.mark.parametrize(
    ("places", "holds_case", "is_refused"),
    [
        ([Place(REVIEWING, decides=False)], False, False),
        ([Place(REVIEWING, decides=True)], False, False),
        ([Place(COUNCIL, decides=False)], False, False),  # sits at the top and manages nobody
        ([Place(COUNCIL, decides=True)], False, True),
        ([Place(SERVICE, decides=True)], False, True),
        ([Place(NORTH, decides=False)], False, True),
        ([Place(REVIEWING, decides=False), Place(NORTH, decides=False)], False, True),
        ([Place(REVIEWING, decides=False)], True, True),
        ([], False, False),
    ],
)
def test_a_chair_is_independent_of_the_line_that_answers_for_the_child(places, holds_case, is_refused):
    found = rules.obstacle_to_independence(places, LINE, holds_case=holds_case)

    assert (found is not None) is is_refused


def test_a_challenge_says_for_whom_about_what_how_one_knows_and_what_is_wanted():
    wrong = rules.problems_with_raising([], "", ["drift"], " ", "")

    assert [field for field, _ in wrong] == ["children", "reason", "words", "wanted"]
    assert rules.problems_with_raising([1], "drift", ["drift"], "Three months.", "A visit.") == []
    assert rules.problems_with_raising([1], "drift", ["drift"], "x" * 4001, "A visit.")[0][0] == "words"


@pytest.mark.parametrize(
    ("standing", "by", "places", "is_refused"),
    [
        (OPEN, 5, [Place(NORTH, decides=True)], False),
        (OPEN, 5, [Place(SERVICE, decides=True)], False),
        (OPEN, 5, [Place(NORTH, decides=False)], True),
        (OPEN, 5, [Place(REVIEWING, decides=True)], True),
        (OPEN, 7, [Place(NORTH, decides=True)], True),  # who raised it
        (ANSWERED, 5, [Place(NORTH, decides=True)], True),
        (CLOSED, 5, [Place(NORTH, decides=True)], True),
    ],
)
def test_a_manager_of_the_line_answers_once(standing, by, places, is_refused):
    found = rules.obstacle_to_answering(standing, by=by, raised_by=7, places=places, line=LINE)

    assert (found is not None) is is_refused


@pytest.mark.parametrize(
    ("standing", "today", "is_refused"),
    [
        (OPEN, DUE, True),  # the last day is still in time
        (OPEN, date(2026, 10, 22), False),
        (ANSWERED, date(2026, 10, 15), False),
        (CLOSED, date(2026, 10, 22), True),
        (Standing(3, DUE), date(2026, 10, 22), True),
    ],
)
def test_it_goes_further_up_once_it_was_answered_or_is_late(standing, today, is_refused):
    assert (rules.obstacle_to_going_up(standing, today) is not None) is is_refused


@pytest.mark.parametrize(
    ("standing", "outcome", "is_refused"),
    [
        (ANSWERED, "put_right", False),
        (ANSWERED, "agreed", False),
        (OPEN, "put_right", True),
        (OPEN, "withdrawn", False),
        (ANSWERED, "not_settled", True),
        (Standing(3, DUE, answered_on=DUE), "not_settled", False),
        (ANSWERED, "", True),
        (CLOSED, "put_right", True),
    ],
)
def test_it_closes_with_an_answer_or_is_withdrawn(standing, outcome, is_refused):
    assert (rules.obstacle_to_closing(standing, outcome, OUTCOMES) is not None) is is_refused
