"""What the trend of a measure says, in one sentence made from the same numbers as the chart. Plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.core.reading_words import LONG_MONTHS
from kith.ui.charts.spc import FEWEST_POINTS, FEWEST_SINCE, Limits, Reading

REAL = "this is a real change, not chance."
WAYS = {"up": ("higher", "above"), "down": ("lower", "below")}


@dataclass(frozen=True, slots=True)
class Series:
    """A run of months as it is spoken of: their first days, their figures, the named changes, the unit.

    `steps` are indexes with words; `at_end` for a state that is read on the last day of each month; `target` is the
    target in words with what the figure may not be under and not over, or None.
    """

    months: Sequence[date]
    values: Sequence[float | None]
    steps: Sequence[tuple[int, str]]
    unit: str
    at_end: bool = False
    counted: bool = False  # whole numbers of something
    target: tuple[str, float | None, float | None] | None = None


def sentence(reading: Reading, series: Series) -> str:
    """What the last stretch says, and what is to be expected while it lasts."""
    if not reading.stretches:
        have = sum(value is not None for value in series.values)
        return (
            f"Too few points: {have} whole {'month has' if have == 1 else 'months have'} a figure, "
            f"and {FEWEST_POINTS} are needed to say what is normal."
        )
    since = _since(reading, series)
    if reading.verdict == "few":
        return f"Too few points {since}: {FEWEST_SINCE} months are needed to say whether it has settled."
    if reading.verdict == "none" or reading.cause == "step":
        return f"{_settled(reading, series, since)} {_expected(reading.stretches[-1].limits, series)}"
    return f"{_moved(reading, series)} {REAL} Where you know what changed, name it, and what is normal is read anew."


def _since(reading: Reading, series: Series) -> str:
    """'since March 2026 (“weekly tracking meetings start”)', or nothing where no change is named."""
    first = reading.stretches[-1].first
    named = dict(series.steps).get(first)
    return f"since {_month(series.months[first])} (“{named}”)" if first and named else ""


def _settled(reading: Reading, series: Series, since: str) -> str:
    figure = "the figure at the end of the month" if series.at_end else "the monthly figure"
    if reading.cause == "step":
        way, _ = WAYS[reading.verdict]
        return f"{_capital(since)} {figure} has settled at a {way} level: {REAL}"
    if since:
        return f"{_capital(since)} {figure} has not moved beyond chance: no real change."
    return f"{_capital(figure)} moves up and down by chance alone: no real change."


def _moved(reading: Reading, series: Series) -> str:
    """What showed a change that nobody has named."""
    level, side = WAYS[reading.verdict]
    if reading.cause == "beyond":
        last = max(index for index, value in enumerate(series.values) if value is not None)
        return f"{_month(series.months[last])} lies {side} what chance explains:"
    if reading.cause == "run":
        return f"The last 8 months all lie {side} the average:"
    return f"Each of the last 6 months is {level} than the one before:"


def _expected(limits: Limits, series: Series) -> str:
    low, high = round(limits.lower, 9), round(limits.upper, 9)
    least, most = say(low, series.unit, series.counted), say(high, series.unit, series.counted)
    when = "at the end of any month" if series.at_end else "in any month"
    if least == most:
        found = f"At this level we would expect {least} {when}"
    else:
        found = f"At this level we would expect between {least} and {most} {when}"
    if series.target is None:
        return f"{found}."
    words, lowest, highest = series.target
    if (lowest is None or low >= lowest) and (highest is None or high <= highest):
        return f"{found}, so {words} will be met."
    if (lowest is not None and high < lowest) or (highest is not None and low > highest):
        return f"{found}, so {words} will not be met until something else changes."
    return (
        f"{found}, so {words} will be met in some months and missed in others until something else changes."
    )


def say(value: float, unit: str, counted: bool = False) -> str:
    """A limit as it is said: '78%', '14', '2.5'; what is counted has no parts."""
    if unit == "%":
        return f"{value:.0f}%"
    return f"{value:,.0f}" if counted or abs(value) >= 10 or value == int(value) else f"{value:,.1f}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _month(on: date) -> str:
    return f"{LONG_MONTHS[on.month - 1]} {on.year}"
