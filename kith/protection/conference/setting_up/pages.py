"""Setting up a conference: children, day, place and everybody around them ticked already; one button sends it all."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.database.working_day import working_calendar
from kith.people.banners import not_found, viewer_of
from kith.people.models import Person
from kith.protection.conference import actions, guests, queries, rules, sent
from kith.protection.conference.sending import making
from kith.protection.conference.sending.actions import send_reports
from kith.protection.enquiry import queries as enquiries
from kith.protection.models import Conference
from kith.protection.models.conferences import KINDS
from kith.ui.render import render
from kith.work.steps.viewing import called

ABOUT = "the children of the conference"
REPORTS_BEFORE = 2  # working days before the conference by which reports are asked for (our choice)


@page("conference/new/", may=May.ARRANGE_CONFERENCE, about=ABOUT)
def conference_new(request: HttpRequest) -> HttpResponse:
    """Set up one conference for brothers and sisters: who, when, where, and everybody who is invited."""
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 18):
        raise Http404
    viewer, today = viewer_of(request), clock.today()
    people = queries.together(viewer, int(asked), today)
    if not any(one.pk == int(asked) for one in people):
        not_found(request, int(asked))
    offered = guests.suggested(viewer, people, today)
    if request.method != "POST":
        return _page(request, people, offered)
    try:
        told = sent.set_up(request.POST, [one.pk for one in people], {one.key: one for one in offered})
        made = actions.set_up(viewer, told=told)
    except Refused as refused:
        return _page(request, people, offered, problems=refused.problems, status=422)
    messages.success(request, _words(request, made, told))
    return redirect("conference", number=made.pk)


def _words(request: HttpRequest, made: Conference, told: rules.SetUp) -> str:
    """What was done, and the reports that went with it."""
    mail = sum(bool(one.email) for one in told.guests if not one.worker)
    names = reading_words.count(len(told.guests), "person", "people")
    words = f"Set up for {rules.when_words(clock.london(made.planned_at))}. {names} invited, {mail} of them by mail."
    if request.POST.get("send_reports") != "yes":
        return words
    given = send_reports(viewer_of(request), made)
    return f"{words} {reading_words.count(len(given), 'report')} made ready, each as its reader may read it."


def _page(
    request: HttpRequest, people: list[Person], offered: list[rules.Guest], **more: Any
) -> HttpResponse:
    viewer, today, posted = viewer_of(request), clock.today(), request.POST
    numbers = [one.pk for one in people]
    look_at(request, numbers, "Setting up a conference")
    due = queries.due_days(viewer, numbers)
    going_on = enquiries.open_enquiries(viewer, numbers)
    on_plan = queries.with_plan(numbers, today)
    planned = queries.planned_for(numbers)
    kind = posted.get("kind") or request.GET.get("kind") or _kind(numbers, set(going_on), on_plan, due)
    needed = [one for one in numbers if _is_meant(one, kind, set(going_on), on_plan) and one not in planned]
    days = [day for (person, what), day in due.items() if what == kind and person in needed]
    is_new = request.method != "POST"
    chosen = needed if is_new else posted.getlist("people")
    on = _proposed(min(days, default=None), today)
    last = _last_place(viewer, numbers)
    context = _typed(request, offered) | {
        "person": request.GET["person"],
        "children": [(one.pk, called(one, today)) for one in people],
        "chosen": chosen,
        "kinds": list(KINDS.items()),
        "kind": kind,
        "due_on": min(days, default=None),
        "proposed": on,
        "place": posted.get("place", last),
        "chairs": [(one.pk, one.name) for one in queries.chairs(today)],
        "chair": posted.get("chair", _chair(viewer, numbers)),
        "ready": making.reports_for(viewer, numbers, today),
        "problems": more.get("problems", ()),
        "door": "conferences",
    }
    return render(
        request, "protection/conference/setting_up/page.html", context, status=more.get("status", 200)
    )


def _typed(request: HttpRequest, offered: list[rules.Guest]) -> dict[str, Any]:
    """What stands in the boxes: as it was typed, or what is proposed on a new page."""
    posted, is_new = request.POST, request.method != "POST"
    agencies = queries.agencies(clock.today())
    return {
        "typed": posted,
        "on": posted.get("on", ""),
        "at": posted.get("at", "10:00"),
        "told_on": posted.get("told_on", ""),
        "report_due_on": posted.get("report_due_on", ""),
        "send_reports": is_new or posted.get("send_reports") == "yes",
        "offered": offered,
        "ticked": [one.key for one in offered if one.ticked] if is_new else posted.getlist("invite"),
        "agencies": agencies,
        "labels": dict(agencies),
        "new_rows": [f"new{row}" for row in sent.NEW_ROWS],
    }


def _kind(people: list[int], going_on: set[int], on_plan: set[int], due: dict[tuple[int, str], date]) -> str:
    """What one would set up: a review for who is on a plan, a transfer-in where we were told, else an initial one."""
    if on_plan & set(people) and not going_on:
        return rules.REVIEW
    if any(what == rules.TRANSFER for _, what in due) and not going_on:
        return rules.TRANSFER
    return rules.INITIAL


def _is_meant(person: int, kind: str, going_on: set[int], on_plan: set[int]) -> bool:
    if kind == rules.REVIEW:
        return person in on_plan
    return person in going_on if kind == rules.INITIAL else person not in on_plan


def _proposed(due_on: date | None, today: date) -> date:
    """A day to propose: a few working days before the last one, never sooner than three working days from now."""
    calendar = working_calendar()
    soonest = calendar.add(today, 3)
    if due_on is None or calendar.between(soonest, due_on) <= REPORTS_BEFORE:
        return soonest
    day = due_on
    while calendar.between(day, due_on) < REPORTS_BEFORE or rules.is_weekend(day):
        day = date.fromordinal(day.toordinal() - 1)
    return day


def _last_place(viewer: Any, people: list[int]) -> str:
    """Where the last conference of these children was."""
    rows = Conference.objects.seen_by(viewer).filter(children__person__in=people)
    return rows.order_by("-planned_at").values_list("place", flat=True).first() or ""


def _chair(viewer: Any, people: list[int]) -> int | str:
    """Who led the last one leads the next."""
    rows = Conference.objects.seen_by(viewer).filter(children__person__in=people, chair__is_active=True)
    return rows.order_by("-planned_at").values_list("chair", flat=True).first() or ""
