"""The rows that stand side by side for the children of a family."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kith.core import clock, prose
from kith.core.calendar import WorkingCalendar
from kith.core.reading_words import listing, short_day
from kith.desk import rules as desk_rules
from kith.desk.family import rules
from kith.desk.family.placed import place_words, told_to
from kith.desk.family.queries import Member
from kith.desk.family.rules import Fact, Row
from kith.desk.furniture import address
from kith.people.outputs.rules import Reader
from kith.work.plans.queries import DANGERS

PARENTS = {"mother": "Mother", "father": "Father"}
OTHER_CARERS = (
    "parent",
    "adoptive parent",
    "step-parent",
    "foster carer",
    "carer",
    "special guardian",
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was asked about a family, as rows of its questions."""

    today: date
    days: WorkingCalendar
    members: Sequence[Member]
    involvements: Sequence[dict[str, Any]]
    last_seen: Sequence[tuple[Any, ...]]
    steps: Sequence[tuple[Any, ...]]
    alerts: Sequence[tuple[int, str, str]]
    network: Sequence[tuple[int, str, str, str]]
    second_homes: Sequence[dict[str, Any]]
    homes: Sequence[dict[str, Any]]
    ties: Sequence[tuple[Any, ...]]
    said: Sequence[tuple[Any, ...]]

    @property
    def now(self) -> list[Member]:
        """Those in the family today."""
        return [one for one in self.members if one.ended_on is None or one.ended_on > self.today]

    def living_on(self, on: date) -> list[Member]:
        """Those alive on a day who had not left the family by then."""
        ends = ((one, one.ended_on, one.row["died_on"]) for one in self.members)
        return [one for one, *days in ends if all(day is None or day > on for day in days)]

    @property
    def children(self) -> list[Member]:
        """The children in the family today, eldest first, those not yet born last."""
        return [one for one in self.now if one.is_child]

    @property
    def adults(self) -> list[Member]:
        """The grown-ups in the family today."""
        return [one for one in self.now if not one.is_child]

    def placed_on(self, person: int, on: date) -> dict[str, Any] | None:
        """Where a child in care was placed on a day."""
        home = self.home_on(person, on)
        return home if home and "placed" in home else None

    def home_on(self, person: int, on: date) -> dict[str, Any] | None:
        """Where somebody lived on a day."""
        return next((home for home in self.homes if home["person_id"] == person and _holds(home, on)), None)

    def opened(self, child: int) -> dict[str, Any] | None:
        """The open case of a child."""
        return next(
            (row for row in self.involvements if row["person_id"] == child and not row["ended_on"]), None
        )


def _holds(home: dict[str, Any], on: date) -> bool:
    return home["started_on"] <= on and (home["ended_on"] is None or home["ended_on"] > on)


def rows(family: Gathered, shared_alerts: Sequence[str]) -> list[Row]:
    """Every row about which anything is known."""
    ids = [child.id for child in family.children]
    made = [
        Row(title, tuple(facts.get(child) for child in ids))
        for title, facts in (
            ("Open to us", _open(family)),
            ("Social worker", _worker(family)),
            *_steps(family),
            ("Last seen", _seen(family)),
            *_parents(family),
            ("Lives", _lives(family)),
            ("School or nursery", _agencies(family, ("school",))),
            ("Doctor and health", _agencies(family, ("gp", "health"))),
            ("Alerts", _alerts(family, shared_alerts)),
            ("In their own words", _said(family, ("own_words",))),
            ("What we are worried about", _said(family, DANGERS)),
        )
    ]
    return [row for row in made if row.says_something]


def _open(family: Gathered) -> dict[int, Fact]:
    found: dict[int, Fact] = {}
    for row in family.involvements:  # the newest first
        if row["ended_on"]:
            fact = Fact("Not open", f"closed {short_day(row['ended_on'])}")
        else:
            day = (family.today - row["started_on"]).days
            fact = Fact(f"Since {short_day(row['started_on'])}", f"day {day}")
        found.setdefault(row["person_id"], fact)
    return {child.id: found.get(child.id, Fact("Not open", "never was")) for child in family.children}


def _worker(family: Gathered) -> dict[int, Fact]:
    found = {}
    for row in family.involvements:
        if row["ended_on"]:
            continue
        if row["now__worker__name"]:
            fact = Fact(row["now__worker__name"], row["now__team__name"] or "")
        else:
            waiting = (family.today - (row["now__started_on"] or row["started_on"])).days
            fact = Fact(f"Unallocated for {waiting} days", row["now__team__name"] or "", "late")
        found[row["person_id"]] = fact
    return found


def _steps(family: Gathered) -> Iterator[tuple[str, dict[int, Fact]]]:
    """A row for each kind of open work; a child with two of a kind shows the more urgent."""
    found: dict[str, dict[int, Fact]] = {}
    for step, person, title, _, _, due_on, completed, limit, start in family.steps:
        if completed is None:
            told = desk_rules.clock_of(due_on, family.today, family.days, from_on=start, limit=limit)
            fact = Fact(told.words, told.small, told.mark, address("step", step) or "")
            found.setdefault(title, {}).setdefault(person, fact)
    yield from found.items()


def _seen(family: Gathered) -> dict[int, Fact]:
    last = {person: (clock.london(at).date(), how, place) for person, at, how, place in family.last_seen}
    found = {}
    for child in family.children:
        opened = family.opened(child.id)
        day, how, place = last.get(child.id, (None, "", ""))
        if child.is_unborn:
            continue
        fact = rules.seen(day, how, place, opened["started_on"] if opened else None, family.today)
        if fact:
            found[child.id] = fact
    return found


def _parents(family: Gathered) -> Iterator[tuple[str, dict[int, Fact]]]:
    """Mothers, fathers, and others who care."""
    named = {one.id: one for one in family.members}
    for kind, title in PARENTS.items():
        yield title, dict(_by_kind(family, named, (kind,)))
    yield "Grandparents", dict(_by_kind(family, named, ("grandparent", "grandmother", "grandfather")))
    yield "Others who care", dict(_by_kind(family, named, OTHER_CARERS))


def _by_kind(family: Gathered, named: dict[int, Member], kinds: Sequence[str]) -> Iterator[tuple[int, Fact]]:
    held: dict[int, list[tuple[str, Member]]] = {}
    for person, kind, child, _, ended_on in family.ties:
        if kind in kinds and ended_on is None:
            held.setdefault(child, []).append((kind, named[person]))
    for child, carers in held.items():
        one = carers[0][1]
        small = "died" if one.row["died_on"] else ""
        if kinds is OTHER_CARERS:
            small = listing(list(dict.fromkeys(kind for kind, _ in carers)))
        href = address("person", one.id) if len(carers) == 1 else ""
        yield child, Fact(listing([each.cell.name for _, each in carers]), small, "", href or "")


def _lives(family: Gathered) -> dict[int, Fact]:
    found = {}
    for child in family.children:
        home = family.home_on(child.id, family.today)
        if home:
            also = [
                f"also {place_words(other)}, {other['words']}"
                for other in family.second_homes
                if other["person_id"] == child.id
            ]
            small = "; ".join([f"since {short_day(home['started_on'])}", *also])
            found[child.id] = Fact(place_words(home), small)
        elif not child.is_unborn:
            found[child.id] = Fact("Address not known")
    return found


def _agencies(family: Gathered, kinds: Sequence[str]) -> dict[int, Fact]:
    """Where a child goes or is seen, with who there; several stand one after the other."""
    held: dict[int, list[tuple[str, str]]] = {}
    for person, kind, agency, who in family.network:
        if kind in kinds:
            held.setdefault(person, []).append((agency, who))
    return {
        person: Fact("; ".join(agency for agency, _ in ties), "; ".join(who for _, who in ties if who))
        for person, ties in held.items()
    }


def for_reader(family: Gathered, reader: Reader) -> Gathered:
    """The family as somebody may take it away: no warning, no child's words, no address that is kept from them."""
    return replace(
        family,
        alerts=(),
        said=(),
        homes=[told_to(reader, home) for home in family.homes],
        second_homes=[reader.home(home) for home in family.second_homes],
        last_seen=[(*rest, reader.without_secrets(place)) for *rest, place in family.last_seen],
    )


def _alerts(family: Gathered, shared: Sequence[str]) -> dict[int, Fact]:
    own: dict[int, list[str]] = {}
    for person, _, words in family.alerts:
        if words not in shared:
            own.setdefault(person, []).append(words)
    return {person: Fact("; ".join(words), "", "soon") for person, words in own.items()}


def _said(family: Gathered, questions: Sequence[str]) -> dict[int, Fact]:
    """The newest answer: a child's own before what is said for all in the same piece of work."""
    of_step: dict[int, list[int]] = {}
    for step, person, *_ in family.steps:
        of_step.setdefault(step, []).append(person)
    found: dict[int, Fact] = {}
    for asked, child, value, step in sorted(family.said, key=lambda row: row[1] is None):
        if asked in questions and isinstance(value, str) and value.strip():
            for person in [child] if child else of_step.get(step, []):
                found.setdefault(person, Fact(prose.plain(value), "", "", address("step", step) or ""))
    return found
