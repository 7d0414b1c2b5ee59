"""Leave, hours and skills of workers on a day."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kith.access import practice
from kith.access.models import Leave, WorkerSkill, WorkingShare
from kith.access.presence.rules import FULL, Absence, Presence
from kith.database.prepared import prepared

AHEAD = timedelta(days=28)
PRESENT = "present"
LEAVE, SHARE = "leave", "share"


@prepared
def _told(workers: Sequence[int], today: date, until: date) -> QuerySet[Any, Any]:
    """Leave, hours and skills in one question: worker, what it is, its code or share, first day, day after the last."""
    running = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    leaves = Leave.objects.filter(
        running, worker__in=workers, started_on__lte=until, taken_back_at__isnull=True
    )
    shares = WorkingShare.objects.filter(running, worker__in=workers, started_on__lte=today)
    skills = WorkerSkill.objects.filter(running, worker__in=workers, started_on__lte=today)
    days = ("started_on", "ended_on")
    return (
        leaves.annotate(what=Value(LEAVE), told=Cast("kind", TextField()))
        .values_list("worker_id", "what", "told", *days)
        .union(
            shares.annotate(what=Value(SHARE), told=Cast("share", TextField())).values_list(
                "worker_id", "what", "told", *days
            ),
            skills.annotate(what=Cast("kind", TextField()), told=Cast("code", TextField())).values_list(
                "worker_id", "what", "told", *days
            ),
            all=True,
        )
    )


def presence_of(workers: Sequence[int], today: date) -> dict[int, Presence]:
    """Hours, skills, and leave of the next four weeks of each of these workers. One query."""
    told: dict[tuple[int, str], list[tuple[str, date, date | None]]] = defaultdict(list)
    for worker, what, code, started, ended in _told(workers, today, today + AHEAD):
        told[worker, what].append((code, started, ended))
    return {
        worker: Presence(
            next((Decimal(share) for share, *_ in told[worker, SHARE]), FULL),
            tuple(absence(*one) for one in sorted(told[worker, LEAVE], key=itemgetter(1))),
            frozenset(code for code, *_ in told[worker, "skill"]),
            frozenset(code for code, *_ in told[worker, "language"]),
        )
        for worker in workers
    }


def absence(kind: str, started_on: date, ended_on: date | None) -> Absence:
    """A spell of leave in the words of the pack."""
    listed = practice.current().lists["leave_kind"]
    present = any(code.code == kind and code.note == PRESENT for code in listed.codes)
    return Absence(kind, listed.label(kind), started_on, ended_on, present)
