"""Planning a visit, and taking it out again."""

from collections.abc import Sequence
from datetime import datetime

from kith.access import practice
from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.models import Person
from kith.work.models import PlannedVisit, PlannedVisitChild
from kith.work.steps.queries import first_name
from kith.work.visits.ahead import rules


@action(May.RECORD_VISIT)
def plan_visit(
    by: Worker, *, planned_at: datetime, kind: str, place: str, children: Sequence[int]
) -> PlannedVisit:
    """Plan a visit of one's own to one or several children. Raises ``Refused`` with everything that is wrong."""
    people = list(Person.objects.seen_by(by).filter(pk__in=children).order_by("born_on", "pk"))
    today = clock.today()
    problems = rules.problems_with_plan(
        planned_at=planned_at,
        today=today,
        kind=kind,
        kinds=[code.code for code in practice.current().lists["visit_kind"].on(today)],
        place=place,
        children=children,
        names={person.pk: first_name(person) for person in people},
    )
    if problems:
        raise Refused.several(problems)
    planned = PlannedVisit.objects.create(
        worker=by, by=by, planned_at=planned_at, kind=kind, place=place.strip(), recorded_at=clock.now()
    )
    PlannedVisitChild.objects.bulk_create(
        PlannedVisitChild(planned=planned, person=person) for person in people
    )
    return planned


@action(May.RECORD_VISIT)
def cancel_planned(by: Worker, planned: PlannedVisit, *, reason: str) -> PlannedVisit:
    """Take a planned visit out, with the reason. Raises ``Refused`` without one, or when it was made meanwhile."""
    if problem := rules.problem_with_reason(reason):
        raise Refused(problem, "reason")
    if planned.visit_id or planned.cancelled_at:
        raise Refused("This visit was made or taken out meanwhile.", "reason")
    planned.cancelled_at, planned.cancel_reason = clock.now(), reason.strip()
    planned.save(update_fields=["cancelled_at", "cancel_reason"])
    return planned
