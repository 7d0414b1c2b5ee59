"""How often workers have supervision: intervals as data of a pack, each with its days and its source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kith.practice.dated import check_days, verified
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.mistakes import Mistakes

FILE = "supervision.toml"


@dataclass(frozen=True, slots=True)
class Interval:
    """How long may lie between two supervisions of whom.

    ``roles`` are codes of roles; none means every role. ``first_year`` holds for the newly qualified alone.
    """

    code: str
    title: str
    calendar_days: int
    roles: tuple[str, ...]
    first_year: bool
    source: str
    verified: bool = True
    caution: str = ""
    since: date | None = None
    until: date | None = None

    def is_for(self, roles: Collection[str], in_first_year: bool, day: date) -> bool:
        """Whether it holds on a day for somebody with these roles."""
        return (
            in_force(self.since, self.until, day)
            and (not self.roles or bool(set(self.roles) & set(roles)))
            and (in_first_year or not self.first_year)
        )

    def after(self, day: date) -> date:
        """The last day of the interval that begins on a day."""
        return day + timedelta(days=self.calendar_days)


def interval_of(
    intervals: Iterable[Interval], roles: Collection[str], in_first_year: bool, day: date
) -> Interval | None:
    """The shortest interval that holds for somebody with these roles; None where none does."""
    held = [one for one in intervals if one.is_for(roles, in_first_year, day)]
    return min(held, key=lambda one: one.calendar_days, default=None)


def read_supervision(files: dict[str, list[tuple[str, Path]]], mistakes: Mistakes) -> tuple[Interval, ...]:
    """The intervals of ``supervision.toml``; none where there is no such file."""
    if FILE not in files:
        return ()
    file, path = files[FILE][-1]
    page = Entry(file, "", read_toml(path, file, mistakes), mistakes)
    found = tuple(_interval(entry) for entry in page.tables("interval"))
    page.finish()
    check_days(page, "interval", found, lambda one: f"intervals {one.code}")
    return found


def _interval(entry: Entry) -> Interval:
    since, until = entry.span()
    length = entry.whole("calendar_days", least=1)
    if length is None and not entry.has("calendar_days"):
        entry.wrong("calendar_days", "This is missing.", "Write a number of days.")
    is_verified, caution = verified(entry)
    found = Interval(
        code=entry.text("code", needed=True),
        title=entry.text("title", needed=True),
        calendar_days=length or 1,
        roles=entry.texts("roles"),
        first_year=entry.yes("first_year"),
        source=entry.text("source", needed=True),
        verified=is_verified,
        caution=caution,
        since=since,
        until=until,
    )
    entry.finish()
    return found


def check_supervision(intervals: tuple[Interval, ...], roles: Collection[str], mistakes: Mistakes) -> None:
    """Every interval is for roles that exist. A pack without roles of its own is not asked."""
    for interval in intervals if roles else ():
        for role in interval.roles:
            if role not in roles:
                mistakes.unknown(FILE, f"{interval.code}.roles", "role", role, roles)
