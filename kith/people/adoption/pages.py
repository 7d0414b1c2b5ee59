"""Recording an adoption, and reading whether there is a sealed record."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.people import queries as people_queries
from kith.people.adoption import actions, queries
from kith.people.banners import open_record, viewer_of
from kith.people.days import read_day
from kith.people.details.pages import show
from kith.ui.formatting import record_number
from kith.ui.render import render


@page("person/<id:number>/details/adopted/", may=May.RECORD_ADOPTION, about="the person")
def person_adopted(request: HttpRequest, number: int) -> HttpResponse:
    """Seal the record and begin a new one; leads to the new one."""
    viewer, today, said = viewer_of(request), clock.today(), request.POST
    person = people_queries.person(viewer, number)
    if person is None:
        raise Http404
    if request.method != "POST":
        return redirect("person_details", number=number)
    names = {"given_name": said.get("new_given_name", ""), "family_name": said.get("new_family_name", "")}
    try:
        ordered_on = read_day(said.get("ordered_on", ""), today, "ordered_on")
        became = actions.adopt(viewer, person, ordered_on=ordered_on, today=today, **names)
    except Refused as refused:
        return show(request, number, refused, "adoption")
    messages.success(request, f"The new record is {record_number(became)}.")
    return redirect("person_details", number=became)


@page("person/<id:number>/details/sealed/", may=May.SEE_ADOPTION, about="the person and the sealed record")
def person_adoption_link(request: HttpRequest, number: int) -> HttpResponse:
    """Whether there is a sealed record, once the reason is written down."""
    person, context = open_record(request, number, "person_details")
    if request.method != "POST":
        return redirect("person_details", number=number)
    reason = request.POST.get("why", "")
    try:
        actions.read_link(viewer_of(request), person, reason=reason)
    except Refused as refused:
        return show(request, number, refused, "link")
    found = queries.link(number)
    look_at(request, [number, *([found.sealed_number] if found else [])], reason.strip())
    return render(request, "people/adoption/link.html", context | {"link": found})
