"""What a child's record shows: the banner's facts, steps with clocks, visits, people and the involvement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Membership, Worker
from kith.database.prepared import prepared
from kith.desk.queries import STEP_COLUMNS, ChildName, StepRow, child_name, person_columns, step_rows
from kith.desk.record import rules
from kith.people.boundaries import queries as boundaries
from kith.people.councils import queries as councils
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import (
    Alert,
    FamilyMember,
    OtherHome,
    Person,
    Phone,
    Photo,
    Relationship,
    Residence,
    Trait,
)
from kith.work.models import OPEN_STATES, Involvement, NoteChild, Step, VisitChild


@prepared
def _people(viewer: Worker, number: int) -> QuerySet[Person]:
    return Person.objects.seen_by(viewer).filter(pk=number)


def person(viewer: Worker, number: int) -> Person | None:
    """The person, when the viewer may know of them."""
    return next(iter(_people(viewer, number)), None)


@prepared
def _addresses(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    lived = Residence.objects.seen_by(viewer).filter(holding, person=number, started_on__lte=on)
    kept = kept_from(viewer, on, OuterRef("person"))
    return lived.order_by("pk").values_list("address__lines", "address__postcode", kept)[:1]


def where(viewer: Worker, number: int, on: date) -> str:
    """The address lived at on a day, in one line, marked when it is kept from somebody, or nothing."""
    found = next(iter(_addresses(viewer, number, on)), None)
    return address_words(found[:2], found[2]) if found else ""


@prepared
def involvements(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    """All involvements, newest first, with the family and who holds it now (``now__...``, empty when ended).

    ``works_here``: whether who holds it still has a place in a team on the day.
    """
    held = FilteredRelation("allocations", condition=Q(allocations__ended_on__isnull=True))
    places = Membership.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=on), worker=OuterRef("now__worker"), started_on__lte=on
    )
    here = Exists(places.filter(worker__is_active=True))
    rows = Involvement.objects.seen_by(viewer).filter(person=number).annotate(now=held, works_here=here)
    return rows.order_by("-started_on").values(
        "id", "started_on", "ended_on", "end_reason", "family_id", "family__name", "now__team__name",
        "now__worker__name", "now__started_on", "works_here",
    )  # fmt: skip


@prepared
def _seen(viewer: Worker, number: int) -> QuerySet[Any, Any]:
    rows = VisitChild.objects.seen_by(viewer).filter(person=number).exclude(seen="not_seen")
    return rows.order_by("-visited_at").values_list("visited_at", "seen")[:1]


def last_seen(viewer: Worker, number: int) -> tuple[date, str] | None:
    """The day of the last visit at which the child was seen, and how."""
    return next(((at.date(), seen) for at, seen in _seen(viewer, number)), None)


@prepared
def _beside(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    alerts = Alert.objects.seen_by(viewer).filter(holding, person=own, started_on__lte=on).order_by("pk")
    needs = Trait.objects.seen_by(viewer).filter(person=own, kind="needs", ended_on__isnull=True)
    homes = OtherHome.objects.seen_by(viewer).filter(holding, person=own, started_on__lte=on).order_by("pk")
    places = {"lines": "address__lines", "postcode": "address__postcode", "words": "words"}
    photos = Photo.objects.seen_by(viewer).filter(person=own).order_by("-pk")
    return (
        Person.objects.seen_by(viewer)
        .filter(pk=number)
        .values(
            warned=ArraySubquery(
                alerts.values(json=JSONObject(kind="kind", words="words", review_on="review_on"))
            ),
            between=boundaries.beside(viewer, own, is_other=False),
            between_others=boundaries.beside(viewer, own, is_other=True),
            councils=councils.beside(viewer, own),
            needs=ArraySubquery(needs.order_by("pk").values(json=JSONObject(code="code", words="words"))),
            homes=ArraySubquery(homes.values(json=JSONObject(**places))),
            kept=kept_from(viewer, on, own),
            photo=Subquery(photos.values("pk")[:1]),
        )
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name on every page of the record.

    ``alerts``: kind and words, safety first. ``homes``: second homes in words. ``photo``: the id of the latest.
    """

    alerts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    homes: tuple[str, ...]
    photo: int | None


def beside(viewer: Worker, number: int, on: date) -> Beside:
    """Alerts, orders, other councils, needs, second homes and the photo, on a day. One query."""
    row = _beside(viewer, number, on)[0]
    lines = [boundaries.line(one, is_other=False) for one in row["between"]]
    lines += [boundaries.line(one, is_other=True) for one in row["between_others"]]
    listed = practice.current().lists["needs"]
    return Beside(
        tuple(rules.alerts(row["warned"], lines, councils.moves(row["councils"]), on)),
        tuple(rules.with_words(listed.label(one["code"]), one["words"]) for one in row["needs"]),
        tuple(
            rules.with_words(address_words((one["lines"], one["postcode"]), row["kept"]), one["words"])
            for one in row["homes"]
        ),
        row["photo"],
    )


@prepared
def _family_members(viewer: Worker, number: int, adult_before: date) -> QuerySet[Any, Any]:
    families = (
        FamilyMember.objects.seen_by(viewer).filter(person=number, ended_on__isnull=True).values("family")
    )
    return (
        FamilyMember.objects.seen_by(viewer)
        .filter(
            Q(person__born_on__gt=adult_before) | Q(person=number), family__in=families, ended_on__isnull=True
        )
        .order_by("person__born_on", "person_id")
        .values_list(*person_columns("person__"))
        .distinct()
    )


def brothers_and_sisters(viewer: Worker, number: int, today: date) -> list[ChildName]:
    """The children of the person's family or families, the person among them, eldest first."""
    adult_before = today.replace(year=today.year - 18, day=min(today.day, 28))
    return [child_name(*row, today=today) for row in _family_members(viewer, number, adult_before)]


@prepared
def _steps(viewer: Worker, number: int, *, only_open: bool) -> QuerySet[Any, Any]:
    steps = Step.objects.seen_by(viewer).filter(children__person=number, children__released_at__isnull=True)
    if only_open:
        return steps.filter(state__in=OPEN_STATES).order_by("due_on", "pk").values(*STEP_COLUMNS)
    return steps.order_by("-started_on", "-pk").values(*STEP_COLUMNS)


def open_steps(viewer: Worker, number: int, today: date) -> list[StepRow]:
    """Open steps about the person, most urgent first."""
    return step_rows(viewer, _steps(viewer, number, only_open=True), today)


def all_steps(viewer: Worker, number: int, today: date) -> list[StepRow]:
    """Every step about the person, newest first."""
    return step_rows(viewer, _steps(viewer, number, only_open=False), today)


@prepared
def _network(viewer: Worker, number: int) -> QuerySet[Any, Any]:
    phones = (
        Phone.objects.seen_by(viewer).filter(person=OuterRef("person")).order_by("pk").values("number")[:1]
    )
    rows = Relationship.objects.seen_by(viewer).filter(other=number, ended_on__isnull=True)
    return (
        rows.annotate(phone=Subquery(phones))
        .order_by("pk")
        .values(
            "person_id", "kind", "phone", "person__given_name", "person__known_as", "person__family_name",
            "person__died_on",
        )
    )  # fmt: skip


def network(viewer: Worker, number: int) -> list[dict[str, Any]]:
    """People related to the person, with a telephone number where one is known."""
    rows = _network(viewer, number)
    for row in rows:
        first = row["person__known_as"] or row["person__given_name"]
        row["name"] = f"{first} {row['person__family_name']}".strip()
    return rows


@prepared
def visits(viewer: Worker, number: int) -> QuerySet[Any, Any]:
    """Visits to the person, newest first."""
    rows = VisitChild.objects.seen_by(viewer).filter(person=number).order_by("-visit__visited_at")
    return rows.values(
        "visit_id", "visit__kind", "visit__visited_at", "visit__place", "visit__words", "visit__by__name",
        "visit__recorded_at", "seen", "not_seen_reason", "words",
    )[:200]  # fmt: skip


@prepared
def notes(viewer: Worker, number: int) -> QuerySet[Any, Any]:
    """Notes about the person, newest first."""
    rows = NoteChild.objects.seen_by(viewer).filter(person=number).order_by("-note__happened_at")
    return rows.values(
        "note_id", "note__kind", "note__happened_at", "note__words", "note__by__name", "note__recorded_at"
    )[:200]
