"""Whom a visit may be about: a child with brothers and sisters, and the children a worker holds."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import whole_years
from kith.people.boundaries.queries import contact_alerts
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import Alert, FamilyMember, Person, Residence
from kith.work.models import Allocation, PlannedVisit, PlannedVisitChild, Visit
from kith.work.visits import rules

GROWN_UP = 18


def together(viewer: Worker, person: int, on: date) -> list[Person]:
    """A person and the children of the same families on a day, eldest first; empty for who is not known."""
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    members = FamilyMember.objects.seen_by(viewer).filter(holding, started_on__lte=on)
    families = members.filter(person=person).values("family")
    rows = Person.objects.seen_by(viewer).filter(
        Q(pk=person) | Q(pk__in=members.filter(family__in=families).values("person")), died_on__isnull=True
    )
    found = [row for row in rows.order_by("born_on", "pk") if row.pk == person or is_child(row, on)]
    return found if any(row.pk == person for row in found) else []


def may_be_visited_together(by: Worker, children: Sequence[int], planned: int | None, on: date) -> bool:
    """Whether these children were in one family at any time since a day, or in one visit that was planned."""
    ahead = PlannedVisitChild.objects.seen_by(by).filter(planned=planned or 0, planned__worker=by)
    if len(children) < 2 or set(children) <= set(ahead.values_list("person_id", flat=True)):
        return True
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    members = FamilyMember.objects.seen_by(by).filter(holding)
    theirs = members.filter(person__in=children).values("family")
    families: dict[int, set[int]] = {}
    for person, family in members.filter(family__in=theirs).values_list("person_id", "family_id"):
        families.setdefault(person, set()).add(family)
    return rules.are_together(children, families)


def is_child(person: Person, on: date) -> bool:
    """Whether a person is born and under 18 on a day."""
    return person.born_on is not None and person.born_on <= on and whole_years(person.born_on, on) < GROWN_UP


def held(viewer: Worker) -> list[Person]:
    """The children a worker holds, family by family."""
    rows = Allocation.objects.seen_by(viewer).filter(worker=viewer, ended_on__isnull=True)
    return list(
        Person.objects.seen_by(viewer)
        .filter(pk__in=rows.values("involvement__person"))
        .order_by("family_name", "born_on", "pk")
    )


def address_of(viewer: Worker, people: Sequence[int]) -> str:
    """Where the first of these people with a present address lives, marked when it is kept from somebody."""
    rows = Residence.objects.seen_by(viewer).filter(person__in=people, ended_on__isnull=True)
    kept = kept_from(viewer, None, OuterRef("person"))
    found = rows.order_by("person_id").values_list("address__lines", kept).first()
    return address_words([found[0]], found[1]) if found else ""


def alerts_of(viewer: Worker, people: Sequence[int], on: date) -> list[str]:
    """What to know before going there, each once: dangers, and orders about contact."""
    rows = Alert.objects.seen_by(viewer).filter(person__in=people, kind="safety", started_on__lte=on)
    held = rows.exclude(ended_on__lte=on).order_by("pk")
    return list(dict.fromkeys([*held.values_list("words", flat=True), *contact_alerts(viewer, people, on)]))


def holders(people: Sequence[int]) -> list[Worker]:
    """The workers who hold these children now, each once."""
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(
        involvement__person__in=people, ended_on__isnull=True, worker__isnull=False
    )
    return list({row.worker.pk: row.worker for row in rows.select_related("worker") if row.worker}.values())


def sent_before(by: Worker, key: UUID) -> Visit | None:
    """The visit that a worker's phone has sent under this number already."""
    return Visit.objects.seen_by(by).filter(sent_key=key, by=by).first()


def still_planned(worker: Worker, number: int) -> QuerySet[PlannedVisit]:
    """A planned visit of the worker's that is neither made nor cancelled; none when it is."""
    rows = PlannedVisit.objects.seen_by(worker).filter(pk=number, worker=worker)
    return rows.filter(visit__isnull=True, cancelled_at__isnull=True)


def others_that_day(viewer: Worker, visit: Visit) -> list[Visit]:
    """Other visits to one of the same children on the day of this one."""
    day = clock.london(visit.visited_at).date()
    since = datetime.combine(day, time(), tzinfo=clock.LONDON)
    rows = Visit.objects.seen_by(viewer).filter(
        visited_at__gte=since,
        visited_at__lt=since + timedelta(days=1),
        children__person__in=visit.people_ids(),
    )
    return list(rows.exclude(pk=visit.pk).select_related("by").distinct().order_by("visited_at", "pk"))
