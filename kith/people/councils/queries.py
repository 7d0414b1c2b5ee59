"""Moves of a person between councils."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.people.councils.rules import Move
from kith.people.models import CouncilMove

COLUMNS = ("id", "way", "council", "moved_on", "words")


def beside(viewer: Worker, person: Any) -> ArraySubquery:
    """The moves of a person as a column beside others; `moves` makes them of what it gives."""
    rows = CouncilMove.objects.seen_by(viewer).filter(person=person).order_by("moved_on", "pk")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in COLUMNS})))


def moves(rows: Iterable[dict[str, Any]]) -> list[Move]:
    """Moves from what `beside` gives."""
    return [
        Move(row["way"], row["council"], date.fromisoformat(row["moved_on"]), row["words"], row["id"])
        for row in rows
    ]


def moves_of(viewer: Worker, person: int) -> list[CouncilMove]:
    """The moves of a person, the latest first. One query."""
    return list(CouncilMove.objects.seen_by(viewer).filter(person=person).order_by("-moved_on", "-pk"))
