"""A family's copy as it would be given: from the words of the plan, set, and looked over before it leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.models import Membership, Worker
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader
from kith.work.models import FamilyPlan
from kith.work.plans import queries, rules
from kith.work.plans.copies import printing, sheet
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called

EVERYBODY = "The family"
MANAGES = "team_manager"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy as it would be given: what is on it, how it fits, and what to look at before it leaves."""

    content: dict[str, Any]
    printed: printing.Printed
    reading_age: int | None
    too_hard: list[tuple[str, int]]
    our_words: list[tuple[str, str]]
    longest: list[tuple[str, int]]

    @property
    def may_be_given(self) -> bool:
        """Whether it is one side; large print takes what it needs."""
        return self.printed.fits or self.content["points"] > sheet.POINTS


def made(viewer: Worker, plan: FamilyPlan, reader: Reader | None, today: date) -> Made:
    """The copy of a plan for somebody, or for the whole family, from its own words."""
    whole = queries.whole(viewer, plan)
    about = [row.person_id for row in whole.children]
    kinds = practice.current().lists["plan_kind"]
    note = next((code.note for code in kinds.codes if code.code == plan.kind), "")
    told = sheet.Told(
        council=practice.authority().service,
        kind=kinds.label(plan.kind),
        kind_words=note,
        plan={
            name: getattr(plan, name) for name in (*rules.WORDS, "started_on", "review_on", "review_words")
        },
        children=[
            (first_name(row.person), called(row.person, today), row.own_words) for row in whole.children
        ],
        goals=[goal.words for goal in whole.open_goals],
        tasks=[(task.words, task.owner, task.due_on, task.due_words) for task in whole.open_tasks],
        agreed=[(one.who, one.agrees) for one in whole.present_agreements()],
        call=call_lines(plan.worker),
        unhappy=unhappy_lines(plan.worker, plan.team_id, today),
        today=today,
        reader=reader or outputs.everybody(viewer, about, today),
    )
    return looked_over(sheet.content(told), today)


def looked_over(page: dict[str, Any], today: date) -> Made:
    """A copy set as a file, with what to look at before it leaves."""
    plain = [(code.code, code.label) for code in practice.current().lists["plain_words"].on(today)]
    return Made(
        page,
        printing.printed(page),
        sheet.age(page),
        sheet.too_hard(page),
        sheet.our_words(page, plain),
        sheet.longest(page),
    )


def call_lines(worker: Worker | None) -> list[tuple[str, bool]]:
    """The box at the top: who the worker is and whom to ring."""
    office = practice.authority().office
    phone = (worker.phone if worker else "") or office.phone
    lines = [(f"{worker.name} works with you", False)] if worker else []
    lines += [(phone, True)] if phone else []
    lines += [("Emergency: 999", False)]
    return lines + ([(f"Nights, weekends: {office.night_phone}", False)] if office.night_phone else [])


def unhappy_lines(worker: Worker | None, team: int, today: date) -> list[str]:
    """Whom to tell when something is wrong, and who can speak for the family."""
    office = practice.authority().office
    rows = Membership.objects.filter(team=team, role=MANAGES, started_on__lte=today)
    manager = rows.exclude(ended_on__lte=today).order_by("pk").values_list("worker__name", flat=True).first()
    who = worker.name.split()[0] if worker else ""
    told = [f"their manager {manager}" if who else manager] if manager else []
    said = [f"Tell {' or '.join(filter(None, [who, *told]))}."] if who or told else []
    if office.advocate_phone:
        said.append(f"Somebody can speak for you, for free: {office.advocate_phone}.")
    return [" ".join(said)] if said else []


def too_long_words(over: int, longest: list[tuple[str, int]], then: str = "shorten the plan first") -> str:
    """What to say of a copy that is too long for one side, what to do then, and where its length is."""
    lines = "a line" if over == 1 else f"{over} lines"
    where = ", ".join(f"“{title}” ({words} words)" for title, words in longest)
    first = f"It is {lines} too long for one side. Nothing is cut: {then}."
    return f"{first} The longest parts are {where}."
