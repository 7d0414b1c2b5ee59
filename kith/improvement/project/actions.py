"""Setting a project up, and its milestones."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.improvement import rules as plans
from kith.improvement.changes import actions as changes
from kith.improvement.models import Milestone, PlanTheme
from kith.improvement.models.plans import LONGEST_TITLE
from kith.improvement.project import rules
from kith.improvement.rules import in_lines, one_line, problem_of_words

Problems = list[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Brief:
    """What a project is set up with: who leads it, its scope, its outcomes, its impact, from when until when."""

    lead: str
    scope: str
    outcomes: str
    impact: str
    starts_on: date | None
    ends_on: date | None


@action(May.CHANGE_IMPROVEMENT)
def set_up(by: Worker, about: PlanTheme, *, brief: Brief, why: str = "") -> PlanTheme:
    """Say what a project is for. What it said before stays in the change log."""
    row = PlanTheme.objects.select_for_update(of=("self",)).select_related("plan").get(pk=about.pk)
    after = {name: in_lines(getattr(brief, name)) for name in ("scope", "outcomes", "impact")}
    after["lead"] = one_line(brief.lead)
    problems: Problems = [*rules.problems_of_days(brief.starts_on, brief.ends_on)]
    for name, text in after.items():
        longest = LONGEST_TITLE if name == "lead" else rules.LONGEST
        problems += [(name, f"Write at most {longest:,} letters.")] if len(text) > longest else []
    if problems:
        raise Refused.several(problems)
    told = [(name, getattr(row, name), text) for name, text in after.items()]
    told += [
        ("starts", _day(row.starts_on), _day(brief.starts_on)),
        ("ends", _day(row.ends_on), _day(brief.ends_on)),
    ]
    for field, stood, stands in told:
        if stood != stands:
            kept = {"subject": f"Project {row.number}", "field": field, "before": stood, "after": stands}
            changes.keep(by, row.plan, **kept, why=one_line(why)[: rules.LONGEST])
    for name, text in after.items():
        setattr(row, name, text)
    row.starts_on, row.ends_on = brief.starts_on, brief.ends_on
    row.save()
    return row


@action(May.CHANGE_IMPROVEMENT)
def add_milestone(by: Worker, about: PlanTheme, *, title: str, due_on: date | None) -> Milestone:
    """Say where a project is to be by a day."""
    words = one_line(title)
    problems: Problems = [*problem_of_words("title", words, "Write what is reached then.", LONGEST_TITLE)]
    problems += plans.problems_of_due("day", None, due_on)
    if problems or due_on is None:
        raise Refused.several(problems)
    try:
        with transaction.atomic():
            made = Milestone.objects.create(
                theme=about, title=words, due_on=due_on, by=by, recorded_at=clock.now()
            )
    except IntegrityError:
        raise Refused("The project has that milestone already.", field="title") from None
    changes.keep(by, about.plan, subject=f"Project {about.number}", field="milestone added", after=words)
    return made


@action(May.CHANGE_IMPROVEMENT)
def move_milestone(by: Worker, about: Milestone, *, due_on: date | None, why: str) -> Milestone:
    """Move the day of a milestone, with why: the day before stays in the change log."""
    row, words = _open(about), one_line(why)
    problems: Problems = [("moved_to", told) for _, told in plans.problems_of_due("day", None, due_on)]
    problems += problem_of_words("why", words, "Write why it moves.", rules.LONGEST)
    if problems or due_on is None:
        raise Refused.several(problems)
    if due_on == row.due_on:
        raise Refused("It is due on that day already.", field="moved_to")
    kept = {
        "subject": row.title,
        "field": "milestone moved",
        "before": _day(row.due_on),
        "after": _day(due_on),
    }
    changes.keep(by, row.theme.plan, **kept, why=words)
    row.due_on = due_on
    row.save()
    return row


@action(May.CHANGE_IMPROVEMENT)
def reach_milestone(by: Worker, about: Milestone, *, reached_on: date | None) -> Milestone:
    """Say on which day a milestone was reached."""
    row = _open(about)
    if wrong := plans.problem_of_day(reached_on, clock.today()):
        raise Refused(wrong, field="reached_on")
    row.reached_on = reached_on
    row.save()
    kept = {"subject": row.title, "field": "milestone reached", "after": _day(reached_on)}
    changes.keep(by, row.theme.plan, **kept)
    return row


def _open(about: Milestone) -> Milestone:
    """The row of a milestone, locked. Raises Refused where it is reached already."""
    row = Milestone.objects.select_for_update(of=("self",)).select_related("theme__plan").get(pk=about.pk)
    if row.reached_on:
        raise Refused("It is reached already.")
    return row


def _day(day: date | None) -> str:
    return short_day(day) if day else ""
