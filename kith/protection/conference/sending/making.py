"""What one of those invited would be given, from the record as it stands: only of children they may hear of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import long_day
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader
from kith.protection.conference import papers, queries, rules
from kith.protection.models import Conference, ConferenceChild, ConferenceInvitation
from kith.protection.models.conferences import KINDS
from kith.work.copies import making as copies
from kith.work.copies.queries import hearing
from kith.work.models import FamilyPlan, Step, StepChild
from kith.work.plans import queries as plans
from kith.work.plans.copies.making import call_lines
from kith.work.plans.copies.sheet import full_day
from kith.work.steps.queries import first_name, holder_of

REPORT = "conference_report"
REPORTS_HOLD = timedelta(weeks=6)  # a report finished longer before is not this conference's


@dataclass(frozen=True, slots=True)
class Table:
    """A conference with its children, read once for everybody who is given something."""

    row: Conference
    lines: Sequence[ConferenceChild]
    names: dict[int, str]
    worker: Worker | None


def table(viewer: Worker, row: Conference) -> Table:
    """The conference with its children and who works with them."""
    lines = queries.children_of(viewer, row)
    names = {line.person_id: first_name(line.person) for line in lines}
    held = holder_of(list(names))
    return Table(row, lines, names, held[1] if held else None)


def reader_of(viewer: Worker, at: Table, one: ConferenceInvitation, today: date) -> Reader:
    """Whom it is made for: somebody on record with what is kept from them; else whoever may hear it."""
    found = outputs.reader(viewer, one.person_id, list(at.names), today) if one.person_id else None
    return found or outputs.everybody(viewer, list(at.names), today)


def heard(viewer: Worker, at: Table, reader: Reader, today: date) -> dict[int, str]:
    """The children the reader hears of: first names by number."""
    may_hear = hearing(viewer, reader, at.names, 0, today)
    return {number: name for number, name in at.names.items() if number in may_hear.about}


def _about(viewer: Worker, at: Table, reader: Reader, today: date) -> papers.About:
    row = at.row
    planned = clock.london(row.planned_at)
    return papers.About(
        council=practice.authority().service,
        kind=row.kind,
        kind_words=KINDS[row.kind],
        reference=rules.reference(row.pk),
        when=long_day(row.held_on) if row.held_on else rules.when_words(planned),
        place=row.place,
        chair=row.chair.name if row.chair else "",
        children=heard(viewer, at, reader, today),
        call=call_lines(at.worker),
        foot=f"{KINDS[row.kind]}, {long_day(row.held_on or planned.date())}",
    )


def invitation(viewer: Worker, at: Table, one: ConferenceInvitation, today: date) -> dict[str, Any] | None:
    """The letter that invites somebody; None for who may hear of none of the children."""
    reader = reader_of(viewer, at, one, today)
    about = _about(viewer, at, reader, today)
    if not about.children:
        return None
    return papers.invitation(
        about, reader, one.name, is_family=one.agency == rules.FAMILY, report_due_on=one.report_due_on
    )


def decisions(viewer: Worker, at: Table, one: ConferenceInvitation, today: date) -> dict[str, Any] | None:
    """What was decided, with the outline plan, for one reader; None for who may hear of none of the children."""
    reader = reader_of(viewer, at, one, today)
    about = _about(viewer, at, reader, today)
    if not about.children:
        return None
    whole = len(about.children) == len(at.names)
    outline = _outline(viewer, at, whole=whole)
    return papers.decisions(about, reader, _outcomes(at, today), outline, _again(at, today))


def _outcomes(at: Table, today: date) -> list[papers.Outcome]:
    labels = queries.categories(at.row.held_on or today)
    return [
        papers.Outcome(
            line.person_id,
            at.names[line.person_id],
            line.decision,
            labels.get(line.category, ""),
            line.why,
            line.dissent,
        )
        for line in at.lines
        if line.decision
    ]


def _outline(viewer: Worker, at: Table, *, whole: bool) -> papers.Outline:
    """The goals and tasks of the plan spoken of. Who hears only of some of the children gets no words about all."""
    if at.row.outline is None or not whole:
        return papers.Outline()
    plan = plans.whole(viewer, at.row.outline)
    return papers.Outline(
        [goal.words for goal in plan.open_goals],
        [(task.words, task.owner, task.due_on, task.due_words) for task in plan.open_tasks],
        at.row.outline.if_harder,
    )


def _again(at: Table, today: date) -> str:
    plan = at.row.outline
    return full_day(plan.review_on) if plan and plan.review_on and plan.review_on >= today else ""


def plan_of(viewer: Worker, people: Sequence[int]) -> FamilyPlan | None:
    """The open plan that one of these children has with us: a protection plan before any other."""
    rows = FamilyPlan.objects.seen_by(viewer).filter(ended_on=None, children__person__in=people)
    found = list(rows.order_by("-started_on", "-pk").distinct())
    return next((one for one in found if one.kind == "protection"), found[0] if found else None)


def reports(viewer: Worker, at: Table) -> list[Step]:
    """The finished reports to this conference, the latest first. One query."""
    rows = _reports(viewer, list(at.names), clock.london(at.row.planned_at).date())
    return list(rows.select_related("worker", "team", "form", "family").order_by("-completed_on", "-pk"))


def reports_for(viewer: Worker, people: Sequence[int], on: date) -> int:
    """How many finished reports about these children would go to a conference about this day. One query."""
    return _reports(viewer, people, on).count()


def _reports(viewer: Worker, people: Sequence[int], on: date) -> QuerySet[Step]:
    inside = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at=None)
    rows = Step.objects.seen_by(viewer).filter(kind=REPORT, state="completed", outcome="to_conference")
    return rows.filter(pk__in=inside.values("step"), completed_on__gte=on - REPORTS_HOLD)


def report(
    viewer: Worker, at: Table, step: Step, one: ConferenceInvitation, today: date
) -> dict[str, Any] | None:
    """A report as one of those invited may read it; None where nothing in it may be told to them."""
    reader = reader_of(viewer, at, one, today)
    made = copies.made(viewer, step, reader, today)
    return None if made.is_empty else made.copy.content


def record(
    viewer: Worker, at: Table, step: Step, one: ConferenceInvitation, today: date
) -> dict[str, Any] | None:
    """The record as one of those invited may read it: what the room decided, and what was said."""
    decided, said = decisions(viewer, at, one, today), report(viewer, at, step, one, today)
    if decided is None or said is None:
        return None
    came = [guest for guest in queries.invitations_of(viewer, at.row) if guest.attended in rules.CAME]
    there = [f"{guest.name}, {guest.role}" if guest.role else guest.name for guest in came]
    return papers.record(reader_of(viewer, at, one, today), decided, said, there)
