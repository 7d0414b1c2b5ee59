"""Taking along what belongs to actions that a later plan carries on."""

from collections.abc import Collection

from kith.access.models import Worker
from kith.core import clock
from kith.improvement.carrying import queries, rules
from kith.improvement.carrying.rules import Along
from kith.improvement.changes import actions as changes
from kith.improvement.deliverables.queries import needs
from kith.improvement.models import (
    ImprovementPlan,
    PlanAction,
    PlanDependency,
    PlanIssue,
    PlanRisk,
    PlanTheme,
    RiskScore,
)
from kith.improvement.risks.queries import next_number


def take_along(by: Worker, plan: ImprovementPlan, rows: Collection[PlanAction]) -> None:
    """Let what these earlier actions wait for, and the risks and issues left alone beside them, go along.

    Each is written into the log of the plan; what stays behind says where it went.
    """
    carried = queries.carried_in(plan)
    waits = queries.waits(carried, [row.pk for row in rows])
    numbers = {old: row.pk for old, row in carried.items()}
    made = {row.pk: row for row in carried.values()}
    for one in rules.along(waits, numbers, needs(plan)):
        _wait(by, plan, made, one)
    for earlier in {row.plan_id: row.plan for row in rows}.values():
        _beside(by, plan, earlier, carried)


def _wait(by: Worker, plan: ImprovementPlan, made: dict[int, PlanAction], one: Along) -> None:
    """Write down what an action waits for in its new plan; an action takes the place of the words that stood for it."""
    waiting, needed = made[one.waiting], made.get(one.needs or 0)
    if needed is not None:
        stood = waiting.waits_for.filter(outside=one.instead_of, met_on=None)
        if stood.update(outside="", needs=needed) == 0:
            PlanDependency.objects.get_or_create(
                action=waiting, needs=needed, defaults={"by": by, "recorded_at": clock.now()}
            )
    else:
        PlanDependency.objects.get_or_create(
            action=waiting, outside=one.outside, defaults={"by": by, "recorded_at": clock.now()}
        )
    after = needed.number if needed else one.outside
    kept = {"subject": f"Action {waiting.number}", "field": "waits for", "after": after}
    changes.keep(by, plan, **kept, why="Carried on with it.")


def _beside(
    by: Worker, plan: ImprovementPlan, earlier: ImprovementPlan, carried: dict[int, PlanAction]
) -> None:
    """The open risks and issues of an earlier plan go along where nothing unfinished is left beside them."""
    left = queries.left_in(earlier)
    went: dict[int | None, list[PlanTheme]] = {}
    olds = PlanAction.objects.filter(pk__in=carried, plan=earlier).select_related("theme")
    for old in olds.order_by("outline"):
        to = carried[old.pk].theme
        went.setdefault(old.theme.parent_id or old.theme_id, []).append(to.parent or to)
    for risk in earlier.risks.filter(closed_on=None).select_for_update().order_by("number"):
        if rules.goes_along(risk.theme_id, left) and (risk.theme_id is None or risk.theme_id in went):
            _risk(by, plan, earlier, risk, _heading(went, risk.theme_id))
    for issue in earlier.issues.filter(settled_on=None).select_for_update().order_by("number"):
        if rules.goes_along(issue.theme_id, left) and (issue.theme_id is None or issue.theme_id in went):
            _issue(by, plan, earlier, issue, _heading(went, issue.theme_id))


def _heading(went: dict[int | None, list[PlanTheme]], project: int | None) -> int | None:
    return rules.heading([one.pk for one in went.get(project, ())]) if project else None


def _risk(
    by: Worker, plan: ImprovementPlan, earlier: ImprovementPlan, old: PlanRisk, theme: int | None
) -> None:
    number, now, today = next_number(plan.risks.all()), clock.now(), clock.today()
    made = PlanRisk.objects.create(
        plan=plan, theme_id=theme, number=number, words=old.words, mitigation=old.mitigation, owner=old.owner,
        likelihood=old.likelihood, impact=old.impact, scored_on=old.scored_on, review_on=old.review_on,
        carried_from=old, by=by, recorded_at=now,
    )  # fmt: skip
    RiskScore.objects.create(
        risk=made, likelihood=old.likelihood, impact=old.impact, scored_on=old.scored_on, by=by, recorded_at=now,
        why=f"Carried on from R{old.number} of {earlier.name}.",
    )  # fmt: skip
    why = f"Carried on as R{number} of {plan.name}."
    old.closed_on, old.closed_why = today, why
    old.save()
    changes.keep(by, earlier, subject=f"Risk {old.number}", field="closed", before=old.words, why=why)
    before = f"R{old.number} of {earlier.name}"
    changes.keep(by, plan, subject=f"Risk {number}", field="carried on", before=before, after=old.words)


def _issue(
    by: Worker, plan: ImprovementPlan, earlier: ImprovementPlan, old: PlanIssue, theme: int | None
) -> None:
    number, now = next_number(plan.issues.all()), clock.now()
    PlanIssue.objects.create(
        plan=plan, theme_id=theme, number=number, words=old.words, owner=old.owner, raised_on=old.raised_on,
        due_on=old.due_on, carried_from=old, by=by, recorded_at=now,
    )  # fmt: skip
    old.settled_on, old.answer = clock.today(), f"Carried on as I{number} of {plan.name}."
    old.save()
    changes.keep(
        by, earlier, subject=f"Issue {old.number}", field="settled", before=old.words, after=old.answer
    )
    before = f"I{old.number} of {earlier.name}"
    changes.keep(by, plan, subject=f"Issue {number}", field="carried on", before=before, after=old.words)
