"""The times a child in care was missing or away."""

from collections.abc import Sequence

from kith.access.models import Worker
from kith.care.missing.rules import Care, Span
from kith.care.models import TimeMissing
from kith.care.together.queries import InCare

EVERY_ROW = "a rule needs every row, and shows none"


def of_people(viewer: Worker, people: Sequence[int]) -> list[TimeMissing]:
    """Every time missing of these people, newest first. One query."""
    rows = TimeMissing.objects.seen_by(viewer).filter(period__standing__person__in=people)
    return list(rows.select_related("period__standing__person").order_by("-started_at", "-pk"))


def open_of(period: int) -> TimeMissing | None:
    """The time missing that goes on in a time in care."""
    rows = TimeMissing.objects.unguarded(EVERY_ROW).filter(period=period, ended_at__isnull=True)
    return rows.select_related("period__standing__person").first()


def spans_of(period: int, but: int = 0) -> list[Span]:
    """The times missing of a time in care as rules take them, without one."""
    rows = TimeMissing.objects.unguarded(EVERY_ROW).filter(period=period).exclude(pk=but)
    return [Span(*row) for row in rows.order_by("started_at").values_list("started_at", "ended_at")]


def one(viewer: Worker, number: int) -> TimeMissing | None:
    """A time missing that the viewer may know of, locked until the transaction ends."""
    rows = TimeMissing.objects.seen_by(viewer).select_for_update(of=("self",)).filter(pk=number)
    return rows.select_related("period__standing__person").first()


def care_of(child: InCare) -> Care:
    """The days of a child's time in care as rules take them."""
    return Care(child.started_on, child.ended_on)
