"""What has been said about figures."""

from collections.abc import Collection

from django.db.models import QuerySet

from kith.core.period import Period
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import FigureComment

SHOWN = 10  # comments on the page of a measure


def _standing(place: Place) -> QuerySet[FigureComment]:
    found = FigureComment.objects.filter(taken_back_at__isnull=True).select_related("by")
    return found.filter(team_id=place.id) if place.id else found.filter(team__isnull=True)


def comments(code: str, place: Place = EVERYWHERE) -> list[FigureComment]:
    """The last comments on a measure for a place, newest first. One query."""
    return list(_standing(place).filter(code=code).order_by("-said_at", "-pk")[:SHOWN])


def commentary(codes: Collection[str], period: Period, place: Place = EVERYWHERE) -> dict[str, FigureComment]:
    """The last comment on each of these measures about days of a period, by code. One query.

    A comment is about a period when its own period ends in it: a month's comment belongs to the quarter and the year.
    """
    within = _standing(place).filter(code__in=codes, ends_on__gt=period.starts, ends_on__lte=period.ends)
    return {said.code: said for said in within.order_by("said_at", "pk")}
