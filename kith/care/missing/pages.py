"""The page of a child's times missing: who is missing, who came back, and the talk afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.missing import actions, queries, rules
from kith.care.models import TimeMissing
from kith.care.together.answering import answer
from kith.care.together.queries import choices, chosen, in_care
from kith.care.together.sent import Form
from kith.core import Refused, clock
from kith.core.reading_words import listing
from kith.people.models import Person

NEVER = "This child was never looked after."


@page("person/<id:number>/care/missing/", may=May.READ_RECORD, about="the child")
def person_missing(request: HttpRequest, number: int) -> HttpResponse:
    """Times missing or away, each with its return interview; brothers and sisters in one go."""
    deeds = {"gone": _gone, "back": _back, "offer": _offer, "talk": _talk}
    return answer(
        request, number, page="person_missing", template="care/missing/page.html", shown=_shown, deeds=deeds
    )


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    children = in_care(viewer, person.pk, today)
    times = queries.of_people(viewer, [one.person.pk for one in children])
    return {
        "children": choices(children),
        "was_in_care": bool(children),
        "is_in_care": bool(children) and children[0].ended_on is None,
        "times": [one for one in times if one.period.standing.person_id == person.pk],
        "away_too": {
            one.pk: [(other.pk, _name(other)) for other in times if other.ended_at is None]
            for one in times
            if one.ended_at is None
        },
        "kinds": list(rules.KINDS.items()),
        "kind_words": {"M": "Missing", "A": "Away without leave"},
        "answers": list(rules.ANSWERS.items()),
        "answer_words": rules.ANSWERS,
        "long": lambda one: rules.length_words(one.started_at, one.ended_at or clock.now()),
        "in_time": lambda one: rules.is_within(one.ended_at, one.talked_at),
    }


def _name(row: TimeMissing) -> str:
    person = row.period.standing.person
    return person.known_as or person.given_name or person.family_name


def _gone(by: Worker, person: Person, form: Form, today: date) -> str:
    among = in_care(by, person.pk, today)
    if not among:
        raise Refused(NEVER)
    children = chosen(among, form.ticked("children"))
    started_at = form.moment("on", "at", today)
    is_over = bool(form.text("back_on") or form.text("back_at"))
    ended_at = form.moment("back_on", "back_at", today) if is_over else None
    actions.record(
        by, children, kind=form.was("kind"), started_at=started_at, ended_at=ended_at,
        where_found=form.text("where_found"),
    )  # fmt: skip
    names = listing([one.called for one in children])
    return f"On record: {names}. The return interview is due 72 hours after the return."


def _back(by: Worker, person: Person, form: Form, today: date) -> str:
    among = {one.person.pk for one in in_care(by, person.pk, today)}
    times = [one for one in queries.of_people(by, sorted(among)) if one.ended_at is None]
    ticked = form.ticked("children")
    back = [one for one in times if (str(one.pk) in ticked if len(times) > 1 else one.pk == form.row)]
    if not back:
        raise Refused(
            "Tick who came back." if len(times) > 1 else actions.GONE, "children" if times else None
        )
    ended_at = form.moment("on", "at", today)
    actions.come_back(by, back, ended_at=ended_at, where_found=form.text("where_found"))
    return f"Back: {listing([_name(one) for one in back])}. Offer a return interview now."


def _offer(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.answer(by, _time(by, person, form), answer=form.was("answer"), words=form.text("words"))
    return "What came of the offer is on record."


def _talk(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.talk(
        by, _time(by, person, form), held_at=form.moment("on", "at", today), interviewer=form.text("interviewer"),
        is_independent=form.was("independent") == "yes", words=form.text("words"),
    )  # fmt: skip
    return "The return interview is on record."


def _time(by: Worker, person: Person, form: Form) -> TimeMissing:
    found = queries.one(by, form.row)
    if found is None or found.period.standing.person_id != person.pk:
        raise Refused(actions.GONE)
    return found
