"""What happened out of hours: contacts, visits, notes and alerts, for whoever takes over in the morning."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.frontdoor.models import Contact, ContactChild
from kith.work.models import NoteChild, VisitChild

MOST = 200


@dataclass(slots=True)
class Happened:
    """One thing that happened: when, what, in which words, by whom, about whom."""

    at: datetime
    title: str
    words: str
    by: str
    page: str = ""
    number: int = 0
    children: list[tuple[int | None, str]] = field(default_factory=list)


@prepared
def _contacts(viewer: Worker, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = Contact.objects.seen_by(viewer).filter(received_at__gte=since, received_at__lt=until)
    rows = rows.exclude(step__state="cancelled").order_by("-received_at")
    return rows.values_list(
        "step_id", "received_at", "caller_organisation", "step__outcome", "step__worker__name"
    )[:MOST]


@prepared
def _named(viewer: Worker, contacts: Sequence[int]) -> QuerySet[Any, Any]:
    rows = ContactChild.objects.seen_by(viewer).filter(contact__in=contacts).order_by("position")
    return rows.values_list(
        "contact_id",
        "person_id",
        "name_told",
        "person__given_name",
        "person__known_as",
        "person__family_name",
    )


def contacts(viewer: Worker, since: datetime, until: datetime) -> list[Happened]:
    """Contacts received between two moments, newest first. Two queries."""
    outcomes = practice.current().lists["contact_outcome"]
    rows = _contacts(viewer, since, until)
    children: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for contact, person, told, *name in _named(viewer, [row[0] for row in rows]):
        children[contact].append((person, _name(*name) or told))
    return [
        Happened(
            at,
            f"Contact from {caller}" if caller else "Contact",
            f"Decided: {outcomes.label(outcome)}." if outcome else "Not decided yet.",
            by or "",
            "contact",
            contact,
            children[contact],
        )
        for contact, at, caller, outcome, by in rows
    ]


def _name(given: str | None, known_as: str | None, family: str | None) -> str:
    return f"{known_as or given or ''} {family or ''}".strip()


@prepared
def _visits(viewer: Worker, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(
        visit__visited_at__gte=since, visit__visited_at__lt=until
    )
    return rows.order_by("-visit__visited_at", "person__born_on", "person_id").values_list(
        "visit_id", "visit__visited_at", "visit__kind", "visit__words", "visit__by__name", "person_id",
        "person__given_name", "person__known_as", "person__family_name",
    )[:MOST]  # fmt: skip


@prepared
def _notes(viewer: Worker, since: datetime, until: datetime) -> QuerySet[Any, Any]:
    rows = NoteChild.objects.seen_by(viewer).filter(note__happened_at__gte=since, note__happened_at__lt=until)
    return rows.order_by("-note__happened_at", "person__born_on", "person_id").values_list(
        "note_id", "note__happened_at", "note__kind", "note__words", "note__by__name", "person_id",
        "person__given_name", "person__known_as", "person__family_name",
    )[:MOST]  # fmt: skip


def recorded(viewer: Worker, since: datetime, until: datetime) -> list[Happened]:
    """Visits and notes of the time between two moments, newest first. Two queries."""
    lists = practice.current().lists
    found = [
        *_gathered(_visits(viewer, since, until), lists["visit_kind"]),
        *_gathered(_notes(viewer, since, until), lists["note_kind"]),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _gathered(rows: Iterable[Any], kinds: Any) -> list[Happened]:
    found: dict[int, Happened] = {}
    for number, at, kind, words, by, person, *name in rows:
        one = found.setdefault(number, Happened(at, kinds.label(kind), words, by))
        one.children.append((person, _name(*name)))
    return list(found.values())
