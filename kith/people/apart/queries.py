"""Who was told apart from whom, as far as the viewer may know of both."""

from django.db.models import Q, QuerySet

from kith.access.models import Worker
from kith.people.models import Person, ToldApart


def _standing(viewer: Worker) -> QuerySet[ToldApart]:
    visible = Person.objects.seen_by(viewer).values("pk")
    rows = ToldApart.objects.seen_by(viewer).filter(person__in=visible, other__in=visible)
    return rows.filter(withdrawn_at__isnull=True)


def apart_from(viewer: Worker, person: int) -> set[int]:
    """The people whom this one was told apart from. One query."""
    rows = _standing(viewer).filter(Q(person=person) | Q(other=person)).values_list("person_id", "other_id")
    return {one for pair in rows for one in pair} - {person}


def told_of(viewer: Worker, person: int) -> list[ToldApart]:
    """Everybody whom a person was told apart from, with who said so and why, latest first. One query."""
    rows = _standing(viewer).filter(Q(person=person) | Q(other=person))
    return list(rows.select_related("person", "other", "by").order_by("-pk"))


def between(viewer: Worker, one: int, other: int) -> ToldApart | None:
    """What was said of these two, when it stands. One query."""
    rows = _standing(viewer).filter(Q(person=one, other=other) | Q(person=other, other=one))
    return rows.select_related("by").first()
