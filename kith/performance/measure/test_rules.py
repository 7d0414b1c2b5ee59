from datetime import date

import pytest

from kith.core import period
from kith.performance.measure.rules import Series, say, sentence
from kith.ui.charts import spc

LAST = date(2026, 9, 1)
LOW = [70.0, 71, 69, 70, 71, 69]
HIGH = [83.0, 85, 82, 84, 83, 85, 84]
NAMED = "weekly tracking meetings start"


def said(values, steps=(), unit="%", target=None, unfinished=(), **more) -> str:
    months = [month.starts for month in period.months_back(LAST, len(values))]
    reading = spc.read(values, [at for at, _ in steps], 0.0, 100.0 if unit == "%" else None, unfinished)
    kept = [None if place in unfinished else value for place, value in enumerate(values)]
    return sentence(reading, Series(months, kept, steps, unit, target=target, **more))


def test_a_named_change_that_held_is_told_with_its_month_and_its_words() -> None:
    told = said([*LOW, *HIGH], [(6, NAMED)], target=("85%", 85.0, None))

    assert told == (
        "Since March 2026 (“weekly tracking meetings start”) the monthly figure has settled at a higher level: "
        "this is a real change, not chance. At this level we would expect between 79% and 89% in any month, "
        "so 85% will be met in some months and missed in others until something else changes."
    )


def test_a_change_downwards_is_a_lower_level() -> None:
    assert "settled at a lower level" in said([*HIGH, *LOW], [(7, NAMED)])


def test_a_named_change_that_changed_nothing_says_so() -> None:
    told = said([*LOW, 70, 71, 69, 70], [(6, NAMED)])

    assert told.startswith(
        f"Since June 2026 (“{NAMED}”) the monthly figure has not moved beyond chance: no real"
    )


@pytest.mark.parametrize(("after", "few"), [(3, True), (4, False)])
def test_three_months_since_a_change_are_too_few(after, few) -> None:
    told = said([*LOW, *LOW, *HIGH[:after]], [(12, NAMED)])

    assert told.startswith("Too few points since July 2026 (“weekly") == few


@pytest.mark.parametrize(
    ("months", "words"), [(9, "Too few points: 9 whole months have"), (10, "The monthly figure")]
)
def test_nine_months_are_too_few_to_say_what_is_normal(months, words) -> None:
    assert said([*LOW, *LOW][:months]).startswith(words)


def test_a_month_that_is_not_over_is_no_point() -> None:
    assert said([*LOW, *LOW][:10], unfinished={9}).startswith("Too few points: 9 whole months have a figure")
    assert said([70.0, 1.0], unfinished={1}).startswith("Too few points: 1 whole month has a figure")


@pytest.mark.parametrize(
    ("lowest", "highest", "words"),
    [
        (65.0, None, "will be met."),
        (66.0, None, "will be met."),
        (67.0, None, "will be met in some months and missed in others until something else changes."),
        (80.0, None, "will not be met until something else changes."),
        (70.0, None, "will be met in some months and missed in others until something else changes."),
        (None, 80.0, "will be met."),
        (None, 60.0, "will not be met until something else changes."),
        (None, 70.0, "will be met in some months and missed in others until something else changes."),
        (60.0, 80.0, "will be met."),
        (60.0, 71.0, "will be met in some months and missed in others until something else changes."),
        (80.0, 90.0, "will not be met until something else changes."),
        (50.0, 60.0, "will not be met until something else changes."),
    ],
)
def test_what_the_limits_mean_for_the_target(lowest, highest, words) -> None:
    told = said([*LOW, *LOW], target=("the target", lowest, highest))

    assert told.startswith("The monthly figure moves up and down by chance alone: no real change.")
    assert told.endswith(f"in any month, so the target {words}")


def test_without_a_target_nothing_is_said_of_one() -> None:
    assert said([*LOW, *LOW]).endswith("between 66% and 74% in any month.")


def test_a_state_is_read_at_the_end_of_the_month() -> None:
    told = said([5.0, 5, 5, 5, 5, 5, 5, 5, 5, 5], unit="children", at_end=True)

    assert told == (
        "The figure at the end of the month moves up and down by chance alone: no real change. "
        "At this level we would expect 5 at the end of any month."
    )


def test_a_change_that_nobody_named_says_what_showed_it() -> None:
    run = [50.0, 51, 49, 50, 51, 49, 50, 51]

    assert said([*LOW, *LOW, 99]).startswith(
        "September 2026 lies above what chance explains: this is a real change"
    )
    assert said([*LOW, *LOW, 30]).startswith("September 2026 lies below what chance explains")
    assert said([*run, *run, 52, 53, 52, 53, 52, 53, 52, 53]).startswith(
        "The last 8 months all lie above the average"
    )
    drift = [50.0, 58, 44, 57, 45, 56, 46, 57, 45, 56, 55, 53, 51, 49, 47, 45]
    assert said(drift).startswith(
        "Each of the last 6 months is lower than the one before: this is a real change"
    )
    assert "name it" in said(drift)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (78.4, "%", "78%"),
        (14.2, "", "14"),
        (2.46, "", "2.5"),
        (3.0, "", "3"),
        (1234.5, "", "1,234"),
        (0.0, "", "0"),
    ],
)
def test_a_limit_is_said_short(value, unit, words) -> None:
    assert say(value, unit) == words
    assert say(2.46, "children", counted=True) == "2"
