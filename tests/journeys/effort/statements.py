"""Statements for court to try a task on: begun by a worker, about a child with some more than twenty events.

A look behind the screens before a task begins; within a task there is none.
"""

import json
from dataclasses import dataclass

from tests.journeys.site import Site

MAKE = """
import json
from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock
from kith.core.chronology import GAP
from kith.database.session import as_system
from kith.people.models import Restriction
from kith.people.outputs.rules import FOR_WORKERS
from kith.work.answers.actions import save_answer
from kith.work.answers.chronology import events_of
from kith.work.models import Allocation, Step
from kith.work.opening.actions import open_step
SAID = {{"court": "Westmere Family Court", "background": "Police came twice. Help was given and did not hold.",
         "orders": "An interim care order.", "why_this": "Nothing less has kept the child safe."}}
with as_system("choosing a child to try a task on"):
    by, today = Worker.objects.get(username="{worker}"), clock.today()
    hidden = Restriction.objects.filter(ended_at=None).values("person")
    tried = Step.objects.unguarded(EVERY_ROW).filter(kind="court_statement").values("children__person")
    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None)
    held = held.exclude(involvement__person__in=hidden).exclude(involvement__person__in=tried)
    best = None
    for person in held.order_by("involvement__person").values_list("involvement__person", flat=True):
        found = [one for one in events_of(by, [person]) if one.source[0] not in (*FOR_WORKERS, GAP)]
        if {most} >= len(found) >= {events} and (best is None or len(found) < best[1]):
            best = (person, len(found))
    person, _ = best
    step = open_step(by, kind="court_statement", people=[person], team=by.team, worker=by, started_on=today,
                     clock_from_on=today)
    for question, words in SAID.items():
        save_answer(by, step, question=question, child=None, value=words, base_version=0)
print(json.dumps(step.pk))
"""
EVENTS, MOST = 20, 28


@dataclass(frozen=True, slots=True)
class Begun:
    """A statement that waits for its chronology."""

    step: int


def begun(site: Site, worker: str) -> Begun:
    """A statement about a child that none was written of before."""
    made = MAKE.format(worker=worker, events=EVENTS, most=MOST)
    return Begun(json.loads(site.command("shell", "-c", made).strip().splitlines()[-1]))
