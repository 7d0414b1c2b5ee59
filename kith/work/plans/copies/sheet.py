"""What stands on the family's copy: the plan's own words, put in order for one A4 side. No codes, nothing added.

Pure: takes the plan as it was read and gives values that are laid out on the page and in the PDF alike, and kept as
given.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core import reading_words
from kith.core.reading import reading
from kith.people.outputs.rules import Reader, without_secrets

POINTS, LARGE_POINTS = 12, 16
OLDEST_READER = 11
ENOUGH = 20  # words in a part before its own reading age is told
ASK = "Ask us for this in another language, in large print or read aloud."
HEADS = ("What", "Who", "By when", "Done")
Parts = list[
    dict[str, Any]
]  # parts of the page: title, lines; "ours" where they are no words of the work itself


def day_words(on: date) -> str:
    """'Fri 23 October': the day of a task as people put it on the fridge."""
    return f"{reading_words.DAYS[on.weekday()]} {on.day} {reading_words.LONG_MONTHS[on.month - 1]}"


def full_day(on: date) -> str:
    """'Tuesday 17 November'."""
    return f"{reading_words.LONG_DAYS[on.weekday()]} {on.day} {reading_words.LONG_MONTHS[on.month - 1]}"


def paragraphs(text: str) -> list[str]:
    """A text as its paragraphs."""
    return [line.strip() for line in text.split("\n") if line.strip()]


@dataclass(frozen=True, slots=True)
class Told:
    """What a copy is made from.

    ``plan``: its words and days by field. ``children``: first name, what they are called with their age, what they say.
    ``tasks``: what, who, day, or words for what goes on. ``agreed``: who, whether they agree. ``call``: lines of the
    box at the top, and whether they stand out. ``reader``: whom it is for; addresses kept from them are left out.
    """

    council: str
    kind: str
    kind_words: str
    plan: Mapping[str, Any]
    children: Sequence[tuple[str, str, str]]
    goals: Sequence[str]
    tasks: Sequence[tuple[str, str, date | None, str]]
    agreed: Sequence[tuple[str, bool]]
    call: Sequence[tuple[str, bool]]
    unhappy: Sequence[str]
    today: date
    reader: Reader | None = None


def content(told: Told) -> dict[str, Any]:
    """The whole copy as values for JSON."""
    plan, today, reader = told.plan, told.today, told.reader
    made = {
        "council": told.council,
        "kind": told.kind,
        "title": f"Our plan: {reading_words.listing([first for first, _, _ in told.children])}",
        "lead": [_agreed_words([who for who, yes in told.agreed if yes], plan["started_on"])],
        "again": _again(plan, today),
        "call": [{"words": words, "strong": strong} for words, strong in told.call],
        "three": _three(plan, told.goals),
        "children": [{"who": who, "words": words.strip()} for _, who, words in told.children if words],
        "tasks_title": "Who will do what",
        "heads": list(HEADS),
        "tasks": [
            {"what": what, "who": who, "when": day_words(due) if due else words}
            for what, who, due, words in told.tasks
        ],
        "left": _parts(("If things go well", plan["if_well"]), ("If things get harder", plan["if_harder"])),
        "right": _ours(
            ("Some words", f"{told.kind}: {told.kind_words}" if told.kind_words else ""),
            ("Not happy, or we got it wrong?", "\n".join(told.unhappy)),
        ),
        "foot": [ASK, f"Plan of {today.day} {reading_words.LONG_MONTHS[today.month - 1]} {today.year}"],
        "points": LARGE_POINTS if reader and reader.needs_large_print else POINTS,
    }
    return without_secrets(made, reader) if reader else made


def _again(plan: Mapping[str, Any], today: date) -> str:
    """When it is looked at again, and where; nothing for a day that is past."""
    if not plan["review_on"] or plan["review_on"] < today:
        return ""
    return full_day(plan["review_on"]) + (f", {plan['review_words']}" if plan["review_words"] else "")


def _three(plan: Mapping[str, Any], goals: Sequence[str]) -> Parts:
    """The three columns: worries with the danger, what goes well, the goals."""
    worries = "\n".join([plan["worries"], plan["danger"]])
    return _parts(
        ("What we are worried about", worries),
        ("What is going well", plan["going_well"]),
        ("What needs to be different", "\n".join(goals)),
    )


def _agreed_words(who: Sequence[str], started_on: date) -> str:
    day = f"{started_on.day} {reading_words.LONG_MONTHS[started_on.month - 1]} {started_on.year}"
    return (
        f"Made with {reading_words.listing(list(who))}. It began on {day}." if who else f"It began on {day}."
    )


def _parts(*told: tuple[str, str]) -> Parts:
    return [{"title": title, "lines": paragraphs(text)} for title, text in told if text.strip()]


def _ours(*told: tuple[str, str]) -> Parts:
    return [part | {"ours": True} for part in _parts(*told)]


def words_in(text: str) -> int:
    """How many words a text has."""
    return reading(text).words


def written(made: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The parts that people wrote, each with its title: what is read for age, length and our own words."""
    told = [one for one in (*made["three"], *made["left"], *made["right"]) if not one.get("ours")]
    parts = [(one["title"], "\n".join(one["lines"])) for one in told]
    parts += [(f"What {one['who'].split(',')[0]} says", one["words"]) for one in made["children"]]
    parts += [(made["tasks_title"], "\n".join(f"{one['what']}." for one in made["tasks"]))]
    return [(title, text) for title, text in parts if text]


def age(made: Mapping[str, Any]) -> int | None:
    """The reading age of everything people wrote on it."""
    return reading("\n".join(text for _, text in written(made))).age


def too_hard(made: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The parts that ask for a reader older than eleven, with the age."""
    found = [(title, reading(text)) for title, text in written(made)]
    return [
        (title, told.age)
        for title, told in found
        if told.age is not None and told.age > OLDEST_READER and told.words >= ENOUGH
    ]


def longest(made: Mapping[str, Any]) -> list[tuple[str, int]]:
    """The three longest parts with their words: where shortening helps most."""
    counted = [(title, reading(text).words) for title, text in written(made)]
    return sorted(counted, key=lambda one: -one[1])[:3]


def our_words(made: Mapping[str, Any], plain: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Words of ours that families do not use, found in it, each with what to say instead."""
    text = "\n".join(text for _, text in written(made))
    return [
        (word, instead)
        for word, instead in plain
        if re.search(rf"\b{re.escape(word)}\b", text, re.NOFLAG if word.isupper() else re.IGNORECASE)
    ]
