"""How long a child stands so, in words, and where a length begins."""

from datetime import date

import pytest

from kith.desk.standings.rules import before, how_long

TODAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("started_on", "words"),
    [
        (TODAY, "0 days"),
        (date(2026, 10, 13), "1 day"),
        (date(2026, 9, 15), "29 days"),
        (date(2026, 9, 14), "1 month"),
        (date(2025, 10, 15), "11 months"),
        (date(2025, 10, 14), "1 year"),
        (date(2024, 7, 14), "2 years 3 months"),
        (date(2024, 9, 14), "2 years 1 month"),
    ],
)
def test_how_long_it_lasts(started_on, words):
    assert how_long(started_on, TODAY) == words


def test_a_month_ends_on_its_last_day():
    assert how_long(date(2024, 2, 29), date(2025, 2, 28)) == "1 year"
    assert how_long(date(2026, 1, 31), date(2026, 2, 28)) == "1 month"


def test_over_two_years_is_what_began_before_this_day_two_years_ago():
    assert before("2y", TODAY) == date(2024, 10, 14)
    assert before("", TODAY) is None
    assert before("for ever", TODAY) is None
