"""What is normal for a series, and whether it really changed: the XmR chart of statistical process control.

The mean, and limits at 2.66 mean moving ranges either side of it (Shewhart's individuals chart, as in NHS
England's "Making data count"). Pure arithmetic; months without a figure are None and are left out.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

FEWEST_POINTS = 10  # below this a limit means nothing
REACH = 2.66  # mean moving ranges to a limit: 3 / 1.128
RUN = 8  # points in a row on one side of the mean
DRIFT = 6  # points in a row that each rise, or each fall
FEWEST_SINCE = 4  # points since a named change: below this nothing has settled
FEWEST_IN_STRETCH = 2  # points that have limits at all

Good = Literal["high", "low", "neither"]
Verdict = Literal["few", "none", "up", "down"]
Cause = Literal["", "beyond", "step", "run", "drift"]
Values = Sequence[float | None]


@dataclass(frozen=True)
class Limits:
    """The mean of a stretch and the limits within which it swings by chance, cut to what is possible."""

    mean: float
    lower: float
    upper: float

    def beyond(self, value: float) -> bool:
        """Whether a value lies outside what chance explains."""
        return value < self.lower or value > self.upper


@dataclass(frozen=True)
class Stretch:
    """A part of a series with limits of its own, from index `first` up to but not with `last`."""

    first: int
    last: int
    limits: Limits


@dataclass(frozen=True)
class Reading:
    """A series read as a whole: its stretches, the indexes of points beyond their limits, what the last stretch says.

    `cause` is what showed the change: a point beyond the limits, a named step that held, a run on one side, a drift.
    """

    stretches: tuple[Stretch, ...]
    beyond: frozenset[int]
    verdict: Verdict
    cause: Cause = ""

    def words(self, good: Good = "neither") -> str:
        """Say in words whether the figure really changed; better or worse only where one way is good."""
        if self.verdict in ("few", "none"):
            return {"few": "too few points", "none": "no real change"}[self.verdict]
        if good == "neither":
            return f"real change: {'higher' if self.verdict == 'up' else 'lower'}"
        better = (self.verdict == "up") == (good == "high")
        return f"real change: {'better' if better else 'worse'}"


def limits(values: Values, floor: float | None = None, ceiling: float | None = None) -> Limits | None:
    """Give mean and limits of a series, or None where fewer than two figures are known.

    `floor` and `ceiling` are what the figure can possibly be (a share: 0 and 100); limits are cut there.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    mean = sum(known) / len(known)
    reach = REACH * sum(abs(after - before) for before, after in pairwise(known)) / (len(known) - 1)
    lower, upper = mean - reach, mean + reach
    return Limits(
        mean, lower if floor is None else max(lower, floor), upper if ceiling is None else min(upper, ceiling)
    )


def read(
    values: Values,
    steps: Iterable[int] = (),
    floor: float | None = None,
    ceiling: float | None = None,
    unfinished: Collection[int] = (),
) -> Reading:
    """Read a series. Named changes began at the indexes `steps`; between them each stretch gets limits of its own.

    Points at `unfinished` (a month that is not over) are no part of it. A step with fewer than two points on either
    side is none.
    """
    kept = [None if index in unfinished else value for index, value in enumerate(values)]
    if _points(kept) < FEWEST_POINTS:
        return Reading((), frozenset(), "few")
    stretches = tuple(
        Stretch(first, last, found)
        for first, last in pairwise([0, *steps_that_part(kept, steps), len(kept)])
        if (found := limits(kept[first:last], floor, ceiling)) is not None
    )
    beyond = frozenset(
        index
        for stretch in stretches
        for index in range(stretch.first, stretch.last)
        if (value := kept[index]) is not None and stretch.limits.beyond(value)
    )
    return Reading(stretches, beyond, *_verdict(kept, stretches, beyond))


def steps_that_part(values: Values, steps: Iterable[int]) -> list[int]:
    """Those of the steps that have at least two points on either side, up to the steps beside them."""
    found: list[int] = []
    for step in sorted(set(steps)):
        before = values[found[-1] if found else 0 : max(step, 0)]
        if min(_points(before), _points(values[step:])) >= FEWEST_IN_STRETCH:
            found.append(step)
    return found


def _points(values: Values) -> int:
    return sum(value is not None for value in values)


def _verdict(values: Values, stretches: Sequence[Stretch], beyond: frozenset[int]) -> tuple[Verdict, Cause]:
    """What the last stretch says: too little, beyond a limit, a step that held, a long run on one side, a drift."""
    last = stretches[-1]
    mean = last.limits.mean
    tail = [(i, v) for i, v in enumerate(values) if v is not None and last.first <= i < last.last]
    index, latest = tail[-1]
    if len(stretches) > 1 and len(tail) < FEWEST_SINCE:
        return "few", ""
    if index in beyond:
        return ("up" if latest > mean else "down"), "beyond"
    if len(stretches) > 1 and (step := _step(stretches)):
        return step, "step"
    sides = [value > mean for _, value in tail[-RUN:] if value != mean]
    if len(sides) == RUN and len(set(sides)) == 1:
        return ("up" if sides[0] else "down"), "run"
    moves = [after[1] > before[1] for before, after in pairwise(tail[-DRIFT:]) if after[1] != before[1]]
    if len(moves) == DRIFT - 1 and len(set(moves)) == 1:
        return ("up" if moves[0] else "down"), "drift"
    return "none", ""


def _step(stretches: Sequence[Stretch]) -> Verdict | None:
    """A named step is real when the new mean lies outside the old limits."""
    before, after = stretches[-2].limits, stretches[-1].limits
    if not before.beyond(after.mean):
        return None
    return "up" if after.mean > before.mean else "down"
