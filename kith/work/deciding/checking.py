"""The checks that are made for a manager, gathered from the record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kith.access.models import Worker
from kith.core import clock
from kith.database.working_day import working_calendar
from kith.practice import Form
from kith.practice.forms import HELD_ON
from kith.work import typed
from kith.work.copies import content
from kith.work.deciding import queries, rules
from kith.work.known.queries import shown_in
from kith.work.models import Step
from kith.work.plans.copies.sheet import ENOUGH
from kith.work.steps import rules as step_rules
from kith.work.steps.queries import counts_as_done_on

Answers = Mapping[tuple[str, int | None], Any]


def checks_of(viewer: Worker, work: Step, shown: Mapping[str, Any]) -> list[rules.Check]:
    """Every check on a piece of work, each with its result in words. One query, and those of the facts.

    ``shown`` is what the page about the step shows: its form, answers, names and clock.
    """
    late = step_rules.finished_late(work.due_on, counts_as_done_on(viewer, work), working_calendar())
    form, answers = shown["form"], shown["answers"]
    seen, set_aside = queries.seen_and_set_aside(viewer, work, shown["names"])
    return (
        rules.checks(
            missing=len(shown["stops"]),
            seen=seen,
            set_aside=set_aside,
            late_words=shown["clock"].words if late else "",
            has_late_reason=bool(work.late_reason),
        )
        + rules.more_checks(
            dates=wrong_dates(form, answers, work.started_on, clock.today()),
            danger=danger_told(form, answers),
            without_evidence=risks_without_evidence(form, answers),
            facts=_facts_said(viewer, work, shown) if work.is_open else [],
        )
        + _for_family(form, shown)
    )


def _for_family(form: Form, shown: Mapping[str, Any]) -> list[rules.Check]:
    """How long what the family will read is, and how old one has to be for it; nothing where they are given no copy."""
    if not form.for_family:
        return []
    found = content.said(shown["parts"], {})
    hard = [(one.title, content.length([one])) for one in found]
    return [
        rules.read_by_family(
            content.length(found), [(title, told.age) for title, told in hard if told.words >= ENOUGH]
        )
    ]


def _facts_said(viewer: Worker, work: Step, shown: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Each fact on record beside the form, and whether somebody said that it is still right."""
    found = shown_in(viewer, work, shown["form"], shown["names"])
    return [(one.fact.title, not one.is_open) for one in found if one.fact.asks and one.fact.is_known]


def wrong_dates(form: Form, answers: Answers, started_on: date, today: date) -> list[str]:
    """What is wrong with the days in it: the day it was held lies ahead, or before the work began."""
    if not form.has(HELD_ON):
        return []
    said = answers.get((HELD_ON, None))
    held_on = typed.day(said) if isinstance(said, str) else None
    if held_on is None:
        return []
    if held_on > today:
        return ["the day it was held lies ahead"]
    return ["the day it was held is before the work began"] if held_on < started_on else []


def danger_told(form: Form, answers: Answers) -> bool | None:
    """Whether the danger stands in one sentence, or why there is none; None where no risk is asked about."""
    asked = [question.id for question in form.questions if question.kind == "risk"]
    if not asked:
        return None
    boxes = [(f"{name}:danger", f"{name}:none") for name in asked]
    return all(any(_says(answers.get((box, None))) for box in pair) for pair in boxes)


def risks_without_evidence(form: Form, answers: Answers) -> int:
    """How many risks say what may happen and cite no event."""
    asked = {question.id for question in form.questions if question.kind == "risk"}
    rows = [
        name.split(":")
        for (name, child), value in answers.items()
        if child is None and name.endswith(":what") and _says(value)
    ]
    told = [(parts[0], parts[1]) for parts in rows if len(parts) == 3 and parts[0] in asked]
    return sum(not answers.get((f"{name}:{row}:evidence", None)) for name, row in told)


def _says(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)
