"""Reading a plan in from a workbook: all of it or nothing."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.core.workbook_reading import Sheet
from kith.improvement import rules
from kith.improvement.changes import actions as changes
from kith.improvement.layout.rules import ReadAction, ReadPlan, read
from kith.improvement.models import (
    ActionLead,
    ActionNote,
    ActionRating,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
    Programme,
)
from kith.improvement.models.plans import LONGEST_TITLE

AS_READ = "As read in from a workbook."
TAKEN = "There is a plan of this name already. Give this one another name."
RESERVED = (
    "read-in",
    "new",
    "recommendations",
    "action",
    "boards",
    "meeting",
    "hub",
    "members",
)  # parts of addresses


@dataclass(frozen=True, slots=True)
class Named:
    """What a plan is called, which programme it belongs to, from when it holds, and which day its limits count from.

    `stood_on` is the day of which a workbook tells; without it, today.
    """

    name: str
    programme: str
    started_on: date | None
    inspected_on: date | None = None
    stood_on: date | None = None
    asks_those_affected: bool = False
    about: str = ""


@action(May.CHANGE_IMPROVEMENT)
def begin(by: Worker, *, named: Named, predecessor: ImprovementPlan | None = None) -> ImprovementPlan:
    """Begin a plan without actions. Raises Refused with all that is wrong with its name or its days."""
    name, programme = rules.one_line(named.name), rules.one_line(named.programme)
    code, today = slugify(name)[:50], clock.today()
    problems: list[tuple[str | None, str]] = []
    for field, text in (("name", name), ("programme", programme)):
        if not text or len(text) > LONGEST_TITLE:
            problems.append((field, f"Write a name of at most {LONGEST_TITLE} letters."))
    if not code and name:
        problems.append(("name", "A name needs letters or numbers."))
    if code in RESERVED or ImprovementPlan.objects.filter(code=code).exists():
        problems.append(("name", TAKEN))
    if named.started_on is None or not rules.FIRST_DAY <= named.started_on <= rules.LAST_DAY:
        problems.append(("started_on", "Write the day it begins, such as 21/4/2026."))
    if named.inspected_on and (wrong := rules.problem_of_day(named.inspected_on, today)):
        problems.append(("inspected_on", wrong))
    if named.stood_on and (wrong := rules.problem_of_day(named.stood_on, today)):
        problems.append(("stood_on", wrong))
    if problems or named.started_on is None:
        raise Refused.several(problems)
    under, _ = Programme.objects.get_or_create(name=programme)
    try:
        with transaction.atomic():
            return ImprovementPlan.objects.create(
                programme=under, code=code, name=name, about=named.about.strip(), started_on=named.started_on,
                inspected_on=named.inspected_on, asks_those_affected=named.asks_those_affected,
                predecessor=predecessor, by=by, recorded_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused(TAKEN, field="name") from None


@action(May.CHANGE_IMPROVEMENT)
def read_in(by: Worker, *, named: Named, sheet: Sheet) -> ImprovementPlan:
    """Make a plan of a sheet. Raises Refused with everything wrong with the sheet, row by row: nothing is kept then."""
    found = read(sheet.rows, sheet.day, named.inspected_on)
    if found.problems:
        raise Refused.several([("file", str(one)) for one in found.problems])
    plan = begin(by, named=named)
    _outline(plan, found)
    _actions(by, plan, found, named.stood_on or clock.today())
    changes.keep(by, plan, subject="The plan", field="read in", after=count(len(found.actions), "action"))
    return plan


def _outline(plan: ImprovementPlan, found: ReadPlan) -> None:
    """The headings, those above first."""
    made: dict[str, PlanTheme] = {}
    for one in sorted(found.themes, key=lambda theme: bool(theme.parent)):
        made[one.number] = PlanTheme.objects.create(
            plan=plan, parent=made.get(one.parent), number=one.number, outline=list(one.outline),
            title=one.title, lead=one.lead,
        )  # fmt: skip


def _actions(by: Worker, plan: ImprovementPlan, found: ReadPlan, on: date) -> None:
    """The actions with their leads, first ratings and notes, in a handful of statements."""
    themes = dict(plan.themes.values_list("number", "pk"))
    now = clock.now()
    rows = [
        PlanAction(
            plan=plan, theme_id=themes[one.theme], number=one.number, outline=list(one.outline), words=one.words,
            lead_officer=one.officer, due_kind=one.due_kind, due_on=one.due_on, rating=one.rating,
            rated_on=on if one.rating else None, by=by, recorded_at=now,
        )
        for one in found.actions
    ]  # fmt: skip
    PlanAction.objects.bulk_create(rows)
    pairs = list(zip(rows, found.actions, strict=True))
    _leads(pairs)
    ActionRating.objects.bulk_create(
        ActionRating(action=row, rating=one.rating, rated_on=on, why=AS_READ, by=by, recorded_at=now)
        for row, one in pairs
        if one.rating
    )
    ActionNote.objects.bulk_create(
        ActionNote(action=row, words=one.note, noted_on=on, by=by, recorded_at=now)
        for row, one in pairs
        if one.note
    )


def _leads(pairs: list[tuple[PlanAction, ReadAction]]) -> None:
    names = {body for _, one in pairs for body in one.bodies}
    LeadBody.objects.bulk_create([LeadBody(name=name) for name in sorted(names)], ignore_conflicts=True)
    known = dict(LeadBody.objects.filter(name__in=names).values_list("name", "pk"))
    ActionLead.objects.bulk_create(
        ActionLead(action=row, body_id=known[body], place=place)
        for row, one in pairs
        for place, body in enumerate(one.bodies)
    )
