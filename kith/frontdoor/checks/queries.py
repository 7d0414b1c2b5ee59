"""Questions to agencies about a contact, and the ledger of what was shared about a person."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.frontdoor.models import ContactChild, PartnerCheck, SharingEntry

MOST = 200


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
    """The latest decisions to share about a person, newest first, at most ``MOST``.

    ``is_of_another`` says that the contact it was asked about turned out to be about somebody else.
    """
    lines = ContactChild.objects.seen_by(viewer).filter(
        contact=OuterRef("check_asked__contact"), person=OuterRef("person")
    )
    rows = SharingEntry.objects.seen_by(viewer).filter(person=person).order_by("-at", "-pk")
    told = rows.annotate(is_of_another=Q(check_asked__isnull=False) & ~Exists(lines))
    columns = ("at", "agency", "whom", "what", "is_shared", "basis", "why", "by__name", "is_of_another")
    return told.values(*columns)[:MOST]


def choices(name: str, on: date) -> list[tuple[str, str]]:
    """The values of a code list that may be chosen on a day, as pairs of code and words."""
    return list(practice.current().lists[name].choices(on))


def words(name: str) -> dict[str, str]:
    """The words of every value of a code list, by code."""
    held = practice.current().lists[name]
    return {code.code: code.label for code in held.codes}
