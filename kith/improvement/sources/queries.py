"""The register of recommendations, read from either side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Subquery

from kith.improvement import measured, rules
from kith.improvement.evidence.queries import by_recommendation
from kith.improvement.models import (
    ActionProof,
    EvidenceFile,
    ImprovementSource,
    PlanAction,
    Recommendation,
    RecommendationAnswer,
)
from kith.improvement.queries import chain
from kith.performance.figure import Figure


@dataclass(frozen=True, slots=True)
class Answering:
    """An action that answers a recommendation: what shows that it is done, and its measure with the figure of now."""

    row: PlanAction
    evidence: str
    measure: str
    figure: str


@dataclass(frozen=True, slots=True)
class Registered:
    """One recommendation, the day it is to be met by, the actions that answer it, and documents that show it."""

    row: Recommendation
    due_on: date | None
    actions: Sequence[Answering]
    documents: Sequence[EvidenceFile]


def register(today: date, *, reads: bool) -> list[tuple[ImprovementSource, list[Registered]]]:
    """Every source from the newest, with its recommendations and what answers each; live figures only with `reads`.

    Five queries, and a handful for the figures of any number of measures.
    """
    said = ActionProof.objects.filter(action=OuterRef("action"), kind="lead", stands=True)
    answers = (
        RecommendationAnswer.objects.select_related("action__plan")
        .annotate(evidence=Subquery(said.order_by("-pk").values("words")[:1]))
        .order_by("action__plan__started_on", "action__outline")
    )
    rows = Recommendation.objects.order_by("number").prefetch_related(Prefetch("answers", answers))
    found = ImprovementSource.objects.order_by("-held_on", "title").prefetch_related(
        Prefetch("recommendations", rows)
    )
    told = [(source, list(source.recommendations.all())) for source in found]
    answered = [one for _, some in told for row in some for one in row.answers.all()]
    wanted = {(one.action.measure, 0) for one in answered if one.action.measure}
    figures = measured.figures(wanted, today) if reads else {}
    documents = by_recommendation([row.pk for _, some in told for row in some])
    return [
        (source, [_registered(source, row, figures, documents.get(row.pk, [])) for row in some])
        for source, some in told
    ]


def _registered(
    source: ImprovementSource,
    row: Recommendation,
    figures: Mapping[tuple[str, int], Figure],
    documents: Sequence[EvidenceFile],
) -> Registered:
    due = rules.due_on(row.within, source.held_on, None)
    return Registered(row, due, [_answering(one, figures) for one in row.answers.all()], documents)


def _answering(answer: RecommendationAnswer, figures: Mapping[tuple[str, int], Figure]) -> Answering:
    row = answer.action
    indicator, figure = measured.of_code(row.measure), figures.get((row.measure, 0))
    evidence = answer.evidence if row.lead_said_on else ""  # type: ignore[attr-defined]
    return Answering(
        row, evidence or "", indicator.short if indicator else "", figure.words if figure else ""
    )


def answered_by(action: PlanAction) -> list[Recommendation]:
    """The recommendations that an action answers, and those that the actions it carries on answered. One query, and
    one for each plan before.
    """
    found = Recommendation.objects.filter(answers__action__in=chain(action)).select_related("source")
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
