from datetime import date

import pytest

from kith.core import calendar
from kith.practice.visits import VisitClock
from kith.work.visits.clocks import Sighting, next_visit, not_counted

ENGLAND = calendar.england()
TODAY = date(2026, 10, 14)
OPENED = date(2026, 9, 1)


def a_clock(code="in_need", **facts):
    known = {
        "title": "Child in need visit", "during": "involvement", "working_days": 20, "calendar_days": None,
        "kinds": ("home",), "seen": "seen", "statutory": False, "source": "Local policy",
    }  # fmt: skip
    return VisitClock(code, **{**known, **facts})


ENQUIRY = a_clock("enquiry", title="Child protection visit", during="enquiry", working_days=10, seen="alone")


IN_NEED = (a_clock(),)


def due(*sightings, clocks=IN_NEED, starts=None, today=TODAY):
    return next_visit(clocks, starts or {"involvement": OPENED}, sightings, ENGLAND, today)


@pytest.mark.parametrize(
    ("sightings", "on"),
    [
        ([], date(2026, 9, 29)),  # twenty working days after the opening
        ([Sighting("home", "seen", date(2026, 9, 15))], date(2026, 10, 13)),
        ([Sighting("home", "alone", date(2026, 9, 16))], date(2026, 10, 14)),
        ([Sighting("", "seen", date(2026, 9, 16))], date(2026, 10, 14)),  # the visit itself is hidden
        ([Sighting("video", "seen", date(2026, 9, 16))], date(2026, 9, 29)),
        ([Sighting("home", "not_seen", date(2026, 9, 16))], date(2026, 9, 29)),
        ([Sighting("home", "seen", date(2026, 8, 1))], date(2026, 9, 29)),  # before the case was opened
    ],
)
def test_a_visit_is_due_so_long_after_the_last_that_counts(sightings, on) -> None:
    assert due(*sightings).on == on


@pytest.mark.parametrize(
    ("seen_on", "mark"),
    [
        (date(2026, 9, 15), "late"),
        (date(2026, 9, 16), "soon"),
        (date(2026, 9, 21), "soon"),
        (date(2026, 9, 22), ""),
    ],
)
def test_a_clock_is_late_the_day_after_and_soon_three_working_days_before(seen_on, mark) -> None:
    assert due(Sighting("home", "seen", seen_on)).mark == mark


def test_the_clock_that_runs_out_first_is_told_with_its_rule() -> None:
    found = due(
        Sighting("home", "seen", date(2026, 10, 12)),
        clocks=(a_clock(), ENQUIRY),
        starts={"involvement": OPENED, "enquiry": date(2026, 10, 5)},
    )

    assert (found.title, found.on) == ("Child protection visit", date(2026, 10, 19))
    assert found.rule == "10 working days after the work began, Mon 5 Oct 2026 (Local policy)"
    assert due(Sighting("home", "seen", date(2026, 10, 12))).rule.startswith(
        "20 working days after the child was seen, Mon 12 Oct 2026"
    )


def test_no_clock_runs_for_a_closed_case_or_out_of_its_days() -> None:
    assert due(starts={"other": OPENED}) is None
    assert due(clocks=(a_clock(until=date(2026, 10, 13)),)) is None


def test_calendar_days_count_weekends() -> None:
    assert due(clocks=(a_clock(working_days=None, calendar_days=42),)).on == date(2026, 10, 13)


def test_which_kinds_do_not_count_is_said_in_words() -> None:
    labels = {"home": "Home visit", "video": "By video", "office": "At our office"}

    assert (
        not_counted((a_clock(), ENQUIRY), TODAY, labels)
        == "No visit clock goes by “By video” or “At our office”."
    )
    assert not_counted((a_clock(kinds=()), ENQUIRY), TODAY, labels) == ""
    assert not_counted((), TODAY, labels) == ""


def test_a_clock_runs_during_a_plan_and_the_one_of_the_case_yields_to_it() -> None:
    clocks = (
        a_clock(yields_to=("protection", "looked_after")),
        a_clock("protection", title="Child protection visit", during="protection", working_days=10),
    )
    starts = {"involvement": OPENED, "protection": date(2026, 9, 29)}

    found = due(clocks=clocks, starts=starts)

    assert (found.title, found.on) == ("Child protection visit", date(2026, 10, 13))
    assert "the plan began, Tue 29 Sep 2026" in found.rule
    assert due(clocks=clocks[:1], starts={"involvement": OPENED, "looked_after": TODAY}) is None
