"""A child's protection plan on the record: how it stands, what belongs to it, and everything that is done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, reading_words
from kith.people.banners import open_record, viewer_of
from kith.people.models import Person
from kith.protection.challenge import queries as challenges
from kith.protection.models.challenge import LEVELS, OUTCOMES
from kith.protection.models.conferences import PARTICIPATION
from kith.protection.plan import actions, queries, rules
from kith.ui.render import render
from kith.work import late, typed
from kith.work.standings.queries import open_of as open_standings
from kith.work.steps.queries import first_name
from kith.work.timescales.queries import running

ABOUT = "the child"


@page("person/<id:number>/protection/plan/", may=May.READ_RECORD, about=ABOUT)
def person_protection_plan(request: HttpRequest, number: int) -> HttpResponse:
    """The protection plan, its categories, reviews and core groups, what is due, challenges, and plans before."""
    return _show(request, number)


@page("person/<id:number>/protection/plan/write/", may=May.RECORD_PLANS, about=ABOUT)
@require_POST
def protection_plan_write(request: HttpRequest, number: int) -> HttpResponse:
    """Record a core group, a stay on another council's plan, or an old registration, named by ``do``."""
    return _do(request, number, WRITES)


@page("person/<id:number>/protection/plan/end/", may=May.CHAIR_CONFERENCE, about=ABOUT)
@require_POST
def protection_plan_end(request: HttpRequest, number: int) -> HttpResponse:
    """End the plans of a child and its brothers and sisters otherwise than at a conference here, or ask for a review
    sooner: what a chair does."""
    return _do(request, number, {"end": _end, "sooner": _sooner})


Deed = Callable[[HttpRequest, int, list[int]], str]
HAPPENED = ("group_on", "ended_on", "stays_since", "left_on", "old_started_on")  # days of what happened


def _do(request: HttpRequest, number: int, deeds: dict[str, Deed]) -> HttpResponse:
    deed = deeds.get(request.POST.get("do", ""))
    family = _family(request, number)
    if deed is None or number not in {one.pk for one in family}:
        raise Http404
    sent = set(request.POST.getlist(f"children.{request.POST['do']}"))
    try:
        told = deed(request, number, [one.pk for one in family if str(one.pk) in sent])
    except Refused as refused:
        return _show(request, number, refused)
    messages.success(request, told)
    late.tell_typed(request, *(f"{box}.{request.POST['do']}" for box in HAPPENED))
    return redirect("person_protection_plan", number=number)


def _family(request: HttpRequest, number: int) -> list[Person]:
    return queries.choices(viewer_of(request), number, clock.today())


def _said(request: HttpRequest, name: str) -> str:
    """What was typed in a box of the form that was sent: each form's boxes end in its name."""
    return request.POST.get(f"{name}.{request.POST.get('do', '')}", "").strip()


def _day(request: HttpRequest, name: str) -> date | None:
    return typed.day(_said(request, name))


def _core_group(request: HttpRequest, number: int, people: list[int]) -> str:
    actions.record_core_group(viewer_of(request), people, held_on=_day(request, "group_on"))
    return "The core group is recorded."


def _end(request: HttpRequest, number: int, people: list[int]) -> str:
    ended = actions.end(
        viewer_of(request),
        people,
        on=_day(request, "ended_on"),
        reason=_said(request, "end_reason"),
        council=_said(request, "to_council"),
    )
    return f"{reading_words.count(len(ended), 'plan')} ended. What belongs to it stays on the record."


def _sooner(request: HttpRequest, number: int, people: list[int]) -> str:
    actions.bring_forward(
        viewer_of(request), people, due_on=_day(request, "sooner_on"), why=_said(request, "sooner_why")
    )
    return "The review is asked for sooner. The reason stands with the clock."


def _stay(request: HttpRequest, number: int, people: list[int]) -> str:
    actions.begin_temporary(
        viewer_of(request),
        people,
        on=_day(request, "stays_since"),
        told_on=_day(request, "told_on"),
        council=_said(request, "council"),
        category=_said(request, "stay_category"),
        words=_said(request, "stay_words"),
    )
    return "Recorded. It is not counted among our plans."


def _left(request: HttpRequest, number: int, people: list[int]) -> str:
    actions.end_temporary(viewer_of(request), people, on=_day(request, "left_on"))
    return "Recorded that the stay is over."


def _old(request: HttpRequest, number: int, people: list[int]) -> str:
    actions.add_registration(
        viewer_of(request),
        number,
        started_on=_day(request, "old_started_on"),
        ended_on=_day(request, "old_ended_on"),
        category=_said(request, "old_category"),
        words=_said(request, "old_words"),
    )
    return "The old registration is recorded. It counts among the earlier plans."


WRITES: dict[str, Deed] = {"core_group": _core_group, "stay": _stay, "left": _left, "old": _old}


def _show(request: HttpRequest, number: int, refused: Refused | None = None) -> HttpResponse:
    person, context = open_record(request, number, "person_protection")
    viewer, today = viewer_of(request), clock.today()
    sent = request.POST.get("do", "")
    context |= standing_of(viewer, number, today)
    names = {one.person_id: one.first or one.family_name for one in context["banner"].get("children", ())}
    context |= _forms(viewer, person, names, today)
    context |= {
        "was": lambda do, name, otherwise="": (
            request.POST.get(f"{name}.{do}", "") if do == sent else otherwise
        ),
        "ticked": lambda do, otherwise: request.POST.getlist(f"children.{do}") if do == sent else otherwise,
        "sent": sent,
        "today_typed": f"{today.day}/{today.month}/{today.year}",
        "problems": [(f"{field}.{sent}" if field else None, words) for field, words in refused.problems]
        if refused
        else (),
    }
    return render(request, "protection/plan/page.html", context, status=422 if refused else 200)


def standing_of(viewer: Worker, number: int, today: date) -> dict[str, Any]:
    """What is shown of a child's protection plan, here and on the page of all that protects the child."""
    old = queries.registrations_of(viewer, number)
    plans = queries.plans_of(viewer, number, old)
    clocks = running(viewer, [number], today).get(number, [])
    stays = queries.temporary_of(viewer, number)
    return {
        "now": next((one for one in plans if one.is_open), None),
        "earlier": [one for one in plans if not one.is_open],
        "old": old,
        "stays": stays,
        "stays_now": next((one for one in stays if one.standing.ended_on is None), None),
        "plan_clocks": [one for one in clocks if one.code in actions.CLOCKS],
        "challenges": challenges.of_child(viewer, number),
        "about": challenges.reason_words,
        "levels": LEVELS,
        "closed_as": OUTCOMES,
        "category_words": queries.category_words,
        "took_part": PARTICIPATION,
        "ends": {**rules.ENDS, "left": "Left, or ended there"},
        "is_long": rules.is_long,
        "months": reading_words.whole_months,
        "may_challenge": viewer.may(May.CHAIR_CONFERENCE),
    }


def _forms(viewer: Worker, person: Person, names: dict[int, str], today: date) -> dict[str, Any]:
    stand = {
        pk: {one.kind for one in rows} for pk, rows in open_standings(viewer, list(names), today).items()
    }
    held = {pk for pk, kinds in stand.items() if queries.KIND in kinds}
    here = {pk for pk, kinds in stand.items() if queries.TEMPORARY in kinds}
    return {
        "with_plan": [(str(pk), name) for pk, name in names.items() if pk in held],
        "staying": [(str(pk), name) for pk, name in names.items() if pk in here],
        "not_staying": [(str(pk), name) for pk, name in names.items() if pk not in here],
        "categories": list(queries.categories(today).items()),
        "reasons": [(code, words) for code, words in rules.ENDS.items() if code != rules.REVIEW],
        "may_write": viewer.may(May.RECORD_PLANS) and bool(names),
        "may_end": viewer.may(May.CHAIR_CONFERENCE) and bool(names),
        "name": first_name(person),
    }
