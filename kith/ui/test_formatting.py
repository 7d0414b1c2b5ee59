from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.ui import formatting

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 10, 13), "Tue 13 Oct"),
        (date(2026, 1, 1), "Thu 1 Jan"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
        (date(2027, 2, 12), "Fri 12 Feb 2027"),
        (datetime(2026, 10, 13, 23, 30, tzinfo=UTC), "Wed 14 Oct"),  # already the next day in London summer
        (None, "–"),
    ],
)
def test_a_day_carries_its_year_only_when_it_is_another(value, words):
    assert formatting.day(value, TODAY) == words


def test_a_short_day_has_no_weekday():
    assert formatting.short_day(date(2026, 10, 6), TODAY) == "6 Oct"
    assert formatting.short_day(date(2018, 3, 11), TODAY) == "11 Mar 2018"
    assert formatting.short_day(None, TODAY) == "–"


def test_moments_are_london_moments():
    summer = datetime(2026, 10, 14, 9, 42, tzinfo=UTC)
    winter = datetime(2026, 12, 1, 9, 42, tzinfo=UTC)

    assert formatting.moment(summer, TODAY) == "today 10:42"
    assert formatting.moment(winter, TODAY) == "Tue 1 Dec, 09:42"
    assert formatting.clock_time(summer) == "10:42"
    assert formatting.clock_time(time(8, 30)) == "08:30"
    assert formatting.machine_moment(summer) == "2026-10-14T10:42:00+01:00"
    assert formatting.machine_moment(TODAY) == "2026-10-14"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        formatting.moment(datetime(2026, 10, 14, 9, 42), TODAY)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (3, 8, "3 of 8 (38%)"),
        (0, 8, "0 of 8 (0%)"),
        (8, 8, "8 of 8 (100%)"),
        (3914, 4069, "3,914 of 4,069 (96%)"),
        (1, 200, "1 of 200 (1%)"),  # a half rounds up
        (0, 0, "none to count"),
    ],
)
def test_a_share_says_its_counts_first(part, whole, words):
    assert formatting.of(part, whole) == words


def test_numbers_money_and_shares():
    assert formatting.number(4069) == "4,069"
    assert formatting.number(2.25, 1) == "2.3"
    assert formatting.percent(84.1) == "84.1%"
    assert formatting.percent(None) == "–"
    assert formatting.pounds(Decimal("1204.5")) == "£1,204.50"
    assert formatting.pounds(-30) == "−£30.00"
    assert formatting.pounds(Decimal("-0.001")) == "£0.00"


def test_nouns_agree_with_their_count():
    assert formatting.plural(1, "child", "children") == "1 child"
    assert formatting.plural(0, "child", "children") == "0 children"
    assert formatting.plural(1200, "visit") == "1,200 visits"


def test_record_numbers_stand_in_threes():
    assert formatting.record_number(204418) == "204\u00a0418"
    assert formatting.record_number("7") == "7"


def test_words_are_joined_as_people_say_them():
    assert formatting.listing(["Tia", "Kofi", "Elsie"]) == "Tia, Kofi and Elsie"
    assert formatting.listing(["Tia"]) == "Tia"
    assert formatting.listing([]) == ""


@given(some.text())
def test_an_anchor_is_safe_in_an_address_whatever_the_name(name):
    made = formatting.anchor(name)

    assert made
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in made)


@given(some.integers(0, 10**6), some.integers(1, 10**6))
def test_a_share_is_written_between_nothing_and_all(part, whole):
    part = min(part, whole)

    share = int(formatting.of(part, whole).split("(")[1].rstrip("%)"))

    assert 0 <= share <= 100
