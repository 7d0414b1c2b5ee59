"""Days, clocks and ages in words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.core import reading_words
from kith.core.calendar import england
from kith.core.examples import parse

TODAY = date(2026, 10, 14)
LEFT = parse("""
    due        | words
    2026-10-14 | Due today
    2026-10-15 | 1 working day left
    2026-10-16 | 2 working days left
    2026-10-17 | 2 working days left       # a Saturday: two working days until then
    2026-10-27 | 9 working days left
    2026-10-28 | 2 weeks left
    2026-11-09 | 3 weeks left
    2026-11-11 | 4 weeks left
    2026-10-13 | Late by 1 working day
    2026-10-12 | Late by 2 working days
    2026-10-10 | Late by 3 working days    # due on a Saturday
    2026-08-28 | Late by 32 working days   # the bank holiday does not count
""")


@pytest.mark.parametrize("row", LEFT, ids=lambda row: row.values["due"])
def test_how_a_clock_stands(row):
    due = date.fromisoformat(row.values["due"])

    assert reading_words.time_left(due, TODAY, england()) == row.values["words"]


def test_a_clock_over_a_weekend():
    saturday, sunday = date(2026, 10, 17), date(2026, 10, 18)

    assert reading_words.time_left(sunday, saturday, england()) == "Due tomorrow"
    assert reading_words.time_left(saturday, sunday, england()) == "Late since Sat 17 Oct"


@given(st.dates(date(1995, 1, 1), date(2055, 1, 1)), st.dates(date(1995, 1, 1), date(2055, 1, 1)))
def test_a_clock_says_late_just_when_it_is(due, today):
    assert reading_words.time_left(due, today, england()).startswith("Late") == (today > due)


def test_days_in_words():
    assert reading_words.day(date(2026, 10, 13)) == "Tue 13 Oct"
    assert reading_words.day(date(2026, 10, 13), year=True) == "Tue 13 Oct 2026"
    assert reading_words.short_day(date(2026, 10, 13)) == "13 Oct 2026"
    assert reading_words.short_day(date(2026, 10, 13), year=False) == "13 Oct"
    assert reading_words.long_day(date(2026, 10, 14)) == "Wednesday 14 October 2026"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 10, 13), "yesterday"),
        (date(2026, 10, 14), "today"),
        (date(2026, 10, 15), "tomorrow"),
        (date(2026, 10, 16), "Fri 16 Oct"),
        (date(2027, 1, 4), "Mon 4 Jan 2027"),
    ],
)
def test_days_seen_from_today(on, words):
    assert reading_words.day_seen_from(on, TODAY) == words


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2017, 4, 21), "9"),
        (date(2017, 10, 14), "9"),
        (date(2017, 10, 15), "8"),
        (date(2024, 10, 14), "2"),
        (date(2024, 10, 15), "23 months"),
        (date(2026, 7, 14), "3 months"),
        (date(2026, 7, 15), "13 weeks"),
        (date(2026, 9, 30), "2 weeks"),
        (date(2026, 10, 1), "13 days"),
        (date(2026, 10, 13), "1 day"),
        (date(2026, 10, 14), "0 days"),
        (date(2026, 10, 18), "due this week"),
        (date(2026, 10, 28), "due in 2 weeks"),
        (date(2027, 2, 12), "due in 17 weeks"),
    ],
)
def test_ages_in_words(born, words):
    assert reading_words.age(born, TODAY) == words


def test_somebody_born_on_a_leap_day_is_older_on_the_first_of_march():
    assert reading_words.whole_years(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert reading_words.whole_years(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_the_day_of_a_limit():
    assert reading_words.working_day_of(date(2026, 9, 7), TODAY, 45, england()) == "Working day 27 of 45"


def test_lists_and_counts():
    assert reading_words.listing([]) == ""
    assert reading_words.listing(["Tia"]) == "Tia"
    assert reading_words.listing(["Tia", "Kofi", "Elsie"]) == "Tia, Kofi and Elsie"
    assert reading_words.listing(["police", "health"], "or") == "police or health"
    assert reading_words.count(1, "child", "children") == "1 child"
    assert reading_words.count(2633, "child", "children") == "2,633 children"


def test_a_name_from_right_to_left_turns_nothing_round_it():
    assert reading_words.isolated("ليلى") == "\u2068ليلى\u2069"
    assert reading_words.isolated("יעל") == "\u2068יעל\u2069"
    for name in ("Tia", "Дарья", "张伟", "O’Brien-D'Arcy", ""):
        assert reading_words.isolated(name) == name
