"""What the form of a visit or note sends, read once for every page that takes it."""

import re
from collections.abc import Collection
from typing import Any

from django.http import QueryDict

from kith.core import Refused
from kith.work.visits import asking, rules

SEEN = re.compile(r"seen\.(\d{1,18})")
TOLD = re.compile(r"told\.([a-z0-9_]{1,60})(?:\.(\d{1,18}))?")
ALONE = re.compile(r"(?:reason|words|told\.[a-z0-9_]{1,60})\.(\d{1,18})")
NUMBER = re.compile(r"\d{1,18}")


def visit(posted: QueryDict, known: Collection[int] | None = None) -> dict[str, Any]:
    """The facts of a visit for ``actions.record_visit``; with ``known`` nothing is read of other children.

    Raises ``Refused`` when the day or time cannot be read.
    """
    at, problems = rules.moment(posted.get("on", ""), posted.get("at", ""))
    if at is None:
        raise Refused.several(problems)
    named = [int(found[1]) for found in map(SEEN.fullmatch, posted) if found]
    people = [person for person in (named if known is None else known) if posted.get(f"seen.{person}")]
    return {
        "visited_at": at,
        "kind": posted.get("kind", ""),
        "place": text(posted, "place"),
        "words": text(posted, "words"),
        "planned": number(posted.get("planned", "")),
        "told": told(posted),
        "left_out": _left_out(posted, people),
        "children": [
            (
                person,
                posted[f"seen.{person}"],
                posted.get(f"reason.{person}", ""),
                text(posted, f"words.{person}"),
            )
            for person in people
        ],
    }


def told(posted: QueryDict) -> dict[asking.Key, list[str]]:
    """What was answered beside who was seen: by question, and by child where it is about one."""
    found = [(one, match) for one in posted if (match := TOLD.fullmatch(one))]
    return {(match[1], int(match[2]) if match[2] else None): posted.getlist(one) for one, match in found}


def _left_out(posted: QueryDict, people: Collection[int]) -> set[int]:
    """Children of whom something is written and nobody said whether they were seen."""
    written = [(ALONE.fullmatch(one), any(map(str.strip, posted.getlist(one)))) for one in posted]
    return {int(found[1]) for found, is_filled in written if found and is_filled} - set(people)


def text(posted: QueryDict, name: str) -> str:
    """Words as they were typed, with one kind of line end."""
    return posted.get(name, "").replace("\r\n", "\n").replace("\x00", "")


def number(words: str) -> int | None:
    """The number of a row; None for anything else."""
    return int(words) if words.isascii() and NUMBER.fullmatch(words) else None
