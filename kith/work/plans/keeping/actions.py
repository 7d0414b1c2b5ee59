"""A part of every change of a plan: the plan held, clashes refused, what stood there before kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from kith.access.models import Worker
from kith.core import Refused, clock
from kith.ui.formatting import moment
from kith.work.models import FamilyPlan, PlanChange
from kith.work.plans import queries, rules


def held(by: Worker, plan: FamilyPlan) -> FamilyPlan:
    """The plan as it is now, locked; one that has ended is not changed."""
    row = FamilyPlan.objects.seen_by(by).filter(pk=plan.pk).select_for_update(no_key=True).first()
    if row is None:
        raise Refused("This plan is not there any more.")
    if not row.is_open:
        raise Refused(rules.ENDED)
    return row


def row_of(model: Any, by: Worker, plan: FamilyPlan, number: int | None, words: str) -> Any:
    """A part of the plan by its number. Raises ``Refused`` with these words where the plan has none."""
    row = model.objects.seen_by(by).filter(plan=plan, pk=number).first()
    if row is None:
        raise Refused(words)
    return row


def refuse(problems: Sequence[rules.Problem]) -> None:
    """Raises ``Refused`` with everything that is wrong, if anything is."""
    if problems:
        raise Refused.several(problems)


def refuse_clashes(
    by: Worker,
    plan: FamilyPlan,
    part: str,
    row: int,
    told: Mapping[str, str],
    present: Any,
    seen: int,
    names: Mapping[str, str] = {},
) -> None:
    """Raises ``Refused`` where somebody else changed the same texts since the page was made; both are shown then."""
    since = queries.changes_since(by, plan, part, row, seen)
    now = {field: getattr(present, field) for field in told}
    found = rules.clashes(changed(since), told, now)
    refuse([(names.get(field, field), words) for field, words in found])


def changed(since: Sequence[PlanChange], boxes: Mapping[str, str] = {}) -> list[tuple[str, str, str]]:
    """(box, who, when) of changes, for the words about a clash."""
    return [(boxes.get(one.field, one.field), one.by.name, moment(one.at, clock.today())) for one in since]


def keep_change(by: Worker, plan: FamilyPlan, part: str, row: Any, told: Mapping[str, Any]) -> None:
    """Save what differs, count the plan's version on, and keep what stood there before."""
    differs = {field: value for field, value in told.items() if getattr(row, field) != value}
    if not differs:
        return
    plan.version += 1
    for field, value in differs.items():
        _keep(by, plan, part, row.pk, field, getattr(row, field), value)
        setattr(row, field, value)
    row.save()
    if row is not plan:
        plan.save(update_fields=["version"])


def keep_added(by: Worker, plan: FamilyPlan, part: str, row: Any) -> None:
    """Count the plan's version on for what was added to it."""
    plan.version += 1
    _keep(by, plan, part, row.pk, "words", "", row.words)
    plan.save(update_fields=["version"])


def _keep(by: Worker, plan: FamilyPlan, part: str, row: int, field: str, before: Any, after: Any) -> None:
    PlanChange.objects.create(
        plan=plan, part=part, row=row, field=field, before=rules.kept_words(before), after=rules.kept_words(after),
        version=plan.version, by=by, at=clock.now(),
    )  # fmt: skip
