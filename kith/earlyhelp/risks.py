"""Which boxes of a risk analysis go from one piece of work into another, each row marked with where it is from."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from kith.work.answers.rules import too_long
from kith.work.earlier.rules import taken_over

RISK = "risk"
WHAT, WHOM, SURE, EVIDENCE = "what", "whom", "sure", "evidence"
DANGER, NONE = f"{RISK}:danger", f"{RISK}:none"
CELL = re.compile(rf"{RISK}:(\d+):(\w+)")
Boxes = Mapping[str, Any]


def rows(
    boxes: Boxes, *, inside: Collection[int], all_inside: bool, sure: Collection[str], title: str, on: str
) -> dict[str, Any]:
    """The rows that go along, numbered anew: what was said of children who are not ``inside`` stays behind.

    ``all_inside`` says that the earlier work was about nobody else: only then its evidence goes along, which may be of
    another child. ``sure`` are the answers that the new form offers to how sure one is.
    """
    kept: list[dict[str, Any]] = []
    known = {str(child) for child in inside}
    for row in _by_row(boxes).values():
        for_whom = row.get(WHOM) or []
        here = [one for one in for_whom if one in known or not one.isdecimal()]
        if not str(row.get(WHAT, "")).strip() or (for_whom and not here):
            continue
        cells = row | {WHAT: _marked(row[WHAT], title, on), WHOM: here}
        if not all_inside:
            cells.pop(EVIDENCE, None)
        if cells.get(SURE) not in sure:
            cells.pop(SURE, None)
        kept.append({name: value for name, value in cells.items() if value})
    return {
        f"{RISK}:{number}:{name}": value
        for number, cells in enumerate(kept, start=1)
        for name, value in cells.items()
    }


def _by_row(boxes: Boxes) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for name, value in boxes.items():
        if match := CELL.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = value
    return dict(sorted(found.items()))


def sentence(boxes: Boxes, title: str, on: str) -> dict[str, str]:
    """What the family was told: the danger in one sentence, or why nothing was found; marked with where it is from."""
    for name in (DANGER, NONE):
        words = boxes.get(name)
        if isinstance(words, str) and words.strip():
            return {name: _marked(words, title, on)}
    return {}


def _marked(words: str, title: str, on: str) -> str:
    """The words with where they are from; as they are where that would be more than one box holds."""
    marked = taken_over("", words, title, on)
    return words if too_long(marked) else marked


def together(carried: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """Rows with the sentence that goes with them. Where nothing was found later, older rows do not come back."""
    return dict(told) if NONE in told else {**carried, **told}
