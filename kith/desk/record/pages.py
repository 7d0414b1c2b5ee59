"""The child's record: overview, assessments and plans, visits and notes."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock, reading_words
from kith.desk.banner import banner
from kith.desk.chronology.queries import key_events
from kith.desk.record import queries
from kith.frontdoor.census.queries import wrong_with
from kith.frontdoor.census.rules import asked_since
from kith.people.banners import not_found
from kith.ui.render import render
from kith.work.correcting.queries import traces
from kith.work.correcting.rules import trace
from kith.work.plans.queries import plans_of
from kith.work.released.queries import taken_out_of
from kith.work.steps.viewing import called
from kith.work.timescales.queries import running
from kith.work.visits.ahead.queries import of_children
from kith.work.visits.due import next_visits
from kith.work.visits.queries import together


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
    offered = [
        row["id"] for row in context["banner"]["involvements"] if row["offered"] and not row["ended_on"]
    ]
    context |= {
        "offers": queries.offers(viewer, offered) if offered else [],
        "steps": queries.open_steps(viewer, number, today),
        "clocks": running(viewer, [number], today).get(number, []),
        "events": [asdict(event) for event in key_events(viewer, [number])[:8]],
        "network": queries.network(viewer, number),
        "involvements": context["banner"]["involvements"],
        "visits": queries.visits(viewer, number)[:3],
        "plans": plans_of(viewer, [number]),
        "may_write": viewer.may(May.RECORD_VISIT),
        "may_start": viewer.may(May.START_STEP),
        "may_decide": viewer.may(May.RECORD_DECISION),
        "may_edit": viewer.may(May.EDIT_PERSON),
        "census": wrong_with(viewer, number, today),
        "census_since": asked_since(today),
    }
    return render(request, "desk/record/overview.html", context)


@page("person/<id:number>/steps/", may=May.READ_RECORD, about="the person")
def person_steps(request: HttpRequest, number: int) -> HttpResponse:
    """Every piece of work about the child."""
    context = opened(request, number, "person_steps")
    return render(
        request,
        "desk/record/steps.html",
        context
        | {
            "steps": queries.all_steps(request.user, number, clock.today()),
            "plans": plans_of(request.user, [number]),
            "taken_out_of": taken_out_of(request.user, number),
            "may_start": request.user.may(May.START_STEP),
        },
    )


@page("person/<id:number>/visits/", may=May.READ_RECORD, about="the person")
def person_visits(request: HttpRequest, number: int) -> HttpResponse:
    """Visits and notes, newest first."""
    context = opened(request, number, "person_visits")
    context |= {"visits": queries.visits(request.user, number), "notes": queries.notes(request.user, number)}
    context |= {"traces": traces(request.user, number), "trace_words": trace}
    context |= _to_be_seen(request, number)
    return render(
        request, "desk/record/visits.html", context | {"may_write": request.user.may(May.RECORD_VISIT)}
    )


def _to_be_seen(request: HttpRequest, number: int) -> dict[str, Any]:
    """When the child is to be seen next, with brothers and sisters: one visit is made to all of them."""
    today, viewer = clock.today(), request.user
    people = together(viewer, number, today)
    due = next_visits(viewer, [one.pk for one in people], today)
    shown = [one for one in people if one.pk in due]
    look_at(request, [one.pk for one in shown])
    planned = of_children(viewer, [one.pk for one in people], today)
    days = [reading_words.short_day(clock.london(one.at).date(), year=False) for one in planned[:1]]
    return {
        "next_visits": [(called(one, today), due[one.pk]) for one in shown],
        "planned_words": f"Your next visit is planned for {days[0]}." if days else "",
    }
