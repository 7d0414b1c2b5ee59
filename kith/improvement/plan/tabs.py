"""The pages of one plan, as tabs."""

from django.urls import reverse

from kith.improvement.models import ImprovementPlan

PAGES = (
    ("improvement_plan", "Actions"),
    ("improvement_plan_measures", "Measures"),
    ("plan_risks", "Risks and issues"),
    ("plan_worth", "Benefits and money"),
    ("plan_changes", "Changes"),
)


def tabs(plan: ImprovementPlan, current: str) -> list[tuple[str, str, bool]]:
    """Each page of a plan: its words, its address, and whether it is the one that is open."""
    return [(words, reverse(name, kwargs={"code": plan.code}), name == current) for name, words in PAGES]
