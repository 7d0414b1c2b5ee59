from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kith.core import period
from kith.performance.targets.rules import (
    FAR,
    MONTH,
    WEEKLY,
    Aim,
    forecast,
    is_weekly,
    pace_of,
    weeks_to,
)

TODAY = date(2026, 10, 1)
LAST = date(2026, 9, 30)


def months(*values: float) -> list[tuple[date, float]]:
    """Points at the ends of months, the last at the end of September 2026."""
    ends = [month.last_day for month in period.months_back(LAST, len(values))]
    return list(zip(ends, values, strict=True))


def weeks(*values: float) -> list[tuple[date, float]]:
    """Points a week apart, the last at the end of September 2026."""
    return list(zip(weeks_to(LAST)[13 - len(values) :], values, strict=True))


def at_most(value: float, by: date) -> Aim:
    return Aim(None, value, by)


def at_least(value: float, by: date) -> Aim:
    return Aim(value, None, by)


def test_a_steady_fall_meets_its_ceiling_in_time() -> None:
    told = forecast(months(240, 220, 200, 180, 160), at_most(100, date(2027, 3, 31)), TODAY)

    assert told.kind == "in_time"
    assert told.words == (
        "At this pace met in about December 2026, before the deadline of 31 Mar 2027 (from 5 months)."
    )
    assert told.short == "met about December 2026"


def test_a_fall_that_is_too_slow_says_what_would_be_needed() -> None:
    told = forecast(months(256, 242, 228, 214, 200), at_most(100, date(2027, 2, 14)), TODAY)

    assert told.kind == "late"
    assert told.words == (
        "Not before the deadline of 14 Feb 2027, at this pace in about May 2027: "
        "14 a month, 22 would be needed (from 5 months)."
    )


def test_the_border_is_the_day_of_the_deadline() -> None:
    falling = months(140, 130, 120, 110)
    pace = pace_of(falling)
    days = -10 / pace * MONTH
    on_the_day = date.fromordinal(LAST.toordinal() + int(days) + 1)
    day_before = date.fromordinal(LAST.toordinal() + int(days))

    assert forecast(falling, at_most(100, on_the_day), TODAY).kind == "in_time"
    assert forecast(falling, at_most(100, day_before), TODAY).kind == "late"


def test_moving_the_wrong_way_is_moving_away() -> None:
    told = forecast(months(70, 68, 66, 64), at_least(80, date(2026, 12, 31)), TODAY, "%")

    assert told.kind == "away"
    assert told.words.startswith("Moving away: 2 points a month the wrong way; 5.3 points would be needed")
    assert forecast(months(100, 110, 120, 130), at_most(90, date(2027, 9, 30)), TODAY).kind == "away"
    assert forecast(months(64, 66, 68, 70), at_least(80, date(2027, 9, 30)), TODAY, "%").kind == "in_time"


@pytest.mark.parametrize(("step", "kind"), [(0.0, "still"), (0.04, "still"), (0.06, "late"), (-0.06, "away")])
def test_hardly_moving_is_standing_still(step, kind) -> None:
    values = [70 + step * place for place in range(6)]

    assert forecast(months(*values), at_least(80, date(2027, 1, 31)), TODAY, "%").kind == kind


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ([], "few", "Too few points to forecast: no month has a figure."),
        ([70], "few", "Too few points to forecast: one month has a figure, and 4 are needed."),
        ([70, 72, 74], "few", "Too few points to forecast: three months have a figure, and 4 are needed."),
        ([70, 72, 82], "met", "Already met. Too few points to forecast: three months have a figure, and 4 are needed."),
    ],
)  # fmt: skip
def test_three_points_have_no_pace(values, kind, words) -> None:
    told = forecast(months(*values), at_least(80, date(2027, 1, 31)), TODAY, "%")

    assert (told.kind, told.words) == (kind, words)


def test_four_points_have_one() -> None:
    told = forecast(months(70, 72, 74, 76), at_least(80, date(2027, 1, 31)), TODAY, "%")

    assert told.kind == "in_time"


@pytest.mark.parametrize(("value", "kind"), [(80.0, "met"), (79.99, "in_time"), (85.0, "met")])
def test_what_is_on_target_is_met_and_what_is_just_under_is_not(value, kind) -> None:
    told = forecast(
        months(value - 3, value - 2, value - 1, value), at_least(80, date(2027, 1, 31)), TODAY, "%"
    )

    assert told.kind == kind


def test_what_is_met_and_slides_says_when_it_is_lost() -> None:
    sliding = months(90, 88, 86, 84)

    assert forecast(sliding, at_least(80, date(2027, 3, 31)), TODAY, "%").words == (
        "Met now; 2 points a month the wrong way would lose it in about November 2026 (from 4 months)."
    )
    assert forecast(sliding, at_least(80, date(2026, 10, 31)), TODAY, "%").kind == "met"
    assert forecast(months(60, 70, 80, 90), at_most(100, date(2027, 3, 31)), TODAY).kind == "slipping"


@pytest.mark.parametrize(
    ("today", "value", "kind"),
    [
        (date(2026, 9, 30), 104, "late"),
        (date(2026, 10, 1), 104, "missed"),
        (date(2026, 10, 1), 99, "met"),
    ],
)
def test_a_deadline_that_has_passed_was_missed_or_met(today, value, kind) -> None:
    told = forecast(months(107, 106, 105, value), at_most(100, LAST), today)

    assert told.kind == kind
    if kind == "missed":
        assert told.words == "The deadline of 30 Sep 2026 has passed: it is missed by 4."


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ((36, 35, 34, 33), "in_time"),
        ((14, 15, 16, 17), "in_time"),
        ((30, 31, 32, 33), "away"),
        ((20, 19, 18, 17), "away"),
        ((25, 25, 25, 25), "met"),
        ((25, 26, 27, 28), "slipping"),
        ((25, 24, 23, 22), "slipping"),
    ],
)
def test_a_range_is_left_and_reached_from_both_sides(values, kind) -> None:
    aim = Aim(20, 30, date(2027, 3, 31))

    assert forecast(months(*values), aim, TODAY, "%").kind == kind


def test_a_pace_that_may_be_chance_says_so_and_is_not_marked_as_done() -> None:
    points, aim = months(240, 220, 200, 180), at_most(100, date(2027, 3, 31))

    sure, unsure = forecast(points, aim, TODAY), forecast(points, aim, TODAY, is_chance=True)

    assert sure.words.endswith("(from 4 months).")
    assert unsure.words.endswith("(from 4 months, which show no real change).")
    assert (sure.mark, unsure.mark) == ("done", "soon")
    assert unsure.label == "Met about January 2027"


def test_one_odd_month_does_not_turn_the_pace() -> None:
    steady, odd = months(200, 190, 180, 170, 160, 150), months(200, 190, 20, 170, 160, 150)

    assert forecast(odd, at_most(100, date(2027, 9, 30)), TODAY).kind == "in_time"
    assert abs(pace_of(steady) - pace_of(odd)) < 5


def test_what_would_take_more_than_ten_years_is_not_dated() -> None:
    aim = at_most(100, date(2027, 3, 31))
    near = [1000 - FAR / 14 * place for place in range(4)]
    far = [3000 - FAR / 14 * place for place in range(4)]

    assert "at this pace in about" in forecast(months(*near), aim, TODAY).words
    assert "at this pace in about" not in forecast(months(*far), aim, TODAY).words


def test_the_pace_leads_from_the_last_point() -> None:
    told = forecast(months(240, 220, 200, 180), at_most(100, date(2027, 3, 31)), TODAY)

    assert told.at(LAST) == 180
    assert told.at(date(2026, 10, 30)) == pytest.approx(160, abs=1)
    assert forecast([], at_most(100, date(2027, 3, 31)), TODAY).at(LAST) is None


@given(
    some.lists(some.floats(0, 1e4), max_size=14),
    some.floats(0, 1e4),
    some.booleans(),
    some.dates(date(2026, 1, 1), date(2030, 1, 1)),
)
def test_every_series_has_a_forecast_in_words(values, value, is_floor, by) -> None:
    aim = at_least(value, by) if is_floor else at_most(value, by)

    told = forecast(months(*values), aim, TODAY)

    assert told.words.endswith(".")
    assert told.short
    assert (told.kind in ("met", "slipping")) == bool(values and not aim.gap(values[-1]))


def test_weeks_end_with_the_day_asked_and_are_thirteen() -> None:
    days = weeks_to(LAST)

    assert (len(days), days[-1], days[-2], days[0]) == (13, LAST, date(2026, 9, 23), date(2026, 7, 8))


@pytest.mark.parametrize(
    ("deadline", "weekly"),
    [
        (date(2026, 9, 29), False),
        (LAST, True),
        (date(2026, 12, 30), True),
        (date(2026, 12, 31), False),
    ],
)
def test_a_deadline_within_thirteen_weeks_is_near(deadline, weekly) -> None:
    assert is_weekly(deadline, LAST) is weekly


def test_weeks_are_told_as_weeks_and_dated_to_the_day() -> None:
    falling = weeks(140, 135, 130, 125, 120)

    told = forecast(falling, at_most(100, date(2026, 11, 4)), TODAY, step=WEEKLY)
    late = forecast(falling, at_most(100, date(2026, 10, 27)), TODAY, step=WEEKLY)

    assert (told.kind, told.short) == ("in_time", "met about 28 Oct 2026")
    assert told.words == (
        "At this pace met on about 28 Oct 2026, before the deadline of 4 Nov 2026 (from 5 weeks)."
    )
    assert late.words == (
        "Not before the deadline of 27 Oct 2026, at this pace on about 28 Oct 2026: "
        "5 a week, 5.2 would be needed (from 5 weeks)."
    )
    assert told.pace == -5
    assert told.at(date(2026, 10, 14)) == 110


@pytest.mark.parametrize(
    ("values", "aim", "words"),
    [
        ([], at_most(9, TODAY), "Too few points to forecast: no week has a figure."),
        ([12, 11], at_most(9, TODAY), "two weeks have a figure, and 4 are needed."),
        ([12, 11, 10, 10], at_most(9, date(2026, 10, 5)), "less than a week is left"),
        ([9, 10, 11, 12], at_most(9, date(2026, 11, 4)), "Moving away: 1 a week the wrong way"),
        ([9, 9, 9, 8], at_most(9, date(2026, 11, 4)), "Already met, and at this pace kept (from 4 weeks)."),
        ([5, 6, 7, 8], at_most(9, date(2026, 11, 4)), "1 a week the wrong way would lose it on about 7 Oct 2026"),
    ],
)  # fmt: skip
def test_every_sentence_speaks_of_weeks(values, aim, words) -> None:
    told = forecast(weeks(*values), aim, TODAY, step=WEEKLY)

    assert words in told.words
    assert "month" not in told.words + told.short


def test_a_drop_of_the_last_weeks_is_seen_by_weeks_and_lost_in_months() -> None:
    """What months still call moving away, weeks know to be met in time."""
    aim = at_most(100, date(2026, 11, 30))

    assert forecast(months(90, 110, 120, 130), aim, TODAY).kind == "away"
    assert forecast(weeks(160, 152, 145, 137, 130), aim, TODAY, step=WEEKLY).kind == "in_time"
