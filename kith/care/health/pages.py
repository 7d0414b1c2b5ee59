"""The page of a child's health and education in care."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.education import actions as education
from kith.care.health import actions, queries, rules
from kith.care.period.queries import child_of
from kith.care.together.answering import answer
from kith.care.together.queries import InCare, choices, chosen, in_care
from kith.care.together.sent import YES_NO, Form
from kith.core import Refused
from kith.core.reading_words import listing
from kith.people.models import Person
from kith.work.timescales.queries import running

NEVER = "This child was never looked after."
CODES = (
    actions.FIRST,
    *actions.EVERY,
    actions.DENTAL,
    actions.STRENGTHS,
    education.FIRST,
    education.EACH_TERM,
)
ASKED = {
    "health_assessment": "Health assessment",
    "dental": "Dental check",
    "immunisations": "Immunisations up to date",
    "substance_misuse": "Substance problem",
    "strengths": "Strengths and difficulties",
    "convicted": "Convicted or cautioned",
    "development": "Health surveillance up to date",
}


@page("person/<id:number>/care/health/", may=May.READ_RECORD, about="the child")
def person_health(request: HttpRequest, number: int) -> HttpResponse:
    """Health and education in care: what there is, what the year's return misses, and a small form for each."""
    deeds = {
        "assessment": _assess,
        "check": _check,
        "strengths": _strengths,
        "substances": _substances,
        "offence": _offence,
        "education": _education,
    }
    return answer(
        request, number, page="person_health", template="care/health/page.html", shown=_shown, deeds=deeds
    )


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    children = in_care(viewer, person.pk, today)
    child, held = child_of(person), queries.known(viewer, person.pk)
    clocks = running(viewer, [person.pk], today).get(person.pk, [])
    lists = practice.current().lists
    return {
        "children": choices(children),
        "was_in_care": bool(children),
        "known": held,
        "clocks": [one for one in clocks if one.code in CODES],
        "year": queries.year_of(viewer, person.pk, child.born_on, held, today) if children else None,
        "asked": ASKED,
        "checks": list(rules.CHECKS.items()),
        "check_words": rules.CHECKS,
        "yes_no": YES_NO,
        "reasons": [one for one in lists["sdq_reason"].choices(today) if one[0] != rules.NOT_SCORED],
        "reason_words": lists["sdq_reason"].label,
        "has_strengths": child.born_on is None or rules.is_asked(rules.STRENGTHS, child.born_on, today),
        "may_offend": child.born_on is None or rules.is_asked(rules.OFFENCES, child.born_on, today),
    }


def _among(by: Worker, person: Person, today: date) -> list[InCare]:
    among = in_care(by, person.pk, today)
    if not among:
        raise Refused(NEVER)
    return among


def _names(children: list[InCare]) -> str:
    return listing([one.called for one in children])


def _assess(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(_among(by, person, today), form.ticked("children"))
    actions.assess(by, children, on=form.day("on", today), assessor=form.text("assessor"))
    return f"Health assessment recorded for {_names(children)}."


def _check(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(_among(by, person, today), form.ticked("children"))
    actions.check(
        by, children, kind=form.was("kind"), on=form.day("on", today), is_up_to_date=form.yes("up_to_date")
    )
    return f"{rules.CHECKS[form.was('kind')]} recorded for {_names(children)}."


def _strengths(by: Worker, person: Person, form: Form, today: date) -> str:
    told = {"score": form.text("score"), "reason": form.was("reason")}
    actions.score(by, _among(by, person, today)[0], on=form.day("on", today), **told)
    return "The questionnaire is on record."


def _substances(by: Worker, person: Person, form: Form, today: date) -> str:
    told = {"received": form.yes("received"), "offered": form.yes("offered")}
    actions.substances(by, _among(by, person, today)[0], on=form.day("on", today), **told)
    return "It is on record."


def _offence(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.offend(by, _among(by, person, today)[0], on=form.day("on", today))
    return "It is on record."


def _education(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(_among(by, person, today), form.ticked("children"))
    education.hold_plan(by, children, on=form.day("on", today), school=form.text("school"))
    return f"Personal education plan recorded for {_names(children)}."
