"""What law or practice asks to happen by a day, as data of a pack: each clock with its dated limits and sources.

A limit is of working days, days, months or hours. Day 0 never counts; a month ends on the same day of the later month,
or on its last day where that has none. Hours run from a moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kith.core import clock, reading_words
from kith.core.calendar import WorkingCalendar
from kith.core.period import add_months
from kith.practice.dated import check_days, verified
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.mistakes import Mistakes

FILE = "timescales.toml"
UNITS = ("working_days", "calendar_days", "months", "hours")
UNIT_WORDS = {
    "working_days": ("working day", "working days"),
    "calendar_days": ("day", "days"),
    "months": ("month", "months"),
    "hours": ("hour", "hours"),
}


class NoMoment(ValueError):
    """A limit of hours was asked without the moment it runs from."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long may pass while this limit holds: so many of a unit of ``UNITS``."""

    number: int
    unit: str
    source: str
    verified: bool = True
    caution: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """'15 working days', '1 month'."""
        return reading_words.count(self.number, *UNIT_WORDS[self.unit])

    def last_day(self, from_on: date, calendar: WorkingCalendar) -> date:
        """The last day in time of what began on a day; of hours, the day on which they end if they began at its end."""
        if self.unit == "working_days":
            return calendar.add(from_on, self.number)
        if self.unit == "months":
            return add_months(from_on, self.number)
        days = self.number if self.unit == "calendar_days" else -(-self.number // 24)
        return from_on + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class TimescaleKind:
    """One kind of clock: what is to happen, by its dated limits. ``statutory`` is the law behind it, if one asks."""

    code: str
    title: str
    limits: tuple[Length, ...]
    warn_days: int = 5
    statutory: str = ""

    def length_on(self, day: date) -> Length | None:
        """The limit under which a clock that starts on a day runs; None where there was none."""
        return next((one for one in self.limits if in_force(one.since, one.until, day)), None)


@dataclass(frozen=True, slots=True)
class Last:
    """The last day in time (in London), the last moment where it is reckoned in hours, and why in words."""

    on: date
    at: datetime | None
    reason: str


def last_of(
    kind: TimescaleKind,
    from_on: date,
    calendar: WorkingCalendar,
    *,
    event: str = "",
    from_at: datetime | None = None,
) -> Last | None:
    """By when something of this kind is to happen that runs from a day; None where nothing was asked on that day.

    ``event`` is what began the clock, in words: "the strategy discussion". ``from_at`` is its moment, which a limit of
    hours needs. Raises ``NoMoment`` where it is missing.
    """
    length = kind.length_on(from_on)
    if length is None:
        return None
    began = f"{event} on " if event else ""
    reason = f"{length.words} from {began}{reading_words.day(from_on, year=True)} ({length.source})"
    if length.unit != "hours":
        return Last(length.last_day(from_on, calendar), None, reason)
    if from_at is None:
        raise NoMoment(f"{kind.title} is reckoned in hours: say at what time it began.")
    ends = from_at.astimezone(UTC) + timedelta(hours=length.number)  # whatever the wall shows
    return Last(clock.london(ends).date(), ends, reason)


def read_timescales(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> dict[str, TimescaleKind]:
    """The clocks of ``timescales.toml`` by code; none where there is no such file.

    ``files`` are those of the packs, the one that builds on the others last: its clocks stand in the place of theirs of
    the same code, and theirs hold for the rest.
    """
    clocks: dict[str, TimescaleKind] = {}
    for file, path in files.get(FILE, ()):
        clocks |= _clocks(file, path, mistakes)
    return clocks


def _clocks(file: str, path: Path, mistakes: Mistakes) -> dict[str, TimescaleKind]:
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    found = [_kind(entry) for entry in page.tables("timescale")]
    page.finish()
    for number, one in enumerate(found, start=1):
        if one.code in {other.code for other in found[: number - 1]}:
            page.wrong(
                f"timescale[{number}].code", f"“{one.code}” is there twice.", "Give each its own code."
            )
    return {one.code: one for one in found}


def _kind(entry: Entry) -> TimescaleKind:
    code = entry.text("code", needed=True)
    entry.name = f"timescale {code}" if code else entry.name
    tables = entry.tables("limit")
    if not tables:
        entry.wrong("limit", "This is missing.", "Write limit = { working_days = 15, source = ... }.")
    limits = tuple(_length(table) for table in tables)
    check_days(entry, "limit", _in_order(limits), lambda one: "limits")
    days = entry.whole("warn_days")
    kind = TimescaleKind(
        code=code,
        title=entry.text("title", needed=True),
        limits=limits,
        warn_days=5 if days is None else days,
        statutory=entry.text("statutory"),
    )
    entry.finish()
    return kind


def _in_order(limits: Sequence[Length]) -> list[Length]:
    return sorted(limits, key=lambda one: one.since or date.min)


def _length(entry: Entry) -> Length:
    since, until = entry.span()
    numbers = {unit: entry.whole(unit, least=1) for unit in UNITS}
    given = [(unit, number) for unit, number in numbers.items() if number is not None]
    if len(given) != 1:
        entry.wrong("", f"A limit says one of {', '.join(UNITS)}.", "Write one of them.")
    unit, number = given[0] if given else ("working_days", 1)
    is_verified, caution = verified(entry)
    length = Length(number, unit, entry.text("source", needed=True), is_verified, caution, since, until)
    entry.finish()
    return length
