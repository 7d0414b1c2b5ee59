from collections import Counter
from datetime import date
from random import Random
from statistics import mean, median

import pytest

from kith.core import Refused, calendar
from kith.desk.demo import chances, name_lists
from kith.desk.demo.order import BENCHMARK, Order
from kith.desk.demo.story import TODAY, StoryDays

MANY = 20_000


def draws(source, seed=1, number=MANY):
    rng = Random(seed)
    return [source.draw(rng) for _ in range(number)]


def share(days, first, last):
    return sum(first <= day <= last for day in days) / len(days)


def test_a_fifth_of_assessments_end_on_the_last_five_days_of_the_limit():
    days = draws(chances.SINGLE_DAYS)

    assert share(days, 41, 45) == pytest.approx(0.189, abs=0.01)
    assert share(days, 1, 45) == pytest.approx(0.857, abs=0.01)
    assert share(days, 41, 45) > 2.5 * share(days, 46, 50)
    assert median(days) == pytest.approx(33, abs=2)


def test_the_older_assessments_pile_up_on_the_last_day_as_well():
    initial, core = Counter(draws(chances.INITIAL_DAYS)), Counter(draws(chances.CORE_DAYS))

    assert initial[10] > 3 * initial[9]
    assert initial[10] > 3 * initial[11]
    assert core[35] > 2 * core[34]
    assert core[35] > 4 * core[36]


def test_families_have_nearly_two_children():
    assert mean(draws(chances.FAMILY_SIZE)) == pytest.approx(1.9, abs=0.03)


def test_late_recording_has_a_median_of_two_days():
    assert median(draws(chances.LAG_DAYS)) == 2


def test_work_comes_in_on_mondays_and_seldom_on_bank_holidays():
    arrivals = chances.Arrivals(date(2026, 1, 1), date(2026, 12, 31), calendar.england())
    days = Counter(draws(arrivals))
    by_weekday = Counter(day.weekday() for day in days.elements())

    assert by_weekday[0] == max(by_weekday.values())
    assert by_weekday[6] < by_weekday[4] / 4
    assert days[date(2026, 12, 25)] < days[date(2026, 12, 17)] / 2


def test_schools_are_silent_in_august():
    rng = Random(3)
    august = Counter(chances.source(rng, date(2026, 8, 12)) for _ in range(3000))
    march = Counter(chances.source(rng, date(2026, 3, 11)) for _ in range(3000))

    assert august["2A"] < march["2A"] / 4


def test_early_help_refers_only_since_it_has_a_code():
    rng = Random(3)

    assert "5D" not in {chances.source(rng, date(2011, 10, 26)) for _ in range(3000)}


def test_names_hold_what_breaks_careless_programs():
    everything = "".join(name for origin in name_lists.ORIGINS for name in origin.families + origin.girls)

    assert {"'", "’", "-", " "} <= set(everything)
    assert not everything.isascii()


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order(children=0), "1 to 20,000 open children"),
        (Order(children=30_000), "1 to 20,000 open children"),
        (Order(years=0), "1 to 12 years"),
        (Order(people=-1), "500,000 people"),
        (Order(children=50, cases=20), "more open children than cases"),
        (Order(seed=-1), "seed"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(order, words):
    with pytest.raises(Refused, match=words):
        order.check()


def test_the_benchmark_can_be_made():
    assert BENCHMARK.check() == BENCHMARK


@pytest.mark.parametrize("today", [TODAY, date(2011, 10, 26), date(2020, 3, 2)])
def test_the_story_moves_and_everybody_keeps_their_age_and_working_days(today):
    days = StoryDays(today, calendar.england())

    tia = days.born(date(2017, 2, 3))
    assert (tia.month, tia.day) == (2, 3)
    assert (today - tia).days // 365.25 in (8, 9, 10)
    assert calendar.england().between(days.working_days_ago(27), today) == 27
    assert calendar.england().is_working(days.on(date(2026, 9, 29)))


def test_a_leap_birthday_lands_on_the_first_of_march():
    assert StoryDays(date(2011, 10, 26), calendar.england()).born(date(2020, 2, 29)) == date(2005, 3, 1)
