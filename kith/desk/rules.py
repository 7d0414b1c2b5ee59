"""How a clock and a list of children read on the screens that gather."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar

LATE, TODAY, WEEK, LATER = "late", "today", "week", "later"


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock as shown: the mark (late, soon or none), the words, a second line, and the rule behind it."""

    mark: str
    words: str
    small: str = ""
    rule: str = ""


def clock_of(
    due_on: date | None,
    today: date,
    calendar: WorkingCalendar,
    *,
    from_on: date | None = None,
    limit: int | None = None,
    rule: str = "",
    warn_days: int = 2,
) -> Clock:
    """The clock of a step on a day. Without a due day it only says that there is none."""
    if due_on is None:
        return Clock("", "No limit")
    words = reading_words.time_left(due_on, today, calendar)
    due = f"due {reading_words.day_seen_from(due_on, today)}"
    if today > due_on:
        return Clock("late", words, due, rule)
    day_count = reading_words.working_day_of(from_on, today, limit, calendar) if from_on and limit else due
    soon = calendar.between(today, due_on) <= warn_days
    return Clock("soon", words, day_count, rule) if soon else Clock("", words, due, rule)


def urgency(due_on: date | None, today: date) -> str:
    """Which group of a to-do list something due then belongs to: late, today, week or later."""
    if due_on is None:
        return LATER
    if due_on < today:
        return LATE
    if due_on == today:
        return TODAY
    end_of_week = today + timedelta(days=6 - today.weekday())
    return WEEK if due_on <= end_of_week else LATER


def age_words(born_on: date | None, precision: str, on: date) -> str:
    """An age for a list: '9', '7 months', 'unborn', or nothing when it is not known."""
    if precision == "expected":
        return "unborn"
    if born_on is None or precision == "unknown":
        return ""
    words = reading_words.age(born_on, on)
    return f"about {words}" if precision in ("year", "age") else words


def children_words(children: Iterable[tuple[str, str]]) -> str:
    """'Tia 9, Kofi 6, Elsie 2' from pairs of first name and age."""
    return ", ".join(f"{reading_words.isolated(name)} {age}".strip() for name, age in children)


def summary_of_day(late: int, today: int) -> str:
    """The sentence at the head of My work."""
    if not late and not today:
        return "Nothing is late and nothing is due today."
    words = [f"{reading_words.count(late, 'thing is', 'things are')} late"] if late else []
    words += [f"{reading_words.count(today, 'is', 'are')} due today"] if today else []
    return " and ".join(words) + "."


def late_or_missing(late: int, missing: int) -> str:
    """What a worker wrote down late this month and what is missing of the children it holds; empty where nothing is."""
    if not late and not missing:
        return ""
    wrote = f"{reading_words.count(late, 'thing', 'things')} you wrote down late this month"
    missed = f"{reading_words.count(missing, 'thing is', 'things are')} missing in the records of children you hold"
    return "; ".join([wrote] * bool(late) + [missed] * bool(missing)) + "."


def families_words(names: Sequence[str]) -> str:
    """A family's name as shown: 'Marlowe–Osei family'."""
    return f"{'–'.join(dict.fromkeys(names))} family" if names else "Family not named"
