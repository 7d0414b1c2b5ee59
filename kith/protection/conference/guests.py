"""Whom one would invite to a conference: those around the children, and those who came last time."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from kith.access import practice
from kith.access.models import Worker
from kith.people.boundaries.queries import name_at
from kith.people.models import Agency, Person, Relationship, Tie
from kith.protection.conference.rules import FAMILY, OURS, Guest, with_email
from kith.protection.models import ConferenceInvitation
from kith.work.models import Allocation

SCHOOL_AGE_TO_COME = 10  # from this age a child is offered a place at the table (our choice)
PARENTS = ("mother", "father", "step_parent", "adoptive_parent", "guardian", "foster_carer")
PERHAPS = ("parent_partner", "grandparent")  # offered, and not ticked beforehand
OF_KIND = {"school": "school", "gp": "gp", "health": "health", "police": "police", "other": "other"}
assert set(OF_KIND) == {kind for kind, _ in Agency.KINDS}


def suggested(viewer: Worker, people: Sequence[Person], today: date) -> list[Guest]:
    """Parents and carers, older children, the workers, school, doctor, police, and those of the last conference.

    Each once. Five queries, whatever the number of children.
    """
    numbers = [one.pk for one in people]
    found = [
        *_adults(viewer, numbers),
        *_children(people, today),
        *_workers(viewer, numbers),
        *_around(viewer, numbers),
        *_last_time(viewer, numbers),
    ]
    once: dict[tuple[str, str], Guest] = {}
    for one in found:
        key = (one.agency, one.name.casefold())
        if key not in once:
            once[key] = one
        elif one.email and not once[key].email:
            once[key] = with_email(once[key], one.email)
    return list(once.values())


def _adults(viewer: Worker, people: Collection[int]) -> Iterable[Guest]:
    labels = practice.current().lists["relationship"]
    alive = Person.objects.seen_by(viewer).filter(died_on__isnull=True).values("pk")
    rows = Relationship.objects.seen_by(viewer).filter(
        other__in=people, ended_on=None, kind__in=(*PARENTS, *PERHAPS)
    )
    rows = rows.filter(person__in=alive).exclude(person__in=people)
    for person, name, kind in (
        rows.annotate(whose=name_at("person")).order_by("pk").values_list("person_id", "whose", "kind")
    ):
        yield Guest(
            f"p{person}", name, FAMILY, labels.label(kind), person=person, ticked=kind in PARENTS
        )  # fmt: skip


def _children(people: Sequence[Person], today: date) -> Iterable[Guest]:
    for one in people:
        if one.born_on and not one.is_unborn and (today - one.born_on).days >= SCHOOL_AGE_TO_COME * 365.25:
            yield Guest(f"p{one.pk}", one.name, FAMILY, "Child", person=one.pk)


def _workers(viewer: Worker, people: Collection[int]) -> Iterable[Guest]:
    rows = Allocation.objects.seen_by(viewer).filter(
        involvement__person__in=people, involvement__ended_on=None, ended_on=None, worker__isnull=False
    )
    for number, name, title, email in rows.order_by("pk").values_list(
        "worker_id", "worker__name", "worker__job_title", "worker__email"
    ):
        yield Guest(f"w{number}", name, OURS, title or "Social worker", email, worker=number, report=True)


def _around(viewer: Worker, people: Collection[int]) -> Iterable[Guest]:
    rows = Tie.objects.seen_by(viewer).filter(person__in=people, ended_on=None)
    for row in rows.select_related("agency", "professional").order_by("pk"):
        agency = OF_KIND[row.agency.kind]
        if row.professional:
            role = f"{row.role}, {row.agency.name}" if row.role else row.agency.name
            yield Guest(
                f"f{row.professional_id}", row.professional.name, agency, role[:80],
                professional=row.professional_id, report=True,
            )  # fmt: skip
        else:
            yield Guest(f"a{row.agency_id}", row.agency.name[:120], agency, row.role[:80], report=True)


def _last_time(viewer: Worker, people: Collection[int]) -> Iterable[Guest]:
    """Those invited to the last conference of these children; workers of ours only while they hold the case."""
    rows = ConferenceInvitation.objects.seen_by(viewer).filter(
        conference__children__person__in=people, conference__cancelled_at=None
    )
    for one in rows.exclude(agency=OURS).order_by("-conference__planned_at", "pk").distinct():
        yield Guest(
            f"e{one.pk}", one.name, one.agency, one.role, one.email, one.person_id, None, one.professional_id,
            report=one.agency not in (FAMILY, OURS),
        )  # fmt: skip
