"""Whether a target will be met by its deadline at the present pace. Plain values only.

The pace is the middle of the paces between every two points (Theil 1950, Sen 1968): one odd month does not turn it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from statistics import median

from kith.core.reading_words import LONG_MONTHS, count, short_day

FEWEST_POINTS = 4  # below this a pace is chance
MONTH = 365.25 / 12
WEEKS = 13  # a deadline as near as that is forecast from weeks, where a figure is a state of a day
FAR = 10 * 12  # months: what would be met later than in ten years is not dated
STILL = 0.05  # less than this a month, of a target's unit, is standing still

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class Step:
    """How far apart the points are that a pace is told from."""

    word: str
    days: float

    def when(self, day: date) -> str:
        """A day that a pace leads to, as exactly as its steps allow: 'December 2026', '12 Nov 2026'."""
        return _month(day) if self.days > MONTH - 1 else short_day(day, year=True)


MONTHLY, WEEKLY = Step("month", MONTH), Step("week", 7)


def is_weekly(deadline: date, on: date) -> bool:
    """Whether a deadline is so near that weeks tell more than months: within thirteen weeks ahead of a day."""
    return on <= deadline <= on + timedelta(weeks=WEEKS)


def weeks_to(on: date) -> list[date]:
    """The last thirteen days of the same weekday up to and including a day, oldest first."""
    return [on - timedelta(weeks=back) for back in reversed(range(WEEKS))]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure may not be under, may not be over, and by when; None where there is no such end."""

    lowest: float | None
    highest: float | None
    deadline: date

    def gap(self, value: float) -> float:
        """How far a value still has to go: positive upwards, negative downwards, nought where it is met."""
        if self.lowest is not None and value < self.lowest:
            return self.lowest - value
        if self.highest is not None and value > self.highest:
            return self.highest - value
        return 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the present pace leads to: a kind, a word for a card, a sentence, and the pace by which it was told.

    Kinds: few, met, slipping, in_time, late, still, away, missed. `pace` is a month's or a week's, as `step` says; None
    without one.
    """

    kind: str
    short: str
    words: str
    pace: float | None = None
    starts: Point | None = None
    is_chance: bool = False
    step: Step = MONTHLY

    @property
    def mark(self) -> str:
        """The mark that goes with it: late, soon, done, or none. What may be chance alone is not marked as done."""
        marks = {
            "met": "done",
            "in_time": "soon" if self.is_chance else "done",
            "slipping": "soon",
            "few": "",
        }
        return marks.get(self.kind, "late")

    @property
    def label(self) -> str:
        """The short word with a capital letter."""
        return self.short[:1].upper() + self.short[1:]

    def at(self, day: date) -> float | None:
        """Where the figure would be on a day ahead, if the pace held."""
        if self.pace is None or self.starts is None:
            return None
        return self.starts[1] + self.pace * (day - self.starts[0]).days / self.step.days


def forecast(
    points: Sequence[Point],
    aim: Aim,
    today: date,
    unit: str = "",
    *,
    is_chance: bool = False,
    step: Step = MONTHLY,
) -> Forecast:
    """Whether the aim is met by its deadline, told from points of whole months (or weeks), oldest first.

    `unit` is '%' for a share, whose pace is said in points; '' for everything else. `is_chance` says that the trend
    of these months shows no real change, so that the pace may be chance.
    """
    told = _forecast(points, aim, today, unit, step, ", which show no real change" if is_chance else "")
    return replace(told, is_chance=is_chance, step=step)


def _forecast(points: Sequence[Point], aim: Aim, today: date, unit: str, step: Step, doubt: str) -> Forecast:
    if not points:
        return Forecast("few", "too few points", f"Too few points to forecast: no {step.word} has a figure.")
    day, value = points[-1]
    gap, known = aim.gap(value), count(len(points), step.word)
    if gap and aim.deadline < today:
        missed = f"The deadline of {short_day(aim.deadline)} has passed: it is missed by {_size(gap, unit)}."
        return Forecast("missed", "missed", missed)
    if len(points) < FEWEST_POINTS:
        if not gap:
            return Forecast(
                "met",
                f"met in the latest {step.word}",
                f"Already met. {_few(len(points), step)}",
                starts=(day, value),
            )
        return Forecast("few", "too few points", _few(len(points), step), starts=(day, value))
    pace = pace_of(points, step)
    told = f"(from {known}{doubt})"
    if not gap:
        return _met((day, value), aim, pace, told, unit, step)
    return _not_yet((day, value), aim, gap, pace, told, unit, step)


def pace_of(points: Sequence[Point], step: Step = MONTHLY) -> float:
    """How much a series moves in a month (or a week): the middle of the paces between every two of its points."""
    return median(
        (later - earlier) / ((after - before).days / step.days)
        for (before, earlier), (after, later) in combinations(points, 2)
    )


def _met(last: Point, aim: Aim, pace: float, told: str, unit: str, step: Step) -> Forecast:
    """Met already: does it stay so until the deadline?"""
    ahead = max((aim.deadline - last[0]).days, 0) / step.days
    if not aim.gap(last[1] + pace * ahead) or _is_still(pace, step):
        return Forecast(
            "met", f"met in the latest {step.word}", f"Already met, and at this pace kept {told}.", pace, last
        )
    room = (aim.lowest if pace < 0 else aim.highest) or 0.0
    lost = last[0] + timedelta(days=(room - last[1]) / pace * step.days)
    words = (
        f"Met now; {_size(pace, unit)} a {step.word} the wrong way would lose it {_about(lost, step)} {told}."
    )
    return Forecast("slipping", "slipping", words, pace, last)


def _not_yet(last: Point, aim: Aim, gap: float, pace: float, told: str, unit: str, step: Step) -> Forecast:
    left = (aim.deadline - last[0]).days / step.days
    needed = f"{_size(gap / left, unit)} would be needed" if left >= 1 else f"less than a {step.word} is left"
    by = short_day(aim.deadline)
    if _is_still(pace, step):
        words = f"Not before the deadline of {by}: it stands still, {needed} each {step.word} {told}."
        return Forecast("still", "standing still", words, pace, last)
    if (pace > 0) != (gap > 0):
        words = f"Moving away: {_size(pace, unit)} a {step.word} the wrong way; {needed} to meet it by {by} {told}."
        return Forecast("away", "moving away", words, pace, last)
    steps = gap / pace
    far = steps * step.days / MONTH > FAR
    met = None if far else last[0] + timedelta(days=steps * step.days)
    if met and steps <= left:
        words = f"At this pace met {_about(met, step)}, before the deadline of {by} {told}."
        return Forecast("in_time", f"met about {step.when(met)}", words, pace, last)
    when = f", at this pace {_about(met, step)}" if met else ""
    words = f"Not before the deadline of {by}{when}: {_size(pace, unit)} a {step.word}, {needed} {told}."
    return Forecast("late", "not in time", words, pace, last)


def _is_still(pace: float, step: Step) -> bool:
    return abs(pace) * MONTH / step.days < STILL


def _about(day: date, step: Step) -> str:
    return f"{'in' if step is MONTHLY else 'on'} about {step.when(day)}"


def _few(points: int, step: Step) -> str:
    word = step.word
    have = {1: f"one {word} has", 2: f"two {word}s have", 3: f"three {word}s have"}[points]
    return f"Too few points to forecast: {have} a figure, and {FEWEST_POINTS} are needed."


def _size(amount: float, unit: str) -> str:
    """How much, without its direction: '14', '0.6', '2.5 points'."""
    size = abs(amount)
    number = f"{size:,.0f}" if size >= 10 else f"{size:,.1f}".removesuffix(".0")
    return f"{number} {'point' if number == '1' else 'points'}" if unit == "%" else number


def _month(on: date) -> str:
    return f"{LONG_MONTHS[on.month - 1]} {on.year}"
