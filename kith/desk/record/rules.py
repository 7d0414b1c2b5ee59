"""What stands on a record and in what order: the line of events, and the words of the banner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kith.core import reading_words


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology. ``source`` tells which row it comes from, so that siblings share one line."""

    on: date
    title: str
    source: tuple[str, int]
    words: str = ""
    href: str = ""
    weight: str = ""
    people: frozenset[int] = field(default_factory=frozenset)


def merged(events: Iterable[Event]) -> list[Event]:
    """Events newest first, with those of one source and title made one line for all its children."""
    lines: dict[tuple[tuple[str, int], str], Event] = {}
    for event in events:
        key = (event.source, event.title)
        known = lines.get(key)
        lines[key] = replace(known, people=known.people | event.people) if known else event
    return sorted(lines.values(), key=lambda event: (event.on, event.source), reverse=True)


def key_events(events: Sequence[Event]) -> list[Event]:
    """Those that changed something for the child."""
    return [event for event in events if event.weight]


def born_words(born_on: date | None, precision: str, told: str) -> str:
    """'born 3 February 2017', 'due 12 February 2027', 'born about 2017', or 'birth date not known'."""
    if born_on is None or precision == "unknown":
        return "birth date not known"
    day = reading_words.long_day(born_on).split(" ", 1)[1]
    if precision == "exact":
        return f"born {day}"
    if precision == "expected":
        return f"due {day}"
    if precision == "month":
        return f"born in {day.split(' ', 1)[1]}"
    return f"born about {born_on.year} (told: “{told}”)" if told else f"born about {born_on.year}"


def seen_words(last: date | None, how: str, today: date) -> str:
    """'29 Sep, alone', with how long ago when it is more than four weeks."""
    if last is None:
        return "not yet"
    words = reading_words.day_seen_from(last, today) + (", alone" if how == "alone" else "")
    days = (today - last).days
    return f"{words} ({days} days ago)" if days > 28 else words
