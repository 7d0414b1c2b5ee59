"""A page to say that something was entered on the wrong person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.people.banners import open_record, viewer_of
from kith.people.changing import chosen
from kith.people.models import Person
from kith.ui.render import render
from kith.work.correcting import actions, queries, rules
from kith.work.visits.queries import together

BACK = {"visit": "person_visits", "note": "person_visits", "alert": "person_details"}


@page("person/<id:number>/wrong-record/<slug:kind>/<id:entry>/", may=May.RECORD_VISIT, about="the person")
def person_correct(request: HttpRequest, number: int, kind: str, entry: int) -> HttpResponse:
    """Take a visit, a note or an alert off this record, or move it to the one it belongs on."""
    by = viewer_of(request)
    person, context = open_record(request, number, BACK.get(kind, "person_visits"))
    found = queries.entry(by, number, kind, entry)
    if found is None:
        raise Http404
    family = [one for one in together(by, number, clock.today()) if one.pk != number]
    context |= {
        "entry": found,
        "title": rules.TITLES[kind],
        "note_kind": queries.note_kind(found),
        "choices": [
            (rules.WITHDRAW, "Take it off: it belongs on no record"),
            *((str(one.pk), f"Move it to {one.name}") for one in family),
            (rules.ELSEWHERE, "Move it to somebody else"),
        ],
        "back": BACK[kind],
        "said": request.POST,
    }
    if request.method == "POST":
        try:
            to = _to(by, request.POST, family)
            trace = actions.correct(
                by, person, kind=kind, number=entry, reason=request.POST.get("reason", ""), to=to
            )
        except Refused as refused:
            context |= {"problems": refused.problems}
            return render(request, "work/correcting/page.html", context, status=422)
        messages.success(
            request, f"{rules.trace(kind, trace.happened_on, trace.moved)}. The trace stays here."
        )
        return redirect(BACK[kind], number=number)
    return render(request, "work/correcting/page.html", context)


def _to(by: Worker, said: Any, family: list[Person]) -> Person | None:
    """Whose record it belongs on; nobody when it is taken off only. Raises Refused for no choice."""
    becomes = said.get("becomes", "")
    if becomes == rules.WITHDRAW:
        return None
    if becomes == rules.ELSEWHERE:
        return chosen(by, said, "to")
    found = next((one for one in family if str(one.pk) == becomes), None)
    if found is None:
        raise Refused(rules.NO_CHOICE, "becomes")
    return found
