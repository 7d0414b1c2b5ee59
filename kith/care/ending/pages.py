"""The page on which an end of care is recorded; what a court said stands there already."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.care.ending import actions, queries, rules
from kith.care.period.actions import end_together
from kith.care.shown import Form
from kith.core import Refused
from kith.work import typed

TEMPLATE = "care/ending/page.html"
NO_EPISODE_END = "X1"  # an episode ends and the next begins: never typed


@page("person/<id:number>/care/end/", may=May.RECORD_CARE, about="the child")
def person_care_end(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a child, and brothers and sisters with it, are not looked after any more."""
    form = Form(request, number)
    more = _said_by_courts(form)
    if not form.is_sent:
        return form.show(TEMPLATE, **more)
    if form.said("do") == "not":
        return _goes_on(form, more)
    try:
        end_together(
            form.viewer, form.chosen(), on=typed.day(form.said("ended_on")), reason=form.said("reason")
        )
    except Refused as refused:
        return form.show(TEMPLATE, refused, **more)
    messages.success(request, "The time in care has ended. It stays on the record.")
    return form.done(form.said("ended_on"))


def _said_by_courts(form: Form) -> dict[str, Any]:
    """What courts said of the children, and what of the form follows from what was said of the child of the page."""
    lists = practice.current().lists
    waiting = queries.waiting(form.viewer, form.children, lists)
    mine = next((one for one in waiting if one.person == form.number), None)
    day = mine.on if mine else form.today
    listed = [(code, words) for code, words in lists["rec"].choices(day) if code != NO_EPISODE_END]
    fitting = rules.reasons(mine.about, [code for code, _ in listed]) if mine else []
    alike = [str(one.person) for one in waiting if mine and (one.about, one.on) == (mine.about, mine.on)]
    return {
        "waiting": [
            (str(number), name, "; ".join(said))
            for number, name in form.children.items()
            if (said := [one.told for one in waiting if one.person == number])
        ],
        "reasons": sorted(listed, key=lambda one: one[0] not in fitting),
        "reason": fitting[0] if len(fitting) == 1 else "",
        "fits": [words for code, words in listed if code in fitting],
        "day": _typed(day),
        **({"ticked": alike} if mine and (not form.is_sent or form.said("do") == "not") else {}),
    }


def _typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _goes_on(form: Form, more: dict[str, Any]) -> HttpResponse:
    sent = form.request.POST.getlist("waiting")
    people = [int(number) for number, *_ in more["waiting"] if number in sent]
    try:
        actions.goes_on(form.viewer, people, why=form.said("why_not"))
    except Refused as refused:
        return form.show(TEMPLATE, refused, **more)
    messages.success(form.request, "It is on record that care goes on, and why.")
    return form.done()
