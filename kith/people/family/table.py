"""The form that says how everybody of a family is related: what it shows, and what was chosen in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kith.core import Refused
from kith.core.reading_words import short_day
from kith.people.days import read_day
from kith.people.family import rules
from kith.people.family.actions import Choice
from kith.people.family.queries import Group
from kith.people.queries import Cell

LONGEST_KIND = 40
MOST_TOGETHER = 20  # people whose pairs stand in one form; of larger families one person is chosen


@dataclass(frozen=True, slots=True)
class Line:
    """A pair in the form. ``was``: what is on record; ``offered``: what follows from others, not on record."""

    field: str
    elder: Cell
    cell: Cell
    was: str
    chosen: str
    offered: str
    since: str
    others: tuple[str, ...]


def whose(group: Group, asked: str) -> int | None:
    """The one person whose pairs are shown, None for everybody's: as asked, and the eldest of a large family."""
    if asked.isascii() and asked.isdigit() and len(asked) <= 18 and int(asked) in group.cells:
        return int(asked)
    return next(iter(group.cells)) if len(group.cells) > MOST_TOGETHER else None


def sections(group: Group, said: Mapping[str, str], of: int | None) -> list[tuple[str, list[Line]]]:
    """Everybody with the younger ones, or one person with everybody, each with a heading.

    What was typed in a refused form stands before what is on record.
    """
    kinship = rules.Kinship([rules.Tie(row.person_id, row.kind, row.other_id) for row in group.held])
    found: dict[int, list[Line]] = {}
    for elder, younger in rules.pairs(group.beings.values()):
        if of and of not in (elder.id, younger.id):
            continue
        field = f"{elder.id}.{younger.id}"
        held = group.tie(elder.id, younger.id)
        was = rules.seen_from(elder.id, rules.Tie(held.person_id, held.kind, held.other_id)) if held else ""
        offered = "" if held else kinship.likely(elder.id, younger.id)
        since = short_day(held.started_on) if held and held.started_on else ""
        found.setdefault(of or elder.id, []).append(
            Line(
                field,
                group.cells[elder.id],
                group.cells[younger.id],
                was,
                said.get(f"kind.{field}", was or offered),
                offered,
                said.get(f"since.{field}", since),
                tuple(group.others(elder.id, younger.id)),
            )
        )
    title = "{} and everybody" if of else "{} is the …"
    return [(title.format(group.cells[one].name_and_age), lines) for one, lines in found.items()]


def choices(group: Group, said: Mapping[str, str], today: date) -> dict[tuple[int, int], Choice]:
    """What was chosen for each pair of the family. Raises Refused with every day that cannot be read."""
    found, problems = {}, []
    for elder, younger in rules.pairs(group.beings.values()):
        field = f"{elder.id}.{younger.id}"
        if f"kind.{field}" not in said:
            continue
        since = None
        try:
            if text := said.get(f"since.{field}", "").strip():
                since = read_day(text, today, f"since.{field}")
        except Refused as refused:
            problems += refused.problems
        kind, was = said[f"kind.{field}"][:LONGEST_KIND], said.get(f"was.{field}", "")[:LONGEST_KIND]
        found[elder.id, younger.id] = Choice(kind, was, since)
    if problems:
        raise Refused.several(problems)
    return found
