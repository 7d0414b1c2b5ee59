"""A decision that was made: who may touch it, what it opened, and whether it can still be taken back."""

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock
from kith.work.deciding import undoing
from kith.work.models import AnswerVersion, FamilyPlan, SignOff, Step, StepChild
from kith.work.steps import queries as steps
from kith.work.steps import rules as step_rules

PLAN = "family_plan"  # work that makes a plan began it: the family may know of it by now, so it is never taken back


def obstacle_to_deciding(by: Worker, step: Step, sign_off: SignOff) -> str | None:
    """Why a worker may not decide on this submission, or None."""
    return step_rules.obstacle_to_deciding(
        by=by.pk,
        role=sign_off.asked_role or steps.kind_of(step).sign_off.by,
        writers=[pk for pk in (sign_off.submitted_by_id, step.worker_id) if pk],
        line=steps.line_of(step.team_id),
        places=steps.places_of(by),
    )


def may_undo(by: Worker, step: Step, last: SignOff) -> bool:
    """Whether a worker may take this decision back now."""
    opened = opened_by(step, lock=False)
    undoable = import_string(settings.KITH_UNDOABLE)
    made = made_by(by, step, last, opened)
    return undoing.obstacle(made, by=by.pk, now=clock.now(), undoable=undoable) is None


def made_by(by: Worker, step: Step, last: SignOff | None, opened: list[Step]) -> undoing.Made | None:
    """The latest decision on a step, with what came of it so far."""
    if last is None:
        return None
    kind = steps.kind_of(step)
    rows = StepChild.objects.seen_by(by).filter(step=step, released_at__isnull=True)
    decided = {outcome for outcome in rows.values_list("outcome", flat=True) if outcome}
    numbers = [one.pk for one in opened]
    begun = AnswerVersion.objects.unguarded(EVERY_ROW).filter(step__in=numbers)
    begun_ids = set(begun.values_list("step_id", flat=True)) if numbers else set()
    written = AnswerVersion.objects.unguarded(EVERY_ROW).filter(step=step, saved_at__gt=last.decided_at)
    plans = FamilyPlan.objects.unguarded(EVERY_ROW).filter(step__in=numbers)
    effects = {kind.effect_of(outcome) for outcome in decided}
    return undoing.Made(
        last.decision,
        last.decided_by_id,
        last.decided_at,
        effects=effects | {PLAN} if numbers and plans.exists() else effects,
        touched=[one.title for one in opened if one.state != "not_started" or one.pk in begun_ids],
        is_written_since=step.state not in ("completed", "returned") or written.exists(),
    )


def opened_by(step: Step, *, lock: bool = True) -> list[Step]:
    """The work that completing a step opened; locked, so that nobody begins it while the decision is taken back.

    Counted from the moment of completing: a decision is never noted before it was asked for, so that after the clock
    was put back its own moment may lie ahead of what it opened.
    """
    if step.completed_at is None:
        return []
    rows = Step.objects.unguarded(EVERY_ROW).filter(came_from=step, recorded_at__gte=step.completed_at)
    rows = rows.order_by("pk")
    return list(rows.select_for_update(of=("self",)) if lock else rows)


def last_decided(by: Worker, step: Step) -> SignOff | None:
    """The latest submission of a step that was decided, if one was."""
    rows = SignOff.objects.seen_by(by).filter(step=step, decided_at__isnull=False)
    return rows.select_related("submitted_by", "asked", "decided_by").order_by("-decided_at", "-pk").first()
