"""What a piece of work does that was written to decide something: the decision is filed with its children."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.people.models import Person
from kith.work import typed
from kith.work.models import Step
from kith.work.steps.queries import answers_of, first_name
from kith.work.supervision import actions
from kith.work.supervision.rules import Decided

WORDS = ("decided", "facts", "reason", "alternatives")
Answers = dict[tuple[str, int | None], object]


def file_decision(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """The decision written in this piece of work stands with those decided in supervision: nobody writes it twice.

    Called once for each outcome; the children of all of them are those of one decision.
    """
    said = answers_of(by, step)
    names = {row.pk: first_name(row) for row in Person.objects.seen_by(by).filter(pk__in=step.people_ids())}
    told = typed.day(str(said.get(("decided_on", None), ""))) or on
    decided, facts, reason, alternatives = (words_of(said, name, names) for name in WORDS)
    actions.file_written(
        by, step, children=people, told=Decided(decided, facts, reason, alternatives, min(told, on))
    )


def words_of(said: Answers, question: str, names: dict[int, str]) -> str:
    """What was written for all, and under each name what was written for one child."""
    shared = str(said.get((question, None), "")).strip()
    own = [
        f"{name}: {words}"
        for person, name in names.items()
        if (words := str(said.get((question, person), "")).strip())
    ]
    return "\n".join(part for part in (shared, *own) if part)
