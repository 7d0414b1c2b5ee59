"""Beginning, reviewing and ending child protection plans, and recording what belongs to them."""

from collections.abc import Sequence
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.councils.queries import moves_of
from kith.people.models import Person
from kith.protection.models import (
    Conference,
    CoreGroup,
    EarlierRegistration,
    PlanCategory,
    ProtectionPlan,
    TemporaryPlan,
)
from kith.protection.plan import queries, rules
from kith.work.models import Step, Timescale
from kith.work.plans.actions import end_plan as end_family_plan
from kith.work.standings import actions as standings
from kith.work.steps.queries import first_name
from kith.work.timescales import actions as timescales

FIRST_REVIEW, REVIEW = "protection_first_review", "protection_review"
FIRST_GROUP, GROUP = "core_group_first", "core_group"
AFTER_BIRTH, BESIDE_CARE = "review_after_birth", "plan_beside_care"
CLOCKS = (FIRST_REVIEW, REVIEW, FIRST_GROUP, GROUP, AFTER_BIRTH, BESIDE_CARE)
NOBODY = "Tick at least one child."
NO_DAY = "Say the day, like 21/4/2026."
LONGEST = 400
LONGEST_COUNCIL = 120


@action(May.CHAIR_CONFERENCE)
def begin_plan(
    by: Worker,
    *,
    person: int,
    conference: Conference | None,
    category: str,
    on: date,
    from_council: str = "",
) -> ProtectionPlan:
    """Begin the plan of a child on the day of the conference that made it (return rule 2885).

    ``from_council``: where the child had a plan before, at a transfer-in conference. A child in need plan ends that
    day. The clocks of the first core group and the first review start. Raises ``Refused`` for another day, a category
    that is none, and what stands against every plan: no open case, another plan, the last day of the one before.
    """
    child = _child(by, person)
    if why := rules.obstacle_to_beginning(
        queries.known(child),
        on,
        held_on=conference.held_on if conference else None,
        category=category,
        categories=queries.categories(on),
    ):
        raise Refused(why)
    standing = standings.begin(by, person=person, kind=queries.KIND, on=on)
    plan = ProtectionPlan.objects.create(
        standing=standing,
        conference=conference,
        first_category=category,
        category=category,
        from_council=(from_council or _came_from(by, person, conference, on))[:LONGEST_COUNCIL],
        family_plan_id=(conference.outline_id if conference else None) or queries.family_plan_of(by, person),
    )
    _keep_category(by, plan, category, on, conference)
    for code in (FIRST_GROUP, FIRST_REVIEW):
        timescales.start(by, code=code, person=person, from_on=on, event="the conference", standing=standing)
    return plan


def _came_from(by: Worker, person: int, conference: Conference | None, on: date) -> str:
    """The council that a child came from, where a transfer-in conference makes the plan."""
    if conference is None or conference.kind != "transfer_in":
        return ""
    moves = [move for move in moves_of(by, person) if move.way == "in" and move.moved_on <= on]
    return max(moves, key=lambda move: move.moved_on).council if moves else ""


def _keep_category(
    by: Worker, plan: ProtectionPlan, category: str, on: date, conference: Conference | None
) -> None:
    PlanCategory.objects.create(
        plan=plan, category=category, since_on=on, conference=conference, by=by, recorded_at=clock.now()
    )


@action(May.CHAIR_CONFERENCE)
def review_plan(
    by: Worker, *, person: int, conference: Conference, goes_on: bool, category: str, on: date
) -> ProtectionPlan:
    """What a review conference decided of a child's plan: it goes on, perhaps under another category, or it ends.

    The conference's line about the child stands already with its day. Raises ``Refused`` for a child without a plan on
    that day, and for its first day, on which a review does not count (8841).
    """
    child = _child(by, person)
    plan = queries.plan_on(by, person, on)
    if plan is None:
        raise Refused(f"{first_name(child)} has no child protection plan that could be reviewed on that day.")
    standing = plan.standing
    if why := rules.obstacle_to_review(standing.started_on, standing.ended_on, on, clock.today()):
        raise Refused(f"{first_name(child)}: {why}")
    for code in (AFTER_BIRTH, BESIDE_CARE):
        timescales.meet(by, code=code, person=person, on=on)
    timescales.run_again(
        by,
        codes=(FIRST_REVIEW, REVIEW),
        code=REVIEW,
        person=person,
        on=on,
        event="the last review",
        standing=standing,
    )
    if goes_on and standing.ended_on is not None:
        raise Refused(f"{first_name(child)}: the plan has ended at this conference. It cannot go on.")
    if goes_on:
        _change_category(by, plan, category, on, conference)
    elif standing.ended_on is None:
        _end(by, child, plan, on=on, reason=rules.REVIEW, council="")
    return plan


def _change_category(
    by: Worker, plan: ProtectionPlan, category: str, on: date, conference: Conference
) -> None:
    if category not in queries.categories(on):
        raise Refused("Choose the category of abuse.", "category")
    rows = PlanCategory.objects.seen_by(by).filter(plan=plan, since_on__lte=on).order_by("-since_on")
    before = rows.first()
    if before is None or before.category == category:
        return
    if before.since_on == on and before.conference_id == conference.pk:
        before.category, before.by, before.recorded_at = category, by, clock.now()
        before.save(update_fields=["category", "by", "recorded_at"])
        return
    _keep_category(by, plan, category, on, conference)


@action(May.CHAIR_CONFERENCE)
def bring_forward(by: Worker, people: Sequence[int], *, due_on: date | None, why: str) -> list[Timescale]:
    """Set an earlier last day for the next review of these children's plans, with the reason; never a later one."""
    if due_on is None:
        raise Refused(NO_DAY, "sooner_on")
    moved = []
    for child in _children(by, people):
        found = (timescales.running_one(by, code=code, person=child.pk) for code in (FIRST_REVIEW, REVIEW))
        row = next((one for one in found if one), None)
        if wrong := rules.obstacle_to_bringing_forward(
            row.due_on if row else None, due_on, clock.today(), why
        ):
            raise Refused(f"{first_name(child)}: {wrong[1]}", wrong[0])
        assert row is not None
        moved.append(timescales.move(by, row, due_on=due_on, why=why.strip()[:LONGEST]))
    return moved


@action(May.CHAIR_CONFERENCE)
def end(
    by: Worker, people: Sequence[int], *, on: date | None, reason: str, council: str = ""
) -> list[ProtectionPlan]:
    """End the plans of these children on a day for a reason of ``rules.ENDS``; ``council`` took them over.

    Raises ``Refused`` for a child without a plan, the first day of a plan, and a reason that does not hold on the day.
    """
    if on is None:
        raise Refused(NO_DAY, "ended_on")
    if len(council) > LONGEST_COUNCIL:
        raise Refused(f"Write the council in at most {LONGEST_COUNCIL} letters.", "to_council")
    ended = []
    for child in _children(by, people):
        plan = queries.open_of(by, [child.pk]).get(child.pk)
        if plan is None:
            raise Refused(f"{first_name(child)} has no child protection plan that could end.", "children")
        ended.append(_end(by, child, plan, on=on, reason=reason, council=council))
    return ended


def _end(
    by: Worker, child: Person, plan: ProtectionPlan, *, on: date, reason: str, council: str
) -> ProtectionPlan:
    standing = plan.standing
    held = rules.reviews_that_count(standing.started_on, None, queries.review_days(by, child.pk))
    if wrong := rules.obstacle_to_ending(
        queries.known(child),
        on,
        reason,
        reviews=held,
        groups=queries.group_days(by, plan.pk),
        council=council,
    ):
        raise Refused(f"{first_name(child)}: {wrong[1]}", wrong[0])
    if reason == rules.TRANSFER:
        plan.to_council = council
        plan.save(update_fields=["to_council"])
    timescales.meet(by, code=BESIDE_CARE, person=child.pk, on=on)
    standings.end(by, standing, on=on, reason=reason)
    told = plan.family_plan
    if told is not None and told.is_open and not queries.other_open_plans(by, told.pk, besides=plan.pk):
        end_family_plan(by, told, reason=rules.ENDS[reason])
    return plan


@action(May.RECORD_PLANS)
def record_core_group(
    by: Worker, people: Sequence[int], *, held_on: date | None, step: Step | None = None
) -> list[CoreGroup]:
    """Record that the core group of these children met on a day; the clock of the next one starts.

    Raises ``Refused`` for a child without a plan on that day, and for a day that is on the record already.
    """
    if held_on is None:
        raise Refused(NO_DAY, "group_on")
    return [_core_group(by, child, held_on, step) for child in _children(by, people)]


def _core_group(by: Worker, child: Person, held_on: date, step: Step | None) -> CoreGroup:
    plan = queries.plan_on(by, child.pk, held_on)
    if plan is None:
        raise Refused(f"{first_name(child)} had no child protection plan on that day.", "group_on")
    standing, earlier = plan.standing, queries.group_days(by, plan.pk)
    if why := rules.obstacle_to_core_group(
        standing.started_on, standing.ended_on, held_on, earlier, clock.today()
    ):
        raise Refused(f"{first_name(child)}: {why}", "group_on")
    kept = CoreGroup.objects.create(plan=plan, held_on=held_on, step=step, by=by, recorded_at=clock.now())
    timescales.meet(by, code=AFTER_BIRTH, person=child.pk, on=held_on)
    timescales.run_again(
        by,
        codes=(FIRST_GROUP, GROUP),
        code=GROUP,
        person=child.pk,
        on=held_on,
        event="the last core group",
        standing=standing,
    )
    return kept


@action(May.RECORD_PLANS)
def begin_temporary(
    by: Worker,
    people: Sequence[int],
    *,
    on: date | None,
    told_on: date | None,
    council: str,
    category: str,
    words: str,
) -> list[TemporaryPlan]:
    """Record that children on another council's plan stay here from a day on. Never counted among our plans."""
    if on is None or told_on is None:
        raise Refused(NO_DAY, "stays_since" if on is None else "told_on")
    if not council or len(council) > LONGEST_COUNCIL:
        raise Refused(f"Say which council’s plan it is, in at most {LONGEST_COUNCIL} letters.", "council")
    if told_on > clock.today():
        raise Refused(rules.FUTURE, "told_on")
    if category and category not in queries.categories(on):
        raise Refused("Choose the category of abuse.", "stay_category")
    if len(words) > LONGEST:
        raise Refused(f"Say it in at most {LONGEST} letters.", "stay_words")
    return [
        TemporaryPlan.objects.create(
            standing=standings.begin(by, person=child.pk, kind=queries.TEMPORARY, on=on),
            council=council,
            category=category,
            told_on=told_on,
            words=words,
        )
        for child in _children(by, people)
    ]


@action(May.RECORD_PLANS)
def end_temporary(by: Worker, people: Sequence[int], *, on: date | None) -> list[TemporaryPlan]:
    """Record that children on another council's plan do not stay here any more, or that their plan ended there."""
    if on is None:
        raise Refused(NO_DAY, "left_on")
    children = _children(by, people)
    held = queries.open_stays(by, people)
    for child in children:
        if child.pk not in held:
            raise Refused(f"{first_name(child)} does not stay here on another council’s plan.", "children")
        try:
            standings.end(by, held[child.pk].standing, on=on, reason="left")
        except Refused as refused:
            raise Refused(refused.words, "left_on") from refused
    return list(held.values())


@action(May.RECORD_PLANS)
def add_registration(
    by: Worker, person: int, *, started_on: date | None, ended_on: date | None, category: str, words: str
) -> EarlierRegistration:
    """Write down a plan or registration of this council from before the record, as old papers tell it."""
    child = _child(by, person)
    words = words.strip()
    first = queries.first_plan_on(child.pk)
    if wrong := rules.obstacle_to_registration(started_on, ended_on, words, first, clock.today()):
        raise Refused(wrong[1], wrong[0])
    if category and not queries.is_category(category):
        raise Refused("Choose the category of abuse.", "old_category")
    if len(words) > LONGEST:
        raise Refused(f"Say it in at most {LONGEST} letters.", "old_words")
    if any(one.started_on == started_on for one in queries.registrations_of(by, person)):
        raise Refused("One that began on that day is on the record already.", "old_started_on")
    assert started_on is not None
    assert ended_on is not None
    return EarlierRegistration.objects.create(
        person=child, started_on=started_on, ended_on=ended_on, category=category, words=words, by=by,
        recorded_at=clock.now(),
    )  # fmt: skip


def _child(by: Worker, person: int) -> Person:
    return _children(by, [person])[0]


def _children(by: Worker, people: Sequence[int]) -> list[Person]:
    """The children, locked in one order; nobody is left out without a word."""
    rows = Person.objects.seen_by(by).filter(pk__in=people).select_for_update(no_key=True).order_by("pk")
    found = list(rows)
    if not found or len(found) != len(set(people)):
        raise Refused(NOBODY, "children")
    return found
