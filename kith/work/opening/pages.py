"""Starting a piece of work by hand, from the record of a child."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.people.models import Person
from kith.practice import StepKind
from kith.ui.render import render
from kith.work import typed
from kith.work.models import Step
from kith.work.opening import actions, queries, rules
from kith.work.steps.queries import chain_of, holder_of
from kith.work.steps.viewing import called


@page(
    "step/new/",
    may=May.START_STEP,
    about="the child and its brothers and sisters",
    name="step_new",
)
def step_new(request: HttpRequest) -> HttpResponse:
    """Choose what to start for the child named in the address, and for which brothers and sisters with it."""
    number = _named(request)
    people = queries.open_children(request.user, number, clock.today())
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], "Starting a piece of work")
    if request.method == "POST":
        try:
            made = _open(request, people)
        except Refused as refused:
            return _page(request, number, people, problems=refused.problems, status=422)
        messages.success(request, f"{made.title} has started.")
        return redirect("step", number=made.pk)
    return _page(request, number, people)


def _named(request: HttpRequest) -> int:
    text = request.GET.get("person", "")
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)


def _kinds(request: HttpRequest, people: list[Person]) -> list[StepKind]:
    """What may be started: as the practice of the team that holds these children says, else of the worker's own."""
    held = holder_of([one.pk for one in people])
    team = held[0] if held else request.user.team
    return queries.kinds_by_hand(clock.today(), team.pk if team else None)


def _open(request: HttpRequest, people: list[Person]) -> Step:
    kinds = {kind.code: kind for kind in _kinds(request, people)}
    kind, on = kinds.get(request.POST.get("kind", "")), typed.day(request.POST.get("started_on", ""))
    ticked = [one for one in people if str(one.pk) in request.POST.getlist("children")]
    chosen = [one.pk for one in ticked]
    problems = [
        ("kind", "Choose what to start.") if kind is None else None,
        ("children", "Choose at least one child.") if not chosen else None,
        ("started_on", "Write the day like 21/4/2026.") if on is None else None,
    ]
    if told := [problem for problem in problems if problem]:
        raise Refused.several(told)
    assert kind is not None
    assert on is not None
    if obstacle := rules.obstacle_by_hand(kind, queries.opened(request.user, ticked), on):
        raise Refused(obstacle[1], field=obstacle[0])
    team, worker = holder_of(chosen) or (request.user.team, request.user)
    if team is None:
        raise Refused("You are in no team today, so nobody would answer for it.")
    before, referred_on = (
        queries.to_be_followed(kind, chosen, clock.today()),
        queries.referred_on(kind, chosen),
    )
    chain = chain_of(before, clock.today()) if before else ()
    return actions.open_step(
        request.user,
        kind=kind.code,
        people=chosen,
        team=team,
        worker=worker,
        started_on=on,
        clock_from_on=rules.next_clock(chain, kind, referred_on=referred_on),
        came_from=before,
    )


def _page(request: HttpRequest, number: int, people: list[Person], **more: Any) -> HttpResponse:
    today = clock.today()
    posted = request.POST.getlist("children") if request.method == "POST" else [str(one.pk) for one in people]
    context = {
        "number": number,
        "kinds": [(kind.code, kind.title, kind.purpose) for kind in _kinds(request, people)],
        "children": [(one.pk, called(one, today)) for one in people],
        "chosen": posted,
        "started_on": request.POST.get("started_on", f"{today.day}/{today.month}/{today.year}"),
        "typed": request.POST,
        "problems": more.get("problems", ()),
        "door": "people",
    }
    return render(request, "work/opening/page.html", context, status=more.get("status", 200))
