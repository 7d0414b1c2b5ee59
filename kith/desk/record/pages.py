"""The child's record: overview, assessments and plans, visits and notes."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.desk.banner import banner
from kith.desk.chronology.queries import key_events
from kith.desk.record import queries
from kith.people.banners import not_found
from kith.ui.render import render
from kith.work.correcting.queries import traces
from kith.work.correcting.rules import trace


def opened(request: HttpRequest, number: int, tab: str) -> dict[str, Any]:
    """The banner of the record, or not found: the same answer for hidden and absent."""
    shown = banner(request, number, tab)
    if not shown:
        not_found(request, number)
    look_at(request, [number])
    return {"banner": shown, "door": "people", "number": number, "lists": practice.current().lists}


@page("person/<id:number>/", may=May.READ_RECORD, about="the person")
def person(request: HttpRequest, number: int) -> HttpResponse:
    """Overview: steps with clocks, the latest events, people around the child, the involvement."""
    context = opened(request, number, "person")
    viewer, today = request.user, clock.today()
    context |= {
        "steps": queries.open_steps(viewer, number, today),
        "events": [asdict(event) for event in key_events(viewer, [number])[:8]],
        "network": queries.network(viewer, number),
        "involvements": context["banner"]["involvements"],
        "visits": queries.visits(viewer, number)[:3],
        "may_write": viewer.may(May.RECORD_VISIT),
        "may_start": viewer.may(May.START_STEP),
    }
    return render(request, "desk/record/overview.html", context)


@page("person/<id:number>/steps/", may=May.READ_RECORD, about="the person")
def person_steps(request: HttpRequest, number: int) -> HttpResponse:
    """Every piece of work about the child."""
    context = opened(request, number, "person_steps")
    return render(
        request,
        "desk/record/steps.html",
        context | {"steps": queries.all_steps(request.user, number, clock.today())},
    )


@page("person/<id:number>/visits/", may=May.READ_RECORD, about="the person")
def person_visits(request: HttpRequest, number: int) -> HttpResponse:
    """Visits and notes, newest first."""
    context = opened(request, number, "person_visits")
    context |= {"visits": queries.visits(request.user, number), "notes": queries.notes(request.user, number)}
    context |= {"traces": traces(request.user, number), "trace_words": trace}
    return render(
        request, "desk/record/visits.html", context | {"may_write": request.user.may(May.RECORD_VISIT)}
    )
