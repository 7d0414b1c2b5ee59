"""Changing what a plan says, each change with what stood before, and why."""

from kith.access.models import Worker
from kith.core import clock
from kith.improvement.models import ImprovementPlan, PlanChange


def keep(
    by: Worker,
    plan: ImprovementPlan,
    *,
    subject: str,
    field: str,
    before: str = "",
    after: str = "",
    why: str = "",
) -> None:
    """Write one change of a plan into its log."""
    PlanChange.objects.create(
        plan=plan, subject=subject, field=field, before=before, after=after, why=why, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
