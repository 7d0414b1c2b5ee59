"""The page of where a child in care is to grow up: the plan, the way to adoption, special guardianship."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.care.adopting import actions as adopting
from kith.care.ending.queries import rows as waited_for
from kith.care.models import CarePeriod
from kith.care.period.queries import latest_of
from kith.care.permanence import actions, queries
from kith.care.together.answering import answer
from kith.care.together.queries import choices, chosen, in_care
from kith.care.together.sent import YES_NO, Form
from kith.core import Refused
from kith.people.models import Person

NEVER = "This child was never looked after."


@page("person/<id:number>/care/permanence/", may=May.READ_RECORD, about="the child")
def person_permanence(request: HttpRequest, number: int) -> HttpResponse:
    """Permanence plan, adoption step by step, special guardianship; brothers and sisters in one go where it is one."""
    deeds = {
        "plan": _plan,
        "step": _step,
        "decision": _decide,
        "reverse": _reverse,
        "match": _match,
        "unmatch": _unmatch,
        "order": _order,
        "guardianship": _guardianship,
    }
    return answer(
        request,
        number,
        page="person_permanence",
        template="care/permanence/page.html",
        shown=_shown,
        deeds=deeds,
    )


def _shown(viewer: Worker, person: Person, today: date) -> Mapping[str, Any]:
    children, held = in_care(viewer, person.pk, today), latest_of(viewer, person.pk)
    lists = practice.current().lists
    return {
        "children": choices(children),
        "was_in_care": held is not None,
        "is_in_care": held is not None and held.standing.ended_on is None,
        "standing": held.standing if held else None,
        "found": queries.permanence_of(viewer, held.period) if held else None,
        "placed": queries.adoption_placement(held) if held else None,
        "plans": lists["permanence_plan"].choices(today),
        "steps": lists["adoption_step"].choices(today),
        "label": lambda name, code: lists[name].label(code),
        "reasons": lists["adoption_reversal_reason"].choices(today),
        "sexes": lists["adopter_sex"].choices(today),
        "legals": lists["adopter_legal_status"].choices(today),
        "yes_no": YES_NO,
        "ordered": {row.about: row.from_on for row in waited_for(viewer, [person.pk])},
        "may_adopt": viewer.may(May.RECORD_ADOPTION),
    }


def _period(by: Worker, person: Person) -> CarePeriod:
    held = latest_of(by, person.pk)
    if held is None:
        raise Refused(NEVER)
    return held.period


def _plan(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(in_care(by, person.pk, today), form.ticked("children"))
    actions.plan(by, children, kind=form.was("kind"), on=form.day("on", today), words=form.text("words"))
    return "The permanence plan is on record."


def _step(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(in_care(by, person.pk, today), form.ticked("children"))
    adopting.step(by, children, kind=form.was("kind"), on=form.day("on", today), words=form.text("words"))
    return "The step is on record."


def _decide(by: Worker, person: Person, form: Form, today: date) -> str:
    children = chosen(in_care(by, person.pk, today), form.ticked("children"))
    actions.decide(by, children, on=form.day("on", today))
    return "The decision is on record."


def _reverse(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.reverse(by, _period(by, person), on=form.day("on", today), reason=form.was("reason"))
    return "It is on record that the decision was reversed."


def _match(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.match(
        by, _period(by, person), on=form.day("on", today), by_foster_carer=form.yes("by_foster_carer"),
        adopters=form.number("adopters"), sex=form.was("sex"), legal=form.was("legal"),
    )  # fmt: skip
    return "The match is on record."


def _unmatch(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.end_match(by, _period(by, person), on=form.day("on", today), words=form.text("words"))
    return "It is on record that the match ended."


def _order(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.adoption_order(by, _period(by, person), on=form.day("on", today), is_opposed=form.yes("opposed"))
    return "Care ended with the adoption. Close the case, then seal this record."


def _guardianship(by: Worker, person: Person, form: Form, today: date) -> str:
    actions.guardianship_order(
        by, _period(by, person), on=form.day("on", today), is_former_carer=form.yes("former_carer"),
        is_kin=form.yes("kin"), guardians=form.text("guardians"),
    )  # fmt: skip
    return "Care ended with the special guardianship order."
