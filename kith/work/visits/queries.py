"""Whom a visit may be about: a child with brothers and sisters, and the children a worker holds."""

from collections.abc import Sequence
from datetime import date

from django.db.models import OuterRef, Q

from kith.access.models import Worker
from kith.core.reading_words import whole_years
from kith.people.boundaries.queries import contact_alerts
from kith.people.keeping.queries import kept_from
from kith.people.keeping.rules import address_words
from kith.people.models import Alert, FamilyMember, Person, Residence
from kith.work.models import Allocation

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
    rows = Allocation.objects.unguarded("a rule needs every row, and shows none").filter(
        involvement__person__in=people, ended_on__isnull=True, worker__isnull=False
    )
    return list({row.worker.pk: row.worker for row in rows.select_related("worker") if row.worker}.values())
