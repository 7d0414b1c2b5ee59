"""Writes conferences and child protection plans down, as drawn in ``on_plan``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from kith.core.period import add_months
from kith.desk.demo import family_plans
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Ending, Facts, Held, moment
from kith.desk.demo.family_plans import Agreed
from kith.desk.demo.households import Child
from kith.desk.demo.lives import Life, Span
from kith.desk.demo.on_plan import CATEGORIES, EARLIER_PLAN, IN_CARE, OnPlan
from kith.desk.demo.parts.moved_away import council_of
from kith.protection.models import (
    Challenge,
    ChallengeChild,
    ChallengeMove,
    Conference,
    ConferenceChild,
    ConferenceInvitation,
    CoreGroup,
    EarlierRegistration,
    PlanCategory,
    ProtectionPlan,
)
from kith.work.models import Standing

PLACE = "Westmere Town Hall"
GUESTS = (
    ("social_care", "Social worker", "present"),
    ("police", "Public protection", "present"),
    ("school", "Safeguarding lead", "present"),
    ("health_visitor", "Health visitor", "apologies"),
)
REPORTING = ("social_care", "school")
WHY = {
    "NEG": "The children are often left without food, clothes or an adult who is awake.",
    "EMO": "They hear and see the violence between the adults, and are afraid.",
    "PHY": "Marks that nobody could explain.",
    "SAB": "What the child told, and who comes to the home.",
    "MUL": "Neglect and violence at once.",
}
ENOUGH = "Help is enough for now."
CARED_FOR = "The child is looked after, and the care plan says who keeps the child safe."
OVER = "Child protection plan ended."
PARTS = (("present", 0.12), ("part", 0.1), ("spoke_for", 0.38), ("wrote", 0.28), ("not_asked", 0.12))
RECORD, RECORDED = (
    "conference_record",
    0.6,
)  # of conferences, where everything is written that there is; assumed
SAID = {
    "family_says": (
        "Mum: she wants help in the mornings, and not another stranger each week. Dad did not want to speak.",
        "Both parents: it was worse in spring than now. Gran: she can come on Fridays.",
    ),
    "others_say": ("Nothing beside the reports.", "School: two more late days since the report was sent."),
    "worry": (
        "That the children are alone again at night.",
        "That the rows come back, and a child stands between the two.",
    ),
}
CHILD_SAYS = (
    "“I want mum to come to my assembly.” Read out by the head teacher.",
    "“It is better when gran is there.”",
    "Drew the house with everybody in one room.",
    "Too young to say; the health visitor told how the child plays.",
)
NOT_DONE = "What was agreed in the plan has not been done since the last conference."
STAYS_LONGER = (
    5  # of so many children who come into care, one is on the plan until the second review; assumed
)
CHALLENGED = 0.06  # of plans; assumed
SETTLED_IN = 18  # days


@dataclass(frozen=True, slots=True)
class Decided:
    """What a conference decided for one child."""

    child: Child
    decision: str
    category: str = ""
    enquiry: int | None = None
    why: str = ""


def conference(
    rng: Random, facts: Facts, life: Life, kind: str, on: date, decided: Sequence[Decided],
    told_on: date | None = None, outline: int | None = None,
) -> int:  # fmt: skip
    """A conference that was held, who came, what it decided for each child, and what was said there."""
    rows, held = facts.rows, life.spell.held
    invited_at, chair = moment(facts.calendar.add(on, -6), 11), life.staff.chair(life.house.family)
    number = rows.add(
        Conference, kind=kind, family_id=life.house.family, team_id=held.team, chair_id=chair, told_on=told_on,
        planned_at=moment(on, rng.choice((10, 14))), place=PLACE, held_on=on, held_recorded_at=moment(on, 17),
        outline_id=outline, record_id=_record(facts, life, on, [one.child for one in decided], chair),
        by_id=held.manager, recorded_at=invited_at,
    )  # fmt: skip
    own = Random(f"{life.house.family} reports {on}")  # noqa: S311 - no secret
    for agency, role, came in GUESTS:
        rows.add(
            ConferenceInvitation, conference_id=number, agency=agency, name=role, role=role, invited_at=invited_at,
            by_id=held.manager, attended=came, **_report(own, facts, agency, on),
        )  # fmt: skip
    for one in decided:
        rows.add(
            ConferenceChild, conference_id=number, person_id=one.child.id, involvement_id=life.cases[one.child.id],
            enquiry_id=one.enquiry, kind=kind, held_on=on, decision=one.decision, category=one.category,
            why=one.why or WHY.get(one.category, ENOUGH), participation=_part(rng, one.child, on),
            decided_by_id=chair or held.manager, decided_at=moment(on, 17),
        )  # fmt: skip
    return number


def _report(own: Random, facts: Facts, agency: str, on: date) -> dict[str, date]:
    """The days of the report of one guest: asked for, there, and with the family; some come late, some are kept."""
    if agency not in REPORTING:
        return {}
    days = {"report_due_on": facts.calendar.add(on, -6)}
    if own.random() < 0.95:
        days["report_received_on"] = facts.calendar.add(on, -own.choice((6, 6, 6, 5, 3)))
        if own.random() < 0.95:
            days["report_shared_on"] = max(
                days["report_received_on"], facts.calendar.add(on, -own.choice((6, 5, 5, 5, 3, 2, 1)))
            )
    return days


def _record(facts: Facts, life: Life, on: date, children: Sequence[Child], chair: int | None) -> int | None:
    """What was said at a conference, written in the days after it; where nobody chairs, or it was not, nothing."""
    own, held = Random(f"{life.house.family} {on}"), life.spell.held  # noqa: S311 - no secret
    if chair is None or RECORD not in facts.practice_on(on).steps or own.random() >= RECORDED * facts.detail:
        return None
    done = min(facts.calendar.add(on, own.randint(1, 9)), life.last_on)
    with facts.drawing(own):
        step = facts.step(
            RECORD, {child.id: life.cases[child.id] for child in children}, Held(held.team, chair, held.manager),
            Ending("completed", done, done, outcome="to_everybody"), started_on=on, family_id=life.house.family,
            opened_by_id=chair, recorded_at=moment(on, 17),
        )  # fmt: skip
    said: dict[tuple[str, int | None], str] = {
        (asked, None): own.choice(words) for asked, words in SAID.items()
    }
    said |= {("child_says", child.id): own.choice(CHILD_SAYS) for child in children}
    facts.answers(step, chair, facts.recorded(moment(done, 12)), said | {("outcome", None): "to_everybody"})
    return step


def _part(rng: Random, child: Child, on: date) -> str:
    if child.born_on > on - timedelta(days=4 * 365):
        return "too_young"
    return rng.choices([code for code, _ in PARTS], [share for _, share in PARTS])[0]


def write(
    rng: Random, facts: Facts, life: Life, plan: OnPlan, children: Sequence[Child], begun_by: int,
    council: str = "", outline: int | None = None,
) -> None:  # fmt: skip
    """The plan of each child from the conference ``begun_by`` on, with everything that belongs to it.

    ``outline`` is the plan that was written with the family, where there is one (see ``agreed``).
    """
    own = {child.id: of_child(plan, child, life) for child in children}
    made = {
        child.id: _standing(rng, facts, life, child, own[child.id], begun_by, council, outline)
        for child in children
    }
    for day in plan.reviews:
        decided = [
            _reviewed(child, own[child.id], day) for child in children if day <= (own[child.id].ended or day)
        ]
        if not decided:
            continue
        number = conference(rng, facts, life, "review", day, decided, outline=outline)
        for one in decided:
            _category(facts, life, made[one.child.id], own[one.child.id], day, number)
    for child in children:
        _groups(facts, life, child.id, made[child.id], own[child.id])
        _review_clocks(facts, life, child.id, made[child.id], own[child.id])
        life.spans.append(Span(child.id, "protection", plan.began, own[child.id].ended, own[child.id].then))
    if rng.random() < CHALLENGED:
        _challenge(rng, facts, life, plan, children)


def agreed(facts: Facts, life: Life, plan: OnPlan, children: Sequence[Child]) -> int | None:
    """What was written down with the family when a plan began; it holds while one of the children is on the plan."""
    ends, held = [of_child(plan, child, life).ended for child in children], life.spell.held
    if not children or life.goes_on_in_the_story:
        return None
    over = None if None in ends else max(day for day in ends if day)
    told = Agreed(
        "protection", life.house.family, held.team, held.worker, held.worker or held.manager,
        [child.id for child in children], plan.began, over, over or life.last_on,
    )  # fmt: skip
    return family_plans.write(facts, told)


def of_child(plan: OnPlan, child: Child, life: Life) -> OnPlan:
    """The plan of one of the children: who turns 18 is on none any more, nor for long who comes into care."""
    grown_up = child.eighteenth
    if grown_up <= (plan.ended or life.last_on):
        plan = plan.until(grown_up, "adult")
    for span in life.spans:
        if (span.person, span.kind) == (child.id, "looked_after"):
            stays_longer = child.id % STAYS_LONGER == 0
            plan = plan.given_up_in_care(span.started_on, span.ended_on, stays_longer=stays_longer)
    return plan


def _standing(
    rng: Random, facts: Facts, life: Life, child: Child, plan: OnPlan, begun_by: int, council: str,
    outline: int | None,
) -> int:  # fmt: skip
    rows, by = facts.rows, life.spell.held.manager
    standing = rows.add(
        Standing, person_id=child.id, kind="protection", involvement_id=life.cases[child.id], started_on=plan.began,
        ended_on=plan.ended, end_reason=plan.reason if plan.ended else "", by_id=by,
        recorded_at=moment(plan.began, 17), ended_recorded_at=moment(plan.ended, 17) if plan.ended else None,
    )  # fmt: skip
    first = plan.categories[0][1]
    rows.add(
        ProtectionPlan, standing_id=standing, conference_id=begun_by, first_category=first,
        category=plan.categories[-1][1], from_council=council, family_plan_id=outline,
        to_council=council_of(life.house.family) if plan.reason == "transfer" else "",
    )  # fmt: skip
    _category(facts, life, standing, plan, plan.began, begun_by)
    if rng.random() < EARLIER_PLAN:
        _had_one_before(rng, facts, child, plan.began, by)
    return standing


def _category(facts: Facts, life: Life, standing: int, plan: OnPlan, day: date, number: int) -> None:
    """The category that holds from a conference on, where it changed there."""
    code = dict(plan.categories).get(day)
    if code:
        facts.rows.add(
            PlanCategory, plan_id=standing, category=code, since_on=day, conference_id=number,
            by_id=life.spell.held.manager, recorded_at=moment(day, 17),
        )  # fmt: skip


def _had_one_before(rng: Random, facts: Facts, child: Child, began: date, by: int) -> None:
    ended = began - timedelta(days=rng.randint(90, 1800))
    since = ended - timedelta(days=rng.randint(60, 500))
    category = rng.choice([*CATEGORIES])
    if since > child.born_on:
        facts.rows.add(
            EarlierRegistration, person_id=child.id, started_on=since, ended_on=ended, category=category,
            words="From the register kept before this record.", by_id=by, recorded_at=moment(began, 16),
        )  # fmt: skip


def _reviewed(child: Child, plan: OnPlan, day: date) -> Decided:
    if day == plan.ended:
        return Decided(child, plan.then or "neither", why=CARED_FOR if plan.reason == IN_CARE else "")
    return Decided(child, "plan", plan.category_on(day))


def _groups(facts: Facts, life: Life, person: int, standing: int, plan: OnPlan) -> None:
    by = life.spell.held.worker or life.spell.held.manager
    for number, since in enumerate((plan.began, *plan.groups)):
        met = plan.groups[number] if number < len(plan.groups) else None
        if met:
            facts.rows.add(
                CoreGroup,
                plan_id=standing,
                held_on=met,
                by_id=by,
                recorded_at=facts.recorded(moment(met, 15), 1),
            )
        code, event = (
            ("core_group", "the last core group") if number else ("core_group_first", "the conference")
        )
        keep(facts, Clock(person, code, since, event, by, standing, met, plan.ended, OVER))


def _review_clocks(facts: Facts, life: Life, person: int, standing: int, plan: OnPlan) -> None:
    by = life.spell.held.manager
    for number, since in enumerate((plan.began, *plan.reviews)):
        if since == plan.ended:
            break
        met = plan.reviews[number] if number < len(plan.reviews) else None
        code, event = (
            ("protection_review", "the last review")
            if number
            else ("protection_first_review", "the conference")
        )
        keep(facts, Clock(person, code, since, event, by, standing, met, plan.ended, OVER))


def _challenge(rng: Random, facts: Facts, life: Life, plan: OnPlan, children: Sequence[Child]) -> None:
    """A chair asked why something was not done; answered after some days, and closed. Where there are such chairs."""
    chair = life.staff.chair(life.house.family)
    raised_on = facts.calendar.next_working(add_months(plan.began, 3) + timedelta(days=rng.randint(1, 9)))
    closed_on = facts.calendar.add(raised_on, SETTLED_IN)
    if chair is None or closed_on > (plan.ended or life.last_on):
        return
    held, rows = life.spell.held, facts.rows
    answered_on, due_on = facts.calendar.add(raised_on, rng.randint(2, 8)), facts.calendar.add(raised_on, 5)
    number = rows.add(
        Challenge, reason=rng.choice(("drift", "seen", "voice", "report")), words=NOT_DONE,
        wanted="Say who does it, and by when.",
        raised_by_id=chair, raised_on=raised_on, team_id=held.team, asked_id=held.manager, asked_on=raised_on,
        due_on=due_on, answered_on=answered_on, closed_on=closed_on, outcome="put_right",
        recorded_at=moment(raised_on, 11),
    )  # fmt: skip
    clock = Clock(0, "challenge_team", raised_on, "the challenge", chair, met=answered_on, about=str(number))
    for child in children:
        rows.add(ChallengeChild, challenge_id=number, person_id=child.id)
        keep(facts, replace(clock, person=child.id))
    for kind, on, by, words in (
        ("raised", raised_on, chair, NOT_DONE),
        (
            "answered",
            answered_on,
            held.manager,
            "The health visitor goes on Mondays. We both look in two weeks.",
        ),
        ("closed", closed_on, chair, "It was put right. The children were seen twice since."),
    ):
        rows.add(
            ChallengeMove, challenge_id=number, kind=kind, level=1, on=on, words=words, by_id=by,
            due_on=due_on if kind == "raised" else None, recorded_at=moment(on, 12),
        )  # fmt: skip
