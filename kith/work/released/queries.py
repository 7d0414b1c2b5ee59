"""The words of a child who was taken out, and what a child was taken out of."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.work.answers.held import form_of
from kith.work.models import Answer, Step, StepChild


def written(viewer: Worker, step: Step, person: int) -> list[Answer]:
    """What was answered about one child alone, in the order of the form."""
    rows = Answer.objects.seen_by(viewer).filter(step=step, child=person).select_related("by")
    order = {question.id: place for place, question in enumerate(form_of(step).questions)}
    return sorted(rows, key=lambda row: (order.get(row.question.partition(":")[0], len(order)), row.pk))


@prepared
def taken_out_of(viewer: Worker, person: int) -> QuerySet[Any, Any]:
    """What a child was taken out of, the latest first, and whether anything was written about it alone."""
    rows = StepChild.objects.seen_by(viewer).filter(person=person, released_at__isnull=False)
    rows = rows.filter(step__in=Step.objects.seen_by(viewer).values("pk")).exclude(step__kind="contact")
    own = Answer.objects.seen_by(viewer).filter(step=OuterRef("step"), child=person)
    return (
        rows.annotate(has_words=Exists(own))
        .order_by("-released_at")
        .values("step_id", "step__title", "released_at", "released_by__name", "release_reason", "has_words")
    )
