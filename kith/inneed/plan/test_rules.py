"""When a child in need plan may begin, be reviewed and end."""

from datetime import date

import pytest

from kith.inneed.models import DECISIONS, ENDING
from kith.inneed.plan import rules
from kith.inneed.plan.rules import Child, obstacle_to_beginning, obstacle_to_ending, obstacle_to_review

ON = date(2026, 6, 8)
TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2008, 6, 9), None),
        (date(2008, 6, 8), "Tia was 18 by then"),
        (date(2008, 2, 29), "Tia was 18 by then"),
        (None, None),
        (date(2026, 12, 1), None),  # not born yet
    ],
)
def test_a_plan_is_for_a_child(born_on, words):
    found = obstacle_to_beginning(Child("Tia", born_on=born_on), ON)

    assert found is None if words is None else words in found


def test_somebody_born_on_29_february_is_18_on_1_march():
    child = Child("Tia", born_on=date(2008, 2, 29))

    assert obstacle_to_beginning(child, date(2026, 2, 28)) is None
    assert obstacle_to_beginning(child, date(2026, 3, 1)) is not None


def test_no_plan_begins_after_a_death():
    assert obstacle_to_beginning(Child("Tia", died_on=ON), ON) is None
    assert "died on 7 Jun 2026" in (obstacle_to_beginning(Child("Tia", died_on=date(2026, 6, 7)), ON) or "")


@pytest.mark.parametrize(
    ("care", "until", "is_refused"),
    [
        ((date(2026, 5, 1), None), None, True),
        ((date(2026, 5, 1), date(2026, 6, 9)), None, True),
        ((date(2026, 5, 1), ON), None, False),  # may begin on the day care ends
        ((date(2026, 7, 1), None), date(2026, 7, 1), False),  # and end on the day care begins
        ((date(2026, 7, 1), None), date(2026, 7, 2), True),
        ((date(2026, 7, 1), None), None, True),
    ],
)
def test_a_looked_after_child_has_no_child_in_need_plan(care, until, is_refused):
    assert (obstacle_to_beginning(Child("Tia", care=[care]), ON, until) is not None) is is_refused


@pytest.mark.parametrize(
    ("held_on", "ended_on", "words"),
    [
        (date(2026, 6, 7), None, "reviewed after that day"),
        (ON, None, "reviewed after that day"),
        (date(2026, 6, 9), None, None),
        (TODAY, None, None),
        (date(2026, 10, 15), None, "future"),
        (date(2026, 8, 3), date(2026, 8, 3), None),
        (date(2026, 8, 4), date(2026, 8, 3), "The plan ended on 3 Aug 2026"),
        (date(2026, 7, 20), None, "on the record already"),
    ],
)
def test_a_plan_is_reviewed_after_it_began_and_not_after_it_ended(held_on, ended_on, words):
    found = obstacle_to_review(
        started_on=ON, ended_on=ended_on, held_on=held_on, earlier=[date(2026, 7, 20)], today=TODAY
    )

    assert found is None if words is None else words in found


@pytest.mark.parametrize(
    ("decision", "next_on", "is_wrong"),
    [
        ("go_on", None, False),
        ("go_on", date(2026, 6, 9), False),
        ("go_on", ON, True),
        ("end", None, False),
        ("end", date(2026, 9, 1), True),
        ("step_up", date(2026, 9, 1), False),
    ],
)
def test_the_next_review_is_later_and_of_a_plan_that_goes_on(decision, next_on, is_wrong):
    assert (rules.problem_with_next(ON, decision, next_on) is not None) is is_wrong


def test_a_plan_does_not_end_before_it_was_last_reviewed():
    reviews = [date(2026, 7, 20), date(2026, 9, 1)]

    assert obstacle_to_ending(date(2026, 9, 1), reviews) is None
    assert "1 Sep 2026" in (obstacle_to_ending(date(2026, 8, 31), reviews) or "")
    assert obstacle_to_ending(ON, []) is None


@pytest.mark.parametrize(
    ("died_on", "ended_on", "is_told"),
    [
        (date(2026, 7, 1), date(2026, 7, 1), False),
        (date(2026, 7, 1), date(2026, 7, 2), True),
        (date(2026, 7, 1), None, True),
        (None, date(2026, 7, 2), False),
        (None, None, False),
    ],
)
def test_a_plan_that_ends_after_a_death_is_told_4009(died_on, ended_on, is_told):
    found = rules.warnings(Child("Tia", died_on=died_on), ON, ended_on)

    assert [words for words in found if "4009Q" in words] == found
    assert bool(found) is is_told


@pytest.mark.parametrize(("ended_on", "is_told"), [(ON, True), (date(2026, 6, 9), False), (None, False)])
def test_a_plan_of_one_day_is_told_4012(ended_on, is_told):
    found = rules.warnings(Child("Tia"), ON, ended_on)

    assert found == (["It began and ended on one day (rule 4012Q)."] if is_told else [])


@pytest.mark.parametrize(
    ("ended_on", "on", "is_refused"),
    [
        (None, ON, False),
        (None, date(2026, 6, 7), True),
        (date(2026, 7, 20), date(2026, 7, 20), False),
        (date(2026, 7, 20), date(2026, 7, 19), True),
    ],
)
def test_a_plan_gives_way_to_what_begins_while_it_holds_and_not_before_it_began(ended_on, on, is_refused):
    """Pitfall 10: it may end on the very day the protection plan begins, and never lies beside it."""
    assert (rules.obstacle_to_making_way(ON, ended_on, on) is not None) is is_refused


def test_every_decision_of_a_review_is_known():
    assert set(rules.DECIDED.values()) == set(DECISIONS)
    assert set(rules.ENDS_BECAUSE) == set(ENDING)
    assert all(rules.follows(one) for one in DECISIONS if one != "go_on")
