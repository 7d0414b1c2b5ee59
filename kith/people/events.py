"""What the facts about people add to a chronology: births, deaths, moves, and warnings."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Any
from zlib import crc32

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.people.boundaries import queries as boundaries
from kith.people.boundaries import rules as boundary_rules
from kith.people.councils import queries as councils
from kith.people.models import Alert, Person, Residence

People = Sequence[int]


@prepared
def _lives(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    number = OuterRef("pk")
    own = {"person": number}
    warnings, homes = (
        Alert.objects.seen_by(viewer).filter(**own),
        Residence.objects.seen_by(viewer).filter(**own),
    )
    told = {name: name for name in ("kind", "words", "started_on", "ended_on")}
    moves = {"address": "address_id", "started_on": "started_on"}
    return (
        Person.objects.seen_by(viewer)
        .filter(pk__in=people)
        .values_list(
            "pk",
            "born_on",
            "born_precision",
            "died_on",
            ArraySubquery(warnings.order_by("pk").values(json=JSONObject(**told))),
            ArraySubquery(homes.order_by("started_on").values(json=JSONObject(**moves))),
            boundaries.beside(viewer, number, is_other=False),
            boundaries.beside(viewer, number, is_other=True),
            councils.beside(viewer, number),
        )
    )


@from_rows(_lives)
def lives(rows: Rows) -> Iterator[Event]:
    """Births whose day is known, deaths, moves, warnings and orders. One question."""
    for person, born_on, precision, died_on, warnings, homes, between, others, moved in rows:
        who = frozenset({person})
        if born_on and precision == "exact":
            yield Event(born_on, "Born", ("birth", born_on.toordinal()), people=who)
        if died_on:
            yield Event(died_on, "Died", ("death", died_on.toordinal()), weight=KEY, people=who)
        for warning in warnings:
            yield from _warning(who, warning)
        yield from _moves(who, homes)
        for is_other, rows in ((False, between), (True, others)):
            for row in rows:
                yield from _boundary(who, boundaries.line(row, is_other=is_other))
        for move in councils.moves(moved):
            title = f"{'Came from' if move.way == 'in' else 'Moved to'} {move.council}"
            yield Event(
                move.moved_on, title, ("council", move.number), words=move.words, weight=KEY, people=who
            )


def _boundary(who: frozenset[int], line: boundary_rules.Line) -> Iterator[Event]:
    """That something may not pass between two people, from its first day; and from when it may again."""
    title, source = boundary_rules.title(line), ("boundary", line.number)
    yield Event(line.started_on, title, source, "from", line.words, weight=KEY, people=who)
    if line.ended_on:
        yield Event(line.ended_on, f"Ended: {title}", source, "until", people=who)


def _warning(who: frozenset[int], told: dict[str, Any]) -> Iterator[Event]:
    facts: dict[str, Any] = {
        "source": ("warning", _shared(told)),
        "words": told["words"],
        "people": who,
    }
    weight = KEY if told["kind"] == "safety" else ""
    yield Event(date.fromisoformat(told["started_on"]), "Warning", part="from", weight=weight, **facts)
    if told["ended_on"]:
        yield Event(date.fromisoformat(told["ended_on"]), "Warning taken back", part="until", **facts)


def _shared(told: dict[str, Any]) -> int:
    """What the same warning on brothers and sisters has in common: its words and its day."""
    return crc32(f"{told['words']} {told['started_on']}".encode())


def _moves(who: frozenset[int], homes: list[dict[str, Any]]) -> Iterator[Event]:
    """Moves from one home to another; the first home known is no move. Where to stands in the record details."""
    for before, after in pairwise(homes):
        day = date.fromisoformat(after["started_on"])
        if before["address"] != after["address"]:
            number = after["address"] * 100_000 + day.toordinal() % 100_000
            yield Event(day, "Moved home", ("move", number), people=who)


KINDS = frozenset({"birth", "death", "move", "warning", "boundary", "council"})
SOURCES = (Source("lives", "Births, deaths, moves, warnings and orders", lives, KINDS, has_key_events=True),)
