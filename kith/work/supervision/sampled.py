"""Supervisions drawn by chance, to be read by somebody else: days and what was filed, never how the worker is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from random import SystemRandom

from kith.access.models import Worker
from kith.access.teams import reached
from kith.work.models import ManagementDecision, Supervision, SupervisionTalk

SIZE = 3
DAYS = 90


@dataclass(frozen=True, slots=True)
class Drawn:
    """One supervision with the decisions filed in it, and how often families were talked about."""

    supervision: Supervision
    talks: int
    decisions: list[ManagementDecision]

    @property
    def done(self) -> int:
        """How many of the things to do are done."""
        return sum(one.done_on is not None for one in self.decisions)


def drawn(viewer: Worker, today: date) -> list[Drawn]:
    """Some supervisions held lately in the viewer's teams, each as likely as any other. Four queries."""
    held = Supervision.objects.filter(
        team__in=reached(viewer, today), held_on__gt=today - timedelta(days=DAYS)
    )
    numbers = list(held.values_list("pk", flat=True))
    chosen = SystemRandom().sample(numbers, min(SIZE, len(numbers)))
    decisions = defaultdict(list)
    rows = (
        ManagementDecision.objects.seen_by(viewer)
        .filter(supervision__in=chosen)
        .select_related("owner", "decided_by")
    )
    for row in rows.order_by("pk"):
        decisions[row.supervision_id].append(row)
    talks: dict[int, int] = defaultdict(int)
    told = SupervisionTalk.objects.seen_by(viewer).filter(supervision__in=chosen)
    for number in told.values_list("supervision_id", flat=True):
        talks[number] += 1
    found = (
        Supervision.objects.filter(pk__in=chosen).select_related("worker", "supervisor").order_by("held_on")
    )
    return [Drawn(one, talks[one.pk], decisions[one.pk]) for one in found]
