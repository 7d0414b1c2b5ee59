"""By when core groups, reviews and a chair's answers are due: bank holidays, month ends and leap days."""

from datetime import date

import pytest
from django.conf import settings

from kith.core.calendar import england
from kith.practice import load
from kith.practice.timescales import last_of

AUTHORITY = load(settings.KITH_PACKS)
PRACTICES = [date(2011, 10, 26), date(2026, 10, 14)]
OURS = (
    "core_group_first", "core_group", "protection_first_review", "protection_review", "challenge_team",
    "challenge_service", "challenge_director", "in_need_first_review", "in_need_review",
    "review_after_birth", "plan_beside_care",
)  # fmt: skip
NATIONAL = {"core_group_first", "protection_first_review", "protection_review"}


def due(code, from_on):
    return last_of(AUTHORITY.practice_on(from_on).timescales[code], from_on, england()).on


@pytest.mark.parametrize(
    ("code", "from_on", "on"),
    [
        ("core_group_first", date(2026, 6, 15), date(2026, 6, 29)),
        ("core_group_first", date(2025, 12, 17), date(2026, 1, 5)),  # Christmas, Boxing Day, New Year
        ("core_group_first", date(2026, 3, 27), date(2026, 4, 14)),  # Good Friday, Easter Monday
        ("core_group_first", date(2011, 4, 18), date(2011, 5, 6)),  # Easter, the wedding and May Day
        ("core_group", date(2026, 6, 25), date(2026, 8, 6)),
        ("protection_first_review", date(2026, 6, 15), date(2026, 9, 15)),
        ("protection_first_review", date(2026, 11, 30), date(2027, 2, 28)),
        ("protection_first_review", date(2023, 11, 30), date(2024, 2, 29)),
        ("protection_first_review", date(2023, 11, 29), date(2024, 2, 29)),
        ("protection_review", date(2025, 8, 31), date(2026, 2, 28)),
        ("protection_review", date(2024, 2, 29), date(2024, 8, 29)),
        ("protection_review", date(2011, 3, 31), date(2011, 9, 30)),
        ("in_need_first_review", date(2026, 10, 6), date(2026, 11, 17)),
        ("in_need_review", date(2026, 11, 30), date(2027, 2, 28)),
        ("challenge_team", date(2026, 10, 14), date(2026, 10, 21)),
        ("challenge_team", date(2026, 12, 23), date(2027, 1, 4)),
        ("challenge_director", date(2026, 10, 14), date(2026, 10, 28)),
    ],
)
def test_the_first_day_never_counts_and_a_month_ends_on_its_last_day(code, from_on, on):
    """Pitfall 1: the day that starts a clock is day 0."""
    assert due(code, from_on) == on


@pytest.mark.parametrize("day", PRACTICES)
def test_both_practices_have_these_clocks_with_a_source(day):
    known = AUTHORITY.practice_on(day).timescales

    for code in OURS:
        assert all(one.source for one in known[code].limits)


@pytest.mark.parametrize("day", PRACTICES)
def test_no_law_is_said_to_name_how_often_children_on_plans_are_visited(day):
    """Pitfall 18: visit intervals of protection and in-need plans are local custom, no national limit was found."""
    practice = AUTHORITY.practice_on(day)
    clocks = {one.code: one for one in practice.visit_clocks}

    for code in ("protection", "in_need"):
        assert "Local" in clocks[code].source
        assert not clocks[code].verified
        assert "No national interval" in clocks[code].caution
    assert {code for code in OURS if practice.timescales[code].statutory} == NATIONAL
