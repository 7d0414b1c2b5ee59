"""The authority and its practice: reads the packs folder whole, or says everything that is wrong with it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from kith.practice.caseload import check_weights
from kith.practice.entries import Entry, in_force, read_toml
from kith.practice.hands import Hands, read_hands
from kith.practice.layers import PackFolder, check_replaced, read_pack_folder
from kith.practice.list_reading import read_lists, read_population
from kith.practice.lists import CodeList
from kith.practice.mistakes import Mistakes
from kith.practice.office import Office, read_office
from kith.practice.practice import Names, Practice, read_practice
from kith.practice.targets import Population

AUTHORITY_FILE = "authority.toml"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the authority that figures are split by."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class InForce:
    """Which pack holds from which day to which day (both included)."""

    pack: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Authority:
    """Who we are, where our children live, and which practice held when."""

    code: str
    title: str
    service: str
    areas: tuple[Area, ...]
    populations: tuple[Population, ...]
    in_force: tuple[InForce, ...]
    practices: dict[str, Practice]
    lists: dict[str, CodeList]
    folder: Path
    office: Office
    hands: Hands = field(default_factory=Hands)
    listed_as: tuple[str, ...] = ()  # how lists of postcodes and providers name this council

    def practice_on(self, day: date) -> Practice:
        """The practice that holds on a day; LookupError when none does."""
        for held in self.in_force:
            if in_force(held.since, held.until, day):
                return self.practices[held.pack]
        raise LookupError(f"No practice pack is in force on {day}. Name one in {AUTHORITY_FILE}.")

    def practice(self, code: str) -> Practice:
        """A practice by the code of its pack: steps keep the one they were opened under."""
        return self.practices[code]

    def population(self, day: date, area: str = "") -> Population | None:
        """Children of the authority or an area, by the newest number not younger than the day's year."""
        wanted = area or self.code
        known = [found for found in self.populations if found.area == wanted]
        until = [found for found in known if found.year <= day.year]
        return (
            max(until, key=lambda found: found.year)
            if until
            else min(known, key=lambda f: f.year, default=None)
        )


def load(
    folder: Path,
    *,
    permissions: Collection[str] | None = None,
    effects: Collection[str] | None = None,
    facts: Collection[str] | None = None,
) -> Authority:
    """Read a packs folder; raises BrokenPacks with every mistake found.

    `permissions`, `effects` and `facts` (what questions may be filled from) are the names the program
    knows; when given, packs may use no other.
    """
    mistakes = Mistakes()
    lists = read_lists(folder, mistakes)
    check_weights(lists, mistakes)
    top = Entry(AUTHORITY_FILE, "", read_toml(folder / AUTHORITY_FILE, AUTHORITY_FILE, mistakes), mistakes)
    held = tuple(_in_force(entry) for entry in top.tables("pack"))
    areas = tuple(_area(entry) for entry in top.tables("area"))
    populations = tuple(read_population(entry) for entry in top.tables("population"))
    code, title, service = top.text("code", needed=True), top.text("title", needed=True), top.text("service")
    office = read_office(top.table("office") if top.has("office") else None)
    listed_as = top.texts("listed_as")
    top.finish()
    hands = read_hands(folder, mistakes)
    _check_in_force(held, mistakes)
    _check_areas(code, areas, populations, mistakes)
    names = Names(permissions, effects, facts)
    practices = _practices(folder, [each.pack for each in held], lists, names, mistakes)
    mistakes.raise_if_any()
    return Authority(
        code, title, service, areas, populations, held, practices, lists, folder, office, hands, listed_as
    )


def _practices(
    folder: Path, codes: list[str], lists: dict[str, CodeList], names: Names, mistakes: Mistakes
) -> dict[str, Practice]:
    """The packs in force, and the packs they are based on, by their codes."""
    practices: dict[str, Practice] = {}
    for code in dict.fromkeys(codes):
        local = read_pack_folder(folder, code, mistakes)
        base = _base_of(folder, local, mistakes)
        check_replaced(local, base, mistakes)
        if base and base.code not in practices:
            practices[base.code] = read_practice(base, None, lists, names, mistakes, whole=False)
        practices[code] = read_practice(local, base, lists, names, mistakes, whole=True)
    return practices


def read_alone(folder: Path, code: str, lists: dict[str, CodeList], names: Names) -> Practice:
    """One pack of a folder, on top of the one it is based on. Raises BrokenPacks with every mistake in it."""
    mistakes = Mistakes()
    practice = _practices(folder, [code], lists, names, mistakes)[code]
    mistakes.raise_if_any()
    return practice


def _base_of(folder: Path, local: PackFolder, mistakes: Mistakes) -> PackFolder | None:
    if not local.based_on:
        return None
    if not (folder / local.based_on / "pack.toml").exists():
        known = [path.parent.name for path in folder.glob("*/pack.toml") if path.parent.name != local.code]
        mistakes.unknown(f"{local.code}/pack.toml", "based_on", "pack", local.based_on, known)
        return None
    base = read_pack_folder(folder, local.based_on, mistakes)
    if base.based_on:
        mistakes.add(
            f"{local.code}/pack.toml", "based_on",
            f"{base.code} is itself based on {base.based_on}: one level only.",
            f'Write based_on = "{base.based_on}", or make {base.code} a pack of its own.',
        )  # fmt: skip
    return base


def _in_force(entry: Entry) -> InForce:
    since, until = entry.span()
    held = InForce(entry.text("code", needed=True), since, until)
    entry.finish()
    return held


def _area(entry: Entry) -> Area:
    area = Area(entry.text("code", needed=True), entry.text("title", needed=True))
    entry.finish()
    return area


def _check_in_force(held: tuple[InForce, ...], mistakes: Mistakes) -> None:
    if not held:
        mistakes.add(AUTHORITY_FILE, "pack", "No pack is in force.", "Add [[pack]] with code and since.")
    ordered = sorted(held, key=lambda each: each.since or date.min)
    for earlier, later in pairwise(ordered):
        starts = later.since or date.min
        if (earlier.until or date.max) >= starts:
            mistakes.add(
                AUTHORITY_FILE,
                f"pack {later.pack}",
                f"{earlier.pack} still holds on {later.since}.",
                "Give it an until before that day.",
            )
        elif earlier.until and earlier.until + timedelta(days=1) < starts:
            gap = earlier.until + timedelta(days=1)
            mistakes.add(
                AUTHORITY_FILE,
                f"pack {later.pack}",
                f"No pack holds from {gap} until {later.since}.",
                "Let one follow the other.",
            )


def _check_areas(
    code: str, areas: tuple[Area, ...], populations: tuple[Population, ...], mistakes: Mistakes
) -> None:
    known = {code, *(area.code for area in areas)}
    for found in populations:
        if found.area not in known:
            mistakes.unknown(AUTHORITY_FILE, f"population {found.year}", "area", found.area, known)
