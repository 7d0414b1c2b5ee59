"""Assessments of two siblings to try a task on: given to a worker, not begun, with their facts on record.

A look behind the screens before a task begins; within a task there is none.
"""

import json
from dataclasses import dataclass

from tests.journeys.site import Site

MAKE = """
import json
from django.db.models import Count
from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system
from kith.people.models import Person, Restriction, Tie, Trait
from kith.people.network.actions import tie
from kith.people.traits.actions import keep, say
from kith.work.models import Answer, Step, StepChild, StepFact
with as_system("choosing an assessment to try a task on"):
    by, today = Worker.objects.get(username="{worker}"), clock.today()
    hidden = Restriction.objects.filter(ended_at=None).values("person")
    rows = StepChild.objects.unguarded(EVERY_ROW)
    pairs = rows.filter(released_at=None).values("step").annotate(n=Count("pk")).filter(n=2).values("step")
    steps = Step.objects.unguarded(EVERY_ROW).filter(
        pk__in=pairs, kind="single_assessment", state__in=["not_started", "in_progress"]
    ).exclude(pk__in=rows.filter(person__in=hidden).values("step")).exclude(
        pk__in=Answer.objects.unguarded(EVERY_ROW).filter(question="home").values("step"))
    tried = StepFact.objects.unguarded(EVERY_ROW).values("step")
    step = steps.exclude(pk__in=tried).annotate(n=Count("answers")).order_by("n", "pk").first()
    Answer.objects.unguarded(EVERY_ROW).filter(step=step).delete()
    Step.objects.unguarded(EVERY_ROW).filter(pk=step.pk).update(worker=by, team=by.team, state="not_started")
    names = []
    for row in rows.filter(step=step).order_by("person__born_on", "person_id"):
        one = Person.objects.unguarded(EVERY_ROW).get(pk=row.person_id)
        names.append(one.known_as or one.given_name)
        held = Tie.objects.unguarded(EVERY_ROW).filter(person=one, ended_on=None)
        ties = set(held.values_list("agency__kind", flat=True))
        for kind, place, role in (("school", "Alder Road Primary School", "pupil"), ("gp", "Quay Surgery", "patient")):
            if kind not in ties:
                tie(by, one, kind=kind, agency=place, role=role, since=today, today=today)
        if not Trait.objects.unguarded(EVERY_ROW).filter(person=one, kind="needs", ended_on=None).exists():
            say(by, one, kind="needs", code="large_print", listed=["large_print"], today=today)
print(json.dumps([step.pk, names]))
"""


@dataclass(frozen=True, slots=True)
class Given:
    """A step that waits for its worker, and what its two children are called, the elder first."""

    step: int
    names: tuple[str, str]


def given(site: Site, worker: str) -> Given:
    """An assessment nobody has begun, with seven facts on record of each child; none that was tried before."""
    made = MAKE.replace("{worker}", worker)
    step, names = json.loads(site.command("shell", "-c", made).strip().splitlines()[-1])
    return Given(step, (names[0], names[1]))
