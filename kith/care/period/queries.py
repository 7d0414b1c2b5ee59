"""A time in care as a whole: its days, legal statuses and placements, as actions and pages need it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.care.episodes.rules import Care, Place, Status
from kith.care.models import CarePeriod, LegalStatus, Placement
from kith.care.rules import Child
from kith.database.prepared import prepared
from kith.database.together import together as asked_together
from kith.people.keeping.queries import kept_from
from kith.people.models import Person, Residence
from kith.work.models import Answer, Involvement, Standing, Timescale
from kith.work.steps.queries import first_name
from kith.work.visits.queries import together

KIND = "looked_after"
MOST_PERIODS = 21
TO_BEGIN = "care_to_begin"  # the clock that runs from the decision until the start is recorded
NEED = "need"  # the question of earlier work that asks for the main need


@dataclass(frozen=True, slots=True)
class Held:
    """One time in care with everything that forms a chain in it, oldest first."""

    period: CarePeriod
    statuses: list[LegalStatus]
    placements: list[Placement]

    @property
    def standing(self) -> Standing:
        """Its days."""
        return self.period.standing

    @property
    def person(self) -> Person:
        """The child."""
        return self.period.standing.person

    @property
    def child(self) -> Child:
        """The child as rules know it."""
        return child_of(self.person)

    def status_on(self, on: date) -> LegalStatus | None:
        """The legal status that held on a day, or the last before it."""
        return next((one for one in reversed(self.statuses) if one.started_on <= on), None)

    def placement_on(self, on: date) -> Placement | None:
        """The placement that held on a day, or the last before it."""
        return next((one for one in reversed(self.placements) if one.started_on <= on), None)


def child_of(person: Person) -> Child:
    """What rules know of a person: born where that is known to the day."""
    exact = person.born_precision == "exact" or (person.born_on and person.born_on == person.born_by)
    return Child(
        first_name(person),
        person.born_on if exact and not person.is_unborn else None,
        person.is_unborn,
        person.died_on,
    )


def held(viewer: Worker, number: int, *, lock: bool = False) -> Held | None:
    """A time in care by its number; None for hidden and absent alike. Locked, it changes for nobody else meanwhile."""
    rows = CarePeriod.objects.seen_by(viewer).select_related("standing__person", "officer")
    if lock:
        rows = rows.select_for_update(of=("self",))
    period = rows.filter(pk=number).first()
    return whole(viewer, period) if period else None


def now_of(viewer: Worker, person: int) -> Held | None:
    """The time in care of a child that holds; None where it is not looked after."""
    rows = CarePeriod.objects.seen_by(viewer).select_related("standing__person", "officer")
    period = rows.filter(standing__person=person, standing__ended_on__isnull=True).first()
    return whole(viewer, period) if period else None


def latest_of(viewer: Worker, person: int) -> Held | None:
    """The time in care of a child that holds, or the last there was."""
    return next((whole(viewer, period) for period in _latest(viewer, person)), None)


@prepared
def _latest(viewer: Worker, person: int) -> QuerySet[CarePeriod]:
    rows = CarePeriod.objects.seen_by(viewer).select_related("standing__person", "officer")
    return rows.filter(standing__person=person).order_by("-standing__started_on")[:1]


@prepared
def _statuses(viewer: Worker, period: int) -> QuerySet[LegalStatus]:
    return LegalStatus.objects.seen_by(viewer).filter(period=period).order_by("started_on")


@prepared
def _placements(viewer: Worker, period: int) -> QuerySet[Placement]:
    rows = Placement.objects.seen_by(viewer).filter(period=period).select_related("address")
    return rows.order_by("started_on")


def periods_of(viewer: Worker, person: int) -> list[CarePeriod]:
    """A child's latest times in care, the newest first, each with the names of those from whom the address is kept now
    (``kept_now``). One query.
    """
    rows = CarePeriod.objects.seen_by(viewer).select_related("standing__person", "officer")
    kept = kept_from(viewer, None, OuterRef("standing__person"))
    found = rows.filter(standing__person=person).annotate(kept_now=kept)
    return list(found.order_by("-standing__started_on")[:MOST_PERIODS])


def whole(viewer: Worker, period: CarePeriod) -> Held:
    """A time in care with its chains."""
    asked = (_statuses, _placements)
    return Held(period, *asked_together(*((ask, viewer, period.pk) for ask in asked)))


def care_of(held: Held) -> tuple[Care, list[Status], list[Place]]:
    """A time in care as the rules of episodes take it."""
    standing, period = held.standing, held.period
    care = Care(
        standing.started_on, standing.ended_on, period.need, standing.end_reason, period.home_postcode
    )
    statuses = [Status(one.code, one.started_on, one.ended_on) for one in held.statuses]
    return care, statuses, [place_of(one) for one in held.placements]


def place_of(row: Placement) -> Place:
    """A placement as the rules of episodes take it."""
    return Place(
        row.kind, row.started_on, row.ended_on, row.provider, row.urn, row.postcode, row.carer_stays,
        row.end_reason, row.miles, row.council,
    )  # fmt: skip


def together_now(viewer: Worker, person: int, today: date) -> tuple[list[Person], dict[int, CarePeriod]]:
    """The child with its brothers and sisters, eldest first, and the times in care of those who are looked after."""
    family = together(viewer, person, today)
    rows = CarePeriod.objects.seen_by(viewer).filter(
        standing__person__in=[one.pk for one in family], standing__ended_on__isnull=True
    )
    return family, {row.standing.person_id: row for row in rows.select_related("standing")}


def officers(today: date) -> list[tuple[str, str]]:
    """Who may review, to choose from."""
    roles = [code for code, role in practice.current().roles.items() if May.REVIEW_CARE.name in role.may]
    held = Membership.objects.filter(holding(today), role__in=roles, worker__is_active=True)
    named = held.order_by("worker__name").values_list("worker_id", "worker__name").distinct()
    return [(str(pk), name) for pk, name in named]


def to_begin(viewer: Worker, people: Collection[int]) -> list[int]:
    """Those of these children of whom it was decided that they are looked after, and whose start is not on record."""
    rows = Timescale.objects.seen_by(viewer).filter(person__in=people, code=TO_BEGIN)
    return list(rows.filter(met_on=None, dropped_on=None).values_list("person_id", flat=True))


def home_now(viewer: Worker, person: int, today: date) -> str:
    """The postcode of where a child lives; empty where it is not known."""
    rows = Residence.objects.seen_by(viewer).filter(person=person, started_on__lte=today)
    held = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today)).order_by("-started_on", "-pk")
    return held.values_list("address__postcode", flat=True).first() or ""


def need_told(viewer: Worker, person: int) -> str:
    """The main need of a child as its open case has it, else as earlier work told it last; empty where none did."""
    cases = Involvement.objects.seen_by(viewer).filter(person=person, ended_on__isnull=True).exclude(need="")
    if said := cases.values_list("need", flat=True).first():
        return str(said)
    rows = Answer.objects.seen_by(viewer).filter(step__children__person=person, question=NEED)
    told = rows.filter(Q(child=None) | Q(child=person)).order_by("-saved_at", "-pk")
    return str(told.values_list("value", flat=True).first() or "")
