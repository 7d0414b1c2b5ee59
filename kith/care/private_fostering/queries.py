"""Children who are privately fostered, as it stands on record."""

from dataclasses import dataclass
from datetime import date

from kith.access.models import Worker
from kith.care.models import PrivateFostering, PrivateFosteringVisit


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One arrangement with its visits, newest first."""

    row: PrivateFostering
    visits: list[PrivateFosteringVisit]

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.row.standing.ended_on is None

    @property
    def began_on(self) -> date:
        """The day it began; the day we were told where that is not known or comes later."""
        return self.row.began_on or self.row.standing.started_on


def arrangements_of(viewer: Worker, person: int) -> list[Arrangement]:
    """Every arrangement of a child, newest first. Two queries."""
    rows = (
        PrivateFostering.objects.seen_by(viewer)
        .filter(standing__person=person)
        .select_related("standing__person")
    )
    visits = PrivateFosteringVisit.objects.seen_by(viewer).filter(arrangement__standing__person=person)
    found = list(visits.select_related("by").order_by("-held_on", "-pk"))
    return [
        Arrangement(row, [one for one in found if one.arrangement_id == row.pk])
        for row in rows.order_by("-standing__started_on")
    ]


def open_of(viewer: Worker, person: int) -> Arrangement | None:
    """The arrangement that goes on."""
    return next((one for one in arrangements_of(viewer, person) if one.is_open), None)
