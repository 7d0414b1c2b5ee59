"""When the office is open: between closing and opening the out-of-hours team answers."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kith.core.calendar import WorkingCalendar
from kith.practice.entries import Entry

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(8, 30), time(17, 0)  # where the authority says nothing


@dataclass(frozen=True, slots=True)
class Office:
    """The hours of the office on a working day, London time, and the telephones that families are told."""

    opens: time = OPENS
    closes: time = CLOSES
    phone: str = ""
    night_phone: str = ""
    advocate_phone: str = ""

    def next_opening(self, moment: datetime, days: WorkingCalendar) -> datetime:
        """The first opening after a moment."""
        day = moment.astimezone(LONDON).date()
        while not days.is_working(day) or self._at(day, self.opens) <= moment:
            day += timedelta(days=1)
        return self._at(day, self.opens)

    def last_closing(self, moment: datetime, days: WorkingCalendar) -> datetime:
        """The latest closing not after a moment."""
        day = moment.astimezone(LONDON).date()
        while not days.is_working(day) or self._at(day, self.closes) > moment:
            day -= timedelta(days=1)
        return self._at(day, self.closes)

    def _at(self, day: date, clock_time: time) -> datetime:
        return datetime.combine(day, clock_time, LONDON)


def read_office(entry: Entry | None) -> Office:
    """The table ``[office]`` of the authority file; half past eight to five where it says nothing."""
    if entry is None:
        return Office()
    opens, closes = _time(entry, "opens", OPENS), _time(entry, "closes", CLOSES)
    if opens >= closes:
        entry.wrong(
            "closes", f"The office closes at {closes:%H:%M}, before it opens at {opens:%H:%M}.", "Swap them."
        )
    phones = [entry.text(key) for key in ("phone", "night_phone", "advocate_phone")]
    entry.finish()
    return Office(opens, closes, *phones)


def _time(entry: Entry, key: str, default: time) -> time:
    found = entry.raw(key)
    if found is None:
        return default
    if not isinstance(found, time):
        entry.wrong(key, f"{found!r} is no time of day.", "Write it like 08:30:00.")
        return default
    return found
