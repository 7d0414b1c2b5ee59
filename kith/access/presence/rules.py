"""When somebody is not there, which hours they work, and how that is said."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from kith.core import reading_words

LONGEST = 400
FULL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Absence:
    """One spell of leave: ``ended_on`` is the day of being back, None while nobody knows."""

    kind: str
    label: str
    started_on: date
    ended_on: date | None
    present: bool = False

    def is_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def words(self) -> str:
        """As it stands beside a name: ``On leave until 19 Oct 2026``."""
        if self.ended_on is None:
            return f"{self.label}, nobody knows until when"
        last = self.ended_on - timedelta(days=1)
        if last == self.started_on:
            return f"{self.label} on {reading_words.short_day(last)}"
        return f"{self.label} until {reading_words.short_day(last)}"


@dataclass(frozen=True, slots=True)
class Presence:
    """What a board must know of a worker on a day besides the work."""

    share: Decimal = FULL
    absences: tuple[Absence, ...] = ()
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    def away_on(self, day: date) -> Absence | None:
        """The spell that keeps the worker from taking anybody on that day."""
        return next((one for one in self.absences if one.is_on(day) and not one.present), None)

    def now(self, day: date) -> Absence | None:
        """What to say of that day: away first, then on duty."""
        return self.away_on(day) or next((one for one in self.absences if one.is_on(day)), None)

    def soon_away(self, day: date, until: date) -> Absence | None:
        """Leave that begins after ``day`` and not after ``until``."""
        coming = [one for one in self.absences if not one.present and day < one.started_on <= until]
        return min(coming, key=lambda one: one.started_on, default=None)


def obstacle_to_leave(
    *, started_on: date, last_day: date | None, known_kind: bool, today: date
) -> str | None:
    """Why these days cannot be entered as leave, or None."""
    if not known_kind:
        return "Choose why."
    if last_day is not None and last_day < started_on:
        return "The last day lies before the first."
    if last_day is not None and (last_day - started_on).days > LONGEST:
        return "That is more than a year. Leave the last day empty when nobody knows it."
    if (today - started_on).days > LONGEST:
        return "The first day lies more than a year back."
    if (started_on - today).days > 2 * LONGEST:
        return "The first day lies more than two years ahead."
    return None


def read_share(text: str) -> Decimal | None:
    """The part of full hours that was typed: ``0.6``, ``60%`` or ``60``. None when it is none."""
    typed = text.strip().removesuffix("%").replace(",", ".").strip()
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    share = number / 100 if number > 1 else number
    return share.quantize(Decimal("0.01")) if Decimal("0.01") <= share <= 1 else None
