"""A checklist as a form sends it back, and as a row keeps it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kith.access import practice
from kith.core import Refused
from kith.practice.checklists import Checklist
from kith.quality.marking import rules

NO_LIST = "The practice that holds has no checklist for this. Ask who keeps the packs."


def checklist(code: str, day: date) -> Checklist:
    """What is looked for on a day. Raises ``Refused`` where the practice says nothing."""
    found = practice.current().checklist(code, day)
    if found is None:
        raise Refused(NO_LIST)
    return found


def items_of(found: Checklist) -> list[tuple[str, str]]:
    """Code and words of each item."""
    return [(one.code, one.ask) for one in found.items]


def sent_marks(posted: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, by item."""
    return {
        name.removeprefix(rules.FIELD): value
        for name, value in posted.items()
        if name.startswith(rules.FIELD)
    }


def kept(found: Checklist, sent: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a row that was answered by this list."""
    asked = items_of(found)
    return {
        "asked": {"title": found.title, "items": [list(one) for one in asked]},
        **rules.sorted_marks(asked, sent),
    }
