"""What has been said about figures."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from kith.core.period import Period
from kith.database.prepared import prepared
from kith.database.together import together
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.models import FigureComment, NamedChange, WatchedMeasure
from kith.performance.tree import Tree

SHOWN = 10  # comments on the page of a measure


def _standing(place: Place) -> QuerySet[FigureComment]:
    found = FigureComment.objects.filter(taken_back_at__isnull=True).select_related("by")
    return found.filter(team_id=place.id) if place.id else found.filter(team__isnull=True)


@prepared
def _comments(code: str, place: int) -> QuerySet[FigureComment]:
    told = FigureComment.objects.filter(taken_back_at__isnull=True, code=code).select_related("by")
    return told.annotate(about=Coalesce("team_id", 0)).filter(about=place).order_by("-said_at", "-pk")[:SHOWN]


@prepared
def _watching(worker: int, code: str) -> QuerySet[Any, Any]:
    return WatchedMeasure.objects.filter(worker=worker, code=code).values_list("pk", flat=True)


def comments(code: str, place: Place, worker: int) -> tuple[list[FigureComment], bool]:
    """The last comments on a measure for a place, newest first, and whether a worker watches it. One query."""
    told, watching = together((_comments, code, place.id), (_watching, worker, code))
    return told, bool(watching)


def commentary(codes: Collection[str], period: Period, place: Place = EVERYWHERE) -> dict[str, FigureComment]:
    """The last comment on each of these measures about days of a period, by code. One query.

    A comment is about a period when its own period ends in it: a month's comment belongs to the quarter and the year.
    """
    within = _standing(place).filter(code__in=codes, ends_on__gt=period.starts, ends_on__lte=period.ends)
    return {said.code: said for said in within.order_by("said_at", "pk")}


def changes(place: Place, tree: Tree, code: str = "") -> dict[str, list[NamedChange]]:
    """The changes that were named, by measure, oldest first: everyone's, and those of a place and what it is part of.

    Of one measure where its code is given. One query.
    """
    whose = Q(team__isnull=True) | Q(team_id__in=tree.way_up(place.id) if place.id else [])
    found = NamedChange.objects.filter(whose, taken_back_at__isnull=True).select_related("by", "team")
    by_code: dict[str, list[NamedChange]] = defaultdict(list)
    for change in (found.filter(code=code) if code else found).order_by("from_on", "pk"):
        by_code[change.code].append(change)
    return by_code


def steps(named: Sequence[NamedChange], months: Sequence[Period]) -> list[tuple[int, str]]:
    """Where in a series of months each named change begins, and its words; those of one month together."""
    places = {month.last_day.replace(day=1): place for place, month in enumerate(months)}
    found: dict[int, str] = {}
    for change in named:
        if (place := places.get(change.from_on)) is not None:
            found[place] = f"{found[place]}; {change.words}" if place in found else change.words
    return sorted(found.items())
