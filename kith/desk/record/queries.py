"""What a child's record shows: the banner's facts, steps with clocks, visits, people and the involvement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Membership, Worker, holding
from kith.care.models import Placement
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.together import together
from kith.desk.queries import STEP_COLUMNS, ChildName, StepRow, child_name, person_columns, step_rows
from kith.desk.record import rules
from kith.desk.record.rules import Stood
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
from kith.work.models import OPEN_STATES, Involvement, NoteChild, Standing, Step, Transfer, VisitChild


@prepared
def _people(viewer: Worker, number: int) -> QuerySet[Person]:
    return Person.objects.seen_by(viewer).filter(pk=number)


@prepared
def _addresses(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    lived = Residence.objects.seen_by(viewer).filter(holding(on), person=number)
    kept = kept_from(viewer, on, OuterRef("person"))
    return lived.order_by("pk").values_list("address__lines", "address__postcode", kept)[:1]


@prepared
def _involvements(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    held = FilteredRelation("allocations", condition=Q(allocations__ended_on__isnull=True))
    places = Membership.objects.filter(holding(on), worker=OuterRef("now__worker"))
    here = Exists(places.filter(worker__is_active=True))
    offered = Exists(_offered(viewer).filter(involvement=OuterRef("pk")))
    rows = Involvement.objects.seen_by(viewer).filter(person=number)
    return (
        rows.annotate(now=held, works_here=here, offered=offered)
        .order_by("-started_on")
        .values(
            "id", "started_on", "ended_on", "end_reason", "need", "family_id", "family__name", "now__team__name",
            "now__worker__name", "now__started_on", "works_here", "offered",
        )
    )  # fmt: skip


def _offered(viewer: Worker) -> QuerySet[Transfer]:
    return Transfer.objects.seen_by(viewer).filter(decision__in=["", "declined"])


@prepared
def offers(viewer: Worker, involvements: list[int]) -> QuerySet[Any, Any]:
    """Offers of these involvements to other teams and workers, newest first, that wait or were declined."""
    rows = _offered(viewer).filter(involvement__in=involvements)
    return rows.order_by("-pk").values(
        "involvement_id", "to_team__name", "to_worker__name", "asked_on", "asked_by__name", "reason", "decision",
        "decided_on", "decided_by__name", "words",
    )  # fmt: skip


@prepared
def _beside(viewer: Worker, number: int, on: date) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    alerts = Alert.objects.seen_by(viewer).filter(holding(on), person=own).order_by("pk")
    needs = Trait.objects.seen_by(viewer).filter(person=own, kind="needs", ended_on__isnull=True)
    homes = OtherHome.objects.seen_by(viewer).filter(holding(on), person=own).order_by("pk")
    places = {"lines": "address__lines", "postcode": "address__postcode", "words": "words"}
    photos = Photo.objects.seen_by(viewer).filter(person=own).order_by("-pk")
    seen = (
        VisitChild.objects.seen_by(viewer).filter(person=own).exclude(seen="not_seen").order_by("-visited_at")
    )
    stands = Standing.objects.seen_by(viewer).filter(person=own).order_by("started_on", "pk")
    placed = Placement.objects.seen_by(viewer).filter(holding(on), period__standing__person=own)
    told = {"kind": "kind", "carer": "carer", "lines": "address__lines", "postcode": "postcode"}
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
            placed=Subquery(placed.order_by("pk").values(json=JSONObject(**told))[:1]),
            seen=Subquery(seen.values(json=JSONObject(at="visited_at", how="seen"))[:1]),
            stands=ArraySubquery(
                stands.values(json=JSONObject(kind="kind", started_on="started_on", ended_on="ended_on"))
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name on every page of the record.

    ``alerts``: kind and words, safety first. ``homes``: second homes in words. ``placed``: where a child in care
    lives, in words. ``photo``: the id of the latest.
    ``seen``: the day of the last visit at which the child was seen, and how. ``stands``: how they stand and stood with
    the service, the oldest first.
    """

    alerts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    homes: tuple[str, ...]
    placed: str
    photo: int | None
    seen: tuple[date, str] | None
    stands: tuple[Stood, ...]


def _as_beside(row: Any, on: date) -> Beside:
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
        _placed(row["placed"], row["kept"]),
        row["photo"],
        (clock.london(datetime.fromisoformat(row["seen"]["at"])).date(), row["seen"]["how"])
        if row["seen"]
        else None,
        tuple(rules.stood(one["kind"], one["started_on"], one["ended_on"]) for one in row["stands"]),
    )


def _placed(told: Any, kept: list[str]) -> str:
    if not told:
        return ""
    kinds = practice.current().lists["placement_type"]
    address = address_words((told["lines"], told["postcode"]), kept)
    return rules.placed_words(told["kind"], kinds.label(told["kind"]), told["carer"], address)


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


@dataclass(frozen=True, slots=True)
class Known:
    """What every page of a record shows of its person.

    ``children``: those of the person's family or families, the person among them, eldest first. ``where``: where a
    child in care is placed, else the address lived at; in one line, marked when it is kept from somebody.
    ``involvements``: all of them, newest first, with the family and who holds it now (``now__...``, empty when ended);
    ``works_here``: whether who holds it still has a place in a team; ``offered``: whether ``offers`` has some of it.
    """

    person: Person
    involvements: list[dict[str, Any]]
    children: list[ChildName]
    beside: Beside
    where: str


def known_of(viewer: Worker, number: int, today: date) -> Known | None:
    """What every page of the record shows of this person; None when the viewer may not know of them. One query."""
    adult_before = today.replace(year=today.year - 18, day=min(today.day, 28))
    people, involvements, children, beside, lived = together(
        (_people, viewer, number),
        (_involvements, viewer, number, today),
        (_family_members, viewer, number, adult_before),
        (_beside, viewer, number, today),
        (_addresses, viewer, number, today),
    )
    if not people:
        return None
    told = _as_beside(beside[0], today)
    return Known(
        people[0],
        involvements,
        [child_name(*row, today=today) for row in children],
        told,
        told.placed or (address_words(lived[0][:2], lived[0][2]) if lived else ""),
    )


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
        "visit__recorded_at", "visit__told", "seen", "not_seen_reason", "words", "bedroom_seen", "told",
    )[:200]  # fmt: skip


@prepared
def notes(viewer: Worker, number: int) -> QuerySet[Any, Any]:
    """Notes about the person, newest first."""
    rows = NoteChild.objects.seen_by(viewer).filter(person=number).order_by("-note__happened_at")
    return rows.values(
        "note_id",
        "note__kind",
        "note__happened_at",
        "note__words",
        "note__by__name",
        "note__recorded_at",
        "words",
    )[:200]
