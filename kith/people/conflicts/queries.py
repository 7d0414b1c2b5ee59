"""From which workers a record is kept because they are related."""

from kith.access.models import Worker
from kith.people.models import Conflict


def conflicts_of(person: int) -> list[Conflict]:
    """The workers from whom a record is kept now. One query."""
    rows = Conflict.objects.filter(person=person, ended_at__isnull=True).select_related("worker", "by")
    return list(rows.order_by("worker__name", "pk"))


def own_conflict(worker: Worker, person: int) -> Conflict | None:
    """What keeps a record from this worker, if it is that they are related. One query."""
    rows = Conflict.objects.filter(worker=worker, person=person, ended_at__isnull=True)
    return rows.select_related("by").first()
