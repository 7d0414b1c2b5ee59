"""Questions to agencies about a contact, and the ledger of what was shared about a person."""

from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.frontdoor.models import PartnerCheck, SharingEntry


@prepared
def _checks(viewer: Worker, contact: int) -> QuerySet[PartnerCheck]:
    rows = PartnerCheck.objects.seen_by(viewer).filter(contact=contact)
    return rows.select_related("asked_by", "recorded_by")


def checks(viewer: Worker, contact: int) -> list[PartnerCheck]:
    """What agencies were asked about a contact: those whose reply is awaited first, by when it is due. One query."""
    found = _checks(viewer, contact)
    return sorted(found, key=lambda check: (check.replied_at is not None, check.reply_due_at))


@prepared
def _called(viewer: Worker, number: int) -> QuerySet[PartnerCheck]:
    return PartnerCheck.objects.seen_by(viewer).filter(pk=number)


def called(viewer: Worker, number: int) -> PartnerCheck | None:
    """One question to an agency, when the viewer may know of it."""
    return next(iter(_called(viewer, number)), None)


@prepared
def ledger(viewer: Worker, person: int) -> QuerySet[Any, Any]:
    """Every decision to share about a person, newest first."""
    rows = SharingEntry.objects.seen_by(viewer).filter(person=person).order_by("-at", "-pk")
    return rows.values("at", "agency", "whom", "what", "is_shared", "basis", "why", "by__name")[:200]


def choices(name: str) -> list[tuple[str, str]]:
    """The values of a code list that may be chosen today, as pairs of code and words."""
    return list(practice.current().lists[name].choices(clock.today()))


def words(name: str) -> dict[str, str]:
    """The words of every value of a code list, by code."""
    held = practice.current().lists[name]
    return {code.code: code.label for code in held.codes}
