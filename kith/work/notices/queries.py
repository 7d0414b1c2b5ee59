"""A worker's notices."""

from typing import Any

from django.db.models import F

from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models import Notice, Step, StepChild
from kith.work.steps.queries import first_name

SHOWN = 100


def latest(worker: Worker) -> list[dict[str, Any]]:
    """The newest notices, unread first, with the children the worker may know of. Four queries.

    What a notice is about may have been hidden since: the database then shows no notice of a hidden step,
    and one about a hidden person stands without a name and leads nowhere.
    """
    rows = Notice.objects.filter(worker=worker).order_by(F("read_at").desc(nulls_first=True), "-at")[:SHOWN]
    columns = ("id", "at", "words", "read_at", "step_id", "person_id", "leads_to", "leads_number")
    found: list[dict[str, Any]] = [dict(row) for row in rows.values(*columns)]
    steps = [row["step_id"] for row in found if row["step_id"]]
    seen = set(Step.objects.seen_by(worker).filter(pk__in=steps).values_list("pk", flat=True))
    names: dict[int, list[str]] = {}
    inside = StepChild.objects.seen_by(worker).filter(step__in=seen).select_related("person")
    for child in inside.order_by("person__born_on", "person_id"):
        names.setdefault(child.step_id, []).append(first_name(child.person))
    people = Person.objects.seen_by(worker).in_bulk([row["person_id"] for row in found if row["person_id"]])
    for row in found:
        person = people.get(row["person_id"])
        row["leads_to"] = "" if row["person_id"] and person is None else row["leads_to"]
        row["step_id"] = row["step_id"] if row["step_id"] in seen else None
        row["person_id"] = person.pk if person else None
        row["names"] = names.get(row["step_id"], [first_name(person)] if person else [])
    return found
