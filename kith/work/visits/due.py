"""The visit clocks of children as they stand: one query for any number of children."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, TruncDate

from kith.access import practice
from kith.access.models import Worker
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.together import together
from kith.database.working_day import working_calendar
from kith.practice.visits import INVOLVEMENT, STANDINGS, VisitClock
from kith.work.models import OPEN_STATES, Involvement, StepChild, Visit, VisitChild
from kith.work.models import Standing as Stands
from kith.work.visits.clocks import NextVisit, Sighting, first_due, running_of


@prepared
def _open(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people, ended_on__isnull=True)
    stands = Stands.objects.seen_by(viewer).filter(person=OuterRef("person"), ended_on=None)
    held = ArraySubquery(stands.values(json=JSONObject(kind="kind", on="started_on")))
    return rows.values_list("person_id", "started_on", held)


@prepared
def _under_way(viewer: Worker, people: Sequence[int], kinds: Sequence[str]) -> QuerySet[Any, Any]:
    rows = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES, step__kind__in=kinds
    )
    return rows.values_list("person_id", "step__kind").annotate(Min("step__started_on")).order_by()


@prepared
def _seen(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    kind = Visit.objects.seen_by(viewer).filter(pk=OuterRef("visit")).values("kind")
    rows = VisitChild.objects.seen_by(viewer).filter(person__in=people).exclude(seen="not_seen")
    told = rows.annotate(of_kind=Subquery(kind)).values_list("person_id", "of_kind", "seen")
    return told.annotate(last_on=Max(TruncDate("visited_at", tzinfo=clock.LONDON))).order_by()


@dataclass(frozen=True, slots=True)
class Standing:
    """Of each child with a clock running: the visit due first, and every clock that runs."""

    due: Mapping[int, NextVisit]
    running: Mapping[int, Sequence[VisitClock]]


def next_visits(viewer: Worker, people: Sequence[int], today: date) -> dict[int, NextVisit]:
    """For each of these children with a clock running: the visit due first."""
    return dict(standing(viewer, people, today).due)


def standing(viewer: Worker, people: Sequence[int], today: date) -> Standing:
    """The visit clocks of these children as they stand."""
    held = [one for one in practice.current().visit_clocks if one.holds_on(today)]
    if not held or not people:
        return Standing({}, {})
    ids, kinds = list(people), sorted({one.during for one in held} - {INVOLVEMENT, *STANDINGS})
    opened, under_way, seen_at = together(
        (_open, viewer, ids), (_under_way, viewer, ids, kinds), (_seen, viewer, ids)
    )
    starts: dict[int, dict[str, date]] = defaultdict(dict)
    for person, started, stands in opened:
        starts[person] = {one["kind"]: date.fromisoformat(one["on"]) for one in stands}
        starts[person][INVOLVEMENT] = started
    for person, kind, started in under_way:
        starts[person][kind] = started
    sightings: dict[int, list[Sighting]] = defaultdict(list)
    for person, kind, seen, on in seen_at:
        sightings[person].append(Sighting(kind or "", seen, on))
    days = working_calendar()
    running = {one: running_of(held, starts[one], today) for one in starts}
    found = {one: first_due(running[one], starts[one], sightings[one], days, today) for one in starts}
    return Standing({person: visit for person, visit in found.items() if visit}, running)
