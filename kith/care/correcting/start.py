"""What the page does on which a start of care is put right, and a child stops being an unaccompanied one."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.models import Worker
from kith.care.period import actions, queries, rules
from kith.care.period.holding import GONE
from kith.care.period.queries import Held
from kith.care.together.sent import Form
from kith.core import Refused
from kith.people.models import Person


def shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    """What stands in the boxes: the start as it is on record."""
    held = held_of(viewer, person)
    row, until = held.period, held.period.unaccompanied_until
    return {
        "held": held,
        "since": held.standing.started_on,
        "was": {
            "need": row.need,
            "is_unaccompanied": "yes" if row.is_unaccompanied else "",
            "home_postcode": row.home_postcode,
            "before": row.before,
            "before_council": row.before_council,
            "before_when": row.before_when,
        },
        "until": f"{until.day}/{until.month}/{until.year}" if until else "",
        "lists": practice.current().lists,
    }


def held_of(viewer: Worker, person: Person) -> Held:
    """The time in care that holds, or the last there was. Raises ``Refused`` where there never was one."""
    held = queries.latest_of(viewer, person.pk)
    if held is None:
        raise Refused(GONE)
    return held


def put_right(by: Worker, person: Person, form: Form, today: date) -> str:
    """Put right what was told of the start."""
    told = rules.Start(
        need=form.was("need"),
        home_postcode=form.text("home_postcode"),
        is_unaccompanied=form.was("is_unaccompanied") == "yes",
        before=form.was("before"),
        before_council=form.text("before_council"),
        before_when=form.text("before_when"),
    )
    actions.correct_start(by, held_of(by, person).period, start=told, why=form.text("why"))
    return "The start of care is put right. What stood there before is kept with your reason."


def unaccompanied_until(by: Worker, person: Person, form: Form, today: date) -> str:
    """Record until when a child was unaccompanied."""
    until = form.day_or_none("unaccompanied_until", today, ahead=True)
    actions.end_unaccompanied(by, held_of(by, person).period, until=until)
    return "The day is on record. From then on the child does not count as unaccompanied."
