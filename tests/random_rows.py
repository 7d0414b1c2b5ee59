"""A small authority of random rows on the real tables, for figures that must hold whatever was recorded."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from kith.access.guarded import EVERY_ROW
from kith.care.models import CarePeriod, CareReview, HealthCheck, LegalStatus, Placement, TimeMissing
from kith.core import calendar
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.protection.models import (
    Conference,
    ConferenceChild,
    Enquiry,
    PlanCategory,
    ProtectionPlan,
    StrategyChild,
    StrategyDiscussion,
)
from kith.work.models import (
    Allocation,
    CountedAnswer,
    FormVersion,
    Involvement,
    SignOff,
    Standing,
    Step,
    StepChild,
    Timescale,
)
from tests import make, random_posts

ON = date(2026, 10, 14)
ENGLAND = calendar.england()
KINDS = {"initial_assessment": 10, "core_assessment": 35, "single_assessment": 45}


@dataclass
class World:
    """A small authority of random rows, two areas with two teams each, and one team outside every area."""

    random: Random
    steps: list[Step]
    children: list

    def day(self, first: date = date(2025, 1, 1), last: date = ON) -> date:
        return first + timedelta(days=self.random.randrange((last - first).days + 1))


def make_world() -> World:
    """Two areas with two teams each, one team outside every area, their work, their cases, and what became of them."""
    made = World(Random("a small authority"), [], [make.child() for _ in range(40)])
    service = make.team("Westmere", kind="service")
    areas = [make.team(name, kind="area", parent=service) for name in ("North", "South")]
    teams = [make.team(f"Team {n}", parent=areas[n % 2]) for n in range(4)] + [
        make.team("Duty", parent=service)
    ]
    workers = [make.worker(team=team) for team in teams]
    form = FormVersion.objects.create(hash="f", content={})
    for _ in range(160):
        _random_assessment(made, teams, workers, form)
    for number in range(60):
        _random_case(made, made.children[number % 40], teams, workers)
    for _ in range(40):
        _random_contact(made, teams, workers, form)
    _random_plans(made, workers)
    _random_care(made, workers)
    random_posts.write(Random("posts"), teams, workers, ON)
    _random_factors(made.steps)
    return made


def _random_assessment(made: World, teams, workers, form) -> None:
    random, kind = made.random, made.random.choice(list(KINDS))
    start = made.day()
    due = ENGLAND.add(start, KINDS[kind])
    end = start + timedelta(days=random.choice([3, 14, 15, 49, 50, 63, 64, 65, 120]))
    state = (
        "completed" if end <= ON and random.random() < 0.8 else random.choice(["in_progress", "cancelled"])
    )
    number = random.randrange(len(teams))
    ends: dict[str, Any] = {
        "completed_on": end,
        "completed_at": make.moment(min(end + timedelta(days=random.randrange(3)), ON), 16),
    }
    gone: dict[str, Any] = {"cancelled_at": make.moment(min(end, ON)), "cancel_reason": "opened in error"}
    step = Step.objects.create(
        kind=kind,
        pack="p",
        title=kind,
        form=form,
        state=state,
        team=random.choice([teams[number], teams[0].parent]),
        worker=workers[number],
        started_on=start,
        clock_from_on=start,
        due_on=due,
        **_random_review_point(start, min(end, ON)),
        recorded_at=make.moment(start),
        opened_by=workers[0],
        **({"completed": ends, "cancelled": gone}.get(state, {})),
    )
    for child in random.sample(made.children, random.choice([1, 1, 2, 3])):
        StepChild.objects.create(
            step=step, person=child, released_at=None if random.random() < 0.95 else make.moment(ON)
        )
    if state == "completed":
        back = make.moment(start) + timedelta(hours=1)
        SignOff.objects.create(
            step=step,
            submitted_at=back,
            submitted_by=workers[number],
            decided_at=back,
            decided_by=workers[0],
            decision="returned",
        )
        sent = end - timedelta(days=random.randrange(4))
        SignOff.objects.create(
            step=step,
            submitted_at=make.moment(max(sent, start), 14),
            submitted_by=workers[number],
            decided_at=ends["completed_at"],
            decided_by=workers[0],
            decision="signed_off",
        )
    elif random.random() < 0.4:
        SignOff.objects.create(
            step=step, submitted_at=make.moment(min(end, ON), 9), submitted_by=workers[number]
        )
    made.steps.append(step)


def _random_case(made: World, child, teams, workers) -> None:
    random = made.random
    before = Involvement.objects.unguarded(EVERY_ROW).filter(person=child).first()
    ended_before = before.ended_on if before else date(2024, 12, 31)
    if ended_before is None or ended_before > ON - timedelta(days=60):
        return
    start = made.day(ended_before + timedelta(days=1))
    end = start + timedelta(days=random.randrange(10, 200))
    ended = _ended(end, "RC7") if end <= ON else {}
    case = Involvement.objects.create(person=child, started_on=start, recorded_at=make.moment(start), **ended)
    Referral.objects.create(
        person=child,
        involvement=case,
        team=teams[0],
        received_on=start,
        source="2A",
        recorded_at=make.moment(start),
    )
    day = start
    last = end if ended else ON
    while day < last:
        until = day + timedelta(days=random.choice([1, 5, 30, 80]))
        over = {"ended_on": until, "ended_recorded_at": make.moment(until)}
        if until >= last:
            over = {"ended_on": end, "ended_recorded_at": make.moment(end)} if ended else {}
        number = random.randrange(len(teams))
        Allocation.objects.create(
            involvement=case,
            team=teams[number],
            worker=random.choice([None, workers[number]]),
            started_on=day,
            by=workers[0],
            recorded_at=make.moment(day),
            **over,
        )
        day = until


def _random_review_point(start: date, last: date) -> dict[str, Any]:
    """A review point ten working days after the start; mostly held, in time or late, and sometimes recorded late."""
    random, set_on = Random(f"review {start} {last}"), ENGLAND.add(start, 10)
    held_on = set_on + timedelta(days=random.choice([-3, 0, 0, 2, 5]))
    found: dict[str, Any] = {"review_point_on": set_on}
    if random.random() < 0.8 and held_on <= last:
        at = make.moment(min(held_on + timedelta(days=random.randrange(9)), ON), 16)
        found |= {"review_point_held_on": held_on, "review_point_recorded_at": at}
    return found


def _random_factors(steps: list[Step]) -> None:
    """Of most single assessments that were completed, what they found of each child; of some that nothing was."""
    random = Random("factors")
    for step in steps:
        if step.kind != "single_assessment" or step.state != "completed" or random.random() < 0.1:
            continue
        for child in StepChild.objects.unguarded(EVERY_ROW).filter(step=step):
            codes = random.choice([["21"], ["1B"], ["3B", "17A"], ["3B", "4B", "17A"]])
            CountedAnswer.objects.bulk_create(
                CountedAnswer(
                    step=step,
                    person_id=child.person_id,
                    question="factor_codes",
                    code=code,
                    is_none=code == "21",
                )
                for code in codes
            )


def _random_contact(made: World, teams, workers, form) -> None:
    random, day = made.random, made.day()
    decided = min(ENGLAND.add(day, random.randrange(4)), ON)
    done = {"decided_on": decided, "decided_at": make.moment(decided, 17)} if random.random() < 0.9 else {}
    step = Step.objects.create(
        kind="contact",
        pack="p",
        title="Contact",
        form=form,
        team=random.choice(teams),
        started_on=day,
        clock_from_on=day,
        recorded_at=make.moment(day),
        opened_by=workers[0],
    )
    contact = Contact.objects.create(
        step=step,
        received_at=make.moment(day),
        received_on=day,
        decision_due_at=make.moment(ENGLAND.add(day, 1)),
        recorded_at=make.moment(day),
        **done,
    )
    for position, child in enumerate(random.sample(made.children, random.choice([1, 2])), start=1):
        known = random.choice([child, child, None])
        ContactChild.objects.create(contact=contact, position=position, person=known, outcome="referral")
        taken = Referral.objects.unguarded(EVERY_ROW).filter(person=child, received_on=day)
        if known and done and random.random() < 0.5 and not taken.exists():
            Referral.objects.create(
                person=child,
                contact=contact,
                team=step.team,
                received_on=day,
                source="2A",
                no_further_action=True,
                recorded_at=make.moment(day),
            )


def _random_plans(made: World, workers) -> None:
    """For every second case an enquiry; of those that are long enough a conference, and mostly a plan."""
    by = workers[0]
    for case in list(Involvement.objects.unguarded(EVERY_ROW).order_by("pk"))[::2]:
        start = _weekday(case.started_on + timedelta(days=made.random.randrange(5)))
        last = case.ended_on or ON
        held_on = _weekday(start + timedelta(days=made.random.randrange(15, 30)))
        if start > last:
            continue
        enquiry = _random_enquiry(case, start, held_on if held_on <= last else None, by)
        if held_on > last:
            continue
        is_plan = made.random.random() < 0.8
        conference = _random_conference(case, enquiry, held_on, is_plan, by)
        _random_clock(made, case, "initial_conference", start, held_on, by)
        if is_plan and held_on < last:
            _random_plan(made, case, conference, held_on, by)


def _weekday(day: date) -> date:
    return day if ENGLAND.is_working(day) else ENGLAND.add(day, 1)


def _random_enquiry(case: Involvement, start: date, held_on: date | None, by) -> Enquiry:
    discussion = StrategyDiscussion.objects.create(held_on=start, by=by, recorded_at=make.moment(start))
    StrategyChild.objects.create(
        discussion=discussion, person=case.person, involvement=case, held_on=start, decision="joint"
    )
    last = min(start + timedelta(days=9), case.ended_on or ON)
    on, outcome = (held_on, "conference") if held_on else (last, "not_substantiated")
    standing = Standing.objects.create(
        person=case.person, kind="enquiry", involvement=case, started_on=start, by=by,
        recorded_at=make.moment(start), **_ended(on, outcome[:12]),
    )  # fmt: skip
    return Enquiry.objects.create(
        standing=standing, discussion=discussion, kind="joint", outcome=outcome, decided_on=on, decided_by=by,
        decided_recorded_at=make.moment(on),
    )  # fmt: skip


def _random_conference(case: Involvement, enquiry: Enquiry, held_on: date, is_plan: bool, by) -> Conference:
    team = Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case).earliest("pk").team
    conference = Conference.objects.create(
        kind="initial", team=team, planned_at=make.moment(held_on), place="Town hall", held_on=held_on,
        held_recorded_at=make.moment(held_on), by=by, recorded_at=make.moment(held_on),
    )  # fmt: skip
    ConferenceChild.objects.create(
        conference=conference, person=case.person, involvement=case, enquiry=enquiry, kind="initial", held_on=held_on,
        decision="plan" if is_plan else "in_need", category="NEG" if is_plan else "", decided_by=by,
        decided_at=make.moment(held_on), participation="spoke_for",
    )  # fmt: skip
    return conference


def _random_plan(made: World, case: Involvement, conference: Conference, start: date, by) -> None:
    end = start + timedelta(days=made.random.randrange(20, 400))
    over = _ended(min(end, case.ended_on or end), "improved") if end <= ON or case.ended_on else {}
    standing = Standing.objects.create(
        person=case.person, kind="protection", involvement=case, started_on=start, by=by,
        recorded_at=make.moment(start), **over,
    )  # fmt: skip
    plan = ProtectionPlan.objects.create(
        standing=standing, conference=conference, first_category="NEG", category="NEG"
    )
    PlanCategory.objects.create(
        plan=plan, category="NEG", since_on=start, by=by, recorded_at=make.moment(start)
    )
    _random_clock(made, case, "core_group_first", start, start + timedelta(days=12), by)
    due = start + relativedelta(months=3)
    clock(standing, "protection_first_review", (start, due), by, ended=over.get("ended_on"))


def clock(
    standing: Standing,
    code: str,
    days: tuple[date, date],
    by,
    *,
    met: date | None = None,
    ended: date | None = None,
) -> None:
    """A clock of a standing as the record keeps it, from a day to the last in time: met, or dropped when that ended."""
    done: dict[str, Any] = {}
    if met:
        done = {"met_on": met, "met_recorded_at": make.moment(met)}
    elif ended:
        done = {"dropped_on": ended, "dropped_why": "It ended.", "dropped_recorded_at": make.moment(ended)}
    start, due = days
    Timescale.objects.create(
        person=standing.person, standing=standing, code=code, title=code, about=str(start), from_on=start,
        due_on=due, reason="r", by=by, recorded_at=make.moment(start), **done,
    )  # fmt: skip


def _ended(on: date, reason: str) -> dict[str, Any]:
    return {"ended_on": on, "end_reason": reason, "ended_recorded_at": make.moment(on)}


def _random_clock(made: World, case: Involvement, code: str, start: date, met: date, by) -> None:
    done = (
        {"met_on": met, "met_recorded_at": make.moment(met)}
        if made.random.random() < 0.8 and met <= ON
        else {}
    )
    Timescale.objects.create(
        person=case.person, code=code, title=code, from_on=start, due_on=ENGLAND.add(start, 15), reason="r",
        about=str(case.pk), by=by, recorded_at=make.moment(start), **done,
    )  # fmt: skip


def _random_care(made: World, workers) -> None:
    """For every second case that has no plan a time in care, with moves, checks, a review and times missing."""
    by = workers[0]
    for case in list(Involvement.objects.unguarded(EVERY_ROW).order_by("pk"))[1::2]:
        start, last = case.started_on + timedelta(days=1), case.ended_on or ON
        if (last - start).days < 20:
            continue
        end = start + timedelta(days=made.random.randrange(15, 500))
        over = _ended(min(end, case.ended_on or end), "E8") if end <= ON or case.ended_on else {}
        standing = Standing.objects.create(
            person=case.person, kind="looked_after", involvement=case, started_on=start, by=by,
            recorded_at=make.moment(start), **over,
        )  # fmt: skip
        period = CarePeriod.objects.create(standing=standing, need="N1", home_postcode="WM1 1AA")
        LegalStatus.objects.create(
            period=period, code="C2", started_on=start, by=by, recorded_at=make.moment(start),
            **({"ended_on": over["ended_on"], "ended_recorded_at": over["ended_recorded_at"]} if over else {}),
        )  # fmt: skip
        _random_placements(made, period, start, over, by)
        _random_checks(made, period, start, over.get("ended_on") or ON, by)


def _random_placements(made: World, period: CarePeriod, start: date, over: dict[str, Any], by) -> None:
    day, last = start, over.get("ended_on") or ON
    while day < last:
        until = day + timedelta(days=made.random.choice([20, 60, 200]))
        ended = _ended(until, "CARPL") if until < last else ({**over, "end_reason": ""} if over else {})
        Placement.objects.create(
            period=period, kind="U6", provider="PR1", carer=f"Carer {day}", miles=made.random.randrange(40),
            started_on=day, by=by, recorded_at=make.moment(day), **ended,
        )  # fmt: skip
        day = until


def _random_checks(made: World, period: CarePeriod, start: date, last: date, by) -> None:
    held = start + timedelta(days=made.random.randrange((last - start).days))
    told = {"period": period, "held_on": held, "by": by, "recorded_at": make.moment(held)}
    HealthCheck.objects.create(kind="dental", **told)
    HealthCheck.objects.create(kind="immunisations", is_up_to_date=made.random.random() < 0.7, **told)
    CareReview.objects.create(participation="PN1", **told)
    first, second = ENGLAND.add(start, 20), held + relativedelta(months=3)
    clock(period.standing, "care_review_first", (start, first), by, met=held)
    clock(period.standing, "care_review_second", (held, second), by, ended=period.standing.ended_on)
    TimeMissing.objects.create(
        period=period, kind="M", started_at=make.moment(held, 9), ended_at=make.moment(held, 20), by=by,
        recorded_at=make.moment(held), ended_recorded_at=make.moment(held),
    )  # fmt: skip
