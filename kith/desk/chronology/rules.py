"""What one asks of a chronology: for whom, which kinds, which days; and its lines as rows to take along."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from kith.core import Refused, date_patterns, reading_words, sent_back
from kith.core.chronology import KEY, Event
from kith.people.days import HOW

TOGETHER = "all"
NEWEST_YEAR = 2099  # years of two digits lie in the hundred years up to it
HEADINGS = (
    "Day", "Recorded", "What happened", "Words", "What it means", "Key event", "About", "Source in the record",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A choice of events, as an address carries it."""

    together: bool = False
    only_key: bool = False
    kinds: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    reader: int = 0  # the record number of whom it is made for, 0 for ourselves

    def address(self, **changed: Any) -> str:
        """The choice as the end of an address, with some of it changed."""
        there = replace(self, **changed)
        pairs = [("with", TOGETHER)] if there.together else []
        pairs += [("show", KEY)] if there.only_key else []
        pairs += [("kind", kind) for kind in there.kinds]
        pairs += [(name, day.isoformat()) for name, day in (("from", there.first), ("to", there.last)) if day]
        pairs += [("for", str(there.reader))] if there.reader else []
        return f"?{urlencode(pairs)}"


def read(
    together: str,
    show: str,
    kinds: Collection[str],
    first: str,
    last: str,
    known: Collection[str],
    reader: str = "",
) -> tuple[Asked, list[tuple[str, str]]]:
    """A choice from the words of an address, and what is wrong with it; ``known``: the kinds there are."""
    problems = [
        (name, f"That cannot be read as one day. {HOW}")
        for name, text in (("from", first), ("to", last))
        if text.strip() and _day(text) is None
    ]
    asked = Asked(
        together == TOGETHER,
        show == KEY,
        tuple(kind for kind in dict.fromkeys(kinds) if kind in known),
        _day(first),
        _day(last),
        sent_back.number(reader),
    )
    if asked.first and asked.last and asked.first > asked.last:
        problems.append(("to", "The last day comes before the first."))
    return asked, problems


def _day(text: str) -> date | None:
    try:
        found = date_patterns.read_day(text.casefold(), newest_year=NEWEST_YEAR)
    except Refused:
        return None
    return found.earliest if found and found.earliest == found.latest else None


def about(event: Event, names: Mapping[int, str]) -> str:
    """Whom an event is about, in the order of ``names`` (by person)."""
    return reading_words.listing([name for person, name in names.items() if person in event.people])


def source_words(event: Event, numbered: Collection[str]) -> str:
    """Which fact of the record an event comes from: 'visit 31', and 'warning' where no row has a number of its own."""
    kind, number = event.source
    words = kind.replace("_", " ")
    return f"{words} {number}" if kind in numbered else words


def rows_to_download(
    events: Iterable[Event], names: Mapping[int, str], numbered: Collection[str]
) -> list[list[str]]:
    """The lines of a chronology under ``HEADINGS``, the oldest first as a story is read.

    ``numbered``: the kinds of sources whose number may be told."""
    return [
        [
            event.on.isoformat(),
            event.recorded_on.isoformat() if event.recorded_on else "",
            event.title,
            event.words,
            event.meaning,
            "key" if event.weight == KEY else "",
            about(event, names),
            source_words(event, numbered),
        ]
        for event in reversed(list(events))
    ]
