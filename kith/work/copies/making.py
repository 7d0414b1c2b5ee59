"""A family's copy of a piece of work as it would be given today: from its own answers, set, and looked over."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from kith.access import practice
from kith.access.models import Worker
from kith.core import reading_words
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader
from kith.practice.forms import OUTCOME, Form
from kith.work.answers import boxes
from kith.work.answers.held import form_of
from kith.work.copies import content
from kith.work.copies.queries import hearing
from kith.work.models import Step, StepChild
from kith.work.plans.copies import making as plans
from kith.work.statements.content import mark
from kith.work.statements.making import SIGNED
from kith.work.steps import queries
from kith.work.steps.viewing import called, known_in

THEN = "leave out a part below, which the page then says"


@dataclass(frozen=True, slots=True)
class Made:
    """A copy as it would be given. ``parts``: what may be left out by choice; ``kept_back``: what is not told.

    ``about``: first names of the children it tells of; ``unheard``: those of whom it must not tell.
    """

    copy: plans.Made
    parts: list[tuple[str, str]]
    kept_back: list[str]
    about: list[str]
    unheard: tuple[str, ...]

    @property
    def mark(self) -> str:
        """By which it is known that what is given is what was read."""
        return mark(self.copy.content)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all can be told."""
        return not (self.copy.content["left"] or self.copy.content["children"])

    @property
    def too_long(self) -> str:
        """What to say of one that is too long for a side."""
        return plans.too_long_words(self.copy.printed.lines_over, self.copy.longest, THEN)


def reader_of(viewer: Worker, step: Step, asked: int, today: date) -> Reader | None:
    """Whom it is made for: everybody when nobody is asked for; None for who is not there."""
    names = queries.names_inside(viewer, step)
    if not asked:
        return outputs.everybody(viewer, list(names), today)
    is_offered = asked in dict(outputs.readers(viewer, names))
    return outputs.reader(viewer, asked, list(names), today) if is_offered else None


def decided(form: Form, rows: Collection[StepChild]) -> dict[int, tuple[str, str]]:
    """First name and decided outcome of each child, in words; nothing while it is not decided."""
    label = form.question(OUTCOME).label if form.has(OUTCOME) else str
    return {
        row.person_id: (queries.first_name(row.person), label(row.outcome)) for row in rows if row.outcome
    }


def made(
    viewer: Worker, step: Step, reader: Reader, today: date, *, about: int = 0, leave: Collection[str] = ()
) -> Made:
    """The copy for somebody. ``about``: one child, or 0 for all; ``leave``: questions left out by choice."""
    form = form_of(step)
    inside = [row for row in queries.children_of(viewer, step) if row.released_at is None]
    names = {row.person_id: queries.first_name(row.person) for row in inside}
    may_hear = hearing(viewer, reader, names, about, today)
    kept, back = content.heard(_said(viewer, step, form, inside, names), may_hear)
    page = content.content(
        content.Told(
            council=practice.authority().service,
            title=step.title,
            children={
                row.person_id: (names[row.person_id], called(row.person, today))
                for row in inside
                if row.person_id in may_hear.about
            },
            lead=_lead(viewer, step),
            said=[one for one in kept if one.id not in leave],
            left=[one.title for one in kept if one.id in leave],
            call=plans.call_lines(_worker(step)),
            unhappy=plans.unhappy_lines(_worker(step), step.team_id, today),
            foot=f"{step.title}, {reading_words.long_day(step.completed_on or today)}",
            reader=reader,
        )
    )
    return Made(
        plans.looked_over(page, today),
        [(one.id, one.title) for one in kept],
        back,
        [name for child, name in names.items() if child in may_hear.about],
        may_hear.unheard,
    )


def _said(
    viewer: Worker, step: Step, form: Form, inside: Collection[StepChild], names: Mapping[int, str]
) -> list[content.Said]:
    kept, _ = queries.answers_and_last_saved(viewer, step)
    answers = {key: value for key, (value, _) in kept.items()}
    known = known_in(viewer, step, form, answers)
    parts = boxes.lay_out(form, kept, names, step.started_on, None, known)
    return content.said(parts, decided(form, inside) if step.completed_on else {})


def _worker(step: Step) -> Worker | None:
    """Whom the family rings: whoever wrote it, while they are here."""
    return step.worker if step.worker and step.worker.is_active else None


def _lead(viewer: Worker, step: Step) -> list[str]:
    """Who wrote it, and who agreed to it when."""
    wrote = [f"Written by {step.worker.name}."] if step.worker else []
    if not step.completed_on:
        return [*wrote, content.DRAFT]
    for one in queries.decisions_on(viewer, step):
        if one.decision in SIGNED and one.decided_by and one.decided_by_id != step.worker_id:
            return [*wrote, f"{one.decided_by.name} agreed on {reading_words.long_day(step.completed_on)}."]
    return [*wrote, f"Finished on {reading_words.long_day(step.completed_on)}."]
