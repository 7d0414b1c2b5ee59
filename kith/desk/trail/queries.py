"""The trail of one person's record, from looks and events."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from kith.access import practice
from kith.access.may import May
from kith.access.models import Event, Look, Worker
from kith.core import clock
from kith.desk.trail import rules
from kith.desk.trail.rules import Trace
from kith.people.merging import queries as merging

MOST = 2000


def traces(viewer: Worker, person: int, since: datetime) -> list[Trace]:
    """Every look at and every write about a person since a moment, at most 2,000 of each. Four queries.

    What was looked at under the number of a record that is part of this one is told too; and what was looked at
    while this record was part of another. That somebody adopted is told to nobody who may not know it.
    """
    roles = practice.current().roles
    numbers = merging.numbers_of(viewer, person)
    looked, wrote = Q(person_id__in=numbers), Q(people__overlap=numbers)
    for number, began, parted in merging.part_of(viewer, person):
        while_one = Q(at__gte=began, at__lt=parted)
        looked |= while_one & Q(person_id=number)
        wrote |= while_one & Q(people__contains=[number])
    looks = Look.objects.filter(looked, at__gte=since).order_by("-at")
    events = Event.objects.filter(wrote, at__gte=since).order_by("-at")
    if not viewer.may(May.SEE_ADOPTION):
        looks = looks.exclude(page__in=rules.OF_ADOPTION)
        events = events.exclude(action__startswith=rules.ADOPTING)
    found = [
        Trace(at, worker, name, _role(roles, role), page=rules.page_words(page), reason=reason)
        for at, worker, name, role, page, reason in looks.values_list(
            "at", "worker_id", "worker__name", "role", "page", "reason"
        )[:MOST]
    ]
    return found + [
        Trace(at, worker, name, _role(roles, role), action=rules.action_words(action))
        for at, worker, name, role, action in events.values_list(
            "at", "worker_id", "worker__name", "role", "action"
        )[:MOST]
    ]


def _role(roles: object, code: str) -> str:
    return roles[code].title if code in roles else code  # type: ignore[operator,index]


def a_day(traces: list[Trace], until: date, days: int = 30) -> list[tuple[date, int]]:
    """How many openings each of the last days had, oldest first."""
    counts = {until - timedelta(days=back): 0 for back in range(days - 1, -1, -1)}
    for trace in traces:
        day = clock.london(trace.at).date()
        if trace.page and day in counts:
            counts[day] += 1
    return list(counts.items())
