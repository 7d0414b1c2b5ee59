"""The trail of one person's record, from looks and events."""

from datetime import date, datetime, timedelta

from kith.access import practice
from kith.access.models import Event, Look
from kith.desk.trail import rules
from kith.desk.trail.rules import Trace

MOST = 2000


def traces(person: int, since: datetime) -> list[Trace]:
    """Every look at and every write about a person since a moment, at most 2,000 of each. Two queries."""
    roles = practice.current().roles
    looks = Look.objects.filter(person_id=person, at__gte=since).order_by("-at")
    events = Event.objects.filter(people__contains=[person], at__gte=since).order_by("-at")
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
        day = trace.at.date()
        if trace.page and day in counts:
            counts[day] += 1
    return list(counts.items())
