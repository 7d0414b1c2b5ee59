"""Secure accommodation and orders that deprive of liberty, as they stand on record."""

from kith.access.models import Worker
from kith.care.liberty.rules import Held
from kith.care.models import LibertyOrder

EVERY_ROW = "a rule needs every row, and shows none"


def of_person(viewer: Worker, person: int) -> list[LibertyOrder]:
    """All of one child, newest first. One query."""
    rows = LibertyOrder.objects.seen_by(viewer).filter(period__standing__person=person)
    return list(rows.order_by("-started_on", "-pk"))


def held_in(period: int) -> list[Held]:
    """Those of a time in care as rules take them."""
    rows = LibertyOrder.objects.unguarded(EVERY_ROW).filter(period=period).order_by("started_on")
    return [Held(*row) for row in rows.values_list("kind", "started_on", "ended_on")]


def one(viewer: Worker, number: int) -> LibertyOrder | None:
    """One of them, locked until the transaction ends."""
    rows = LibertyOrder.objects.seen_by(viewer).select_for_update(of=("self",)).filter(pk=number)
    return rows.select_related("period__standing").first()
