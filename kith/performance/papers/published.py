"""What the five papers print, in our own words, with the place in the paper and how it is checked. No Django here."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kith.performance.papers.places import FOLDER, elsewhere

WAYS = ("read", "difference", "change", "months", "together", "comparators", "arithmetic", "")


@dataclass(frozen=True, slots=True)
class Published:
    """One published figure. `how` names the check and `asks` holds what it needs; `missing` what is not built.

    `wrong` says to a reader of the scorecard what is wrong with what is printed.
    """

    id: str
    paper: str
    where: str
    printed: str
    at: str = ""
    place: str = ""
    how: str = ""
    missing: str = ""
    because: str = ""
    wrong: str = ""
    asks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def places(self) -> frozenset[str]:
        """Codes of the places whose records it is read from."""
        named = {one["at"] for one in self.asks.get("reads", ()) if "at" in one}
        return frozenset({self.at, *named, *self.asks.get("places", ())} - {""}) if self.how else frozenset()

    @property
    def place_name(self) -> str:
        """The council, or the part of it, that the figure is of."""
        return self.place or (elsewhere()[self.at].short if self.at else "")


@dataclass(frozen=True, slots=True)
class Paper:
    """One of the five papers; `council` is the place whose targets hold for its figures."""

    code: str
    title: str
    place: str
    council: str = ""


@cache
def papers() -> dict[str, Paper]:
    """The papers by the code that figures name them by."""
    return {one["code"]: Paper(**one) for one in _file()["paper"]}


def wrong_in(council: str) -> list[Published]:
    """What a council's paper prints that cannot be right, in the order of the paper."""
    held = {one.code for one in papers().values() if one.council == council}
    return [one for one in figures().values() if one.wrong and one.paper in held]


@cache
def figures() -> dict[str, Published]:
    """Every published figure by its id, in the order of the file."""
    return {one["id"]: _read(dict(one)) for one in _file()["figure"]}


def _read(one: dict[str, Any]) -> Published:
    own = {name: one.pop(name) for name in list(one) if name in Published.__dataclass_fields__}
    if not own.get("at") and "place" not in own:
        own["place"] = papers()[own["paper"]].place
    found = Published(**own, asks=one)
    if found.how not in WAYS or not (found.how or found.missing):
        raise ValueError(f"{found.id}: there is no way {found.how!r} to check a figure.")
    if unknown := found.places - set(elsewhere()):
        raise ValueError(f"{found.id}: there is no place {', '.join(sorted(unknown))}.")
    return found


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf-8"))
