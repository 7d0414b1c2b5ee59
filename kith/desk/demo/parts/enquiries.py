"""Enquiries, conferences and plans of invented families, as often and as soon as those of England in 2025.

Each strategy discussion of a case started an enquiry. Four of five conferences were held within fifteen working days,
with the pile just before the limit (EES C4 2025, as the domain papers have it). Most of them made a plan: how it went
is drawn in ``kith.desk.demo.on_plan`` and written in ``plan_rows``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from kith.desk.demo import chances, on_plan, plan_rows
from kith.desk.demo.clocks import Clock, keep
from kith.desk.demo.facts import Facts, moment
from kith.desk.demo.households import Child
from kith.desk.demo.lives import Life, Span
from kith.desk.demo.parts.moved_away import MOVED
from kith.desk.demo.plan_rows import Decided
from kith.protection.models import Enquiry, StrategyAttendance, StrategyChild, StrategyDiscussion
from kith.work.models import Standing

CONFERENCE_DAYS = chances.Bands(
    (7, 10, 0.087), (11, 12, 0.12), (13, 15, 0.607), (16, 20, 0.089), (21, 30, 0.097)
)
ENQUIRY_DAYS = chances.Bands((3, 8, 0.4), (9, 15, 0.6))  # of those without a conference; assumed
SUBSTANTIATED = 0.55  # of those without a conference; assumed
POLICE_ABSENT = 0.06  # assumed
CLOCK = "initial_conference"
HELD_ON = 60  # days: how long before the family moved its plan may have been drawn to end


@dataclass(frozen=True, slots=True)
class Course:
    """How an enquiry went: the day of its conference and of its end, none for what lies ahead; the plan it led to."""

    met: date | None
    ended: date | None
    outcome: str
    plan: on_plan.OnPlan | None = None


def live(rng: Random, facts: Facts, life: Life) -> None:
    """Each strategy discussion of the case: who took part, the enquiry it started, and what that came to."""
    facts.kept(on_plan.Shares).open_children += len(life.cases) * life.is_open
    for planned, step in life.done("strategy_discussion"):
        held_on = min(planned.started_on, life.last_on)
        people = [
            child.id
            for child in life.children
            if child.id in life.cases and life.is_free(child.id, ("enquiry",), held_on)
        ]
        if people:
            own = chances.Own(rng).of("plan", life.house.family, held_on)
            _enquire(rng, facts, life, step, held_on, people, own)


def _enquire(
    rng: Random, facts: Facts, life: Life, step: int, held_on: date, people: Sequence[int], own: Random
) -> None:  # fmt: skip
    rows, by = facts.rows, life.spell.held.manager
    kind = "joint" if rng.random() < 0.45 else "single"
    said = moment(held_on, 15)
    discussion = rows.add(StrategyDiscussion, held_on=held_on, step_id=step, by_id=by, recorded_at=said)
    for agency in ("social_care", "police", "health"):
        there = agency != "police" or rng.random() >= POLICE_ABSENT
        words = "" if there else "Sent by secure mail, read out."
        rows.add(StrategyAttendance, discussion_id=discussion, agency=agency, took_part=there, words=words)
    course = _with_a_plan(own, facts, life, held_on, people) or _without(
        rng, own, facts, life, held_on, len(people)
    )
    made = {person: _enquiry(facts, life, discussion, person, kind, held_on, course) for person in people}
    if course.met:
        _confer(rng, own, facts, life, course, course.met, made)


def _enquiry(
    facts: Facts, life: Life, discussion: int, person: int, kind: str, held_on: date, course: Course
) -> int:  # fmt: skip
    """The enquiry about one child, with its clock. Gives its standing."""
    rows, by, ended = facts.rows, life.spell.held.manager, course.ended
    closed = moment(ended, 16) if ended else None
    rows.add(
        StrategyChild, discussion_id=discussion, person_id=person, involvement_id=life.cases[person],
        held_on=held_on, decision=kind,
    )  # fmt: skip
    standing = rows.add(
        Standing, person_id=person, kind="enquiry", involvement_id=life.cases[person], started_on=held_on,
        ended_on=ended, end_reason=ENDS[course.outcome] if ended else "", by_id=by, recorded_at=moment(held_on, 15),
        ended_recorded_at=closed,
    )  # fmt: skip
    decided = {"decided_on": ended, "decided_by_id": by, "decided_recorded_at": closed} if ended else {}
    rows.add(
        Enquiry, standing_id=standing, discussion_id=discussion, kind=kind, outcome=course.outcome if ended else "",
        **decided,
    )  # fmt: skip
    life.spans.append(Span(person, "enquiry", held_on, ended))
    event, why = "the strategy discussion", "Section 47 enquiry ended."
    keep(facts, Clock(person, CLOCK, held_on, event, by, standing, course.met, ended, why))
    return standing


def _confer(
    rng: Random, own: Random, facts: Facts, life: Life, course: Course, on: date, made: dict[int, int]
) -> None:  # fmt: skip
    """The initial conference about these children, and the plan where it made one."""
    children = [child for child in life.children if child.id in made]
    plan = course.plan
    if plan is None:
        decided = [
            Decided(child, "in_need" if rng.random() < 0.7 else "neither", "", made[child.id])
            for child in children
        ]
        plan_rows.conference(rng, facts, life, "initial", on, decided)
        return
    on_it = [child for child in children if _may_have(child, life, on)]
    category = plan.category_on(on)
    decided = [
        Decided(child, "plan", category, made[child.id]) if child in on_it
        else Decided(child, "neither", "", made[child.id])
        for child in children
    ]  # fmt: skip
    told = plan_rows.agreed(facts, life, plan, on_it)
    number = plan_rows.conference(own, facts, life, "initial", on, decided, outline=told)
    plan_rows.write(own, facts, life, plan, on_it, number, outline=told)


def _may_have(child: Child, life: Life, on: date) -> bool:
    """Whether there may be a plan for a child from a day on: not of who is nearly grown up, nor of who is in care."""
    is_free = life.is_free(child.id, ("protection",), on) and life.is_free(
        child.id, ("looked_after",), on, on
    )
    return (child.eighteenth - on).days > 60 and is_free


def _with_a_plan(
    own: Random, facts: Facts, life: Life, held_on: date, people: Sequence[int]
) -> Course | None:
    """An enquiry that led to a plan, where one is due by the shares and fits into the case."""
    shares = facts.kept(on_plan.Shares)
    day = facts.calendar.add(held_on, CONFERENCE_DAYS.draw(own))
    goes_on = life.is_open and not life.staff.is_of_the_story(life.spell.held.team)
    room = on_plan.Room(day, life.last_on, goes_on)
    on_it = [child for child in life.children if child.id in people and _may_have(child, life, day)]
    if not on_it or day > life.last_on:
        shares.plans.draw(own, (False,), len(people))
        return None
    if not shares.is_due(own, room, len(people)):
        return None
    plan = on_plan.draw(own, facts.calendar, shares, room, len(on_it))
    shares.on_plan_now += sum(plan_rows.of_child(plan, child, life).ended is None for child in on_it)
    if (
        not life.is_open
        and life.spell.end_reason == MOVED
        and (life.last_on - (plan.ended or day)).days < HELD_ON
    ):
        plan.go_with_the_family()
    return Course(day, day, "conference", plan)


ENDS = {"not_substantiated": "no_harm", "substantiated": "no_need", "conference": "conference"}


def _without(
    rng: Random, own: Random, facts: Facts, life: Life, held_on: date, children: int
) -> Course:  # fmt: skip
    """An enquiry that led to no plan.

    A case that ended first had its enquiry decided by then, without a conference.
    """
    if facts.kept(on_plan.Shares).conferences.draw(own, of=children):
        day = facts.calendar.add(held_on, CONFERENCE_DAYS.draw(rng))
        if day <= life.last_on:
            return Course(day, day, "conference")
        if life.is_open:
            return Course(None, None, "conference")
    outcome = "substantiated" if rng.random() < SUBSTANTIATED else "not_substantiated"
    day = facts.calendar.add(held_on, ENQUIRY_DAYS.draw(rng))
    if day <= life.last_on:
        return Course(None, day, outcome)
    return Course(None, None if life.is_open else life.last_on, outcome)
