"""Who is around the children: grown-ups with what they are to them, and who lives where on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core.reading_words import listing
from kith.desk.family.placed import on_record, place_words
from kith.desk.family.queries import Member
from kith.desk.family.side import Gathered
from kith.people.queries import Cell


@dataclass(frozen=True, slots=True)
class Adult:
    """A grown-up of the family, for a card."""

    cell: Cell
    died: str
    home: str
    is_with: tuple[tuple[str, str], ...]  # what they are, and to whom
    phones: tuple[tuple[str, str], ...]
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """An address and who lives there on a day; ``others`` are not of the family."""

    words: str
    people: tuple[Cell, ...]
    others: tuple[Cell, ...]


def adults(family: Gathered, phones: Iterable[tuple[int, str, str]], shared: Sequence[str]) -> list[Adult]:
    """The grown-ups, those who live with the children first."""
    numbers: dict[int, list[tuple[str, str]]] = {}
    for person, number, note in phones:
        numbers.setdefault(person, []).append((number, note))
    near = {_home_of(family, child) for child in family.children} - {None}
    ordered = sorted(
        family.adults, key=lambda one: (one.row["died_on"] is not None, _home_of(family, one) not in near)
    )
    return [_adult(family, one, numbers, near, shared) for one in ordered]


def _home_of(family: Gathered, one: Member) -> Any:
    home = family.home_on(one.id, family.today)
    return home["address_id"] if home else None


def _adult(
    family: Gathered,
    one: Member,
    numbers: Mapping[int, Sequence[tuple[str, str]]],
    near: set[Any],
    shared: Sequence[str],
) -> Adult:
    home = family.home_on(one.id, family.today)
    where = (
        "lives with the children"
        if home and home["address_id"] in near
        else place_words(home)
        if home
        else ""
    )
    died = one.row["died_on"]
    return Adult(
        one.cell,
        f"died {died:%-d %b %Y}" if died else "",
        "" if died else where or "address not known",
        tuple(_to_children(family, one)),
        tuple(numbers.get(one.id, ())),
        tuple(words for person, _, words in family.alerts if person == one.id and words not in shared),
    )


def _to_children(family: Gathered, one: Member) -> Iterator[tuple[str, str]]:
    """What a grown-up is to the children, else to the other grown-ups."""
    named = {each.id: each for each in family.now}
    children = {child.id for child in family.children}
    kinds: dict[str, list[str]] = {}
    for person, kind, other, _, ended_on in family.ties:
        if person == one.id and ended_on is None and other in named:
            kinds.setdefault(kind, []).append(named[other].cell.first or named[other].cell.name)
    of_children = {kind for person, kind, other, _, ended_on in family.ties
                   if person == one.id and other in children and ended_on is None}  # fmt: skip
    for kind, whom in kinds.items():
        if kind in of_children or not of_children:
            yield kind.capitalize(), listing(whom)


def households(
    family: Gathered, living: Mapping[int, Sequence[Cell]], on: date, *, only_ours: bool = False
) -> list[Household]:
    """Where those of the family lived on a day, the fullest home first, with everybody who lived there too.

    Children in care are where they are placed. ``only_ours`` leaves out who is not of the family: what somebody takes
    away says nothing of others.
    """
    ours = {one.id for one in family.living_on(on)}
    living = _with_placed(family, living, on)
    words = {home["address_id"]: place_words(home) for home in (*family.second_homes, *family.homes)}
    found = [
        Household(
            words[address],
            tuple(cell for cell in cells if cell.person_id in ours),
            tuple(cell for cell in cells if cell.person_id not in ours and not only_ours),
        )
        for address, cells in living.items()
    ]
    return sorted((home for home in found if home.people), key=lambda home: -len(home.people))


def _with_placed(family: Gathered, living: Mapping[int, Sequence[Cell]], on: date) -> dict[Any, list[Cell]]:
    """Who lives where, with those of the family who are placed in care among those of their place and no other."""
    placed = {one.id: home for one in family.living_on(on) if (home := family.placed_on(one.id, on))}
    found: dict[Any, list[Cell]] = {
        address: [cell for cell in cells if cell.person_id not in placed] for address, cells in living.items()
    }
    for one in family.living_on(on):
        if one.id in placed:
            found.setdefault(placed[one.id]["address_id"], []).append(one.cell)
    return found


def addresses(family: Gathered, on: date) -> list[int]:
    """Where those of the family lived on a day."""
    homes = [family.home_on(one.id, on) for one in family.living_on(on)]
    also = family.second_homes if on == family.today else ()
    return on_record({home["address_id"] for home in (*homes, *also) if home})
