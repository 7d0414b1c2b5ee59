"""What happened out of hours: contacts, visits, notes and alerts, for whoever takes over in the morning."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Window
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.frontdoor.models import Contact, ContactChild
from kith.people.rules import NAME, full_name
from kith.work.models import Note, NoteChild, Visit, VisitChild

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


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest things of a kind, at most ``MOST``, and how many there are in all."""

    shown: Sequence[Happened]
    total: int

    @property
    def words(self) -> str:
        """'The newest 200 of 312 are shown.' Nothing when all are."""
        return (
            f"The newest {len(self.shown)} of {self.total} are shown." if len(self.shown) < self.total else ""
        )


HOW_MANY = Window(Count("pk"))  # of all rows found, however few are fetched


@prepared
def _contacts(viewer: Worker, since: datetime, until: datetime, *, most: int) -> QuerySet[Any, Any]:
    rows = Contact.objects.seen_by(viewer).filter(received_at__gte=since, received_at__lt=until)
    rows = rows.exclude(step__state="cancelled").order_by("-received_at", "-pk")
    return rows.annotate(total=HOW_MANY).values_list(
        "total", "step_id", "received_at", "caller_organisation", "step__outcome", "step__worker__name"
    )[:most]


@prepared
def _named(viewer: Worker, contacts: Sequence[int]) -> QuerySet[Any, Any]:
    rows = ContactChild.objects.seen_by(viewer).filter(contact__in=contacts).order_by("position")
    return rows.values_list("contact_id", "person_id", "name_told", *(f"person__{name}" for name in NAME))


def contacts(viewer: Worker, since: datetime, until: datetime) -> Newest:
    """Contacts received between two moments, newest first. Two queries."""
    outcomes = practice.current().lists["contact_outcome"]
    rows = _contacts(viewer, since, until, most=MOST)
    children: dict[int, list[tuple[int | None, str]]] = defaultdict(list)
    for contact, person, told, *name in _named(viewer, [row[1] for row in rows]):
        children[contact].append((person, full_name(*name) or told))
    found = [
        Happened(
            at,
            f"Contact from {caller}" if caller else "Contact",
            f"Decided: {outcomes.label(outcome)}." if outcome else "Not decided yet.",
            by or "",
            "contact",
            contact,
            children[contact],
        )
        for _, contact, at, caller, outcome, by in rows
    ]
    return Newest(found, _total(rows))


def _about(rows: QuerySet[Any, Any]) -> ArraySubquery:
    """The children of a visit or a note as a column, the eldest first."""
    named = {name: f"person__{name}" for name in NAME}
    ordered = rows.order_by("person__born_on", "person_id")
    return ArraySubquery(ordered.values(json=JSONObject(id="person_id", **named)))


@prepared
def _visits(viewer: Worker, since: datetime, until: datetime, *, most: int) -> QuerySet[Any, Any]:
    rows = Visit.objects.seen_by(viewer).filter(visited_at__gte=since, visited_at__lt=until)
    children = _about(VisitChild.objects.seen_by(viewer).filter(visit=OuterRef("pk")))
    told = rows.annotate(total=HOW_MANY, children_told=children).order_by("-visited_at", "-pk")
    return told.values_list("total", "visited_at", "kind", "words", "by__name", "children_told")[:most]


@prepared
def _notes(viewer: Worker, since: datetime, until: datetime, *, most: int) -> QuerySet[Any, Any]:
    rows = Note.objects.seen_by(viewer).filter(happened_at__gte=since, happened_at__lt=until)
    children = _about(NoteChild.objects.seen_by(viewer).filter(note=OuterRef("pk")))
    told = rows.annotate(total=HOW_MANY, children_told=children).order_by("-happened_at", "-pk")
    return told.values_list("total", "happened_at", "kind", "words", "by__name", "children_told")[:most]


def recorded(viewer: Worker, since: datetime, until: datetime) -> Newest:
    """Visits and notes of the time between two moments, newest first. Two queries."""
    lists = practice.current().lists
    visits, notes = _visits(viewer, since, until, most=MOST), _notes(viewer, since, until, most=MOST)
    found = [*_told(visits, lists["visit_kind"]), *_told(notes, lists["note_kind"])]
    found.sort(key=lambda one: one.at, reverse=True)
    return Newest(found[:MOST], _total(visits) + _total(notes))


def _told(rows: Iterable[Any], kinds: Any) -> list[Happened]:
    return [
        Happened(
            at,
            kinds.label(kind),
            words,
            by,
            children=[(one["id"], full_name(*(one[name] for name in NAME))) for one in children],
        )
        for _, at, kind, words, by, children in rows
    ]


def _total(rows: Sequence[Any]) -> int:
    return rows[0][0] if rows else 0
