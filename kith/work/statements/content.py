"""What stands in a statement as it is handed out: the answers as they were written and the events that were chosen.

Pure: takes what was read and gives values that are laid out on the page and in the PDF alike, and kept as sent.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core import reading_words
from kith.core.chronology import Event
from kith.people.outputs.rules import Reader, handed, without_secrets
from kith.work.answers import boxes, evidence

POINTS, LARGE_POINTS = 12, 16
DRAFT = "Draft. Nobody has signed it off yet."
GONE = "gone"  # the source of an event that is not in the chronology any more


@dataclass(frozen=True, slots=True)
class Told:
    """What a statement is made from.

    ``children``: what each is called by id; ``names`` their first names. ``chosen``: the kept lines of the events, and
    ``found`` the events on record. ``signed``: who signed it off and when, nothing for a draft.
    """

    council: str
    title: str
    children: Mapping[int, str]
    names: Mapping[int, str]
    writer: str
    signed: str
    parts: Sequence[boxes.Part]
    chosen: Sequence[str]
    found: Sequence[Event]
    today: date
    reader: Reader


def content(told: Told) -> dict[str, Any]:
    """The whole statement as values for JSON, without any address that is kept from whom it is for."""
    events, _ = handed(in_order(told.chosen, told.found), told.reader)
    made = {
        "council": told.council,
        "title": told.title,
        "about": f"About {reading_words.listing(list(told.children.values()))}",
        "by": [words for words in (told.writer, told.signed) if words],
        "draft": "" if told.signed else DRAFT,
        "sections": [] if told.reader.not_told else [one for part in told.parts if (one := _section(part))],
        "chronology": "Chronology",
        "heads": ["Day", "What happened"],
        "events": [_event(event, told.names) for event in events],
        "foot": f"{told.title}, made on {reading_words.long_day(told.today)}",
        "points": LARGE_POINTS if told.reader.needs_large_print else POINTS,
    }
    cleared: dict[str, Any] = without_secrets(made, told.reader)
    return cleared


def in_order(chosen: Iterable[str], found: Sequence[Event]) -> list[Event]:
    """The chosen events as they stand on record, the earliest first; what is there no more as it was called.

    One event may have several lines: it is called otherwise for one child than for another.
    """
    by_line = {evidence.cite(event).line: event for event in found}
    by_key = {event.key: event for event in reversed(found)}
    place = {id(event): at for at, event in enumerate(reversed(found))}
    kept: dict[int, Event] = {}
    for line in chosen:
        cited = evidence.read(line)
        if cited is None:
            continue
        event = by_line.get(line) or by_key.get(cited.key) or Event(cited.on, cited.title, (GONE, len(kept)))
        kept[id(event)] = event
    return sorted(kept.values(), key=lambda event: (event.on, place.get(id(event), 0)))


def _event(event: Event, names: Mapping[int, str]) -> dict[str, Any]:
    whom = [name for person, name in names.items() if person in event.people]
    about = reading_words.listing(whom) if whom and len(whom) < len(names) else ""
    return {
        "day": reading_words.short_day(event.on),
        "title": event.title,
        "about": about,
        "lines": event.words.splitlines(),
    }


def _section(part: boxes.Part) -> dict[str, Any] | None:
    """One section with what was answered; nothing for one without an answer."""
    said = [
        {"ask": asked.question.ask, "told": [_told(one) for one in boxes.read_out(asked)]}
        for asked in part.questions
        if asked.question.kind != "events" and boxes.read_out(asked)
    ]
    return {"title": part.title, "said": said} if said else None


def _told(one: boxes.Told) -> dict[str, Any]:
    risks = [
        {
            "what": list(risk.what),
            "said": [{"ask": label, "words": words} for label, words in risk.said],
            "evidence": [words for _, words, *_ in risk.evidence],
        }
        for risk in one.risks
    ]
    return {"who": one.who, "lines": list(one.lines), "risks": risks}


def mark(made: Mapping[str, Any]) -> str:
    """The same for the same words: by it is known that what is sent is what was read."""
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:32]
