"""Beginning, reviewing and ending child in need plans, for several children of a family in one go."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.guarded import EVERY_ROW
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.inneed.models import DECISIONS, ENDING, InNeedPlan, InNeedReview
from kith.inneed.plan import queries, rules
from kith.people.models import Person
from kith.work.models import Standing, Step
from kith.work.plans.actions import end_plan as end_family_plan
from kith.work.standings import actions as standings
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

FIRST, LATER = "in_need_first_review", "in_need_review"
NOBODY = "Tick at least one child."
NO_DAY = "Say the day, like 21/4/2026."


@action(May.RECORD_PLANS)
def begin(
    by: Worker,
    people: Sequence[int],
    *,
    on: date | None,
    until: date | None = None,
    reason: str = "",
    step: Step | None = None,
) -> list[InNeedPlan]:
    """Begin a plan for each of these children (ids) on a day; ``until`` and ``reason`` where it is over already.

    The plan made with the family goes with it, where there is one. Raises ``Refused`` for a day on which a plan of one
    of them could not begin (no open case, another plan, looked after, 18).
    """
    if on is None:
        raise Refused(NO_DAY, "started_on")
    if until is not None and reason not in queries.end_reasons(clock.today()):
        raise Refused("Choose why it ended.", "end_reason")
    children = _children(by, people)
    told = queries.family_plans_of(by, people)
    made = []
    for child in children:
        if why := rules.obstacle_to_beginning(_known(child), on, until):
            raise Refused(why, "started_on")
        standing = _in_field(
            "started_on", by, person=child.pk, kind=queries.KIND, on=on, until=until, reason=reason
        )
        plan = InNeedPlan.objects.create(standing=standing, family_plan_id=told.get(child.pk), step=step)
        if until is None:
            timescales.start(
                by, code=FIRST, person=child.pk, from_on=on, event="the start of the plan", standing=standing
            )
        made.append(plan)
    return made


def _in_field(field: str, by: Worker, **asked: object) -> Standing:
    try:
        return standings.begin(by, **asked)  # type: ignore[arg-type]
    except Refused as refused:
        raise Refused.several([(one or field, words) for one, words in refused.problems]) from refused


def _known(child: Person) -> rules.Child:
    care = Standing.objects.unguarded(EVERY_ROW).filter(person=child.pk, kind="looked_after")
    born_on = child.born_on if child.born_precision == "exact" else None
    periods = list(care.values_list("started_on", "ended_on"))
    return rules.Child(first_name(child), born_on, child.died_on, periods)


@action(May.RECORD_PLANS)
def review(
    by: Worker,
    people: Sequence[int],
    *,
    held_on: date | None,
    decision: str,
    next_on: date | None = None,
    step: Step | None = None,
) -> list[InNeedReview]:
    """Record that the plans of these children were reviewed on a day, and what was decided; one that ends, ends.

    Raises ``Refused`` for a child without a plan, a day before or on the first day of a plan, and an unknown decision.
    """
    if held_on is None:
        raise Refused(NO_DAY, "held_on")
    if decision not in DECISIONS:
        raise Refused("Choose what was decided.", "decision")
    if why := rules.problem_with_next(held_on, decision, next_on):
        raise Refused(why, "next_on")
    return [
        _review(by, child, held_on=held_on, decision=decision, next_on=next_on, step=step)
        for child in _children(by, people)
    ]


def _review(
    by: Worker, child: Person, *, held_on: date, decision: str, next_on: date | None, step: Step | None
) -> InNeedReview:
    plan = _plan_on(by, child, held_on)
    held = sorted(one.held_on for one in queries.reviews_of(by, [plan.pk]))
    standing = plan.standing
    if why := rules.obstacle_to_review(
        started_on=standing.started_on,
        ended_on=standing.ended_on,
        held_on=held_on,
        earlier=held,
        today=clock.today(),
    ):
        raise Refused(f"{first_name(child)}: {why}", "held_on")
    kept = InNeedReview.objects.create(
        plan=plan, held_on=held_on, decision=decision, next_on=next_on, step=step, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    timescales.run_again(
        by,
        codes=(FIRST, LATER),
        code=LATER,
        person=child.pk,
        on=held_on,
        event="the last review",
        standing=standing,
    )
    if decision in ENDING and standing.ended_on is None:
        _end(by, child, plan, on=held_on, reason=rules.ENDS_BECAUSE[decision])
    return kept


def _plan_on(by: Worker, child: Person, on: date) -> InNeedPlan:
    """The plan that held on a day, else the one that holds now, of which the rules say why it cannot be that."""
    found = queries.plan_on(by, child.pk, on) or queries.open_of(by, [child.pk]).get(child.pk)
    if found is None:
        raise Refused(f"{first_name(child)} has no child in need plan on that day.", "held_on")
    return found


@action(May.RECORD_PLANS)
def end(by: Worker, people: Sequence[int], *, on: date | None, reason: str) -> list[InNeedPlan]:
    """End the plans of these children on a day with a reason (a code of the list ``in_need_end``).

    Raises ``Refused`` for a child without a plan and for a day before its last review.
    """
    if on is None:
        raise Refused(NO_DAY, "ended_on")
    if reason not in queries.end_reasons(clock.today()):
        raise Refused("Choose why the plan ends.", "end_reason")
    ended = []
    for child in _children(by, people):
        plan = queries.open_of(by, [child.pk]).get(child.pk)
        if plan is None:
            raise Refused(f"{first_name(child)} has no child in need plan that could end.", "children")
        _end(by, child, plan, on=on, reason=reason)
        ended.append(plan)
    return ended


def _end(by: Worker, child: Person, plan: InNeedPlan, *, on: date, reason: str) -> None:
    reviews = [one.held_on for one in queries.reviews_of(by, [plan.pk])]
    if why := rules.obstacle_to_ending(on, reviews):
        raise Refused(f"{first_name(child)}: {why}", "ended_on")
    standings.end(by, plan.standing, on=on, reason=reason)
    told = plan.family_plan
    if told is not None and told.is_open and not queries.other_open_plans(by, told.pk, besides=plan.pk):
        end_family_plan(by, told, reason=queries.end_words(reason))


@action(May.RECORD_PLANS)
def make_way(by: Worker, child: Person, *, kind: str, on: date) -> None:
    """End the plan of a child on the day a protection plan begins or the child is looked after (``kind``).

    Raises ``Refused`` where a plan that has ended already would stand beside it.
    """
    rows = InNeedPlan.objects.seen_by(by).select_related("standing", "family_plan")
    for plan in rows.filter(standing__person=child.pk):
        standing = plan.standing
        if why := rules.obstacle_to_making_way(standing.started_on, standing.ended_on, on):
            raise Refused(f"{first_name(child)}: {why}")
        if standing.ended_on is None:
            _end(by, child, plan, on=on, reason=rules.MAKES_WAY[kind])


def _children(by: Worker, people: Sequence[int]) -> list[Person]:
    """The children, locked in one order; nobody is left out without a word."""
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    found = list(rows)
    if not found or len(found) != len(set(people)):
        raise Refused(NOBODY, "children")
    return found
