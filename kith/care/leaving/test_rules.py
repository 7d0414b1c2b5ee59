"""Leaving care: categories with their reasons, and being in touch, on both sides of each border."""

from datetime import date, timedelta

import pytest

from kith.care.leaving import rules
from kith.care.leaving.rules import InCare

BORN = date(2008, 10, 14)  # 14 in 2022, 16 in 2024, 18 in 2026, 21 in 2029, 25 in 2033
ALWAYS = InCare(date(2015, 1, 5), None, "C2")
LISTED = (
    {"YES", "NO", "DIED", "REFU", "NREQ", "RHOM"}, {"F1", "F5", "G5", "0"}, {"B1", "T1", "U1", "Z1", "0"},
)  # fmt: skip


def left(on: date, ended: str = "E4A", since: date = date(2015, 1, 5)) -> InCare:
    return InCare(since, on, "C2", ended)


@pytest.mark.parametrize(
    ("on", "category"),
    [
        (date(2024, 10, 13), ""),
        (date(2024, 10, 14), "eligible"),
        (date(2026, 10, 13), "eligible"),
        (date(2026, 10, 14), "former_relevant"),
        (date(2033, 10, 13), "former_relevant"),
        (date(2033, 10, 14), ""),
    ],
)
def test_in_care_throughout_the_category_follows_the_birthdays(on, category):
    told = rules.owed(BORN, [left(date(2026, 10, 14), "E5")] if on >= date(2026, 10, 14) else [ALWAYS], on)

    assert told.category == category
    assert told.why


@pytest.mark.parametrize(("days", "category"), [(90, "qualifying"), (91, "relevant")])
def test_13_weeks_since_14_are_91_days(days, category):
    ended_on = date(2025, 1, 10)
    spell = left(ended_on, since=ended_on - timedelta(days=days))

    told = rules.owed(BORN, [spell], date(2025, 3, 1))

    assert told.category == category
    assert f"{days} days in care since 14" in told.why


def test_weeks_before_14_do_not_count_and_several_times_add_up():
    before = left(date(2022, 10, 14), since=date(2020, 1, 1))
    some = left(date(2023, 2, 1), since=date(2023, 1, 1))  # 31 days
    more = left(date(2024, 12, 13), since=date(2024, 10, 14))  # 60 days, after 16

    assert rules.owed(BORN, [before, more], date(2025, 3, 1)).category == "qualifying"
    assert rules.owed(BORN, [before, some, more], date(2025, 3, 1)).category == "relevant"


def test_a_day_in_care_after_16_is_needed_and_short_breaks_are_none():
    assert rules.owed(BORN, [left(date(2024, 10, 14))], date(2025, 3, 1)).category == ""
    assert rules.owed(BORN, [left(date(2024, 10, 15))], date(2025, 3, 1)).category == "relevant"
    breaks = InCare(date(2022, 11, 1), date(2025, 1, 1), "V4", "E8")
    assert rules.owed(BORN, [breaks], date(2025, 3, 1)).category == ""


def test_qualifying_ends_at_21_and_the_adopted_are_owed_nothing_here():
    short = left(date(2025, 1, 10), since=date(2024, 12, 20))
    assert rules.owed(BORN, [short], date(2029, 10, 13)).category == "qualifying"
    assert rules.owed(BORN, [short], date(2029, 10, 14)).category == ""
    assert rules.owed(BORN, [left(date(2025, 1, 10), "E11")], date(2025, 3, 1)).category == ""


def test_in_care_at_16_for_less_than_13_weeks_becomes_eligible_later():
    spell = InCare(date(2024, 9, 1), None, "V2")

    assert rules.owed(BORN, [spell], date(2024, 10, 14)).category == ""
    assert rules.owed(BORN, [spell], date(2024, 11, 29)).category == ""
    assert rules.owed(BORN, [spell], date(2024, 11, 30)).category == "eligible"
    assert rules.owed(BORN, [ALWAYS], date(2024, 10, 13)).category == ""
    assert rules.owed(BORN, [ALWAYS], date(2024, 10, 14)).category == "eligible"


def test_another_category_needs_a_reason():
    derived = rules.owed(BORN, [ALWAYS], date(2025, 1, 1))
    assert rules.obstacle_to_category("eligible", "", derived) == []
    assert rules.obstacle_to_category("relevant", " ", derived)[0][0] == "why"
    assert rules.obstacle_to_category("relevant", "In care in another council before", derived) == []
    assert rules.obstacle_to_category("other", "", derived)[0][0] == "category"


def contact(in_touch="YES", activity="F1", accommodation="B1", on=date(2026, 10, 14), **more):
    found = rules.problems_of_contact(
        in_touch, activity, accommodation, born_on=BORN, on=on, listed=LISTED, **more
    )
    return [field for field, _ in found]


def test_in_touch_tells_what_they_do_and_where_they_live_345():
    assert contact() == []
    assert contact(activity="0") == ["activity"]
    assert contact(accommodation="0") == ["accommodation"]
    assert contact("NO", "0", "0") == []
    assert contact("NO", "F1", "0") == []


def test_who_died_or_went_home_has_no_activity_and_no_accommodation_344_348():
    assert contact("DIED", "0", "0") == []
    assert contact("RHOM", "0", "B1") == ["accommodation"]
    assert contact("DIED", "F1", "B1") == ["activity", "accommodation"]
    assert contact(before=["YES", "DIED"]) == ["in_touch"]
    assert contact("DIED", "0", "0", before=["DIED"]) == []


def test_codes_that_are_not_listed_are_refused_131_132_133():
    assert contact("MAYBE", "F3", "S1") == ["in_touch", "activity", "accommodation"]
    assert contact("", "", "") == ["in_touch", "activity", "accommodation"]


def test_a_foyer_is_from_18_and_staying_put_not_at_17_347_3001():
    assert contact(accommodation="T1", on=date(2026, 10, 13)) == ["accommodation"]
    assert contact(accommodation="T1", on=date(2026, 10, 14)) == []
    assert contact(accommodation="Z1", on=date(2025, 10, 20)) == ["accommodation"]
    assert contact(accommodation="Z1", on=date(2026, 10, 14)) == []


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2026, 7, 13), None),
        (date(2026, 7, 14), 18),
        (date(2026, 11, 14), 18),
        (date(2026, 11, 15), None),
        (date(2024, 10, 14), None),  # the 16th is not asked
        (date(2025, 7, 14), 17),
        (date(2033, 11, 14), 25),
        (date(2034, 10, 14), None),
    ],
)
def test_being_in_touch_counts_3_months_before_a_birthday_to_1_month_after(on, age):
    assert rules.birthday_of(BORN, on) == age


def test_the_window_of_a_birthday_at_the_end_of_a_month():
    assert rules.window(date(2008, 5, 31), 18) == (date(2026, 2, 28), date(2026, 6, 30))
    assert rules.window(date(2008, 2, 29), 17) == (date(2024, 12, 1), date(2025, 4, 1))


def test_the_next_birthday_is_the_first_that_nobody_was_in_touch_for():
    assert rules.next_birthday(BORN, date(2026, 10, 14)) == 18
    assert rules.next_birthday(BORN, date(2026, 10, 14), {18}) == 19
    assert rules.next_birthday(BORN, date(2026, 11, 15)) == 19
    assert rules.next_birthday(BORN, date(2033, 11, 15)) is None


@pytest.mark.parametrize(
    ("seen", "owed"),
    [
        ([], (rules.FIRST_VISIT, date(2026, 8, 31))),
        ([date(2026, 8, 30)], (rules.FIRST_VISIT, date(2026, 8, 31))),  # seen in the home before
        ([date(2026, 8, 31)], (rules.LATER_VISIT, date(2026, 8, 31))),
        ([date(2026, 9, 20), date(2026, 9, 4)], (rules.LATER_VISIT, date(2026, 9, 20))),
    ],
)
def test_a_first_visit_to_a_home_the_council_arranged_and_then_one_every_two_months(seen, owed):
    assert rules.visit_owed(date(2026, 8, 31), seen) == owed


@pytest.mark.parametrize(
    ("on", "is_in"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 5, 1), True),
        (date(2026, 5, 2), False),  # the day care ended
        (date(2026, 7, 1), False),  # a short break
    ],
)
def test_who_is_in_care_on_a_day(on, is_in):
    spells = [
        rules.InCare(date(2026, 3, 2), date(2026, 5, 2)),
        rules.InCare(date(2026, 6, 1), None, rules.SHORT_BREAKS[0]),
    ]

    assert rules.is_in_care(spells, on) is is_in


def test_somebody_seen_at_home_is_in_touch():
    assert contact(in_touch="NO", seen_at_home=True) == ["in_touch"]
    assert contact(seen_at_home=True) == []
