from datetime import date, time
from decimal import Decimal

import pytest

from kith.work import typed


@pytest.mark.parametrize(
    "text",
    [
        "21/4/2026",
        "21.4.26",
        "21-04-2026",
        "21 4 2026",
        "21 Apr 2026",
        "21st april 2026",
        "21 Apr, 2026",
        "2026-04-21",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert typed.day(text) == date(2026, 4, 21)


@pytest.mark.parametrize(
    "text",
    [
        "31/6/2026",
        "29/2/2026",
        "0/1/2026",
        "April",
        "",
        "21/13/2026",
        "21 Foo 2026",
        "1/1/1/1",
        "1/1/0202",
        "31/12/1899",
        "1/1/2061",
        "9999-12-31",
    ],
)
def test_what_is_no_day_is_none(text):
    assert typed.day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("16:05", time(16, 5)),
        ("1605", time(16, 5)),
        ("4.05pm", time(16, 5)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("9am", time(9)),
    ],
)
def test_a_time_is_read_as_people_write_it(text, expected):
    assert typed.time_of_day(text) == expected


@pytest.mark.parametrize("text", ["24:00", "16:60", "13pm", "0am", "noon", "", "9", "1:2:3"])
def test_what_is_no_time_is_none(text):
    assert typed.time_of_day(text) is None


def test_a_number_is_read_with_commas():
    assert typed.number("1,204.50") == Decimal("1204.50")
    assert typed.number("many") is None
    assert typed.number("NaN") is None
