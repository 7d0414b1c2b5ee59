"""Out of hours: what to know tonight, telling the team, and what the morning takes over."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.desk.night import queries
from kith.desk.record.pages import opened
from kith.ui.render import render
from kith.work.night import actions, rules
from kith.work.night import queries as tonight

BOARD, MORNING = "Out-of-hours board", "Taken over in the morning"


@page("night/", may=May.READ_RECORD, about="the children with an alert for the night")
def night(request: HttpRequest) -> HttpResponse:
    """The alerts that hold now: what may happen, plan A, plan B, whom to ring."""
    return _board(request)


def _board(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    alerts = tonight.live(request.user, clock.now())
    _look(request, alerts, BOARD)
    context: dict[str, Any] = {
        "alerts": alerts,
        "may_write": request.user.may(May.RECORD_VISIT),
        "door": "front_door",
        "typed": {},
    }
    return render(request, "desk/night/board.html", context | more, status=status)


@page("night/<id:number>/end/", may=May.RECORD_VISIT, about="the children with an alert for the night")
@require_POST
def night_end(request: HttpRequest, number: int) -> HttpResponse:
    """Take an alert back before its time, with the reason."""
    alert = tonight.called(request.user, number)
    if alert is None:
        raise Http404
    try:
        actions.take_back(request.user, alert, why=request.POST.get("why", ""))
    except Refused as refused:
        typed = {"number": number, "why": request.POST.get("why", "")}
        return _board(request, status=422, problems=refused.problems, typed=typed)
    messages.success(request, "Taken back. The night team no longer looks out for it.")
    return redirect("night")


@page("night/morning/", may=May.READ_RECORD, about="the children something happened to out of hours")
def night_morning(request: HttpRequest) -> HttpResponse:
    """What happened since the office closed: contacts, visits, notes, alerts that held."""
    now = clock.now()
    since = practice.authority().office.last_closing(now, working_calendar())
    contacts = queries.contacts(request.user, since, now)
    recorded = queries.recorded(request.user, since, now)
    alerts = tonight.of_the_night(request.user, since, now)
    _look(request, [*contacts.shown, *recorded.shown, *alerts], MORNING)
    context = {
        "since": since,
        "now": now,
        "contacts": contacts,
        "recorded": recorded,
        "alerts": alerts,
        "door": "front_door",
    }
    return render(request, "desk/night/morning.html", context)


def _look(request: HttpRequest, things: Iterable[Any], reason: str) -> None:
    look_at(request, {person for one in things for person, _ in one.children if person}, reason)


@page("person/<id:number>/night/", may=May.RECORD_VISIT, about="the person")
def person_night(request: HttpRequest, number: int) -> HttpResponse:
    """Tell the night team what may happen to a child, and what to do then."""
    context = opened(request, number, "person")
    now, viewer = clock.now(), request.user
    untils = rules.choices(now, practice.authority().office, working_calendar())
    children = [(child.person_id, child.name) for child in context["banner"]["children"]] or [
        (number, context["banner"]["name"])
    ]
    context |= {
        "children": children,
        "untils": untils,
        "alerts": tonight.of_people(viewer, [person for person, _ in children], now),
        "numbers": rules.lines_that_fit(tonight.numbers_known(viewer, [number], clock.london(now).date())),
        "typed": {},
        "ticked": [str(number)],
    }
    if request.method != "POST":
        return render(request, "desk/night/tell.html", context)
    typed = request.POST
    until = next((one.at for one in untils if one.code == typed.get("until")), None)
    people = [person for person, _ in children if str(person) in typed.getlist("children")]
    told = {name: typed.get(name, "") for name in ("words", "plan_a", "plan_b", "phones")}
    try:
        actions.tell_the_night(viewer, people=people, until=until, **told)
    except Refused as refused:
        context |= {"problems": refused.problems, "typed": typed, "ticked": typed.getlist("children")}
        return render(request, "desk/night/tell.html", context, status=422)
    messages.success(request, "The night team knows. It stands on the out-of-hours board.")
    return redirect("person", number=number)
