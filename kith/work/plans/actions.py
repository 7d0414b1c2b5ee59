"""Making a plan with a family and keeping it: goals, what came of them, who agrees, reviews, its end."""

from collections.abc import Mapping, Sequence
from datetime import date

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.people.queries import shared_family
from kith.work.models import (
    FamilyPlan,
    Involvement,
    PlanAgreement,
    PlanChild,
    PlanGoal,
    PlanProgress,
    PlanReview,
    Step,
)
from kith.work.models.plans import GOAL_ENDS, RESULTS, REVIEW_DECISIONS
from kith.work.plans import clocks, queries, rules
from kith.work.plans.keeping.actions import held, keep_added, keep_change, refuse, refuse_clashes, row_of


@action(May.START_STEP)
def begin_plan(by: Worker, *, kind: str, people: Sequence[int], step: Step | None = None) -> FamilyPlan:
    """Begin a plan of a kind for these children (ids), with the danger as it was said to the parents last.

    Raises ``Refused`` for an unknown kind, a child that is not known or not open to us, and where an open plan of the
    same kind holds for one of them.
    """
    today = clock.today()
    if kind not in queries.kinds(today):
        raise Refused("Choose what kind of plan it is.", "kind")
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    known = sorted(row.pk for row in rows)
    if not known or len(known) != len(set(people)):
        raise Refused("Tick at least one child.", "children")
    cases = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=known, ended_on__isnull=True)
    if kind not in rules.WITHOUT_CASE and {row.person_id for row in cases} != set(known):
        raise Refused("A plan is made for children who are open to us. One of these is not.", "children")
    if queries.open_alike(by, kind, known):
        raise Refused("One of these children has such a plan already. Open that one.", "children")
    team = step.team if step else by.team
    if team is None:
        raise Refused("You are in no team, so the plan would belong to nobody.")
    plan = FamilyPlan.objects.create(
        kind=kind,
        family_id=step.family_id if step else shared_family(known, today),
        team=team,
        worker=step.worker if step else by,
        step=step,
        started_on=today,
        danger=queries.danger_of(by, known)[: rules.LONGEST_LINE],
        opened_by=by,
        recorded_at=clock.now(),
    )
    PlanChild.objects.bulk_create(PlanChild(plan=plan, person_id=person) for person in known)
    clocks.begun(by, plan, known)
    return plan


@action(May.START_STEP)
def plan_for_step(by: Worker, step: Step, *, kind: str, people: Sequence[int]) -> FamilyPlan:
    """The plan that a piece of work makes: the open one of its kind for these children, or a new one."""
    alike = queries.open_alike(by, kind, people)
    if not alike:
        return begin_plan(by, kind=kind, people=people, step=step)
    plan = held(by, FamilyPlan(pk=alike[0]))
    keep_change(by, plan, "plan", plan, {"step": step})
    return plan


@action(May.WRITE_STEP)
def write_words(by: Worker, plan: FamilyPlan, *, told: Mapping[str, str], seen: int) -> FamilyPlan:
    """Change what is written of the plan as a whole (keys of ``rules.WORDS``).

    ``seen`` is the version the page was made with. Raises ``Refused`` where a text is too long, and where somebody
    else changed the same text meanwhile: both are shown then.
    """
    plan = held(by, plan)
    told = {field: rules.tidied(text) for field, text in told.items() if field in rules.WORDS}
    refuse(rules.problems_with_words(told))
    refuse_clashes(by, plan, "plan", plan.pk, told, plan, seen)
    keep_change(by, plan, "plan", plan, told)
    return plan


@action(May.WRITE_STEP)
def plan_meeting(by: Worker, plan: FamilyPlan, *, on: date | None, words: str) -> FamilyPlan:
    """Say when and where the plan is looked at next. Raises ``Refused`` for a day that is past."""
    plan = held(by, plan)
    words = rules.tidied(words)
    wrong = rules.too_long("review_words", "Time and place", words, 120)
    if on is None:
        wrong.append(("review_on", "Say the day, like 21/4/2026."))
    elif not plan.started_on <= on or on < clock.today():
        wrong.append(("review_on", "That day is past. Say when you meet next."))
    refuse(wrong)
    keep_change(by, plan, "plan", plan, {"review_on": on, "review_words": words})
    return plan


@action(May.WRITE_STEP)
def write_child(by: Worker, plan: FamilyPlan, *, child: int, own_words: str, seen: int) -> PlanChild:
    """Keep what a child says for the plan. Raises ``Refused`` as ``write_words`` does."""
    plan = held(by, plan)
    row = row_of(PlanChild, by, plan, child, "This child is not in the plan.")
    told = {"own_words": rules.tidied(own_words)}
    refuse(rules.too_long("own_words", "What the child says", told["own_words"], rules.LONGEST_LINE))
    refuse_clashes(by, plan, "child", row.pk, told, row, seen)
    keep_change(by, plan, "child", row, told)
    return row


@action(May.WRITE_STEP)
def add_goal(by: Worker, plan: FamilyPlan, *, words: str, whose: str) -> PlanGoal:
    """Add a goal in the family's words. Raises ``Refused`` without words or with too many."""
    plan = held(by, plan)
    words, whose = rules.tidied(words), rules.tidied(whose)
    refuse(rules.problems_with_goal(words, whose))
    goal = PlanGoal.objects.create(
        plan=plan, words=words, whose=whose, started_on=clock.today(), recorded_at=clock.now()
    )
    keep_added(by, plan, "goal", goal)
    return goal


@action(May.WRITE_STEP)
def change_goal(by: Worker, plan: FamilyPlan, *, goal: int, words: str, whose: str, seen: int) -> PlanGoal:
    """Say a goal in other words; the words before are kept. Raises ``Refused`` as ``write_words`` does."""
    plan = held(by, plan)
    row = row_of(PlanGoal, by, plan, goal, "This goal is not in the plan.")
    told = {"words": rules.tidied(words), "whose": rules.tidied(whose)}
    refuse(rules.problems_with_goal(told["words"], told["whose"]))
    refuse_clashes(by, plan, "goal", row.pk, told, row, seen, names={"words": "goal"})
    keep_change(by, plan, "goal", row, told)
    return row


@action(May.WRITE_STEP)
def close_goal(by: Worker, plan: FamilyPlan, *, goal: int, how: str, result: str, words: str) -> PlanGoal:
    """Close a goal: reached, not wanted, replaced; with whether what was done worked, and words. It stays."""
    plan = held(by, plan)
    row = row_of(PlanGoal, by, plan, goal, "This goal is not in the plan.")
    if row.closed_on:
        raise Refused("This goal is closed already.")
    wrong = rules.problems_with_result(result, RESULTS)
    wrong += rules.too_long("result_words", "What helped", words, rules.LONGEST_LINE)
    if how not in GOAL_ENDS:
        wrong.append(("closed_how", "Say how it ended: reached, not wanted any more, or replaced."))
    refuse(wrong)
    today = clock.today()
    told = {"closed_on": today, "closed_how": how, "result": result, "result_on": today}
    keep_change(by, plan, "goal", row, told | {"result_words": rules.tidied(words)})
    return row


@action(May.WRITE_STEP)
def note_progress(
    by: Worker, plan: FamilyPlan, *, goal: int | None, on: date | None, on_typed: str, words: str
) -> PlanProgress:
    """Keep what came of the plan, or of one goal, as of a day."""
    plan = held(by, plan)
    words = rules.tidied(words)
    wrong = rules.problems_with_day("progress_on", on, on_typed, plan.started_on, clock.today())
    wrong += rules.lacking("progress", words, "Say what has changed.")
    wrong += rules.too_long("progress", "What has changed", words, rules.LONGEST_WORDS)
    refuse(wrong)
    assert on is not None
    row = row_of(PlanGoal, by, plan, goal, "This goal is not in the plan.") if goal else None
    return PlanProgress.objects.create(
        plan=plan, goal=row, on=on, words=words, by=by, recorded_at=clock.now()
    )


@action(May.WRITE_STEP)
def say_agreement(
    by: Worker, plan: FamilyPlan, *, who: str, person: int | None, agrees: bool | None, words: str
) -> PlanAgreement:
    """Keep whether somebody agrees with the plan as it stands today, and their words where they do not."""
    plan = held(by, plan)
    who, words = rules.tidied(who), rules.tidied(words)
    row = Person.objects.seen_by(by).filter(pk=person).first() if person else None
    wrong = rules.lacking("who", who, "Say who.") + rules.too_long("who", "Who", who, rules.LONGEST_NAME)
    wrong += rules.too_long("agreement_words", "Their words", words, rules.LONGEST_LINE)
    if agrees is None:
        wrong.append(("agrees", "Say whether they agree."))
    if agrees is False:
        wrong += rules.lacking("agreement_words", words, "Say in their words what they do not agree with.")
    refuse(wrong)
    return PlanAgreement.objects.create(
        plan=plan, person=row, who=who, agrees=bool(agrees), words=words, on=clock.today(), by=by,
        recorded_at=clock.now(),
    )  # fmt: skip


@action(May.WRITE_STEP)
def review(
    by: Worker,
    plan: FamilyPlan,
    *,
    on: date | None,
    on_typed: str,
    present: str,
    words: str,
    decision: str,
    next_on: date | None,
) -> PlanReview:
    """Keep that the plan was looked at together; the plan ends where that was decided."""
    plan = held(by, plan)
    present, words = rules.tidied(present), rules.tidied(words)
    wrong = rules.problems_with_day("review_day", on, on_typed, plan.started_on, clock.today())
    wrong += rules.problems_with_review(
        on=on, present=present, words=words, decision=decision, next_on=next_on, decisions=REVIEW_DECISIONS
    )
    refuse(wrong)
    assert on is not None
    ends = decision == "end"
    kept = PlanReview.objects.create(
        plan=plan, on=on, present=present, words=words, decision=decision, by=by,
        next_on=None if ends else next_on, recorded_at=clock.now(),
    )  # fmt: skip
    clocks.reviewed(by, plan, on, ends=ends)
    if ends:
        _end(by, plan, words)
    else:
        keep_change(by, plan, "plan", plan, {"review_on": next_on, "review_words": ""})
    return kept


@action(May.WRITE_STEP)
def end_plan(by: Worker, plan: FamilyPlan, *, reason: str) -> FamilyPlan:
    """End a plan with the reason. It stays as it was. Raises ``Refused`` without words."""
    plan = held(by, plan)
    reason = rules.tidied(reason)
    refuse(
        rules.lacking("end_reason", reason, "Say why the plan ends.")
        + rules.too_long("end_reason", "Why", reason, rules.LONGEST_LINE)
    )
    _end(by, plan, reason)
    return plan


def _end(by: Worker, plan: FamilyPlan, reason: str) -> None:
    told = {"ended_on": clock.today(), "end_reason": reason[: rules.LONGEST_LINE]}
    plan.ended_recorded_at = clock.now()
    keep_change(by, plan, "plan", plan, told)
