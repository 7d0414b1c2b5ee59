"""What falls due on which morning, and what is said of it."""

from datetime import date, datetime, timedelta

import pytest

from kith.core import clock
from kith.core.calendar import england
from kith.performance.delivering import rules

DAYS = england()
TUESDAY, WEDNESDAY = date(2026, 10, 13), date(2026, 10, 14)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LONDON)


def test_a_list_is_made_from_six_and_not_before():
    known = {("daily", TUESDAY)}

    assert rules.missing(known, at(WEDNESDAY, 5, 59), DAYS) == []
    assert rules.missing(known, at(WEDNESDAY, 6), DAYS) == [("daily", WEDNESDAY)]


def test_what_was_missed_is_caught_up_the_oldest_first():
    known = {("daily", date(2026, 10, 8)), ("daily", WEDNESDAY)}

    assert rules.missing(known, at(WEDNESDAY, 9), DAYS) == [
        ("daily", date(2026, 10, 9)), ("daily", date(2026, 10, 12)), ("weekly", date(2026, 10, 12)), ("daily", TUESDAY)
    ]  # fmt: skip


def test_the_first_thing_ever_delivered_is_today_s_and_nothing_is_caught_up_for_more_than_a_month():
    long_ago = {("daily", date(2026, 1, 5))}

    assert rules.missing((), at(WEDNESDAY, 9), DAYS) == [("daily", WEDNESDAY)]
    assert min(on for _, on in rules.missing(long_ago, at(WEDNESDAY, 9), DAYS)) == date(2026, 9, 14)


def test_nothing_is_made_on_a_sunday_or_a_bank_holiday():
    known = {("daily", date(2026, 12, 23))}

    assert rules.missing(known, at(date(2026, 12, 27), 9), DAYS) == [("daily", date(2026, 12, 24))]


@pytest.mark.parametrize(
    ("on", "kinds"),
    [
        (WEDNESDAY, ["daily"]),
        (date(2026, 10, 12), ["daily", "weekly"]),
        (date(2026, 10, 1), ["daily", "monthly", "quarterly"]),
        (date(2026, 9, 1), ["daily", "weekly", "monthly"]),  # Monday was a bank holiday
        (date(2027, 1, 4), ["daily", "weekly", "monthly", "quarterly"]),
    ],
)
def test_reports_come_on_the_first_working_day_of_their_time(on, kinds):
    assert [kind for kind, _ in rules.of_day(on, DAYS)] == kinds


@pytest.mark.parametrize(
    ("kind", "on", "starts", "ends"),
    [
        ("weekly", date(2026, 10, 12), date(2026, 10, 5), date(2026, 10, 12)),
        ("weekly", date(2026, 9, 1), date(2026, 8, 24), date(2026, 8, 31)),
        ("monthly", date(2026, 10, 1), date(2026, 9, 1), date(2026, 10, 1)),
        ("quarterly", date(2027, 1, 4), date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_a_report_is_of_the_whole_time_before(kind, on, starts, ends):
    told = rules.reported(kind, on)

    assert (told.starts, told.ends) == (starts, ends)


def test_the_waits_grow_to_half_an_hour_and_never_end():
    now = at(WEDNESDAY, 6)

    assert rules.next_try(1, now) - now == timedelta(minutes=1)
    assert rules.next_try(7, now) - now == rules.next_try(700, now) - now == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("made_at", "words"),
    [
        (at(WEDNESDAY, 6, 1), ""),
        (at(WEDNESDAY, 7, 30), ""),
        (at(WEDNESDAY, 9, 12), "made late at 09:12"),
        (at(date(2026, 10, 15), 7), "made late, on 15 Oct at 07:00"),
    ],
)
def test_a_list_that_came_after_half_past_seven_says_when(made_at, words):
    assert rules.made_late(WEDNESDAY, made_at) == words


def test_the_mail_says_how_much_and_where_and_nobody_s_name():
    assert rules.subject("daily", WEDNESDAY, 12) == "Your list of 14 October is ready: 12 lines"
    assert rules.subject("weekly", date(2026, 10, 12), 3) == "Your weekly report of 12 October is ready"
    words = rules.words(
        "daily", WEDNESDAY, "https://kith.example/performance/daily/?on=2026-10-14", [TUESDAY]
    )
    assert "https://kith.example/performance/daily/?on=2026-10-14" in words
    assert "Missed in the morning and made late: 13 Oct." in words
    assert "Missed" not in rules.words("daily", WEDNESDAY, "https://kith.example/", [])
