"""Every clock that law or practice sets, each by examples: bank holidays, month ends, leap days, summer time.

The last days in these tables were reckoned from the calendars of the years, not by the program. A code alone is of
``timescales.toml``; "step" is the limit of a step, "look" its point of review, "visit" the interval of a visit clock.
What begins before 15 April 2013 is asked of the practice of that time, the rest of today's.
"""

from datetime import date, datetime
from pathlib import Path

import pytest

from kith.core import clock
from kith.core.calendar import england
from kith.practice import load
from kith.practice.limits import due, review_due
from kith.practice.practice import Practice
from kith.practice.timescales import last_of
from kith.work.visits.clocks import next_visit

AUTHORITY = load(Path(__file__).parents[3] / "packs")
CALENDAR = england()
ONE_ASSESSMENT = date(2013, 4, 15)  # from this day on today's practice
THEN, NOW = ("wt2010", "westmere2011"), ("wt2023", "westmere")

# What does not count after Fri 23 Dec 2011: 26 and 27 Dec, 2 Jan. Thu 5 Apr 2012: 6 and 9 Apr (Easter), 7 May.
# Sun 3 Jun 2012: 4 and 5 Jun (jubilee). Fri 22 Dec 2023: 25 and 26 Dec, 1 Jan. Thu 28 Mar 2024: 29 Mar and 1 Apr
# (Easter), 6 and 27 May. Sun 5 May 2024: 6 and 27 May.
WORKING_DAYS = """
                                     | 2011-12-23 | 2012-04-05 | 2012-06-03 | 2023-12-22 | 2024-03-28 | 2024-05-05
health_plan_first                    | 2012-01-25 | 2012-05-08 | 2012-07-03 | 2024-01-24 | 2024-04-29 | 2024-06-04
education_plan_first                 | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
private_fostering_first_visit        | 2012-01-06 | 2012-04-18 | 2012-06-14 | 2024-01-05 | 2024-04-10 | 2024-05-15
initial_conference                   | 2012-01-18 | 2012-04-30 | 2012-06-26 | 2024-01-17 | 2024-04-22 | 2024-05-28
care_review_first                    | 2012-01-25 | 2012-05-08 | 2012-07-03 | 2024-01-24 | 2024-04-29 | 2024-06-04
core_group_first                     | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
plan_beside_care                     | 2012-01-25 | 2012-05-08 | 2012-07-03 | 2024-01-24 | 2024-04-29 | 2024-06-04
challenge_team                       | 2012-01-04 | 2012-04-16 | 2012-06-12 | 2024-01-03 | 2024-04-08 | 2024-05-13
challenge_service                    | 2012-01-04 | 2012-04-16 | 2012-06-12 | 2024-01-03 | 2024-04-08 | 2024-05-13
challenge_director                   | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
transfer_in_conference               | 2012-01-18 | 2012-04-30 | 2012-06-26 | 2024-01-17 | 2024-04-22 | 2024-05-28
adoption_decision                    | 2012-01-06 | 2012-04-18 | 2012-06-14 | 2024-01-05 | 2024-04-10 | 2024-05-15
adoption_match_decision              | 2012-01-06 | 2012-04-18 | 2012-06-14 | 2024-01-05 | 2024-04-10 | 2024-05-15
adoption_written                     | 2012-01-04 | 2012-04-16 | 2012-06-12 | 2024-01-03 | 2024-04-08 | 2024-05-13
adoption_told                        | 2011-12-29 | 2012-04-11 | 2012-06-07 | 2023-12-28 | 2024-04-03 | 2024-05-08
status_to_follow                     | 2011-12-28 | 2012-04-10 | 2012-06-06 | 2023-12-27 | 2024-04-02 | 2024-05-07
care_to_end                          | 2011-12-28 | 2012-04-10 | 2012-06-06 | 2023-12-27 | 2024-04-02 | 2024-05-07
care_to_begin                        | 2011-12-28 | 2012-04-10 | 2012-06-06 | 2023-12-27 | 2024-04-02 | 2024-05-07
step contact                         | 2011-12-28 | 2012-04-10 | 2012-06-06 | 2023-12-27 | 2024-04-02 | 2024-05-07
step referral                        | 2011-12-28 | 2012-04-10 | 2012-06-06 | 2023-12-27 | 2024-04-02 | 2024-05-07
step initial_assessment              | 2012-01-11 | 2012-04-23 | 2012-06-19 |     -      |     -      |     -
step core_assessment                 | 2012-02-15 | 2012-05-29 | 2012-07-24 |     -      |     -      |     -
step section_47_enquiry              | 2012-01-18 | 2012-04-30 | 2012-06-26 | 2024-01-17 | 2024-04-22 | 2024-05-28
step placement_information           | 2012-01-04 | 2012-04-16 | 2012-06-12 | 2024-01-03 | 2024-04-08 | 2024-05-13
step care_plan                       | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
step care_review                     | 2012-01-25 | 2012-05-08 | 2012-07-03 | 2024-01-24 | 2024-04-29 | 2024-06-04
visit in_need                        | 2012-01-25 | 2012-05-08 | 2012-07-03 | 2024-01-24 | 2024-04-29 | 2024-06-04
visit protection                     | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
visit enquiry                        | 2012-01-11 | 2012-04-23 | 2012-06-19 | 2024-01-10 | 2024-04-15 | 2024-05-20
look initial_assessment westmere2011 | 2012-01-06 | 2012-04-18 | 2012-06-14 |     -      |     -      |     -
look core_assessment westmere2011    | 2012-01-20 | 2012-05-02 | 2012-06-28 |     -      |     -      |     -
step single_assessment               |     -      |     -      |     -      | 2024-02-28 | 2024-06-05 | 2024-07-09
step strategy_discussion             |     -      |     -      |     -      | 2023-12-27 | 2024-04-02 | 2024-05-07
step need_plan_review                |     -      |     -      |     -      | 2024-01-03 | 2024-04-08 | 2024-05-13
look single_assessment wt2023        |     -      |     -      |     -      | 2024-01-24 | 2024-04-29 | 2024-06-04
look single_assessment westmere      |     -      |     -      |     -      | 2024-01-10 | 2024-04-15 | 2024-05-20
"""

# Months end on month ends: 31 Aug and six months is 28 or 29 Feb; 29 Feb and twelve months is 28 Feb.
MONTHS = """
                             | 2011-08-31 | 2012-01-31 | 2012-02-29 | 2012-11-30 | 2024-01-31 | 2024-02-29 | 2025-08-31
health_assessment_under_five | 2012-02-29 | 2012-07-31 | 2012-08-29 | 2013-05-30 | 2024-07-31 | 2024-08-29 | 2026-02-28
health_assessment            | 2012-08-31 | 2013-01-31 | 2013-02-28 | 2013-11-30 | 2025-01-31 | 2025-02-28 | 2026-08-31
dental_check                 | 2012-08-31 | 2013-01-31 | 2013-02-28 | 2013-11-30 | 2025-01-31 | 2025-02-28 | 2026-08-31
strengths_score              | 2012-08-31 | 2013-01-31 | 2013-02-28 | 2013-11-30 | 2025-01-31 | 2025-02-28 | 2026-08-31
education_plan               | 2011-12-31 | 2012-05-31 | 2012-06-29 | 2013-03-30 | 2024-05-31 | 2024-06-29 | 2025-12-31
pathway_plan                 | 2011-11-30 | 2012-04-30 | 2012-05-29 | 2013-02-28 | 2024-04-30 | 2024-05-29 | 2025-11-30
leaver_visit                 | 2011-10-31 | 2012-03-31 | 2012-04-29 | 2013-01-30 | 2024-03-31 | 2024-04-29 | 2025-10-31
adoption_panel               | 2011-10-31 | 2012-03-31 | 2012-04-29 | 2013-01-30 | 2024-03-31 | 2024-04-29 | 2025-10-31
pathway_review               | 2012-02-29 | 2012-07-31 | 2012-08-29 | 2013-05-30 | 2024-07-31 | 2024-08-29 | 2026-02-28
birthday_contact             | 2011-12-31 | 2012-05-31 | 2012-06-29 | 2013-03-30 | 2024-05-31 | 2024-06-29 | 2025-12-31
permanence_plan              | 2011-12-31 | 2012-05-31 | 2012-06-29 | 2013-03-30 | 2024-05-31 | 2024-06-29 | 2025-12-31
in_need_review               | 2011-11-30 | 2012-04-30 | 2012-05-29 | 2013-02-28 | 2024-04-30 | 2024-05-29 | 2025-11-30
care_review_second           | 2011-11-30 | 2012-04-30 | 2012-05-29 | 2013-02-28 | 2024-04-30 | 2024-05-29 | 2025-11-30
care_review_later            | 2012-02-29 | 2012-07-31 | 2012-08-29 | 2013-05-30 | 2024-07-31 | 2024-08-29 | 2026-02-28
care_visit_3_months          | 2011-11-30 | 2012-04-30 | 2012-05-29 | 2013-02-28 | 2024-04-30 | 2024-05-29 | 2025-11-30
protection_first_review      | 2011-11-30 | 2012-04-30 | 2012-05-29 | 2013-02-28 | 2024-04-30 | 2024-05-29 | 2025-11-30
protection_review            | 2012-02-29 | 2012-07-31 | 2012-08-29 | 2013-05-30 | 2024-07-31 | 2024-08-29 | 2026-02-28
"""

# Every day counts: Christmas and Sundays do; 2012 and 2024 had a 29 Feb, 2023 had none.
CALENDAR_DAYS = """
                                 | 2011-12-24 | 2012-02-27 | 2023-02-27 | 2023-12-24 | 2024-02-27
private_fostering_visit_year_one | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
private_fostering_visit          | 2012-03-17 | 2012-05-21 | 2023-05-22 | 2024-03-17 | 2024-05-21
leaver_visit_first               | 2011-12-31 | 2012-03-05 | 2023-03-06 | 2023-12-31 | 2024-03-05
pathway_review_moved             | 2012-01-21 | 2012-03-26 | 2023-03-27 | 2024-01-21 | 2024-03-26
secure_without_court             | 2011-12-27 | 2012-03-01 | 2023-03-02 | 2023-12-27 | 2024-03-01
in_need_first_review             | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
care_visit_first                 | 2011-12-31 | 2012-03-05 | 2023-03-06 | 2023-12-31 | 2024-03-05
care_visit_weekly                | 2011-12-31 | 2012-03-05 | 2023-03-06 | 2023-12-31 | 2024-03-05
care_visit_4_weeks               | 2012-01-21 | 2012-03-26 | 2023-03-27 | 2024-01-21 | 2024-03-26
care_visit_6_weeks               | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
emergency_order_ends             | 2012-01-01 | 2012-03-06 | 2023-03-07 | 2024-01-01 | 2024-03-06
assessment_order_ends            | 2011-12-31 | 2012-03-05 | 2023-03-06 | 2023-12-31 | 2024-03-05
review_after_birth               | 2012-01-03 | 2012-03-08 | 2023-03-09 | 2024-01-03 | 2024-03-08
adoption_papers                  | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
core_group                       | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
early_help_review                | 2012-02-04 | 2012-04-09 | 2023-04-10 | 2024-02-04 | 2024-04-09
pre_proceedings                  | 2012-04-14 | 2012-06-18 | 2023-06-19 | 2024-04-14 | 2024-06-18
proceedings                      | 2012-09-29 | 2012-12-03 | 2023-08-28 | 2024-06-23 | 2024-08-27
court_direction                  | 2012-01-07 | 2012-03-12 | 2023-03-13 | 2024-01-07 | 2024-03-12
court_request                    | 2012-02-18 | 2012-04-23 | 2023-04-24 | 2024-02-18 | 2024-04-23
"""

# Hours run on through the change of the clocks: on 30 Oct 2011 and 26 Oct 2025 they went back, on 25 Mar 2012 and
# 29 Mar 2026 forward. 72 hours are 72 hours: an hour earlier or later on the wall.
HOURS = """
                       | 2011-10-29 22:30 | 2012-03-24 23:30 | 2025-10-25 22:30 | 2025-07-01 00:15 | 2026-03-28 23:30
return_interview       | 2011-11-01 21:30 | 2012-03-28 00:30 | 2025-10-28 21:30 | 2025-07-04 00:15 | 2026-04-01 00:30
police_protection_ends | 2011-11-01 21:30 | 2012-03-28 00:30 | 2025-10-28 21:30 | 2025-07-04 00:15 | 2026-04-01 00:30
"""


def rows(table: str) -> list[tuple[str, str, str]]:
    """What is told of each clock: its row, when it begins and its last day or moment."""
    heads, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    return [
        (line[0], begins, last)
        for line in lines
        for begins, last in zip(heads[1:], line[1:], strict=True)
        if last != "-"
    ]


DAYS = [*rows(WORKING_DAYS), *rows(MONTHS), *rows(CALENDAR_DAYS)]
TOLD = {name for name, _, _ in [*DAYS, *rows(HOURS)]}


def packs_of(on: date) -> tuple[Practice, ...]:
    """The packs, national and local, of the time in which a day lies."""
    return tuple(AUTHORITY.practices[code] for code in (THEN if on < ONE_ASSESSMENT else NOW))


def last_day(practice: Practice, name: str, on: date) -> date | None:
    """What a pack says is the last day of a clock that began on a day; None where it has no such clock."""
    what, _, code = name.rpartition(" ") if " " in name else ("", "", name)
    if what.startswith("look"):
        kind = practice.steps.get(what.removeprefix("look ")) if practice.code == code else None
        found = review_due(kind, CALENDAR, on) if kind else None
        return found.on if found else None
    if what == "visit":
        held = [one for one in practice.visit_clocks if one.code == code]
        visit = next_visit(held, {held[0].during: on}, [], CALENDAR, on)
        return visit.on if visit else None
    if what == "step":
        kind = practice.steps.get(code)
        when = due(kind, {limit.clock: on for limit in kind.limits}, CALENDAR, on) if kind else None
        return when.on if when else None
    last = last_of(practice.timescales[code], on, CALENDAR)
    return last.on if last else None


@pytest.mark.parametrize("name", sorted({name for name, _, _ in DAYS}))
def test_the_last_day_of_each_clock_is_the_one_of_the_table(name):
    """Pitfalls 1, 2 and 18: day 0 never counts, each clock has its own beginning and its own length."""
    for begins, last in [(begins, last) for told, begins, last in DAYS if told == name]:
        on = date.fromisoformat(begins)
        found = {last_day(practice, name, on) for practice in packs_of(on)} - {None}
        assert {str(day) for day in found} == {last}, (name, begins)


@pytest.mark.parametrize(("code", "begins", "last"), rows(HOURS))
def test_hours_run_on_through_the_change_of_the_clocks(code, begins, last):
    """Process.md section 1: 72 hours need the moment; nobody is given an hour more because of summer time."""
    began = datetime.fromisoformat(begins).replace(tzinfo=clock.LONDON)
    for practice in packs_of(began.date()):
        found = last_of(practice.timescales[code], began.date(), CALENDAR, from_at=began)
        assert found is not None and found.at is not None
        assert f"{clock.london(found.at):%Y-%m-%d %H:%M}" == last
        assert found.on == clock.london(found.at).date()


def clocks_of(practice: Practice) -> set[str]:
    """Every clock of a pack as the tables call it."""
    limited = {f"step {kind.code}" for kind in practice.steps.values() if kind.limits}
    looked = {f"look {kind.code} {practice.code}" for kind in practice.steps.values() if kind.review_point}
    visits = {f"visit {one.code}" for one in practice.visit_clocks}
    return {*practice.timescales, *limited, *looked, *visits}


def test_every_clock_of_every_pack_has_its_examples():
    """A new clock needs a row: Christmas and Easter, or month ends and leap days, or the change of the clocks."""
    held = {name for practice in AUTHORITY.practices.values() for name in clocks_of(practice)}

    assert sorted(held - TOLD) == []
    assert sorted(TOLD - held) == []


def test_each_clock_stands_in_the_table_of_its_unit():
    """So that the examples of a clock are those at which a clock of its kind goes wrong."""
    told = {
        unit: {name for name, _, _ in rows(table)}
        for unit, table in (
            ("working_days", WORKING_DAYS),
            ("months", MONTHS),
            ("calendar_days", CALENDAR_DAYS),
            ("hours", HOURS),
        )
    }
    for practice in AUTHORITY.practices.values():
        wrong = [
            (practice.code, kind.code, length.unit)
            for kind in practice.timescales.values()
            for length in kind.limits
            if kind.code not in told[length.unit]
        ]
        assert wrong == []


@pytest.mark.parametrize(
    ("pack", "step", "clocks", "days"),
    [
        ("wt2010", "initial_assessment", {"referral", "start"}, [7, 10]),
        ("wt2010", "core_assessment", {"strategy_discussion", "start"}, [35]),
        ("wt2023", "single_assessment", {"referral", "start"}, [45]),
    ],
)
def test_pitfall_2_each_assessment_has_a_clock_of_its_own(pack, step, clocks, days):
    """From the referral, or its own start on new information in an open case; the core one from its own."""
    limits = AUTHORITY.practices[pack].steps[step].limits

    assert {name for one in limits for name in (one.clock, one.otherwise_clock) if name} == clocks
    assert [one.working_days for one in limits] == days
