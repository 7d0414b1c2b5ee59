"""What the family's pages ask: a fixed number of questions, however many brothers and sisters there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.care.models import Placement
from kith.care.placement.rules import PARENTS
from kith.database.prepared import prepared
from kith.database.together import together
from kith.desk.family import placed
from kith.frontdoor.models import ContactChild
from kith.people import rules as people_rules
from kith.people.boundaries import queries as boundaries
from kith.people.boundaries.rules import alert as boundary_alert
from kith.people.keeping.queries import kept_from
from kith.people.models import Alert, FamilyMember, OtherHome, Person, Phone, Relationship, Residence, Tie
from kith.people.queries import Cell, cell, holding
from kith.work.models import Answer, Involvement, StepChild, Visit, VisitChild
from kith.work.plans.queries import DANGERS

SAID = ("own_words", *DANGERS)
CHILD = "period__standing__person"
SPOKEN_OF = tuple(f"person__{name}" for name in people_rules.SPOKEN_OF)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family."""

    cell: Cell
    row: dict[str, Any]  # the columns of the person
    ended_on: date | None

    @property
    def id(self) -> int:
        """The record number."""
        return self.cell.person_id

    @property
    def is_child(self) -> bool:
        """Whether this is a child, born or not."""
        return not self.cell.is_adult and (self.row["born_on"] is not None or self.is_unborn)

    @property
    def is_unborn(self) -> bool:
        """Whether this is a child not yet born."""
        return self.row["born_precision"] == "expected"


@prepared
def _members(viewer: Worker, family: int) -> QuerySet[Any, Any]:
    rows = FamilyMember.objects.seen_by(viewer).filter(family=family)
    return rows.order_by("person__born_on", "person_id", "started_on").values(
        "family__name", "ended_on", *SPOKEN_OF
    )


def family_of(viewer: Worker, person: int) -> int | None:
    """The family that this person came into last and still belongs to, or None."""
    rows = FamilyMember.objects.seen_by(viewer).filter(person=person, ended_on=None)
    return rows.order_by("-started_on", "-pk").values_list("family", flat=True).first()


def members(viewer: Worker, family: int, today: date) -> tuple[str, list[Member]]:
    """The family's name and everybody who is or was in it and whom the viewer may know of, eldest first."""
    found: dict[int, Member] = {}
    name = ""
    for row in _members(viewer, family):
        name = row["family__name"]
        columns = _person(row)
        found[columns["id"]] = Member(cell(columns, today), columns, row["ended_on"])
    return name, list(found.values())


def _person(row: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix("person__"): row[name] for name in SPOKEN_OF}


@prepared
def involvements(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Involvements of these children, newest first, with who holds each now."""
    held = FilteredRelation("allocations", condition=Q(allocations__ended_on__isnull=True))
    rows = Involvement.objects.seen_by(viewer).filter(person__in=ids).annotate(now=held)
    return rows.order_by("-started_on").values(
        "person_id", "started_on", "ended_on", "now__team__name", "now__worker__name", "now__started_on"
    )


@prepared
def last_seen(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """The last visit at which each was seen: (person, moment, how, where)."""
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=ids).exclude(seen="not_seen")
    rows = rows.order_by("person_id", "-visited_at").distinct("person_id")
    return rows.values_list("person_id", "visited_at", "seen", _place(viewer))


def _place(viewer: Worker) -> Coalesce:
    """Where a child was visited, as a column; nothing where the visit itself is hidden from the viewer."""
    visit = Visit.objects.seen_by(viewer).filter(pk=OuterRef("visit"))
    return Coalesce(Subquery(visit.values("place")), Value(""))


@prepared
def visits(viewer: Worker, ids: Sequence[int], since: datetime) -> QuerySet[Any, Any]:
    """Visits to these children since a moment: (person, moment, how, where)."""
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=ids, visited_at__gte=since)
    return rows.order_by("visited_at").values_list("person_id", "visited_at", "seen", _place(viewer))


@prepared
def steps(viewer: Worker, ids: Sequence[int], since: date) -> QuerySet[Any, Any]:
    """Pieces of work about these children that are open, or ended since a day."""
    rows = StepChild.objects.seen_by(viewer).filter(person__in=ids, released_at__isnull=True)
    rows = rows.filter(Q(step__completed_on__isnull=True) | Q(step__completed_on__gte=since))
    rows = rows.exclude(step__kind="contact").exclude(step__state="cancelled")
    return rows.order_by("step__due_on", "step_id").values_list(
        "step_id", "person_id", "step__title", "step__kind", "step__started_on", "step__due_on",
        "step__completed_on", "step__limit_days", "step__clock_from_on",
    )  # fmt: skip


@prepared
def contacts(viewer: Worker, ids: Sequence[int], since: date) -> QuerySet[Any, Any]:
    """Contacts about these children since a day: (contact, person, day, from where, who)."""
    rows = ContactChild.objects.seen_by(viewer).filter(person__in=ids, contact__received_on__gte=since)
    return rows.order_by("contact__received_on", "contact_id").values_list(
        "contact_id", "person_id", "contact__received_on", "contact__source", "contact__caller_organisation"
    )


@prepared
def _beside(viewer: Worker, ids: Sequence[int], on: date) -> QuerySet[Any, Any]:
    own = OuterRef("pk")
    warned = Alert.objects.seen_by(viewer).filter(holding(on), person=own).order_by("pk")
    ties = Tie.objects.seen_by(viewer).filter(person=own, ended_on__isnull=True).order_by("pk")
    homes = OtherHome.objects.seen_by(viewer).filter(holding(on), person=own).order_by("pk")
    where = {
        "address_id": "address_id",
        "address__lines": "address__lines",
        "address__postcode": "address__postcode",
        "words": "words",
    }
    place = {"kind": "agency__kind", "agency": "agency__name", "role": "role", "who": "professional__name"}
    return (
        Person.objects.seen_by(viewer)
        .filter(pk__in=ids)
        .order_by("born_on", "pk")
        .values(
            "pk",
            warned=ArraySubquery(warned.values(json=JSONObject(kind="kind", words="words"))),
            between=boundaries.beside(viewer, own, is_other=False),
            between_others=boundaries.beside(viewer, own, is_other=True),
            homes=ArraySubquery(homes.values(json=JSONObject(**where))),
            kept=kept_from(viewer, on, own),
            network=ArraySubquery(ties.values(json=JSONObject(**place))),
        )
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside these people: alerts and orders as (person, kind, words), and their agencies.

    ``network`` holds (person, kind of agency, its name, who there and what they are to the person), ``second_homes``
    rows like those of ``homes`` with ``words`` that say when.
    """

    alerts: tuple[tuple[int, str, str], ...]
    network: tuple[tuple[int, str, str, str], ...]
    second_homes: tuple[dict[str, Any], ...]


def beside(viewer: Worker, ids: Sequence[int], on: date) -> Beside:
    """Alerts and orders that hold on a day, with schools and other agencies. One query."""
    alerts, network, second_homes = [], [], []
    for row in _beside(viewer, ids, on):
        alerts += [(row["pk"], one["kind"], one["words"]) for one in row["warned"]]
        lines = [boundaries.line(one, is_other=False) for one in row["between"]]
        lines += [boundaries.line(one, is_other=True) for one in row["between_others"]]
        alerts += [(row["pk"], *told) for line in lines if (told := boundary_alert(line, on))]
        for one in row["network"]:
            who = ", ".join(filter(None, (one["who"], one["role"])))
            network.append((row["pk"], one["kind"], one["agency"], who))
        second_homes += [home | {"person_id": row["pk"], "kept_from": row["kept"]} for home in row["homes"]]
    return Beside(tuple(alerts), tuple(network), tuple(second_homes))


@prepared
def _placements(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Placement.objects.seen_by(viewer).filter(period__standing__person__in=ids)
    return rows.order_by("started_on", "pk").values(
        "kind", "carer", "address_id", "address__lines", "started_on", "ended_on", person_id=F(CHILD),
        address__postcode=F("postcode"), kept_from=kept_from(viewer, None, OuterRef(CHILD)),
    )  # fmt: skip


def homes(viewer: Worker, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Where these people live and have lived, the earliest first; children in care where they are placed. One query."""
    lived, rows = together((_residences, viewer, ids), (_placements, viewer, ids))
    kinds = practice.current().lists["placement_type"]
    return placed.homes(lived, [placed.home_of(row, kinds.label(row["kind"])) for row in rows])


@prepared
def _residences(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Residence.objects.seen_by(viewer).filter(person__in=ids).order_by("started_on", "pk")
    return rows.values(
        "person_id", "address_id", "address__lines", "address__postcode", "started_on", "ended_on",
        kept_from=kept_from(viewer, None, OuterRef("person")),
    )  # fmt: skip


@prepared
def _living_at(viewer: Worker, addresses: Sequence[int], on: date) -> QuerySet[Any, Any]:
    lived = Q(person__died_on__isnull=True) | Q(person__died_on__gt=on)
    homes, others = (
        rows.filter(holding(on), lived, address__in=addresses).order_by()
        for rows in (Residence.objects.seen_by(viewer), OtherHome.objects.seen_by(viewer))
    )
    elsewhere = Placement.objects.seen_by(viewer).filter(holding(on), **{CHILD: OuterRef("person")})
    homes = homes.filter(~Exists(elsewhere.exclude(kind=PARENTS).exclude(address=OuterRef("address"))))
    return homes.values("address_id", *SPOKEN_OF).union(others.values("address_id", *SPOKEN_OF))


def living_at(viewer: Worker, addresses: Sequence[int], on: date) -> dict[int, list[Cell]]:
    """Address -> everybody who lives there on a day, of the family or not, for part of the time too; eldest first.

    Who is placed elsewhere in care does not live there.
    """
    found: dict[int, list[Cell]] = {address: [] for address in addresses}
    rows = _living_at(viewer, addresses, on)
    for row in sorted(rows, key=lambda row: (row["person__born_on"] or date.max, row["person__id"])):
        found[row["address_id"]].append(cell(_person(row), on))
    return found


@prepared
def ties(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Who is what to whom among these people: (person, kind, other, from, until)."""
    rows = Relationship.objects.seen_by(viewer).filter(person__in=ids, other__in=ids)
    return rows.order_by("pk").values_list("person_id", "kind", "other_id", "started_on", "ended_on")


@prepared
def phones(viewer: Worker, ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Telephone numbers: (person, number, note)."""
    return Phone.objects.seen_by(viewer).filter(person__in=ids).order_by("pk").values_list(
        "person_id", "number", "note"
    )  # fmt: skip


@prepared
def said(viewer: Worker, step_ids: Sequence[int]) -> QuerySet[Any, Any]:
    """What children said and what people are worried about, in these pieces of work: (question, child, value)."""
    rows = Answer.objects.seen_by(viewer).filter(step__in=step_ids, question__in=SAID)
    return rows.order_by("-saved_at").values_list("question", "child_id", "value", "step_id")
