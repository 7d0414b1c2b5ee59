"""The page on which a change of legal status is recorded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.care.shown import Form
from kith.care.status import actions
from kith.care.status.rules import Told
from kith.core import Refused
from kith.work import typed


@page("person/<id:number>/care/status/", may=May.RECORD_CARE, about="the child")
def person_care_status(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a child, and brothers and sisters with it, are looked after under another law."""
    form = Form(request, number)
    if not form.is_sent:
        return form.show("care/status/change.html")
    told = Told(form.said("status"), typed.time_of_day(form.said("status_at")), form.said("status_words"))
    try:
        actions.change(form.viewer, form.chosen(), told=told, on=typed.day(form.said("on")))
    except Refused as refused:
        return form.show("care/status/change.html", refused)
    messages.success(request, "The legal status is on record.")
    return form.done(form.said("on"))
