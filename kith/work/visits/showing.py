"""The kinds of visit as they are chosen, and what each asks, for the page and for the phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from kith.access import practice
from kith.core import reading_words
from kith.practice.visits import VisitClock, VisitKind
from kith.work.visits import asking, clocks, rules, sent
from kith.work.visits.rules import Problem

BY_LAW = "by law"


@dataclass(frozen=True, slots=True)
class KindLine:
    """What is said of one kind of visit as it is chosen: its law, whose clock it sets back, what it asks."""

    code: str
    label: str
    law: str
    counts: str
    asks: str

    @property
    def told(self) -> str:
        """All of it in sentences."""
        law = f"Asked for by law: {self.law}." if self.law else ""
        return " ".join(words for words in (law, self.counts, self.asks) if words)


def kinds(day: date) -> list[tuple[str, str]]:
    """The kinds of visit to choose from, those that a law names marked in words."""
    held = practice.current()
    named = held.visits.kinds_on(day)
    return [
        (code, f"{label} – {BY_LAW}" if code in named and named[code].statutory else label)
        for code, label in held.lists["visit_kind"].choices(day)
        if code not in rules.WRITTEN_ELSEWHERE
    ]


def lines(running: Mapping[str, Sequence[VisitClock]], day: date) -> list[KindLine]:
    """What is said of each kind; ``running`` are the clocks of each child by first name."""
    held = practice.current()
    named, asked = held.visits.kinds_on(day), asking.asked(held, day)
    return [
        _line(code, label, named.get(code, VisitKind(code)), asked, running)
        for code, label in held.lists["visit_kind"].choices(day)
    ]


def _line(
    code: str,
    label: str,
    kind: VisitKind,
    asked: Sequence[asking.Asked],
    running: Mapping[str, Sequence[VisitClock]],
) -> KindLine:
    many = sum(code in one.kinds for one in asked)
    needed = sum(one.question.required for one in asked if code in one.kinds)
    asks = (
        f"Asks {reading_words.count(many, 'thing')} more, {needed or 'none'} of which must be answered."
        if many
        else ""
    )
    return KindLine(code, label, kind.statutory, clocks.satisfied(code, running), asks)


def asked_for(
    posted: QueryDict, problems: Sequence[Problem], people: Sequence[int], day: date
) -> dict[str, Any]:
    """The questions of all kinds for the page; open is what has words in it, a problem, or must be answered."""
    asked = asking.asked(practice.current(), day)
    told = {field for field, _ in problems} | {one for one in posted if posted.get(one)}
    alone = [one for one in asked if one.question.per_child]
    together = [one for one in asked if not one.question.per_child]
    known = {one.field() for one in together} | {one.field(child) for one in alone for child in people}
    return {
        "alone": alone,
        "together": together,
        "more_kinds": " ".join(dict.fromkeys(kind for one in together for kind in one.kinds)),
        "open_children": [
            child
            for child in people
            if any(one.question.required or one.field(child) in told for one in alone)
        ],
        "open_together": any(one.question.required or one.field() in told for one in together),
        "wrong": {field for field, _ in problems},
        "gone": _gone(posted, known),
        "asked": for_phone(day),
    }


def _gone(posted: QueryDict, known: set[str]) -> list[tuple[str, str]]:
    """Boxes that were sent with words and stand on no page any more."""
    sent_too = [one for one in posted if sent.TOLD.fullmatch(one) and one not in known]
    return [(one, words) for one in sent_too if (words := sent.text(posted, one)).strip()]


def for_phone(day: date) -> list[dict[str, Any]]:
    """The same questions for where there is no signal."""
    found = []
    for one in asking.asked(practice.current(), day):
        question, shown = one.question, one.question.show_if
        found.append(
            {
                "id": question.id,
                "ask": question.ask,
                "hint": question.hint,
                "kind": question.kind,
                "options": one.options,
                "alone": question.per_child,
                "required": question.required,
                "kinds": one.kinds,
                "if": [shown.question, shown.answer] if shown else None,
            }
        )
    return found
