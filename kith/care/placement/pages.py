"""Pages on which moves of looked-after children, and returns from temporary placements, are recorded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.care.placement import actions
from kith.care.providers.telling import tell_if_against
from kith.care.shown import Form
from kith.core import Refused
from kith.core.reading_words import listing
from kith.work import typed

ABOUT = "the child"


@page("person/<id:number>/care/move/", may=May.RECORD_CARE, about=ABOUT)
def person_care_move(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a child, and brothers and sisters with it, live somewhere else, for good or for a time."""
    form = Form(request, number)
    if not form.is_sent:
        return form.show("care/placement/move.html", relatives=form.relatives)
    try:
        moved = actions.move(
            form.viewer,
            form.chosen(),
            told=form.placement(),
            on=typed.day(form.said("on")),
            why=form.said("end_reason"),
            kept=form.kept(),
        )
    except Refused as refused:
        return form.show("care/placement/move.html", refused, relatives=form.relatives)
    messages.success(
        request, f"The move of {listing([form.children[one] for one in form.ticked()])} is on record."
    )
    tell_if_against(request, moved)
    return form.done(form.said("on"))


@page("person/<id:number>/care/back/", may=May.RECORD_CARE, about=ABOUT)
def person_care_back(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a child came back from a temporary placement to the one it left."""
    form = Form(request, number)
    if not form.is_sent:
        return form.show("care/placement/back.html")
    try:
        actions.come_back(form.viewer, form.own(), on=typed.day(form.said("on")))
    except Refused as refused:
        return form.show("care/placement/back.html", refused)
    messages.success(request, f"{form.children[number]} is back where they lived before.")
    return form.done(form.said("on"))
