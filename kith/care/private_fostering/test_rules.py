"""Private fostering: who is privately fostered and how often visited, on both sides of each border."""

from datetime import date, timedelta

import pytest

from kith.care.private_fostering import rules

TODAY, DAY = date(2026, 10, 14), timedelta(days=1)
TOLD = {
    "began_on": date(2026, 9, 1), "notified_on": date(2026, 9, 10), "lasts_days": None, "relation": "friend",
    "carer": "Mrs Petra Novak", "born_on": date(2012, 5, 1), "is_disabled": False, "today": TODAY,
}  # fmt: skip


def told(**facts):
    return [field for field, _ in rules.problems(**(TOLD | facts))]


def test_a_child_with_a_friend_of_the_family_is_privately_fostered():
    assert told() == []


@pytest.mark.parametrize(("days", "refused"), [(27, True), (28, False), (None, False)])
def test_28_days_or_more(days, refused):
    assert (told(lasts_days=days) == ["lasts_days"]) is refused


@pytest.mark.parametrize("relation", list(rules.CLOSE))
def test_a_close_relative_does_not_foster_privately(relation):
    assert told(relation=relation) == ["relation"]


def test_the_carer_is_named_and_related_in_some_way():
    assert told(relation="") == ["relation"]
    assert told(carer="  ") == ["carer"]
    assert told(carer="x" * 121) == ["carer"]


@pytest.mark.parametrize(
    ("born_on", "is_disabled", "refused"),
    [
        (date(2010, 9, 11), False, False),  # 16 the day after we were told
        (date(2010, 9, 10), False, True),
        (date(2010, 9, 10), True, False),
        (date(2008, 9, 11), True, False),
        (date(2008, 9, 10), True, True),
        (None, False, False),
    ],
)
def test_under_16_or_18_if_disabled(born_on, is_disabled, refused):
    assert (told(born_on=born_on, is_disabled=is_disabled) == ["began_on"]) is refused


def test_days_are_right():
    assert told(notified_on=TODAY + DAY) == ["notified_on"]
    assert told(began_on=date(2012, 4, 30)) == ["began_on"]
    assert told(began_on=None) == []
    assert told(began_on=TODAY + 30 * DAY) == [], "we may be told six weeks before"


@pytest.mark.parametrize(
    ("on", "clock"),
    [
        (date(2027, 8, 31), rules.FIRST_YEAR),
        (date(2027, 9, 1), rules.LATER),
        (date(2026, 9, 1), rules.FIRST_YEAR),
    ],
)
def test_every_6_weeks_in_the_first_year_every_12_after(on, clock):
    assert rules.visit_clock(date(2026, 9, 1), on) == clock


def test_the_first_year_of_an_arrangement_that_began_on_a_leap_day():
    assert rules.visit_clock(date(2024, 2, 29), date(2025, 2, 28)) == rules.FIRST_YEAR
    assert rules.visit_clock(date(2024, 2, 29), date(2025, 3, 1)) == rules.LATER


def test_a_visit_follows_the_notification_and_has_its_report():
    def visit(on, ended_on=None, words="Seen alone; settled."):
        return [f for f, _ in rules.problems_of_visit(on, TODAY, date(2026, 9, 10), ended_on, words)]

    assert visit(date(2026, 9, 10)) == []
    assert visit(date(2026, 9, 9)) == ["on"]
    assert visit(TODAY + DAY) == ["on"]
    assert visit(TODAY, ended_on=TODAY) == []
    assert visit(TODAY, ended_on=TODAY - DAY) == ["on"]
    assert visit(TODAY, words=" ") == ["words"]


def test_it_ends_with_a_reason_on_a_day_that_can_be():
    def end(reason="HOME", on=TODAY):
        return [f for f, _ in rules.problems_of_end(reason, on, date(2026, 9, 1), TODAY)]

    assert end() == []
    assert end("NONE") == ["reason"]
    assert end(on=TODAY + DAY) == ["on"]
    assert end(on=date(2026, 9, 1)) == []
    assert end(on=date(2026, 8, 31)) == ["on"]
