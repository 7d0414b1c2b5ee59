"""What a scorecard compares with, and what of it may leave the service. Plain values only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.period import Period, month
from kith.performance import rules
from kith.performance.definition import Indicator
from kith.performance.figure import Figure
from kith.performance.rules import Change
from kith.performance.small_numbers import hidden


def last_period(indicator: Indicator, kind: str, on: date) -> Period:
    """What the latest figure is compared with: the same kind of period, as it stood at the end of the month before.

    Torbay's year to September stood beside its year to August; in April it is the whole year before.
    """
    return rules.period_for(indicator, kind, month(on).starts - timedelta(days=1))


def since(indicator: Indicator, change: Change) -> str:
    """'Improved', 'Worsened', 'The same', or for what is neither good nor bad 'Higher' and 'Lower'."""
    if change.arrow == "none":
        return "Nothing to compare"
    if change.arrow == "same":
        return "The same"
    if indicator.good == "neither":
        return "Higher" if change.arrow == "up" else "Lower"
    return "Improved" if (change.arrow == "up") == (indicator.good == "high") else "Worsened"


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of one line may not leave the service: the latest figure, the figure of the month, each month."""

    latest: bool
    in_month: bool
    months: tuple[bool, ...]


def may_not_leave(
    latest: Figure,
    in_month: Figure,
    months: Sequence[Figure],
    is_hidden: Callable[[Figure], bool],
) -> Hidden:
    """What of one line is hidden in every file, as `is_hidden` says, and with a count of events also what would give
    that away among the months and their total.
    """
    own = Hidden(is_hidden(latest), is_hidden(in_month), tuple(is_hidden(one) for one in months))
    if not rules.is_count(latest.indicator) or own.latest:
        return own
    within = [
        place
        for place, one in enumerate(months)
        if latest.period.starts <= one.period.starts and one.period.ends <= latest.period.ends
    ]
    parts = [months[place].part for place in within]
    rest = latest.part - sum(parts)
    also = [(0, column) for column, place in enumerate(within) if own.months[place]]
    cells = hidden([[*parts, rest, latest.part]], total_column=True, also=also)[0] if rest >= 0 else []
    lost = {place for place, is_lost in zip(within, cells, strict=False) if is_lost}
    return Hidden(
        bool(cells) and cells[-1],
        own.in_month or (bool(cells) and cells[-2] and rest == in_month.part),
        tuple(was or place in lost for place, was in enumerate(own.months)),
    )
