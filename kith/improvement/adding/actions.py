"""Adding headings and actions to a plan, changing them, and carrying on what an earlier plan left unfinished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.improvement import rules
from kith.improvement.carrying.actions import take_along
from kith.improvement.changes import actions as changes
from kith.improvement.held import held_here
from kith.improvement.layout.actions import Named, begin
from kith.improvement.models import (
    ActionLead,
    ActionRating,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
)
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.words import CLOSED, DUE

LONGEST = 5_000
MOST_THEMES = 40
Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An action as somebody wants it: what, who leads, until when."""

    words: str
    bodies: Sequence[str]
    officer: str
    due_kind: str = ""
    due_on: date | None = None


@action(May.CHANGE_IMPROVEMENT)
def begin_with(
    by: Worker, *, named: Named, themes: Sequence[str], predecessor: ImprovementPlan | None = None
) -> ImprovementPlan:
    """Begin a plan with its themes, numbered in the order in which they are named. Refused without any."""
    titles = [words for one in themes if (words := rules.one_line(one))]
    if not titles or len(titles) > MOST_THEMES or max(map(len, titles)) > LONGEST_TITLE:
        raise Refused(
            f"Write from 1 to {MOST_THEMES} themes, one a line, each of at most {LONGEST_TITLE} letters.",
            "themes",
        )
    plan = begin(by, named=named, predecessor=predecessor)
    PlanTheme.objects.bulk_create(
        PlanTheme(plan=plan, number=str(place), outline=[place], title=title)
        for place, title in enumerate(titles, 1)
    )
    return plan


@action(May.CHANGE_IMPROVEMENT)
def add_theme(
    by: Worker, plan: ImprovementPlan, *, title: str, lead: str = "", under: int | None = None
) -> PlanTheme:
    """Add a theme to a plan, or a section under one of its themes; it gets the next number."""
    words, leads = rules.one_line(title), rules.one_line(lead)
    parent = _theme(plan, under, "under") if under else None
    problems: Problems = []
    if not words or len(words) > LONGEST_TITLE:
        problems.append(("title", f"Write a title of at most {LONGEST_TITLE} letters."))
    if len(leads) > LONGEST_TITLE:
        problems.append(("lead", f"A lead has at most {LONGEST_TITLE} letters."))
    if parent and parent.parent_id:
        problems.append(("under", "A section stands under a theme, not under another section."))
    if problems:
        raise Refused.several(problems)
    outline = _next(plan, tuple(parent.outline) if parent else ())
    number = rules.written(outline)
    changes.keep(by, plan, subject=f"Heading {number}", field="added", after=words)
    return PlanTheme.objects.create(
        plan=plan,
        parent=parent,
        number=number,
        outline=list(outline),
        title=words,
        lead=leads,
    )


@action(May.CHANGE_IMPROVEMENT)
def add_action(by: Worker, plan: ImprovementPlan, *, theme: int, wanted: Wanted) -> PlanAction:
    """Add an action under a heading of a plan, with the next number. Refused with everything that is wrong with it."""
    heading = _theme(plan, theme, "theme")
    words, officer, bodies = _clean(wanted)
    if problems := _problems(plan, heading, wanted):
        raise Refused.several(problems)
    due_on = rules.due_on(wanted.due_kind, plan.inspected_on, wanted.due_on)
    outline = _next(plan, tuple(heading.outline))
    row = PlanAction.objects.create(
        plan=plan, theme=heading, number=rules.written(outline), outline=list(outline), words=words,
        lead_officer=officer, due_kind=wanted.due_kind, due_on=due_on, by=by, recorded_at=clock.now(),
    )  # fmt: skip
    _lead(row, bodies)
    changes.keep(by, plan, subject=f"Action {row.number}", field="added", after=words)
    return row


@action(May.CHANGE_IMPROVEMENT)
def change_action(by: Worker, about: PlanAction, *, wanted: Wanted, why: str) -> PlanAction:
    """Change what an action says, who leads it or when it is due. Each change stands in the log, with why.

    Refused without a reason, without any change, and with everything that is wrong with the action then.
    """
    row, reason = held_here(about), rules.one_line(why)
    words, officer, bodies = _clean(wanted)
    problems = _problems(row.plan, row.theme, wanted)
    problems += rules.problem_of_words("why_changed", reason, "Write why it is changed.", LONGEST)
    if problems:
        raise Refused.several(problems)
    due_on = rules.due_on(wanted.due_kind, row.plan.inspected_on, wanted.due_on)
    before = [one.body.name for one in row.leads.select_related("body").order_by("place")]
    told = [
        ("what is done", row.words, words),
        ("lead officer", row.lead_officer, officer),
        ("lead body", " / ".join(before), " / ".join(bodies)),
        ("due", _due_words(row.due_on), _due_words(due_on)),
    ]
    changed = [one for one in told if one[1] != one[2]]
    if not changed and row.due_kind == wanted.due_kind:
        raise Refused("Nothing is changed.")
    for field, stood, stands in changed:
        kept = {"subject": f"Action {row.number}", "field": field, "before": stood, "after": stands}
        changes.keep(by, row.plan, **kept, why=reason)
    row.words, row.lead_officer, row.due_kind, row.due_on = words, officer, wanted.due_kind, due_on
    row.save()
    if before != bodies:
        row.leads.all().delete()
        _lead(row, bodies)
    return row


def _due_words(day: date | None) -> str:
    return short_day(day) if day else "no end is set"


def _clean(wanted: Wanted) -> tuple[str, str, list[str]]:
    """The words, the officer and the bodies of an action, as they are kept."""
    bodies = list(dict.fromkeys(name for one in wanted.bodies if (name := rules.one_line(one))))
    return rules.one_line(wanted.words), rules.one_line(wanted.officer), bodies


def _problems(plan: ImprovementPlan, heading: PlanTheme, wanted: Wanted) -> Problems:
    """Everything that is wrong with an action as somebody wants it."""
    words, officer, bodies = _clean(wanted)
    problems: Problems = [] if words and len(words) <= LONGEST else [("words", "Write what is to be done.")]
    problems += [] if bodies else [("bodies", "Write who leads it; several with / between them.")]
    if any(len(one) > LONGEST_TITLE for one in (*bodies, officer)):
        problems.append(("officer", f"A lead has at most {LONGEST_TITLE} letters."))
    if not (officer or heading.lead or (heading.parent and heading.parent.lead)):
        problems.append(("officer", "Write who answers for it: neither heading above it names anybody."))
    if wanted.due_kind not in ("", *DUE):
        problems.append(("due_kind", "Choose when it is due."))
    problems += rules.problems_of_due(wanted.due_kind, plan.inspected_on, wanted.due_on)
    return problems


def _lead(row: PlanAction, bodies: Sequence[str]) -> None:
    for place, name in enumerate(bodies):
        body, _ = LeadBody.objects.get_or_create(name=name)
        ActionLead.objects.create(action=row, body=body, place=place)


@action(May.CHANGE_IMPROVEMENT)
def carry_on(
    by: Worker, plan: ImprovementPlan, *, chosen: Mapping[int, int], due_on: date | None = None
) -> ImprovementPlan:
    """Carry unfinished actions of earlier plans on in this one: ids of actions to ids of its headings.

    Each keeps its words, leads, rating, measure and whole history; `due_on` is the new end of all of them, without it
    each keeps its own. What they wait for goes along, and risks and issues beside which nothing unfinished is left.
    Refused for what is completed, carried on already, or of no earlier plan of the programme.
    """
    if not chosen:
        raise Refused("Choose a heading for at least one action.", field="chosen")
    if due_on and not rules.FIRST_DAY <= due_on <= rules.LAST_DAY:
        raise Refused("Write a day from 1990 to 2060.", field="due_on")
    earlier = PlanAction.objects.select_for_update(of=("self",)).select_related("plan")
    found = earlier.filter(pk__in=chosen, plan__programme=plan.programme_id).exclude(plan=plan)
    rows = {row.pk: row for row in found}
    carried = PlanAction.objects.filter(carried_from__in=rows).values_list("carried_from", flat=True)
    gone = set(carried)  # asked once they are held: somebody else may have carried one on meanwhile
    for number in chosen:
        _obstacle(rows.get(number), number in gone)
    for row in sorted(rows.values(), key=lambda one: one.outline):
        _carry(by, plan, row, _theme(plan, chosen[row.pk], f"chosen_{row.pk}"), due_on)
    take_along(by, plan, list(rows.values()))
    return plan


def _obstacle(row: PlanAction | None, is_carried: bool) -> None:
    """Raises Refused where an action cannot be carried on."""
    if row is None:
        raise Refused("Choose actions of an earlier plan of this programme.", field="chosen")
    if row.rating in CLOSED:
        raise Refused(f"{row.number} is completed: there is nothing to carry on.", field=f"chosen_{row.pk}")
    if is_carried:
        raise Refused(f"{row.number} is carried on already.", field=f"chosen_{row.pk}")


def _carry(by: Worker, plan: ImprovementPlan, row: PlanAction, theme: PlanTheme, due_on: date | None) -> None:
    outline, now, today = _next(plan, tuple(theme.outline)), clock.now(), clock.today()
    made = PlanAction.objects.create(
        plan=plan, theme=theme, number=rules.written(outline), outline=list(outline), words=row.words,
        lead_officer=row.lead_officer or row.theme.lead, due_kind="day" if due_on else row.due_kind,
        due_on=due_on or row.due_on, rating=row.rating, rated_on=today if row.rating else None,
        measure=row.measure, carried_from=row, by=by, recorded_at=now,
    )  # fmt: skip
    ActionLead.objects.bulk_create(
        ActionLead(action=made, body_id=one.body_id, place=one.place) for one in row.leads.all()
    )
    row.deliverables.filter(closed_on=None).update(action=made)
    changes.keep(
        by,
        plan,
        subject=f"Action {made.number}",
        field="carried on",
        before=f"{row.number} of {row.plan.name}",
    )
    if row.rating:
        ActionRating.objects.create(
            action=made, before=row.rating, rating=row.rating, rated_on=today, by=by, recorded_at=now,
            why=f"Carried on from {row.number} of {row.plan.name}.",
        )  # fmt: skip


def _theme(plan: ImprovementPlan, number: int, field: str) -> PlanTheme:
    found = PlanTheme.objects.filter(plan=plan, pk=number).select_related("parent").first()
    if found is None:
        raise Refused("Choose a heading of this plan.", field=field)
    return found


def _next(plan: ImprovementPlan, above: tuple[int, ...]) -> tuple[int, ...]:
    """The next number under a heading; the plan is locked, so that two people never get one number."""
    ImprovementPlan.objects.select_for_update().get(pk=plan.pk)
    taken = [*plan.themes.values_list("outline", flat=True), *plan.actions.values_list("outline", flat=True)]
    outline = rules.beside(taken, above)
    if len(outline) > rules.DEEPEST:
        raise Refused("A plan has themes, sections and actions, and nothing under them.", field="theme")
    return outline
