"""When a child is to be seen next, and by which rule: from the pack's clocks and the visits made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.practice.visits import INVOLVEMENT, VisitClock

PLANS = ("in_need", "protection")
SOON = 3  # working days before the last day in which a visit counts as soon


@dataclass(frozen=True, slots=True)
class Sighting:
    """A child on one visit; ``kind`` is empty where the visit itself may not be known."""

    kind: str
    seen: str
    on: date


@dataclass(frozen=True, slots=True)
class NextVisit:
    """The clock that runs out first for one child."""

    title: str
    on: date
    rule: str
    mark: str
    words: str

    @property
    def told(self) -> str:
        """In one line: 'Late by 2 working days' or 'by Fri 16 Oct'."""
        return self.words if self.mark == "late" else f"by {reading_words.short_day(self.on, year=False)}"


def next_visit(
    clocks: Iterable[VisitClock],
    starts: Mapping[str, date],
    sightings: Sequence[Sighting],
    calendar: WorkingCalendar,
    today: date,
) -> NextVisit | None:
    """The visit that is due first; None where no clock runs for the child.

    ``starts`` says since when each thing runs that clocks run during: ``involvement``, how the child stands with the
    service, or a kind of step.
    """
    return first_due(running_of(clocks, starts, today), starts, sightings, calendar, today)


def first_due(
    running: Iterable[VisitClock],
    starts: Mapping[str, date],
    sightings: Sequence[Sighting],
    calendar: WorkingCalendar,
    today: date,
) -> NextVisit | None:
    """As ``next_visit``, of the clocks that run for the child. Only the first is put in words."""
    found = [_falls_due(clock, starts[clock.during], sightings, calendar) for clock in running]
    first = min(found, key=lambda one: one.on, default=None)
    return None if first is None else _told(first, calendar, today)


def running_of(clocks: Iterable[VisitClock], starts: Mapping[str, date], today: date) -> list[VisitClock]:
    """The clocks that run for a child: during what there is, and not during what they yield to."""
    return [
        clock
        for clock in clocks
        if clock.holds_on(today) and clock.during in starts and not starts.keys() & set(clock.yields_to)
    ]


def satisfied(kind: str, running: Mapping[str, Sequence[VisitClock]]) -> str:
    """Which clock a visit of this kind sets back, and for whom; ``running`` are the clocks of each child by name."""
    found: dict[VisitClock, list[str]] = {}
    for name, clocks in running.items():
        for one in clocks:
            if one.counts(kind, "alone"):
                found.setdefault(one, []).append(name)
    told = [
        f"{one.title} of {reading_words.listing(names)}{', if seen alone' if one.seen == 'alone' else ''}"
        for one, names in found.items()
    ]
    if not running:
        return ""
    return f"Counts for: {'; '.join(told)}." if told else "Counts for no visit clock of these children."


@dataclass(frozen=True, slots=True)
class _Due:
    """The day on which a clock runs out, counted from a sighting or from the beginning."""

    clock: VisitClock
    on: date
    since: date
    was_seen: bool


def _falls_due(
    clock: VisitClock, started: date, sightings: Sequence[Sighting], calendar: WorkingCalendar
) -> _Due:
    last = max((one.on for one in sightings if clock.counts(one.kind, one.seen)), default=None)
    since = max(started, last) if last else started
    if clock.calendar_days is not None:
        on = since + timedelta(days=clock.calendar_days)
    else:
        on = calendar.add(since, clock.working_days or 0)
    return _Due(clock, on, since, last is not None and last >= started)


def _told(due: _Due, calendar: WorkingCalendar, today: date) -> NextVisit:
    clock = due.clock
    if clock.calendar_days is not None:
        length = reading_words.count(clock.calendar_days, "day")
    else:
        length = reading_words.working_days(clock.working_days or 0)
    seen = f"the child was seen{' alone' if clock.seen == 'alone' else ''}"
    what = seen if due.was_seen else f"the {_began(clock.during)} began"
    return NextVisit(
        clock.title,
        due.on,
        f"{length} after {what}, {reading_words.day(due.since, year=True)} ({clock.source})",
        _mark(due.on, today, calendar),
        reading_words.time_left(due.on, today, calendar),
    )


def _began(during: str) -> str:
    return {INVOLVEMENT: "case", "looked_after": "time in care"}.get(
        during, "plan" if during in PLANS else "work"
    )


def _mark(on: date, today: date, calendar: WorkingCalendar) -> str:
    if today > on:
        return "late"
    return "soon" if calendar.between(today, on) <= SOON else ""


def not_counted(clocks: Iterable[VisitClock], today: date, labels: Mapping[str, str]) -> str:
    """A sentence that says which kinds of visit set no clock back; nothing where every kind does."""
    held = [clock for clock in clocks if clock.holds_on(today)]
    if not held or any(not clock.kinds for clock in held):
        return ""
    counted = {kind for clock in held for kind in clock.kinds}
    others = [f"“{words}”" for kind, words in labels.items() if kind not in counted]
    return f"No visit clock goes by {reading_words.listing(others, 'or')}." if others else ""
