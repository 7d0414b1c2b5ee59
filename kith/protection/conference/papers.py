"""What an invitation and the decisions say on paper, for one reader: one A4 side, no address that is kept from them.

Pure: gives the values of the family's copy (``work.plans.copies.sheet``), which are shown, printed and kept as given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core import reading_words
from kith.people.outputs.rules import Reader, without_secrets
from kith.protection.conference.rules import DECISION_WORDS
from kith.work.plans.copies.sheet import ASK, HEADS, LARGE_POINTS, POINTS, day_words, paragraphs

WHY = {
    "initial": "We are worried that a child is being hurt, or could be. Family and those who know the children "
    "meet, and decide together how the children are kept safe.",
    "review": "We look together at what came of the child protection plan, and decide whether it is still needed.",
    "transfer_in": "There was a child protection plan where you lived before. We decide together whether it is "
    "still needed here.",
}
COME = (
    "You can bring somebody: a friend, a relative, somebody from a support service.",
    "If you cannot come, ring us. You can write down, draw or record what you want to say.",
    "Tell us if you need an interpreter, a lift, or somebody to look after the children.",
    "Tell the chair beforehand if there is somebody you cannot be in one room with.",
)
ASKED = (
    "Please send us a short report by {day}. The family reads it before the day: share it with them first."
)


@dataclass(frozen=True, slots=True)
class About:
    """A conference as papers tell of it. ``children``: first names, by number, of those the reader hears of."""

    council: str
    kind: str
    kind_words: str
    reference: str
    when: str
    place: str
    chair: str
    children: Mapping[int, str]
    call: Sequence[tuple[str, bool]]
    foot: str


def _frame(about: About, reader: Reader, title: str, lead: Sequence[str]) -> dict[str, Any]:
    return {
        "council": about.council,
        "kind": about.kind_words,
        "title": title,
        "lead": list(lead),
        "again": "",
        "call": [{"words": words, "strong": strong} for words, strong in about.call],
        "three": [],
        "children": [],
        "tasks_title": "",
        "heads": list(HEADS),
        "tasks": [],
        "left": [],
        "right": [],
        "foot": [ASK, f"{about.foot} · {about.reference}"],
        "points": LARGE_POINTS if reader.needs_large_print else POINTS,
    }


def _part(title: str, *lines: str) -> dict[str, Any]:
    return {"title": title, "lines": [line for line in lines if line], "ours": True}


def invitation(
    about: About, reader: Reader, to: str, *, is_family: bool, report_due_on: date | None
) -> dict[str, Any]:
    """A letter that invites somebody. It names nobody else who is invited."""
    names = reading_words.listing(list(about.children.values()))
    made = _frame(
        about,
        reader,
        f"{about.kind_words}: {names}",
        [f"{to}, please come.", about.when, about.place],
    )
    made["left"] = [_part("What it is about", WHY[about.kind]), _part("Who leads it", _chair(about))]
    if is_family:
        made["right"] = [_part("Before you come", *COME)]
    else:
        due = ASKED.format(day=reading_words.long_day(report_due_on)) if report_due_on else ""
        made["right"] = [
            _part(
                "What we ask of you", due, "If you cannot come, send somebody who can decide for your agency."
            )
        ]
    cleared: dict[str, Any] = without_secrets(made, reader)
    return cleared


def _chair(about: About) -> str:
    if not about.chair:
        return "A chair who does not work with you and does not manage your worker."
    return f"{about.chair}. The chair does not work with you and does not manage your worker."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided for one child, in words."""

    child: int
    name: str
    decision: str
    category: str
    why: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The plan that was spoken of: what needs to be different, and who does what by when."""

    goals: Sequence[str] = ()
    tasks: Sequence[tuple[str, str, date | None, str]] = ()
    if_harder: str = ""


def decisions(
    about: About, reader: Reader, outcomes: Sequence[Outcome], outline: Outline, next_on: str
) -> dict[str, Any]:
    """What was decided for the children the reader hears of, and the outline plan."""
    mine = [one for one in outcomes if one.child in about.children]
    names = reading_words.listing([one.name for one in mine])
    held = f"{about.kind_words} on {about.when}." + (f" {about.chair} led it." if about.chair else "")
    made = _frame(about, reader, f"What was decided: {names}", [held])
    made["again"] = next_on
    made["children"] = [
        {"who": f"{one.name}:", "words": " ".join(filter(None, [_decided(about.kind, one), one.why]))}
        for one in mine
    ]
    if outline.goals:
        made["three"] = [{"title": "What needs to be different", "lines": list(outline.goals)}]
    made["tasks_title"] = "Who will do what" if outline.tasks else ""
    made["tasks"] = [
        {"what": what, "who": who, "when": day_words(due) if due else words}
        for what, who, due, words in outline.tasks
    ]
    harder = paragraphs(outline.if_harder)
    made["left"] = [{"title": "If things get harder", "lines": harder}] if harder else []
    against = [f"{one.name}: {one.dissent}" for one in mine if one.dissent]
    made["right"] = [_part("Who saw it differently", *against)] if against else []
    made["right"].append(
        _part("If you think it is wrong", "Tell the chair or your worker. You can ask us how to complain.")
    )
    cleared: dict[str, Any] = without_secrets(made, reader)
    return cleared


def _decided(kind: str, one: Outcome) -> str:
    words = DECISION_WORDS[kind][one.decision]
    return f"{words}, because of {one.category.lower()}." if one.category else f"{words}."


def record(
    reader: Reader, decided: Mapping[str, Any], said: Mapping[str, Any], there: Sequence[str]
) -> dict[str, Any]:
    """The record for one reader: what the room decided and planned as they were given it, and what was said.

    Whom to ring is who works with the children, not who wrote the record.
    """
    own = [part for part in said["right"] if not part.get("ours")]
    came = [_part("Who was there", *there)] if there else []
    made = {
        **said,
        **{name: decided[name] for name in ("three", "tasks_title", "heads", "tasks", "again", "call")},
        "lead": [*decided["lead"], *said["lead"]],
        "children": [*decided["children"], *said["children"]],
        "left": [*came, *decided["left"], *said["left"]],
        "right": [*own, *decided["right"]],
    }
    cleared: dict[str, Any] = without_secrets(made, reader)
    return cleared
