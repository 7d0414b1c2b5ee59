"""Documents that were added as evidence, as pages show them."""

from collections.abc import Collection, Iterable

from django.db.models import F

from kith.improvement.models import EvidenceFile, PlanAction
from kith.improvement.queries import chain


def of_action(action: PlanAction) -> list[EvidenceFile]:
    """The documents of an action and of those it carries on, newest first. One query, and one for each plan before."""
    rows = EvidenceFile.objects.filter(action__in=chain(action)).select_related(
        "stored", "by", "taken_back_by", "action__plan"
    )
    return list(rows.order_by("-recorded_at", "-pk"))


def standing(rows: Iterable[EvidenceFile]) -> list[EvidenceFile]:
    """Those that were not taken back."""
    return [one for one in rows if one.taken_back_on is None]


def evidence_of(number: int) -> EvidenceFile | None:
    """A document that can still be opened. One query."""
    rows = EvidenceFile.objects.filter(pk=number, stored__purged_at=None).select_related("stored")
    return rows.first()


def is_there(like: EvidenceFile, digest: str) -> bool:
    """Whether the very same document is of the same action or recommendation already. One query."""
    same = EvidenceFile.objects.filter(action=like.action_id, recommendation=like.recommendation_id)
    return same.filter(stored__digest=digest, taken_back_on=None).exists()


def by_recommendation(numbers: Collection[int]) -> dict[int, list[EvidenceFile]]:
    """The documents of recommendations and of the actions that answer them, newest first. Two queries."""
    rows = (
        EvidenceFile.objects.filter(taken_back_on=None)
        .select_related("stored")
        .order_by("-recorded_at", "-pk")
    )
    found: dict[int, list[EvidenceFile]] = {}
    for one in rows.filter(recommendation__in=numbers):
        found.setdefault(one.recommendation_id or 0, []).append(one)
    answering = rows.filter(action__answers__recommendation__in=numbers)
    for one in answering.annotate(of=F("action__answers__recommendation")):
        found.setdefault(one.of, []).append(one)
    return found
