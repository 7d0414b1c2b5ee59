"""The page on which short breaks are recorded."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.care.models import ShortBreakSeries
from kith.care.short_breaks import actions, rules
from kith.core import Refused, clock
from kith.people.banners import open_record, viewer_of
from kith.ui.render import render
from kith.work import typed
from kith.work.steps.queries import first_name


@page("person/<id:number>/short-breaks/", may=May.RECORD_CARE, about="the child")
def person_short_breaks(request: HttpRequest, number: int) -> HttpResponse:
    """Agree a series of short breaks for a child, add a break to it, or end it."""
    person, context = open_record(request, number, "person_care")
    viewer, today = viewer_of(request), clock.today()
    rows = ShortBreakSeries.objects.seen_by(viewer).filter(person=number, ended_on__isnull=True)
    context |= {
        "called": first_name(person),
        "series": rows.first(),
        "lists": practice.current().lists,
        "on": today,
        "said": lambda name, otherwise="": request.POST.get(name, otherwise),
        "problems": (),
    }
    if request.method != "POST":
        return render(request, "care/short_breaks/page.html", context)
    try:
        told = _done(request, number, context["series"])
    except Refused as refused:
        context["problems"] = refused.problems
        return render(request, "care/short_breaks/page.html", context, status=422)
    messages.success(request, told)
    return redirect("person_care", number=number)


def _done(request: HttpRequest, number: int, series: ShortBreakSeries | None) -> str:
    said, by = request.POST, viewer_of(request)
    deed = said.get("do", "")
    if deed == "agree":
        told = rules.Series(*(said.get(name, "") for name in ("style", "need", "kind", "provider", "carer")))
        actions.agree(by, person=number, series=told, on=typed.day(said.get("started_on", "")))
        return "The series of short breaks is on record."
    if series is None or deed not in ("break", "end"):
        raise Http404("no such series")
    if deed == "break":
        first, last = (typed.day(said.get(name, "")) for name in ("break_from", "break_to"))
        actions.add_break(by, series, first=first, last=last)
        return "The break is on record."
    actions.end_series(by, series, on=typed.day(said.get("series_ended_on", "")))
    return "The series has ended. It stays on the record."
