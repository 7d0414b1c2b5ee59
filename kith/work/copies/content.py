"""What stands on the family's copy of a piece of work: the answers its form marks for the family, on one A4 side.

Pure: takes the answers as they are laid out and gives the values of the plan's copy (``plans.copies.sheet``), which are
shown on the page, set as a file and kept as given. Nothing is cut: what is left out by choice is named on the copy.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kith.core import reading_words
from kith.core.prose import plain
from kith.core.reading import Reading, reading_of
from kith.people.outputs.rules import Reader, without_secrets
from kith.practice.forms import OUTCOME
from kith.work.answers import boxes
from kith.work.plans.copies.sheet import ASK, HEADS, LARGE_POINTS, POINTS, Parts, words_in

DRAFT = "A draft: this is not finished yet."
UNHAPPY = "Not happy, or we got it wrong?"
MORE = "What is not on this page"
A_HEADING = 8  # words that a heading takes the room of
Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer for the family under its heading.

    ``shared`` was written for all children, ``own`` for one: the child's number, first name and lines. ``is_own``:
    each child answers for itself.
    """

    id: str
    title: str
    shared: Lines
    own: tuple[tuple[int, str, Lines], ...]
    is_own: bool

    @property
    def words(self) -> str:
        """Everything that was written, to be counted."""
        return "\n".join((*self.shared, *(line for _, _, lines in self.own for line in lines)))


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a reader hears. ``about``: the children the copy tells of. ``unheard``: first names it must not contain.

    ``own_only``: words written for all children are left out: they may tell of one whom the reader may not know.
    """

    about: Collection[int]
    unheard: Lines = ()
    own_only: bool = False


def said(parts: Iterable[boxes.Part], decided: Mapping[int, tuple[str, str]]) -> list[Said]:
    """The answers for the family in the order of the form.

    ``decided``: first name and outcome of each child by number, once there is one, in place of what was proposed.
    """
    asked = [one for part in parts for one in part.questions if one.question.family]
    found = [_said(one, decided if one.question.id == OUTCOME else {}) for one in asked]
    return [one for one in found if one.shared or one.own]


def _said(asked: boxes.Asked, decided: Mapping[int, tuple[str, str]]) -> Said:
    question = asked.question
    told: list[tuple[int | None, str, Lines]] = [
        (one.child, one.name, _lines(asked, one)) for one in (*asked.places, *asked.different) if one.is_asked
    ]
    if decided:
        told = [(child, name, (words,)) for child, (name, words) in decided.items()]
    if decided and len({words for _, words in decided.values()}) == 1:
        told = [(None, "", told[0][2])]
    shared = next((lines for child, _, lines in told if child is None), ())
    own = tuple((child, name, lines) for child, name, lines in told if child is not None and lines)
    return Said(question.id, question.family, shared, own, question.per_child)


def _lines(asked: boxes.Asked, place: boxes.Place) -> Lines:
    """An answer line by line; of a risk analysis the danger in one sentence, or why there is none."""
    held = asked.under_rows(place) if asked.is_risk else place.boxes
    return tuple(line for box in held for line in box.lines)


def length(found: Iterable[Said]) -> Reading:
    """How long it is together, and how old one has to be to read it."""
    return reading_of(one.words for one in found)


def heard(found: Iterable[Said], hearing: Hearing) -> tuple[list[Said], list[str]]:
    """The answers as somebody may hear them, and the headings under which words are left out for that."""
    kept, left = [], []
    for one in found:
        mine = [(child, name, lines) for child, name, lines in one.own if child in hearing.about]
        own = tuple(told for told in mine if not _names(told[2], hearing.unheard))
        hides = hearing.own_only or _names(one.shared, hearing.unheard)
        shared = () if hides else one.shared
        if shared or own:
            kept.append(Said(one.id, one.title, shared, own, one.is_own))
        if len(own) < len(mine) or (one.shared and not shared):
            left.append(one.title)
    return kept, left


def _names(lines: Lines, names: Iterable[str]) -> bool:
    """Whether one of these first names stands in a text."""
    text = "\n".join(lines)
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in names if name)


@dataclass(frozen=True, slots=True)
class Told:
    """What a copy is made from.

    ``children``: first name and what each is called, by number, of those it tells of. ``lead``: who wrote and agreed.
    ``left``: headings the worker chose to leave out. ``call``, ``unhappy``: as on the copy of a plan.
    """

    council: str
    title: str
    children: Mapping[int, tuple[str, str]]
    lead: Sequence[str]
    said: Sequence[Said]
    left: Sequence[str]
    call: Sequence[tuple[str, bool]]
    unhappy: Sequence[str]
    foot: str
    reader: Reader


def content(told: Told) -> dict[str, Any]:
    """The whole copy as values for JSON, without any address that is kept from whom it is for."""
    names = reading_words.listing([first for first, _ in told.children.values()])
    alone = len(told.children) == 1
    sides = _balanced([part for one in told.said if (part := _part(one, alone))])
    made = {
        "council": told.council,
        "kind": told.title,
        "title": f"{told.title}: {names}",
        "lead": list(told.lead),
        "again": "",
        "call": [{"words": words, "strong": strong} for words, strong in told.call],
        "three": [],
        "children": [one for part in told.said if part.is_own for one in _boxes(part, told.children)],
        "tasks_title": "",
        "heads": list(HEADS),
        "tasks": [],
        "left": sides[0],
        "right": sides[1] + _ours(told),
        "foot": [ASK, told.foot],
        "points": LARGE_POINTS if told.reader.needs_large_print else POINTS,
    }
    cleared: dict[str, Any] = without_secrets(made, told.reader)
    return cleared


def _ours(told: Told) -> Parts:
    """What we say at the end: what is not on the page, and whom to tell that something is wrong."""
    missing = (
        f"{reading_words.listing([f'“{title}”' for title in told.left])}. Ask us for it." if told.left else ""
    )
    parts = ((MORE, [missing] if missing else []), (UNHAPPY, list(told.unhappy)))
    return [{"title": title, "lines": lines, "ours": True} for title, lines in parts if lines]


def _boxes(part: Said, children: Mapping[int, tuple[str, str]]) -> list[dict[str, str]]:
    return [
        {
            "who": f"{children[child][1]}, {_small(part.title)}:",
            "words": " ".join(plain("\n".join(lines)).split()),
        }
        for child, _, lines in part.own
    ]


def _small(title: str) -> str:
    """A heading in the middle of a line."""
    return title[:1].lower() + title[1:]


def _part(one: Said, alone: bool) -> dict[str, Any] | None:
    if one.is_own:
        return None
    own = [line if alone else f"{name}: {line}" for _, name, lines in one.own for line in lines]
    return {"title": one.title, "lines": [*one.shared, *own]}


def _balanced(parts: Parts) -> tuple[Parts, Parts]:
    """The parts in order in two columns, so that the longer one is as short as it can be."""
    room = [A_HEADING + sum(words_in(line) + 1 for line in part["lines"]) for part in parts]
    at = min(range(len(parts) + 1), key=lambda cut: max(sum(room[:cut]), sum(room[cut:])))
    return parts[:at], parts[at:]
