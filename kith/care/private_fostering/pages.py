"""The page of a privately fostered child: with whom, since when, and the visits with their reports."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.private_fostering import actions, queries, rules
from kith.care.private_fostering.queries import Arrangement
from kith.care.together.answering import answer
from kith.care.together.sent import YES_NO, Form
from kith.core import Refused
from kith.core.reading_words import isolated
from kith.people.models import Person
from kith.work.steps.queries import first_name
from kith.work.timescales.queries import running
from kith.work.visits.queries import together


@page("person/<id:number>/private-fostering/", may=May.READ_RECORD, about="the child")
def person_private_fostering(request: HttpRequest, number: int) -> HttpResponse:
    """Private fostering of a child and of brothers and sisters with the same carer."""
    deeds = {"begin": _begin, "visit": _visit, "end": _end}
    template = "care/private_fostering/page.html"
    here = "person_private_fostering"
    return answer(request, number, page=here, tab=here, template=template, shown=_shown, deeds=deeds)


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    found = queries.arrangements_of(viewer, person.pk)
    clocks = running(viewer, [person.pk], today).get(person.pk, [])
    return {
        "arrangements": found,
        "now": next((one for one in found if one.is_open), None),
        "children": [(one.pk, isolated(first_name(one))) for one in together(viewer, person.pk, today)],
        "clocks": [one for one in clocks if one.code in actions.CODES],
        "relations": list(rules.RELATIONS.items()),
        "relation_words": rules.RELATIONS,
        "ends": list(rules.ENDS.items()),
        "end_words": rules.ENDS,
        "yes_no": YES_NO,
    }


def _begin(by: Worker, person: Person, form: Form, today: date) -> str:
    people = together(by, person.pk, today) or [person]
    ticked = form.ticked("children")
    chosen = [one for one in people if str(one.pk) in ticked] if len(people) > 1 else people
    lasts = form.text("lasts_days")
    if lasts and not form.number("lasts_days"):
        raise Refused("Write the number of days, or leave it empty.", "lasts_days")
    actions.begin(
        by, chosen, notified_on=form.day("notified_on", today),
        began_on=form.day_or_none("began_on", today, ahead=True),
        lasts_days=form.number("lasts_days") if lasts else None, carer=form.text("carer"),
        relation=form.was("relation"), is_disabled=form.was("disabled") == "yes",
    )  # fmt: skip
    return "Private fostering is on record. The first visit is due within 7 working days of the day we were told."


def _visit(by: Worker, person: Person, form: Form, today: date) -> str:
    own = _open(by, person)
    ticked = form.ticked("children")
    others = [one for one in together(by, person.pk, today) if one.pk != person.pk and str(one.pk) in ticked]
    held = [own, *[found for one in others if (found := queries.open_of(by, one.pk))]]
    actions.visit(
        by, held, on=form.day("on", today), seen_alone=form.yes("seen_alone"), words=form.text("words")
    )
    return "The visit and its report are on record."


def _end(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.end(by, _open(by, person), on=form.day("on", today), reason=form.was("reason"))
    return "It is on record that private fostering ended."


def _open(by: Worker, person: Person) -> Arrangement:
    found = queries.open_of(by, person.pk)
    if found is None:
        raise Refused(actions.NOT_OPEN)
    return found
