"""A risk analysis: what it lacks before a step can be finished."""

import re
from collections.abc import Mapping
from typing import Any

from kith.practice.forms import Question
from kith.work.answers import parts

NEEDED = ("what", "whom", "sure")
BOTH = "It names a risk, and says that nothing was found. Leave one of them empty."
Answers = Mapping[tuple[str, int | None], Any]


def gaps(question: Question, answers: Answers) -> list[tuple[str, str]]:
    """What a risk analysis lacks: the box and what to write in it.

    Each row that is begun says what, for whom and how sure we are; the danger is put in one sentence. Where no row is
    begun, it is said why nothing was found. Evidence is never demanded: not everything that is known is an event.
    """
    written = {name for (name, child), value in answers.items() if child is None and _says_something(value)}
    begun = _rows(question, written)
    danger, none = f"{question.id}:danger", f"{question.id}:none"
    if not begun:
        missing = question.required and none not in written
        return [(question.id, question.ask)] if missing else []
    found = [
        (part.name, f"Risk {row}: {part.label}")
        for row in begun
        for part in parts.row_parts(question, row)
        if part.name.rsplit(":", 1)[1] in NEEDED and part.name not in written
    ]
    if danger not in written:
        found.append((danger, parts.DANGER))
    if none in written:
        found.append((none, BOTH))
    return found


def _rows(question: Question, written: set[str]) -> list[int]:
    found = (re.fullmatch(rf"{re.escape(question.id)}:(\d+):\w+", name) for name in written)
    return sorted({int(match[1]) for match in found if match})


def _says_something(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
