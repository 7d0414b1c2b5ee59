"""A chronology: events made from facts, siblings on one line, what workers marked, and the times nobody saw a child."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise, zip_longest
from typing import Any, Protocol

KEY, USUAL, GAP = "key", "", "gap"
BEGINNINGS = ("opened", "started", "from")
INVOLVEMENT, OPENED, CLOSED = "involvement", "opened", "closed"
LONG_UNSEEN = 28  # days; a child open to us whom nobody saw for longer is named
LATE_RECORDING = 7  # days between what happened and its recording that are worth a word
Spell = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology.

    ``source`` (kind, number) and ``part`` say which fact it comes from: they stay the same however often the chronology
    is made, so that siblings share a line and a mark finds its event again. ``seen`` says that the children were seen.
    """

    on: date
    title: str
    source: tuple[str, int]
    part: str = ""
    words: str = ""
    href: str = ""
    weight: str = USUAL
    people: frozenset[int] = field(default_factory=frozenset)
    seen: bool = False
    recorded_on: date | None = None
    said: tuple[tuple[str, str], ...] = ()  # what workers say it means, and who says it

    @property
    def meaning(self) -> str:
        """What workers say it means, without their names."""
        return "\n".join(words for words, _ in self.said)

    @property
    def key(self) -> str:
        """What an address or a form calls it: 'visit-31-'."""
        return f"{self.source[0]}-{self.source[1]}-{self.part}"

    @property
    def recorded_late(self) -> bool:
        """Whether it was recorded more than a week after it happened."""
        return self.recorded_on is not None and (self.recorded_on - self.on).days > LATE_RECORDING


class Events(Protocol):
    """What makes the events of a source: ``asks`` about people, and of the rows they give ``made``."""

    @property
    def asks(self) -> tuple[Any, ...]:
        """The prepared questions, each about (viewer, ids of people)."""

    @property
    def made(self) -> Callable[..., Iterable[Event]]:
        """The events made of the rows, question by question."""

    def __call__(self, *values: Any) -> Iterable[Event]:
        """The events, for (viewer, ids of people)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of facts that makes events: a code, words for the filter, and what gives the events.

    ``events`` takes (viewer, ids of people) and gives their events, one for each person; it says what it ``asks``, so
    that all kinds are asked in one question, and what is ``made`` of the rows. ``kinds`` are those of its events'
    sources; ``numbered`` those whose number is that of a row of the record, so that a printed chronology may name it.
    ``has_key_events`` spares a page that shows only those from asking for the rest.
    """

    code: str
    words: str
    events: Events
    kinds: frozenset[str]
    has_key_events: bool = False
    numbered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a worker said of one event about one person: its weight, what it means, and who says so."""

    weight: str
    meaning: str
    by: str


Marks = Mapping[tuple[int, str, int, str], Mark]


def marked(events: Iterable[Event], marks: Marks) -> list[Event]:
    """The events with the weight and meaning that workers gave them. ``marks``: by person, kind, number and part."""
    found = []
    for event in events:
        mark = next((marks[key] for key in _keys(event) if key in marks), None)
        found.append(_with(mark, event) if mark else event)
    return found


def _with(mark: Mark, event: Event) -> Event:
    return replace(event, weight=mark.weight, said=((mark.meaning, mark.by),) if mark.meaning else ())


def _keys(event: Event) -> list[tuple[int, str, int, str]]:
    return [(person, *event.source, event.part) for person in sorted(event.people)]


def merged(events: Iterable[Event]) -> list[Event]:
    """Events newest first, with those of one fact, title and words made one line for all its children."""
    lines: dict[tuple[tuple[str, int], str, str, str], Event] = {}
    for event in events:
        key = (event.source, event.part, event.title, event.words)
        lines[key] = _together(lines[key], event) if key in lines else event
    return sorted(lines.values(), key=_place, reverse=True)


def _place(event: Event) -> tuple[date, tuple[str, int], bool]:
    """What began on a day stands before what ended on it."""
    return event.on, event.source, event.part not in BEGINNINGS


def _together(one: Event, other: Event) -> Event:
    return replace(
        one,
        people=one.people | other.people,
        weight=one.weight or other.weight,
        said=tuple(dict.fromkeys((*one.said, *other.said))),
        seen=one.seen or other.seen,
    )


def times_unseen(events: Sequence[Event], today: date, longer_than: int = LONG_UNSEEN) -> list[Event]:
    """For each child the times, while open to us, in which nobody saw them for more than so many days.

    ``events`` are those of every child, not merged, with the days on which they were opened and closed. A gap stands on
    the day it ended, or on ``today`` when it has not.
    """
    seen: dict[int, list[date]] = defaultdict(list)
    for event in events:
        if event.seen:
            for person in event.people:
                seen[person].append(event.on)
    return [
        _gap(person, gap)
        for person, spells in open_spells(events).items()
        for spell in spells
        for gap in unseen(seen[person], spell, today, longer_than)
    ]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A stretch in which nobody saw a child: from the last time, or the opening, to the next, the closing or today."""

    since: date
    until: date
    lasts: bool  # whether it goes on: the child is open to us and was not seen today either

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.until - self.since).days


def unseen(
    seen_on: Iterable[date], spell: Spell, today: date, longer_than: int = LONG_UNSEEN
) -> list[Unseen]:
    """The stretches of more than so many days, while open, in which a child was not seen. The earliest first."""
    starts, ends = spell
    last = min(ends or today, today)
    seen = {day for day in seen_on if starts <= day <= last}
    lasts = (ends is None or ends > today) and today not in seen
    stretches = [
        Unseen(one, two, lasts and two == last) for one, two in pairwise([starts, *sorted(seen), last])
    ]
    return [stretch for stretch in stretches if stretch.days > longer_than]


def open_spells(events: Iterable[Event]) -> dict[int, list[Spell]]:
    """Person -> the days from which and to which they were open to us (None: still)."""
    opened: dict[int, list[date]] = defaultdict(list)
    closed: dict[int, list[date]] = defaultdict(list)
    for event in events:
        if event.source[0] == INVOLVEMENT:
            for person in event.people:
                (opened if event.part == OPENED else closed)[person].append(event.on)
    return {
        person: list(zip_longest(sorted(days), sorted(closed[person])))[: len(days)]
        for person, days in opened.items()
    }


def _gap(person: int, gap: Unseen) -> Event:
    number = gap.since.toordinal() * 10_000_000 + gap.until.toordinal()
    part = "so far" if gap.lasts else ""
    title = f"Not seen for {gap.days} days"
    return Event(gap.until, title, (GAP, number), part, weight=GAP, people=frozenset({person}))


def chosen(
    events: Iterable[Event], *, only_key: bool = False, first: date | None = None, last: date | None = None
) -> list[Event]:
    """The events of these days, both included, and only the key ones when asked for.

    A time unseen is never left out for its weight: it is what one looks for.
    """
    return [
        event
        for event in events
        if (first is None or event.on >= first)
        and (last is None or event.on <= last)
        and (event.weight in (KEY, GAP) or not only_key)
    ]
