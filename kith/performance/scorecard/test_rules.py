from datetime import date
from decimal import Decimal

import pytest

from kith.core import period as periods
from kith.performance.figure import figure_of
from kith.performance.indicators import INDICATORS
from kith.performance.outward import is_small_itself
from kith.performance.rules import Change
from kith.performance.scorecard.rules import last_period, may_not_leave, since

ON = date(2011, 9, 30)


@pytest.mark.parametrize(
    ("code", "kind", "on", "days"),
    [
        ("NI059", "ytd", ON, (date(2011, 4, 1), date(2011, 9, 1))),
        ("NI059", "month", ON, (date(2011, 8, 1), date(2011, 9, 1))),
        ("NI059", "ytd", date(2011, 4, 20), (date(2010, 4, 1), date(2011, 4, 1))),
        ("NI062", "ytd", ON, (date(2011, 8, 31), date(2011, 9, 1))),
        ("referral_rate", "ytd", ON, (date(2010, 9, 1), date(2011, 9, 1))),
    ],
)
def test_the_last_period_is_the_same_kind_at_the_end_of_the_month_before(code, kind, on, days):
    found = last_period(INDICATORS[code], kind, on)

    assert (found.starts, found.ends) == days


@pytest.mark.parametrize(
    ("code", "arrow", "word"),
    [
        ("NI059", "up", "Improved"),
        ("NI059", "down", "Worsened"),
        ("NI062", "up", "Worsened"),
        ("NI062", "down", "Improved"),
        ("contacts", "up", "Higher"),
        ("NI059", "same", "The same"),
        ("NI059", "none", "Nothing to compare"),
    ],
)
def test_the_word_since_the_last_period_follows_what_is_good(code, arrow, word):
    assert since(INDICATORS[code], Change(arrow, "", "")) == word


def reading(code, period, part, whole=0):
    return figure_of(INDICATORS[code], period, ON, part, whole)


def months_of(code, *parts):
    found = periods.months_back(ON, len(parts))
    return [reading(code, month, part) for month, part in zip(found, parts, strict=True)]


def test_a_small_month_is_hidden_together_with_another_that_would_give_it_away():
    months = months_of("contacts", 30, 20, 10, 3, 40, 50)
    year = reading("contacts", periods.year_to_date(ON), 153)

    gone = may_not_leave(year, months[-1], months, is_small_itself)

    assert not gone.latest or sum(gone.months) >= 1
    assert gone.months[3]
    assert sum([*gone.months, gone.latest]) >= 2


def test_nothing_is_hidden_where_nothing_is_small():
    months = months_of("contacts", 30, 20, 10, 30, 40, 50)
    year = reading("contacts", periods.year_to_date(ON), 180)

    gone = may_not_leave(year, months[-1], months, is_small_itself)

    assert (gone.latest, gone.in_month, any(gone.months)) == (False, False, False)
    assert year.value == Decimal(180)


def test_a_month_that_another_file_hides_is_not_given_away_by_the_year():
    months = months_of("contacts", 30, 20, 10, 30, 40, 50)
    year = reading("contacts", periods.year_to_date(ON), 180)

    gone = may_not_leave(year, months[-1], months, lambda figure: figure == months[1])

    assert gone.months[1]
    assert sum([*gone.months, gone.latest]) >= 2
