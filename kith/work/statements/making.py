"""A statement as it would be handed out today: from the answers of its step and the events chosen in it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import FOR_WORKERS, Reader
from kith.practice import Form
from kith.work.answers import boxes
from kith.work.answers.chronology import events_of
from kith.work.answers.held import form_of
from kith.work.models import Step
from kith.work.paper import pdf_of
from kith.work.statements import content
from kith.work.steps import queries
from kith.work.steps.viewing import called, known_in

TEMPLATE = Path(__file__).with_name("statement.typ")
SIGNED = ("signed_off", "told")
COURT = "The court"


@dataclass(frozen=True, slots=True)
class Made:
    """A statement as it would be handed out: what stands in it, and how many chosen events are left out."""

    content: dict[str, Any]
    left_out: int

    @property
    def mark(self) -> str:
        """By which it is known again."""
        return content.mark(self.content)


def has_chronology(form: Form) -> bool:
    """Whether a step asked with this form is handed out with a chronology."""
    return any(question.kind == "events" for question in form.questions)


def reader_of(viewer: Worker, step: Step, asked: int, today: date) -> Reader | None:
    """Whom it is made for: everybody who may hear it when nobody is asked for; None for who is not there."""
    people = list(queries.names_inside(viewer, step))
    return outputs.reader(viewer, asked, people, today) if asked else outputs.everybody(viewer, people, today)


def made(viewer: Worker, step: Step, reader: Reader, today: date) -> Made:
    """The statement for somebody, in the words of its step. Nothing of it is written for this."""
    form, rows = form_of(step), queries.children_of(viewer, step)
    inside = [row.person for row in rows if row.released_at is None]
    names = {person.pk: queries.first_name(person) for person in inside}
    kept, _ = queries.answers_and_last_saved(viewer, step)
    answers = {key: value for key, (value, _) in kept.items()}
    known = known_in(viewer, step, form, answers)
    chosen = [
        str(line)
        for question in form.questions
        if question.kind == "events"
        for line in answers.get((question.id, None)) or ()
    ]
    found = events_of(viewer, list(names)) if chosen else []
    told = content.Told(
        council=practice.authority().service,
        title=step.title,
        children={person.pk: called(person, today) for person in inside},
        names=names,
        writer=f"Written by {step.worker.name}, {step.team.name}" if step.worker else step.team.name,
        signed=_signed(viewer, step),
        parts=boxes.lay_out(form, kept, names, today, None, known),
        chosen=chosen,
        found=found,
        today=today,
        reader=reader,
    )
    kinds = [event.source[0] for event in content.in_order(chosen, found)]
    return Made(content.content(told), sum(kind in FOR_WORKERS for kind in kinds))


def _signed(viewer: Worker, step: Step) -> str:
    """Who signed it off, and when; nothing while nobody has."""
    if not step.completed_on:
        return ""
    for one in queries.decisions_on(viewer, step):
        if one.decision in SIGNED and one.decided_by and one.decided_at:
            on = reading_words.long_day(clock.london(one.decided_at).date())
            return f"Signed off by {one.decided_by.name} on {on}"
    return f"Finished on {reading_words.long_day(step.completed_on)}"


def set_as_pdf(told: dict[str, Any]) -> bytes:
    """The file of a statement."""
    return pdf_of(TEMPLATE, told)
