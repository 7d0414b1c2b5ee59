"""When a step is due, and why: pure answers from the pack's limits and the calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.practice.steps import OWN_START, Limit, StepKind

CLOCK_WORDS = {
    "contact": "the contact",
    "referral": "the referral",
    OWN_START: "its start",
    "strategy_discussion": "the strategy discussion",
}


class ClockNotStarted(LookupError):
    """A limit runs from an event whose day nobody gave."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day in time, with the reason in words and what it was reckoned from."""

    on: date
    reason: str
    working_days: int | None
    clock: str
    clock_started_on: date
    source: str = ""


def due(kind: StepKind, clock_starts: Mapping[str, date], calendar: WorkingCalendar, day: date) -> Due | None:
    """When a step of this kind that starts on `day` is due; None when it has no limit.

    `clock_starts` gives the day of each event that a clock may run from ("referral", "contact" ...). The
    limit is the one that held on the day its clock started; where the practice had none on that day, the
    one that holds on `day` (decision 0016). Raises ClockNotStarted when the clock's day is missing.
    """
    if not kind.limits:
        return None
    running = _running(kind, {OWN_START: day, **clock_starts}, day)
    if running is None:
        return None
    limit, clock, started_on = running
    if limit.calendar_days is not None:
        on = started_on + timedelta(days=limit.calendar_days)
        length = reading_words.count(limit.calendar_days, "day")
    else:
        on = calendar.add(started_on, limit.working_days or 0)
        length = reading_words.working_days(limit.working_days or 0)
    return Due(
        on,
        _reason(length, clock, started_on, limit.source),
        limit.working_days,
        clock,
        started_on,
        limit.source,
    )


def review_due(kind: StepKind, calendar: WorkingCalendar, started_on: date) -> Due | None:
    """When the work is looked at on the way, from its own start; None when the practice has no such point."""
    point = kind.review_point
    if point is None:
        return None
    on = calendar.add(started_on, point.working_days)
    reason = _reason(reading_words.working_days(point.working_days), OWN_START, started_on, point.source)
    return Due(on, reason, point.working_days, OWN_START, started_on, point.source)


def standing(due_on: date | None, today: date, warn_days: int, calendar: WorkingCalendar) -> str:
    """How an open step stands: 'late', 'soon' (inside its warning window), 'in time', or 'no limit'."""
    if due_on is None:
        return "no limit"
    if today > due_on:
        return "late"
    return "soon" if calendar.between(today, due_on) <= warn_days else "in time"


def _running(kind: StepKind, starts: Mapping[str, date], day: date) -> tuple[Limit, str, date] | None:
    """The limit that held when its clock started, or else holds on `day`, with its clock and the clock's day."""
    clocks = [
        (limit, limit.clock if limit.clock in starts else limit.otherwise_clock) for limit in kind.limits
    ]
    started = [(limit, clock, starts[clock]) for limit, clock in clocks if clock in starts]
    if not started:
        asked = sorted({limit.clock for limit in kind.limits})
        raise ClockNotStarted(
            f"{kind.title}: the clock runs from {' or '.join(asked)}; that day was not given."
        )
    held = [one for one in started if one[0].holds_on(one[2])]
    return next(iter(held or [one for one in started if one[0].holds_on(day)]), None)


def _reason(length: str, clock: str, started_on: date, source: str) -> str:
    words = CLOCK_WORDS.get(clock, clock.replace("_", " "))
    told = f"{length} from {words} on {reading_words.day(started_on, year=True)}"
    return f"{told} ({source})" if source else told
