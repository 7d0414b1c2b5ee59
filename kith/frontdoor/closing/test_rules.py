"""Both sides of every guard on closing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.frontdoor.closing import rules

STARTED, TODAY = date(2026, 3, 2), date(2026, 10, 14)
READY = rules.Ending(
    "Tia",
    STARTED,
    last_event_on=date(2026, 9, 30),
    last_event="Single assessment completed",
    had_assessment=True,
)


def problems(
    *cases, ended_on=TODAY, reason="RC8", words="No more needed.", known=("RC1", "RC2", "RC7", "RC8", "RC9")
):
    return rules.closing_problems(
        cases, ended_on=ended_on, reason=reason, known=known, words=words, today=TODAY
    )


def test_a_finished_case_may_end_today():
    assert problems(READY) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"open_steps": ["Single assessment", "Single assessment", "Strategy discussion"]},
         "Tia: still open: Single assessment and Strategy discussion."),
        ({"undecided_enquiry": True}, "Tia: a section 47 enquiry is still undecided."),
        ({"open_standings": ["child in need plan since 2 Jul 2026"]},
         "Tia: end this first: child in need plan since 2 Jul 2026."),
        ({"ended_on": date(2026, 9, 30)}, "Tia: already closed on 30 Sep 2026."),
    ],
)  # fmt: skip
def test_what_is_undone_stops_closing_whatever_the_reason(change, words):
    assert rules.obstacle_to_closing(replace(READY, **change)) == words
    assert ("person", words) in problems(replace(READY, **change), reason="RC7")


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
def test_rc8_and_rc9_need_an_assessment(reason):
    """Pitfall 13: rule 8825Q."""
    without = replace(READY, had_assessment=False)

    assert "only for cases closed after an assessment" in rules.reason_problem(without, reason)
    assert rules.reason_problem(READY, reason) is None


@pytest.mark.parametrize("reason", ["RC8", "RC9"])
@pytest.mark.parametrize("had", ["had_enquiry", "had_plan"])
def test_rc8_and_rc9_never_go_with_an_enquiry_or_a_plan(reason, had):
    """Pitfall 13: rule 2990."""
    assert "does not go with" in rules.reason_problem(replace(READY, **{had: True}), reason)
    assert rules.reason_problem(replace(READY, **{had: True}), "RC7") is None


def test_death_as_the_reason_needs_the_date_of_death():
    died = replace(READY, died_on=date(2026, 9, 12))

    assert "record the date of death" in rules.reason_problem(READY, "RC2")
    assert rules.reason_problem(died, "RC2") is None


def test_a_child_who_died_is_closed_for_no_other_reason():
    assert "the reason is RC2" in rules.reason_problem(replace(READY, died_on=date(2026, 9, 12)), "RC7")


def test_a_case_may_end_on_the_day_of_its_referral_and_not_before():
    fresh = replace(READY, last_event_on=None)

    assert rules.day_problem(fresh, STARTED, TODAY) is None
    assert "before the referral" in rules.day_problem(fresh, STARTED - timedelta(1), TODAY)


def test_a_case_may_end_on_the_day_of_its_last_event_and_not_before():
    assert rules.day_problem(READY, READY.last_event_on, TODAY) is None
    assert "Single assessment completed on 30 Sep 2026" in rules.day_problem(
        READY, READY.last_event_on - timedelta(1), TODAY
    )


def test_a_case_may_not_end_tomorrow():
    assert rules.day_problem(READY, TODAY, TODAY) is None
    assert "future" in rules.day_problem(READY, TODAY + timedelta(1), TODAY)


def test_everything_is_told_at_once():
    found = problems(replace(READY, open_steps=["Single assessment"]), ended_on=None, reason="", words=" ")

    assert [field for field, _ in found] == ["person", "ended_on", "reason", "words"]


def test_a_reason_nobody_knows_is_no_reason():
    assert ("reason", "Choose a reason for closing.") in problems(READY, reason="RC99")


def test_nobody_chosen_is_said():
    assert ("person", "Choose at least one child.") in problems()


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_day_is_accepted_exactly_between_the_last_event_and_today(day):
    assert (rules.day_problem(READY, day, TODAY) is None) == (READY.last_event_on <= day <= TODAY)
