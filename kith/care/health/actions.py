"""Recording the health of children in care: assessments, checks, strengths, substances, offences; and their clocks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.care.ages import birthday
from kith.care.education import rules as education_rules
from kith.care.health import rules
from kith.care.models import (
    CarePeriod,
    EducationPlan,
    HealthAssessment,
    HealthCheck,
    Offence,
    StrengthsScore,
    SubstanceProblem,
)
from kith.care.period.queries import child_of
from kith.care.together.actions import EVERY_ROW, happened, refuse, run_again
from kith.care.together.queries import InCare
from kith.core import clock
from kith.core.period import add_months
from kith.work.timescales.actions import drop, meet, running_one, start

FIRST, DENTAL, STRENGTHS = "health_plan_first", "dental_check", "strengths_score"
PLAN_FIRST, SOON = education_rules.CLOCKS[0], 6  # months
EVERY = ("health_assessment_under_five", "health_assessment")


def begin_clocks(by: Worker, period: CarePeriod) -> None:
    """What law asks of health and education from the start of care begins to run; part of the start of care."""
    standing, born_on = period.standing, child_of(period.standing.person).born_on
    codes = [FIRST, DENTAL]
    if born_on and rules.is_asked(rules.STRENGTHS, born_on, standing.started_on):
        codes.append(STRENGTHS)
    if education_rules.has_plan(born_on, standing.started_on):
        codes.append(PLAN_FIRST)
    for code in codes:
        start(
            by, code=code, person=standing.person_id, from_on=standing.started_on, event="the start of care",
            standing=standing,
        )  # fmt: skip


@action(May.RECORD_CARE)
def assess(by: Worker, children: Sequence[InCare], *, on: date, assessor: str) -> list[HealthAssessment]:
    """Record that the health of these children was assessed; the next clock begins. Raises ``Refused``."""
    if len(assessor) > rules.LONGEST_NAME:
        refuse([("assessor", f"Say it in at most {rules.LONGEST_NAME} letters.")])

    def told(child: InCare) -> dict[str, object]:
        earlier = HealthAssessment.objects.unguarded(EVERY_ROW).filter(period=child.period)
        return {"is_first": not earlier.exists(), "assessor": assessor}

    made = happened(by, HealthAssessment, children, on, told=told)
    for child in children:
        meet(by, code=FIRST, person=child.person.pk, on=on)
        run_again(by, child, on, EVERY, rules.assessment_code(child.born_on, on), "the last assessment")
        _grow_into(by, child, on)
    return made


def _grow_into(by: Worker, child: InCare, on: date) -> None:
    """What is asked from a birthday on that a child in care comes to soon, or had since care began, begins to run.

    Health is looked at every six months under five, so that no such birthday is missed.
    """
    asked: tuple[tuple[str, int, Any], ...] = (
        (STRENGTHS, rules.STRENGTHS[0], StrengthsScore), (PLAN_FIRST, education_rules.FROM_AGE, EducationPlan),
    )  # fmt: skip
    if child.born_on is None or child.ended_on is not None:
        return
    for code, age, table in asked:
        since = birthday(child.born_on, age)
        told = table.objects.unguarded(EVERY_ROW).filter(period=child.period)
        if child.started_on < since <= add_months(on, SOON) and not told.exists():
            start(
                by, code=code, person=child.person.pk, from_on=since, event=f"the birthday at {age}",
                standing=child.period.standing,
            )  # fmt: skip


@action(May.RECORD_CARE)
def check(
    by: Worker, children: Sequence[InCare], *, kind: str, on: date, is_up_to_date: bool | None
) -> list[HealthCheck]:
    """Record a dental check, or whether immunisations or surveillance were up to date on a day. Raises ``Refused``."""
    if kind in ("immunisations", "development") and is_up_to_date is None:
        refuse([("up_to_date", "Say whether they are up to date.")])
    facts = {"kind": kind, "is_up_to_date": is_up_to_date is not False}
    made = happened(
        by, HealthCheck, children, on,
        against=lambda child: rules.problems_of_check(kind, child.born_on, on),
        told=lambda child: facts, once=["kind"],
    )  # fmt: skip
    if kind == "dental":
        for child in children:
            run_again(by, child, on, [DENTAL], DENTAL, "the last check")
    return made


@action(May.RECORD_CARE)
def score(by: Worker, child: InCare, *, on: date, score: str, reason: str) -> StrengthsScore:
    """Record a strengths and difficulties score, or the reason why there is none. Raises ``Refused``."""
    reasons = {code for code, _ in practice.current().lists["sdq_reason"].choices(on)}
    made = happened(
        by, StrengthsScore, [child], on,
        against=lambda one: rules.problems_of_strengths(score, reason, one.born_on, on, reasons),
        told=lambda one: {"score": int(score) if score else None, "reason": reason},
    )  # fmt: skip
    run_again(by, child, on, [STRENGTHS], STRENGTHS, "the last questionnaire")
    last = birthday(child.born_on, rules.STRENGTHS[1] + 1) if child.born_on else None
    runs = running_one(by, code=STRENGTHS, person=child.person.pk)
    if runs and last and runs.due_on >= last:
        drop(by, runs, on=clock.today(), why="No longer asked: 17 before the next is due.")
    return made[0]


@action(May.RECORD_CARE)
def substances(
    by: Worker, child: InCare, *, on: date, received: bool | None, offered: bool | None
) -> SubstanceProblem:
    """Record that a child was found to have a substance problem, and the help. Raises ``Refused``."""
    made = happened(
        by, SubstanceProblem, [child], on, against=lambda one: rules.problems_of_substances(received, offered),
        told=lambda one: {"help_received": received, "help_offered": None if received else offered},
    )  # fmt: skip
    return made[0]


@action(May.RECORD_CARE)
def offend(by: Worker, child: InCare, *, on: date) -> Offence:
    """Record that a child was convicted or cautioned on a day. Raises ``Refused``."""
    made = happened(by, Offence, [child], on, against=lambda one: rules.problems_of_offence(one.born_on, on))
    return made[0]
