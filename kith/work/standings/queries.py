"""Who stands how with the service."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from kith.access.models import Worker, holding
from kith.database.prepared import prepared
from kith.work.models import Standing


@prepared
def _open(viewer: Worker, people: list[int], on: date) -> QuerySet[Standing]:
    return (
        Standing.objects.seen_by(viewer).filter(holding(on), person__in=people).order_by("started_on", "pk")
    )


def open_of(viewer: Worker, people: Collection[int], on: date) -> dict[int, list[Standing]]:
    """Person id -> how they stand on a day, the longest first. One query; who stands in no way is left out."""
    found: dict[int, list[Standing]] = defaultdict(list)
    for row in _open(viewer, list(people), on):
        found[row.person_id].append(row)
    return dict(found)


def all_of(viewer: Worker, person: int) -> list[Standing]:
    """Every period of one person, newest first. One query."""
    return list(Standing.objects.seen_by(viewer).filter(person=person).order_by("-started_on", "-pk"))
