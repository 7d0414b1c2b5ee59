"""The page of secure accommodation and of orders that deprive a child in care of liberty."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.liberty import actions, queries, rules
from kith.care.models import LibertyOrder
from kith.care.period.queries import latest_of
from kith.care.together.answering import answer
from kith.care.together.sent import Form
from kith.core import Refused
from kith.people.models import Person
from kith.work.timescales.queries import running

NEVER = "This child was never looked after."


@page("person/<id:number>/care/liberty/", may=May.READ_RECORD, about="the child")
def person_liberty(request: HttpRequest, number: int) -> HttpResponse:
    """What takes a child's liberty by law: since when, until when, by whom allowed."""
    deeds = {"begin": _begin, "end": _end}
    return answer(
        request, number, page="person_liberty", template="care/liberty/page.html", shown=_shown, deeds=deeds
    )


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    held, orders = latest_of(viewer, person.pk), queries.of_person(viewer, person.pk)
    clocks = running(viewer, [person.pk], today).get(person.pk, [])
    return {
        "orders": orders,
        "was_in_care": held is not None,
        "is_in_care": held is not None and held.standing.ended_on is None,
        "kinds": list(rules.KINDS.items()),
        "kind_words": rules.KINDS,
        "questions": {one.pk: _question(held, one) for one in orders if one.ended_on is None},
        "clocks": [one for one in clocks if one.code == actions.CODE],
    }


def _question(held: Any, one: LibertyOrder) -> str:
    placed = held.placements[-1].kind if held and held.placements else ""
    return rules.question(one.kind, placed)


def _begin(by: Worker, person: Person, form: Form, today: date) -> str:
    held = latest_of(by, person.pk)
    if held is None:
        raise Refused(NEVER)
    actions.begin(
        by, held.period, kind=form.was("kind"), on=form.day("on", today),
        until=form.day_or_none("until", today, ahead=True), is_approved=form.was("approved") == "yes",
        words=form.text("words"),
    )  # fmt: skip
    return "It is on record."


def _end(by: Worker, person: Person, form: Form, today: date) -> str:
    row = queries.one(by, form.row)
    if row is None or row.period.standing.person_id != person.pk:
        raise Refused(actions.GONE)
    actions.end(by, row, on=form.day("on", today))
    return "The day it ended is on record."
