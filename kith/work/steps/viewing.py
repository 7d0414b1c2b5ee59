"""What the pages about one step have in common: opening it with a look in the trail, and what they show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.module_loading import import_string

from kith.access.doors import look_at
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.database.working_day import working_calendar
from kith.practice import Form, StepKind
from kith.work.answers import boxes, evidence
from kith.work.answers import rules as answering
from kith.work.answers.actions import Typed
from kith.work.answers.chronology import cited_in, events_of, links
from kith.work.answers.held import Held, form_of
from kith.work.models import STEP_STATES, Step, StepChild
from kith.work.naming import queries as naming
from kith.work.naming import rules as reading
from kith.work.steps import letters, queries, rules

EVENTS_BESIDE = 12
ABOUT = "the children of the step"  # whose record the pages of a step open
Kept = dict[tuple[str, int | None], tuple[Any, int]]


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
    kind, form = queries.kind_of(step), form_of(step)
    kept, last_saved = queries.answers_and_last_saved(viewer, step)
    told_alone = {child for _, child in kept if child}
    kept = _over(viewer, form, kept, typed, names)
    return {
        "step": step,
        "kind": kind,
        "state": STEP_STATES[step.state],
        "children": [(child.person_id, called(child.person, today)) for child in inside],
        "taken_out": [child for child in children if child.released_at],
        "told_alone": told_alone,
        "names": names,
        "family": _family(step, names),
        "clock": clock_of(step, kind, today),
        "form": form,
        "last_saved": last_saved,
        **_answered(viewer, step, form, kept, names, has_links=has_links),
        "read_out": boxes.read_out,
        "length": boxes.length,
        "door": "work",
    }


def _answered(
    viewer: Worker, step: Step, form: Form, kept: Kept, names: Mapping[int, str], *, has_links: bool
) -> dict[str, Any]:
    """The form with its answers, and what stops finishing."""
    answers = {key: value for key, (value, _) in kept.items()}
    known = known_in(viewer, step, form, answers)
    standing = answering.standing(form, answers, names)
    shown = links(viewer, list(names), cited_in(form, answers)) if has_links else None
    return {
        "answers": answers,
        "letters": letters.of_sections({one.id: one.title for one in form.sections}),
        "parts": boxes.lay_out(form, kept, names, clock.today(), shown, known, standing),
        "stops": standing.stops if step.is_open else [],
    }


def known_in(viewer: Worker, step: Step, form: Form, answers: answering.Answers) -> reading.Known:
    """Who and what is named in these answers, as far as the viewer may be told."""
    said = boxes.named(form, ((box, value) for (box, _), value in answers.items()))
    return naming.known(viewer, said, step.started_on)


def _family(step: Step, names: Mapping[int, str]) -> str:
    return f"{step.family.name} family" if step.family else reading_words.listing(list(names.values()))


def _over(viewer: Worker, form: Form, kept: Kept, typed: Sequence[Typed], names: Mapping[int, str]) -> Kept:
    """What stands in the boxes: what is kept, and over it what was typed and is not."""
    over = {(one.name, one.child): _as_typed(viewer, form, one, kept, names) for one in typed}
    return kept | {key: (over[key], one.base_version) for one in typed for key in [(one.name, one.child)]}


def _as_typed(viewer: Worker, form: Form, one: Typed, kept: boxes.Kept, names: Mapping[int, str]) -> Any:
    """What was typed and not kept, as it stands in its box again: a number that is nobody's stays beside its words."""
    if (kind := boxes.kind_of(form, one.name)) not in reading.KINDS:
        return one.value
    held, _ = kept.get((one.name, one.child), ("", 0))
    return naming.settled(viewer, kind, one.value, [held], list(names))


def read_as(held: Held, name: str, child: int | None) -> str:
    """How the answer in one box is understood; nothing for kinds that are what they say."""
    kind, written = boxes.kind_of(held.form, name), held.written.get((name, child))
    if kind not in reading.READ or written is None:
        return ""
    return reading.read_as(kind, written.value, reading.Known(day=held.step.started_on))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one section is, for the list of sections beside a form."""

    id: str
    title: str
    state: str
    missing: int


def progress_of(
    step: Step, form: Form, answers: answering.Answers, children: Mapping[int, str]
) -> dict[str, Any]:
    """How far each section of a step is and what stops finishing."""
    standing = answering.standing(form, answers, children)
    lacking = Counter(gap.section for gap in standing.stops)
    return {
        "kind": queries.kind_of(step),
        "stops": standing.stops,
        "parts": [
            Progress(one.id, one.title, standing.states[one.id], lacking[one.id]) for one in form.sections
        ],
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
