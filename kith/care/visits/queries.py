"""On which days a looked-after child was seen, and where it lives while it is away for a time."""

from collections.abc import Sequence
from datetime import date

from django.db.models.functions import TruncDate

from kith.access.guarded import EVERY_ROW
from kith.care.models import Placement
from kith.core import clock
from kith.work.models import VisitChild

KIND = "looked_after"  # of the list visit_kind


def seen_on(person: int, since: date) -> list[date]:
    """The days from ``since`` on which a child was seen on a visit to a looked-after child. One query."""
    rows = VisitChild.objects.unguarded(EVERY_ROW).filter(person=person, visit__kind=KIND)
    days = rows.exclude(seen="not_seen").annotate(on=TruncDate("visited_at", tzinfo=clock.LONDON))
    return list(days.filter(on__gte=since).values_list("on", flat=True).distinct())


def home_of(placements: Sequence[Placement]) -> tuple[Placement, date]:
    """The placement a child lives in or comes back to, and the day it lives there since; oldest first."""
    lasting = [one for one in placements if not one.is_temporary]
    home = lasting[-1]
    known = {one.pk: one for one in lasting}
    first = home
    while first.resumes_id in known:
        first = known[first.resumes_id]
    return home, first.started_on
