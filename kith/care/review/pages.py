"""The page on which reviews are recorded, brought forward, and given to a reviewing officer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.care.period.queries import officers
from kith.care.review import actions
from kith.care.shown import Form, worker_said
from kith.core import Refused
from kith.work import typed

PAGE = "care/review/page.html"


@page("person/<id:number>/care/review/", may=May.REVIEW_CARE, about="the child")
def person_care_review(request: HttpRequest, number: int) -> HttpResponse:
    """Record a review of a child, and of brothers and sisters with it; bring the next forward; name who reviews."""
    form = Form(request, number)
    more: dict[str, Any] = {
        "officers": officers(form.today),
        "periods": form.periods,
        "officer_of": [str(one) for one in form.ticked("officer_of")],
    }
    if not form.is_sent:
        return form.show(PAGE, **more)
    deed = {"record": _record, "forward": _bring_forward, "officer": _appoint}.get(form.said("do"))
    if deed is None:
        raise Http404("nothing to do")
    try:
        told, step = deed(form, more["officers"])
    except Refused as refused:
        return form.show(PAGE, refused, **more)
    messages.success(request, told)
    done = form.done(form.said("held_on"))
    return redirect("step", number=step) if step else done


def _record(form: Form, among: list[tuple[str, str]]) -> tuple[str, int | None]:
    children = {one.pk: form.said(f"part.{one.pk}") for one in form.chosen()}
    chair = worker_said(form.said("chair"), among) or form.viewer
    made = actions.record(
        form.viewer, held_on=typed.day(form.said("held_on")), children=children, chair=chair
    )
    return "The review is on record. Write here what was said and decided." if made[0].step_id else (
        "The review is on record."
    ), made[0].step_id


def _bring_forward(form: Form, among: list[tuple[str, str]]) -> tuple[str, int | None]:
    actions.bring_forward(form.viewer, form.own(), to=typed.day(form.said("due_on")), why=form.said("why"))
    return "The next review is brought forward.", None


def _appoint(form: Form, among: list[tuple[str, str]]) -> tuple[str, int | None]:
    officer = worker_said(form.said("officer"), among)
    actions.appoint(form.viewer, form.chosen("officer_of"), officer=officer)
    return "The reviewing officer is on record.", None
