"""What outcomes of other work set going in early help, under the names the packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.earlyhelp import actions, carrying, queries
from kith.work.models import Step

SOURCES = {"contact": "contact"}


def step_down(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """Offer early help after the work of a social worker: what the family was told of it is taken over.

    Children who have it, or to whom it was offered already, keep what they have.
    """
    held = queries.open_around(people)
    waiting = [person for person in people if person not in held]
    if waiting:
        source = SOURCES.get(step.kind, "step_down")
        actions.offer(by, people=waiting, source=source, came_from=step)


def carry_up(by: Worker, *, step: Step, people: Sequence[int]) -> None:
    """A social worker's assessment opens: after early help that stepped up it begins with the worries written there."""
    carrying.put_risks_into(by, step, people)
