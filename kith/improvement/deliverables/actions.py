"""Adding and closing what an action delivers, and saying what it waits for."""

from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement import rules as plans
from kith.improvement.changes import actions as changes
from kith.improvement.deliverables import queries, rules
from kith.improvement.held import held_here
from kith.improvement.models import Deliverable, PlanAction, PlanDependency
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.rules import in_lines, one_line, problem_of_words

LONGEST = 5_000
Problems = list[tuple[str | None, str]]


@action(May.CHANGE_IMPROVEMENT)
def add_deliverable(
    by: Worker, about: PlanAction, *, title: str, owner: str, due_on: date | None
) -> Deliverable:
    """Say what an action delivers, who answers for it and by when."""
    row, words, name = held_here(about), one_line(title), one_line(owner)
    problems: Problems = [*problem_of_words("deliverable", words, "Write what is delivered.", LONGEST_TITLE)]
    problems += problem_of_words("deliverable_owner", name, "Write who answers for it.", LONGEST_TITLE)
    problems += [("deliverable_due_on", told) for _, told in plans.problems_of_due("day", None, due_on)]
    if row.rating in ("green", "proved"):
        problems.append((None, "The action is completed. Rate it amber before it has more to deliver."))
    if problems or due_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            made = Deliverable.objects.create(
                action=row, title=words, owner=name, due_on=due_on,
                affected_agreed_on=row.affected_agreed_on, by=by, recorded_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("The action delivers that already.", field="deliverable") from None
    changes.keep(by, row.plan, subject=f"Action {row.number}", field="deliverable added", after=words)
    return made


@action(May.CHANGE_IMPROVEMENT)
def close_deliverable(
    by: Worker, about: Deliverable, *, delivered: str, closed_on: date | None
) -> Deliverable:
    """Close a deliverable with what was delivered. Refused while nobody affected says that it helped."""
    held_here(about.action)  # before the deliverable, as feedback and carrying on hold them
    row, words = _held(about), in_lines(delivered)
    if why := rules.obstacle_to_closing(row.affected_agreed_on, row.closed_on):
        raise Refused(why, field="closing")
    problems: Problems = [*problem_of_words("delivered", words, "Write what was delivered.", LONGEST)]
    if wrong := plans.problem_of_day(closed_on, clock.today()):
        problems.append(("closed_on", wrong))
    if problems:
        raise Refused.several(problems)
    row.closed_on, row.delivered = closed_on, words
    row.save()
    kept = {"subject": f"Action {row.action.number}", "field": "deliverable closed"}
    changes.keep(by, row.action.plan, **kept, before=row.title, after=words)
    return row


@action(May.CHANGE_IMPROVEMENT)
def depend(by: Worker, about: PlanAction, *, needs: str, outside: str = "") -> PlanDependency:
    """Say that an action waits for another one of its plan, by number, or for something outside, in words.

    Refused for itself, for an action that waits for this one, and for what it waits for already.
    """
    row, words = held_here(about), one_line(outside)
    needed = (
        row.plan.actions.filter(outline=list(plans.outline(needs) or ())).first() if needs.strip() else None
    )
    if bool(needs.strip()) == bool(words):
        raise Refused(
            "Write the number of an action, or something outside the plan: one of the two.", "needs"
        )
    if needs.strip() and needed is None:
        raise Refused(f"This plan has no action {one_line(needs)[:20]}.", field="needs")
    if needed and rules.leads_back(queries.needs(row.plan), needed.pk, row.pk):
        raise Refused(f"{needed.number} waits for {row.number} already, or is the same.", field="needs")
    if len(words) > LONGEST_TITLE:
        raise Refused(f"Write at most {LONGEST_TITLE} letters.", field="outside")
    try:
        with transaction.atomic():
            made = PlanDependency.objects.create(
                action=row, needs=needed, outside=words, by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused("It waits for that already.", field="needs") from None
    after = needed.number if needed else words
    changes.keep(by, row.plan, subject=f"Action {row.number}", field="waits for", after=after)
    return made


@action(May.CHANGE_IMPROVEMENT)
def meet(by: Worker, about: PlanDependency, *, met_on: date) -> PlanDependency:
    """Say that what an action waited for outside the plan is there. Refused for an action: its rating says so."""
    row = (
        PlanDependency.objects.select_for_update(of=("self",)).select_related("action__plan").get(pk=about.pk)
    )
    if row.needs_id:
        raise Refused("It waits for an action: that is there when it is completed.")
    row.met_on = row.met_on or met_on
    row.save()
    kept = {"subject": f"Action {row.action.number}", "field": "waits for"}
    changes.keep(by, row.action.plan, **kept, before=row.outside, after="It is there.")
    return row


def follow_feedback(
    by: Worker, about: PlanAction, *, only: Deliverable | None, day: date, words: str
) -> None:
    """Let what was said count for one deliverable of an action, or for all: a no opens again what was closed."""
    for row in [only] if only else list(about.deliverables.select_for_update().order_by("pk")):
        agree = plans.affected_agree(queries.said_of(row))
        if agree:
            row.affected_agreed_on = row.affected_agreed_on or day
        else:
            row.affected_agreed_on = None
        if not agree and row.closed_on:
            row.closed_on = None
            kept = {"subject": f"Action {about.number}", "field": "deliverable open again"}
            changes.keep(by, about.plan, **kept, before=row.title, why=words)
        row.save()


def _held(about: Deliverable) -> Deliverable:
    """The row of a deliverable, locked, as it is now."""
    found = Deliverable.objects.select_for_update(of=("self",)).select_related("action__plan")
    return found.get(pk=about.pk)
