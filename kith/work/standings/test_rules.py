"""How a child may begin and end to stand with the service."""

from datetime import date

import pytest

from kith.work.standings.rules import Case, Held, obstacle_to_beginning, obstacle_to_ending

TODAY = date(2026, 10, 14)
CASE = Case(date(2026, 6, 8))
MAY, JULY = date(2026, 5, 4), date(2026, 7, 2)


def begin(kind, on, *held, until=None, case=CASE, needs_case=True):
    return obstacle_to_beginning(
        "Tia", kind, on, until=until, held=held, case=case, needs_case=needs_case, today=TODAY
    )


def test_a_plan_begins_on_any_day_of_an_open_case():
    assert begin("protection", CASE.started_on) is None
    assert begin("protection", TODAY) is None


@pytest.mark.parametrize(
    ("on", "case", "words"),
    [
        (date(2026, 10, 15), CASE, "The day lies in the future."),
        (date(2026, 6, 7), CASE, "Tia: that is before the case began on 8 Jun 2026."),
        (JULY, None, "Tia has no open case, and a child protection plan needs one."),
        (JULY, Case(MAY, date(2026, 9, 1)), "Tia: the case was closed on 1 Sep 2026."),
    ],
)
def test_nothing_lies_outside_its_case(on, case, words):
    assert begin("protection", on, case=case) == words


def test_early_help_needs_no_case():
    assert begin("early_help", MAY, case=None, needs_case=False) is None


def test_what_is_over_already_may_belong_to_a_case_that_was_closed_since():
    closed = Case(MAY, date(2026, 9, 1))

    assert begin("in_need", JULY, until=date(2026, 9, 1), case=closed) is None
    assert begin("in_need", JULY, until=date(2026, 9, 2), case=closed) is not None


@pytest.mark.parametrize("kind", ["in_need", "protection", "looked_after", "enquiry"])
def test_there_is_one_of_a_kind_at_a_time(kind):
    why = begin(kind, JULY, Held(kind, date(2026, 6, 10)))

    assert why is not None
    assert "since 10 Jun 2026. End it first." in why


def test_a_plan_of_one_kind_may_start_on_the_day_the_other_ends():
    """Pitfall 10: in need and protection never overlap, but may follow each other on one day."""
    ended = Held("in_need", date(2026, 6, 10), JULY)

    assert begin("protection", JULY, ended) is None
    assert "from 10 Jun 2026 to 2 Jul 2026" in (begin("protection", date(2026, 7, 1), ended) or "")
    assert begin("protection", JULY, Held("in_need", date(2026, 6, 10))) is not None


@pytest.mark.parametrize("kind", ["protection", "looked_after", "in_need"])
def test_two_plans_of_a_kind_and_two_times_in_care_do_not_touch_on_a_day(kind):
    """Pitfall 10: rules 8940, 431 and 4014."""
    ended = Held(kind, date(2026, 6, 10), JULY)

    assert "cannot begin on the same day" in (begin(kind, JULY, ended) or "")
    assert begin(kind, date(2026, 7, 3), ended) is None


def test_what_is_written_down_late_must_end_before_what_came_after():
    later = Held("protection", JULY)

    assert begin("protection", date(2026, 6, 10), later, until=date(2026, 7, 1)) is None
    assert begin("protection", date(2026, 6, 10), later, until=JULY) is not None
    assert begin("in_need", date(2026, 6, 10), later, until=JULY) is None


@pytest.mark.parametrize(
    ("kind", "on", "words"),
    [
        ("protection", JULY, "It began on that day: a child protection plan does not end on its first day."),
        ("protection", date(2026, 7, 3), None),
        ("in_need", JULY, None),
        ("in_need", date(2026, 7, 1), "That is before it began on 2 Jul 2026."),
        ("in_need", date(2026, 10, 15), "The day lies in the future."),
    ],
)
def test_it_ends_on_or_after_the_day_it_began(kind, on, words):
    assert obstacle_to_ending(kind, JULY, None, on, TODAY) == words


def test_it_ends_once():
    assert obstacle_to_ending("in_need", JULY, TODAY, TODAY, TODAY) == "It has ended already, on 14 Oct 2026."
