"""The marks that hold on the events of a chronology."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core.chronology import KEY, USUAL, Mark, Marks
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.work.models import EventMark


@prepared
def mark_rows(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    """Every mark on an event about these people, the latest last."""
    rows = EventMark.objects.seen_by(viewer).filter(person__in=people).order_by("at", "pk")
    return rows.values_list("person_id", "kind", "number", "part", "weight", "meaning", "by__name")


@from_rows(mark_rows)
def marks(rows: Rows) -> Marks:
    """The latest mark of each event about these people, by person, kind, number and part. One query."""
    return {
        (person, kind, number, part): Mark(KEY if weight == "key" else USUAL, meaning, by)
        for person, kind, number, part, weight, meaning, by in rows
    }
