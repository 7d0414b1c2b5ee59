"""The words of the banner: what warns stands before the address, safety first."""

from datetime import date, timedelta

import pytest

from kith.desk.record.rules import alerts, early_words, placed_words, weeks_unborn, with_words
from kith.people.boundaries.rules import Line
from kith.people.councils.rules import Move

TODAY = date(2026, 10, 14)


def test_warnings_orders_and_other_councils_stand_together_safety_first() -> None:
    warned = [
        {"kind": "health", "words": "Peanut allergy", "review_on": None},
        {"kind": "safety", "words": "Visit in pairs", "review_on": "2026-10-01"},
    ]
    orders = [
        Line("told_nothing", "Lee", "x", TODAY, None, None),
        Line("no_contact", "Lee", "x", TODAY, date(2027, 5, 3), None),
        Line("no_contact", "Kane", "x", TODAY - timedelta(90), TODAY - timedelta(60), None),
    ]

    assert alerts(warned, orders, [Move("out", "Redfell", date(2026, 9, 1))], TODAY) == [
        ("safety", "No contact with Lee until 3 May 2027"),
        ("safety", "Visit in pairs – review overdue since 1 Oct 2026"),
        ("care", "Lee is told nothing"),
        ("care", "Moved to Redfell on 1 Sep 2026"),
        ("health", "Peanut allergy"),
    ]
    assert alerts([], [], [], TODAY) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "40 weeks"),
        (1, "39 weeks"),
        (7, "39 weeks"),
        (91, "27 weeks"),
        (273, "1 week"),
        (274, ""),
        (-8, "41 weeks"),
    ],
)
def test_a_child_not_yet_born_has_an_age_in_weeks(days, words) -> None:
    assert weeks_unborn(TODAY + timedelta(days), TODAY) == words


@pytest.mark.parametrize(
    ("weeks", "today", "words"),
    [
        (6, TODAY, "6 weeks early"),
        (3, TODAY, "3 weeks early"),
        (2, TODAY, ""),
        (-1, TODAY, ""),
        (6, TODAY + timedelta(729), "6 weeks early"),
        (6, TODAY + timedelta(730), ""),
    ],
)
def test_a_baby_born_early_is_told_as_such_until_the_second_birthday(weeks, today, words) -> None:
    assert early_words(TODAY, TODAY + timedelta(weeks=weeks), today) == words
    assert early_words(TODAY, None, today) == ""


def test_a_need_is_told_with_its_words() -> None:
    assert with_words("Interpreter", "Arabic") == "Interpreter (Arabic)"
    assert with_words("Large print", "") == "Large print"


@pytest.mark.parametrize(
    ("kind", "carer", "address", "words"),
    [
        ("U6", "Mrs Adair", "5 Hill Rise, WM8 2LN", "Mrs Adair, 5 Hill Rise, WM8 2LN"),
        ("K2", "", "WM3 9PU", "Children's home, WM3 9PU"),
        ("T1", "", "", "Children's home"),
        ("A6", "Mr and Mrs Reed", "1 Far Lane", "placed for adoption (the address is kept)"),
    ],
)
def test_where_a_child_in_care_lives_is_told_unless_it_is_placed_for_adoption(kind, carer, address, words):
    assert placed_words(kind, "Children's home", carer, address) == words
