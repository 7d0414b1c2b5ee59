"""The marks that hold on the events of a chronology."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core.chronology import KEY, USUAL, Mark, Marks
from kith.database.prepared import prepared
from kith.work.models import EventMark


@prepared
def _marks(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = EventMark.objects.seen_by(viewer).filter(person__in=people).order_by("at", "pk")
    return rows.values_list("person_id", "kind", "number", "part", "weight", "meaning", "by__name")


def marks(viewer: Worker, people: Sequence[int]) -> Marks:
    """The latest mark of each event about these people, by person, kind, number and part. One query."""
    return {
        (person, kind, number, part): Mark(KEY if weight == "key" else USUAL, meaning, by)
        for person, kind, number, part, weight, meaning, by in _marks(viewer, people)
    }
