"""A child's child in need plan on the record: how it stands, and everything that is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.inneed.models import DECISIONS
from kith.inneed.plan import actions, queries, rules
from kith.people.banners import open_record, viewer_of
from kith.people.models import Person
from kith.ui.render import render
from kith.work import late, typed
from kith.work.steps.queries import first_name
from kith.work.timescales.queries import running
from kith.work.visits.due import next_visits

ABOUT = "the child"
HAPPENED = ("started_on", "held_on", "ended_on")  # days of what happened, in the forms of the page


@page("person/<id:number>/in-need/", may=May.READ_RECORD, about=ABOUT)
def person_in_need(request: HttpRequest, number: int) -> HttpResponse:
    """The child in need plan, its reviews, what is due under it, and plans before."""
    return _show(request, number)


@page("person/<id:number>/in-need/write/", may=May.RECORD_PLANS, about=ABOUT)
@require_POST
def person_in_need_write(request: HttpRequest, number: int) -> HttpResponse:
    """Do one thing with the plans of a child and its brothers and sisters, named by ``do``, and come back."""
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None or number not in {one.pk for one in _family(request, number)}:
        raise Http404
    try:
        told = deed(request, _ticked(request, number))
    except Refused as refused:
        return _show(request, number, refused)
    messages.success(request, told)
    late.tell_typed(request, *(f"{box}.{request.POST['do']}" for box in HAPPENED))
    return redirect("person_in_need", number=number)


def _family(request: HttpRequest, number: int) -> list[Any]:
    return queries.choices(viewer_of(request), number, clock.today())


def _ticked(request: HttpRequest, number: int) -> list[int]:
    """The ticked children, out of those who may be."""
    sent = set(request.POST.getlist(f"children.{request.POST.get('do', '')}"))
    return [one.pk for one in _family(request, number) if str(one.pk) in sent]


def _said(request: HttpRequest, name: str) -> str:
    """What was typed in a box of the form that was sent: each form's boxes end in its name."""
    return request.POST.get(f"{name}.{request.POST.get('do', '')}", "").strip()


def _begin(request: HttpRequest, people: list[int]) -> str:
    made = actions.begin(
        viewer_of(request),
        people,
        on=typed.day(_said(request, "started_on")),
        until=_until(_said(request, "ended_on")),
        reason=_said(request, "end_reason"),
    )
    return f"{reading_words.count(len(made), 'plan')} recorded."


def _until(text: str) -> Any:
    """The day it ended, where one was typed."""
    if not text:
        return None
    day = typed.day(text)
    if day is None:
        raise Refused(actions.NO_DAY, "ended_on")
    return day


def _review(request: HttpRequest, people: list[int]) -> str:
    next_on = _said(request, "next_on")
    if next_on and typed.day(next_on) is None:
        raise Refused(actions.NO_DAY, "next_on")
    decision = _said(request, "decision")
    actions.review(
        viewer_of(request),
        people,
        held_on=typed.day(_said(request, "held_on")),
        decision=decision,
        next_on=typed.day(next_on),
    )
    return " ".join(filter(None, ["The review is recorded.", rules.follows(decision)]))


def _end(request: HttpRequest, people: list[int]) -> str:
    actions.end(
        viewer_of(request),
        people,
        on=typed.day(_said(request, "ended_on")),
        reason=_said(request, "end_reason"),
    )
    return "The plan has ended. It stays on the record."


DEEDS: dict[str, Callable[[HttpRequest, list[int]], str]] = {"begin": _begin, "review": _review, "end": _end}


def _warnings(child: Person, one: queries.Whole) -> list[str]:
    known = rules.Child(first_name(child), died_on=child.died_on)
    return rules.warnings(known, one.standing.started_on, one.standing.ended_on)


def _show(request: HttpRequest, number: int, refused: Refused | None = None) -> HttpResponse:
    person, context = open_record(request, number, "person_in_need")
    viewer, today = viewer_of(request), clock.today()
    family = queries.choices(viewer, number, today)
    plans = queries.plans_of(viewer, number)
    held = set(queries.open_of(viewer, [one.pk for one in family]))
    names, sent = queries.names_of(family), request.POST.get("do", "")
    codes = (actions.FIRST, actions.LATER)
    context |= {
        "now": next((one for one in plans if one.is_open), None),
        "earlier": [one for one in plans if not one.is_open],
        "due": [one for one in running(viewer, [number], today).get(number, []) if one.code in codes],
        "visit": next_visits(viewer, [number], today).get(number),
        "with_plan": [(str(pk), name) for pk, name in names.items() if pk in held],
        "without": [(str(pk), name) for pk, name in names.items() if pk not in held],
        "decisions": list(DECISIONS.items()),
        "decided": DECISIONS,
        "reasons": list(queries.end_reasons(today).items()),
        "end_words": queries.end_words,
        "wrong": {one.plan.pk: _warnings(person, one) for one in plans},
        "may_write": viewer.may(May.RECORD_PLANS) and bool(family),
        "may_start": viewer.may(May.START_STEP),
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
    return render(request, "inneed/plan/page.html", context, status=422 if refused else 200)
