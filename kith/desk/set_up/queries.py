"""How much open work stands at each step, and how much of it is late: one question to the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.desk.set_up.rules import Open
from kith.work.models import OPEN_STATES, Step


@prepared
def _open(viewer: Worker, today: date) -> QuerySet[Any, Any]:
    rows = Step.objects.seen_by(viewer).filter(state__in=OPEN_STATES)
    late = Count("pk", filter=Q(due_on__lt=today))
    return (
        rows.order_by()
        .values("kind")
        .annotate(number=Count("pk"), late=late)
        .values_list("kind", "number", "late")
    )


def open_work(viewer: Worker, today: date) -> Mapping[str, Open]:
    """Open work that the viewer may see, by kind of step."""
    return {kind: Open(number, late) for kind, number, late in _open(viewer, today)}
