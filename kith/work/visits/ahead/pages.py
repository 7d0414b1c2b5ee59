"""The day's visits, planning one, and taking one out."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.models import Person
from kith.ui.render import render
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits import queries, rules, sent, showing
from kith.work.visits.ahead import actions
from kith.work.visits.ahead.queries import Planned, between, of_children
from kith.work.visits.due import next_visits
from kith.work.visits.due import standing as standing_of
from kith.work.visits.pages import ABOUT, people_with

DAYS_AHEAD = 14
REASON = "The visits of the day"


@page("visit/today/", may=May.RECORD_VISIT, about=ABOUT)
def visits_today(request: HttpRequest) -> HttpResponse:
    """Today's visits of the worker, kept on the phone by a script, and those of the next two weeks."""
    return _today_page(request)


def _today_page(request: HttpRequest, problems: Any = (), *, status: int = 200) -> HttpResponse:
    today, worker = clock.today(), request.user
    planned = between(worker, today, today + timedelta(days=DAYS_AHEAD))
    days = [one for one in planned if clock.london(one.at).date() == today]
    look_at(request, [person for one in planned for person in one.ids], REASON)
    due = next_visits(worker, [one.pk for one in queries.held(worker)], today)
    context = {
        "today": [_shown(one, today) for one in days],
        "ahead": [_shown(one, today) for one in planned if one not in days],
        "late": sum(one.mark == "late" for one in due.values()),
        "labels": dict(practice.current().lists["visit_kind"].choices(today)),
        "typed": request.POST,
        "problems": problems,
        "door": "work",
    }
    return render(request, "work/visits/ahead/today.html", context, status=status)


def _shown(one: Planned, today: date) -> dict[str, Any]:
    return {"one": one, "children": [called(child, today) for child in one.children]}


@page("visit/plan/", may=May.RECORD_VISIT, about=ABOUT)
def visit_plan(request: HttpRequest) -> HttpResponse:
    """Plan a visit to a child and its brothers and sisters."""
    number = sent.number(request.GET.get("person", ""))
    if number is None:
        raise Http404
    people = people_with(request, number)
    if request.method != "POST":
        return _plan_page(request, people)
    try:
        planned_on = _plan(request, people)
    except Refused as refused:
        return _plan_page(request, people, refused.problems, status=422)
    messages.success(request, f"Visit planned for {reading_words.short_day(planned_on, year=False)}.")
    return redirect("visits_today")


def _plan(request: HttpRequest, people: Sequence[Person]) -> date:
    at, problems = rules.moment(request.POST.get("on", ""), request.POST.get("at", ""))
    if at is None:
        raise Refused.several(problems)
    chosen = set(request.POST.getlist("children"))
    actions.plan_visit(
        request.user,
        planned_at=at,
        kind=request.POST.get("kind", ""),
        place=sent.text(request.POST, "place"),
        children=[one.pk for one in people if str(one.pk) in chosen],
    )
    return at.date()


def _plan_page(
    request: HttpRequest, people: Sequence[Person], problems: Any = (), *, status: int = 200
) -> HttpResponse:
    today, ids = clock.today(), [one.pk for one in people]
    look_at(request, ids, "Planning a visit")
    is_new = request.method != "POST"
    standing = standing_of(request.user, ids, today)
    running = {first_name(one): standing.running[one.pk] for one in people if one.pk in standing.running}
    context = {
        "person": ids[0],
        "children": [(one.pk, called(one, today)) for one in people],
        "chosen": ids if is_new else request.POST.getlist("children"),
        "kinds": showing.kinds(today),
        "kind_lines": showing.lines(running, today),
        "place": queries.address_of(request.user, ids) if is_new else request.POST.get("place", ""),
        "typed": request.POST,
        "due": standing.due,
        "planned": of_children(request.user, ids, today),
        "problems": problems,
        "door": "people",
    }
    return render(request, "work/visits/ahead/plan.html", context, status=status)


@page("visit/planned/<id:number>/out/", may=May.RECORD_VISIT, about=ABOUT)
@require_POST
def visit_unplan(request: HttpRequest, number: int) -> HttpResponse:
    """Take a planned visit out, with the reason."""
    planned = queries.still_planned(request.user, number).select_for_update().first()
    if planned is None:
        raise Http404
    field = f"reason.{number}"
    try:
        actions.cancel_planned(request.user, planned, reason=sent.text(request.POST, field))
    except Refused as refused:
        return _today_page(request, [(field, words) for _, words in refused.problems], status=422)
    messages.success(request, "The planned visit was taken out.")
    return redirect("visits_today")
