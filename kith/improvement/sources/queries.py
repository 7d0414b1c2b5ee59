"""The register of recommendations, read from either side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from kith.improvement import rules
from kith.improvement.models import ImprovementSource, PlanAction, Recommendation, RecommendationAnswer


@dataclass(frozen=True, slots=True)
class Registered:
    """One recommendation, the day it is to be met by, and the actions that answer it."""

    row: Recommendation
    due_on: date | None
    actions: Sequence[PlanAction]


def register() -> list[tuple[ImprovementSource, list[Registered]]]:
    """Every source from the newest, with its recommendations and what answers each. Three queries."""
    answers = RecommendationAnswer.objects.select_related("action__plan").order_by(
        "action__plan__started_on", "action__outline"
    )
    rows = Recommendation.objects.order_by("number").prefetch_related(Prefetch("answers", answers))
    found = ImprovementSource.objects.order_by("-held_on", "title").prefetch_related(
        Prefetch("recommendations", rows)
    )
    return [(source, [_registered(source, one) for one in source.recommendations.all()]) for source in found]


def _registered(source: ImprovementSource, row: Recommendation) -> Registered:
    due = rules.due_on(row.within, source.held_on, None)
    return Registered(row, due, [one.action for one in row.answers.all()])


def answered_by(action: PlanAction) -> list[Recommendation]:
    """The recommendations that an action answers, and those that the actions it carries on answered. One query."""
    ids = [action.pk, *([action.carried_from_id] if action.carried_from_id else [])]
    found = Recommendation.objects.filter(answers__action__in=ids).select_related("source")
    return list(found.order_by("source__held_on", "source", "number").distinct())


def to_answer(action: PlanAction) -> list[tuple[int, str]]:
    """The recommendations that an action does not answer yet, from the newest source. One query."""
    rows = Recommendation.objects.exclude(answers__action=action).select_related("source")
    ordered = rows.order_by("-source__held_on", "source", "number")
    return [(one.pk, f"{one.source.title}, {one.number}: {one.words[:80]}") for one in ordered]


def next_number(source: ImprovementSource) -> int:
    """The number a further recommendation of a source gets where nobody says."""
    last = source.recommendations.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
