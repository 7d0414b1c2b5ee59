"""What the pages about one step have in common: opening it with a look in the trail, and what they show."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from kith.access.doors import look_at
from kith.access.may import May
from kith.core import clock, reading_words
from kith.database.working_day import working_calendar
from kith.practice import Form, StepKind
from kith.work.answers import boxes, evidence
from kith.work.answers import rules as answering
from kith.work.answers.actions import Typed
from kith.work.answers.chronology import cited_in, events_of, links
from kith.work.models import STEP_STATES, Step, StepChild
from kith.work.steps import queries, rules

EVENTS_BESIDE = 12


def opened(request: HttpRequest, number: int) -> tuple[Step, list[StepChild]]:
    """The step and its children, each with a line in the trail; 404 for what the viewer may not know."""
    step = queries.step_of(request.user, number)
    if step is None:
        raise Http404
    children = queries.children_of(request.user, step)
    why = import_string(settings.KITH_WHY)
    for person, reason in why(request.user, [child.person_id for child in children]).items():
        look_at(request, [person], reason)
    return step, children


def called(person: Any, today: date) -> str:
    """ "Tia, 9": the first name and the age as far as it is known."""
    name = queries.first_name(person)
    return f"{name}, {reading_words.age(person.born_on, today)}" if person.born_on else name


def page_of(
    request: HttpRequest,
    step: Step,
    children: list[StepChild],
    typed: Sequence[Typed] = (),
    *,
    has_links: bool = True,
) -> dict[str, Any]:
    """What every page about a step shows: head, children, clock, form with answers, what stops finishing.

    ``typed`` stands in the boxes in place of what is kept, with the versions its writer had seen.
    ``has_links``: whether events that are cited lead to where they are shown.
    """
    viewer, today = request.user, clock.today()
    inside = [child for child in children if child.released_at is None]
    names = {child.person_id: queries.first_name(child.person) for child in inside}
    kind, form = queries.kind_of(step), Form.from_content(step.form.content)
    kept = queries.kept_answers(viewer, step)
    kept |= {(one.name, one.child): (one.value, one.base_version) for one in typed}
    answers = {key: value for key, (value, _) in kept.items()}
    shown = links(viewer, list(names), cited_in(form, answers)) if has_links else None
    return {
        "step": step,
        "kind": kind,
        "state": STEP_STATES[step.state],
        "children": [(child.person_id, called(child.person, today)) for child in inside],
        "taken_out": [child for child in children if child.released_at],
        "names": names,
        "family": f"{step.family.name} family"
        if step.family
        else reading_words.listing(list(names.values())),
        "clock": clock_of(step, kind, today),
        "form": form,
        "answers": answers,
        "parts": boxes.lay_out(form, kept, names, today, shown),
        "stops": answering.stops(form, answers, names) if step.is_open else [],
        "read_out": boxes.read_out,
        "door": "work",
    }


def clock_of(step: Step, kind: StepKind, today: date) -> rules.Clock:
    """How the clock of a step stands today, or stood when it was completed."""
    days = working_calendar()
    if step.completed_on:
        return rules.finished_clock(step.due_on, step.completed_on, days)
    if not step.is_open:
        return rules.Clock("", "cancelled")
    return rules.clock(
        due_on=step.due_on,
        clock_from_on=step.clock_from_on,
        limit_days=step.limit_days,
        today=today,
        warn_days=kind.warn_days,
        calendar=days,
    )


def chronology(request: HttpRequest, names: Mapping[int, str], most: int) -> list[dict[str, Any]]:
    """The latest events about these children, each with the words that cite it in a text or as evidence."""
    found = events_of(request.user, list(names))
    return [
        {
            "on": event.on,
            "title": event.title,
            "words": event.words,
            "href": event.href,
            "cite": f"[{event.title} {reading_words.short_day(event.on)}]",
            "line": evidence.cite(event).line,
        }
        for event in found[:most]
    ]


def may_write(request: HttpRequest, step: Step) -> bool:
    """Whether the viewer can write in the step now."""
    return request.user.may(May.WRITE_STEP) and rules.obstacle_to("save", step.state) is None
