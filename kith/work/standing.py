"""How people stand with the service: open or closed, since when, and who holds them. For lists of people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker, holding
from kith.core.reading_words import MONTHS, short_day
from kith.database.prepared import prepared
from kith.work.models import Allocation, Involvement


@prepared
def _latest(viewer: Worker, people: Sequence[int], on: date) -> QuerySet[Any, Any]:
    held = Allocation.objects.seen_by(viewer).filter(holding(on), involvement=OuterRef("pk"))
    return (
        Involvement.objects.seen_by(viewer)
        .filter(person__in=people, started_on__lte=on)
        .order_by("person_id", "-started_on", "-pk")
        .distinct("person_id")
        .values(
            "person_id",
            "started_on",
            "ended_on",
            held=ArraySubquery(held.values(json=JSONObject(team="team__name", worker="worker__name"))),
        )
    )


def standing(viewer: Worker, people: Sequence[int], on: date) -> dict[int, tuple[str, str, bool]]:
    """Person id -> (words, small words, whether open), by the latest involvement. One query.

    'Open since 2 Sep 2026' with 'Owen Tait, North'; 'Closed Sep 2025'. Who was never open is left out.
    """
    rows = _latest(viewer, people, on)
    return {row["person_id"]: _words(row["started_on"], row["ended_on"], row["held"], on) for row in rows}


def _words(
    started_on: date, ended_on: date | None, held: list[dict[str, str]], on: date
) -> tuple[str, str, bool]:
    if ended_on is not None and ended_on <= on:
        return f"Closed {MONTHS[ended_on.month - 1]} {ended_on.year}", "", False
    who = ", ".join(f"{one['worker'] or 'No worker yet'}, {one['team']}" for one in held)
    return f"Open since {short_day(started_on)}", who, True
