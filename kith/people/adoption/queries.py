"""What stands against recording an adoption, and the link between a new record and the sealed one."""

from dataclasses import dataclass
from datetime import date

from django.apps import apps

from kith.access.models import Worker
from kith.database import session
from kith.people.models import Adoption, Restriction

REASON = "a rule needs every row, and shows none"


def has_open_case(viewer: Worker, person: int) -> bool:
    """Whether the child has an open case, as far as the app of the work is there."""
    if not apps.is_installed("kith.work"):
        return False
    cases = apps.get_model("work", "Involvement").objects.seen_by(viewer)
    return bool(cases.filter(person=person, ended_on__isnull=True).exists())


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
        found = Adoption.objects.unguarded(REASON).filter(became=person).first()
        return Link(found.sealed_id, found.ordered_on) if found else None
