"""What stands against recording an adoption, and the link between a new record and the sealed one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.database import session
from kith.people.models import Adoption, Person, Restriction


def hold(viewer: Worker, person: int) -> None:
    """Have whoever names this child in new work, or seals the record too, wait until the transaction ends."""
    list(Person.objects.seen_by(viewer).select_for_update().filter(pk=person).values_list("pk"))


def has_open_case(viewer: Worker, person: int) -> bool:
    """Whether the child has an open case, as far as the app of the work is there."""
    if not apps.is_installed("kith.work"):
        return False
    cases = apps.get_model("work", "Involvement").objects.seen_by(viewer)
    return bool(cases.filter(person=person, ended_on__isnull=True).exists())


def open_work(viewer: Worker, person: int) -> list[str]:
    """The titles of the open steps, contacts among them, that name the child, as far as the viewer may know of them."""
    if not apps.is_installed("kith.work"):
        return []
    steps = apps.get_model("work", "StepChild").objects.seen_by(viewer)
    named = steps.filter(person=person, released_at__isnull=True)
    open_ones = named.filter(step__completed_at__isnull=True, step__cancelled_at__isnull=True)
    return list(open_ones.order_by("step").values_list("step__title", flat=True))


def has_night_alert(viewer: Worker, person: int, now: datetime) -> bool:
    """Whether an alert about the child stands on the night board, as far as the viewer may know of it."""
    if not apps.is_installed("kith.work"):
        return False
    alerts = apps.get_model("work", "NightAlert").objects.seen_by(viewer)
    return bool(alerts.filter(person=person, ended_at__isnull=True, expires_at__gt=now).exists())


def is_restricted(person: int) -> bool:
    """Whether the record is restricted now."""
    return Restriction.objects.filter(person=person, ended_at__isnull=True).exists()


@dataclass(frozen=True, slots=True)
class Link:
    """What is told to who may know: the sealed number and the day of the order."""

    sealed_number: int
    ordered_on: date


def link(person: int) -> Link | None:
    """The sealed record of a new one. Only after `actions.read_link` has written down who asks and why."""
    with session.seen_by(session.SYSTEM):
        found = Adoption.objects.unguarded(EVERY_ROW).filter(became=person).first()
        return Link(found.sealed_id, found.ordered_on) if found else None
