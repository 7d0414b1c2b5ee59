"""Management decisions on children's records: one, all of a child, a new one, and that it was done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.banners import open_record, viewer_of
from kith.people.models import Person
from kith.ui.render import render
from kith.work import typed
from kith.work.models import ManagementDecision, ManagementDecisionChild
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.supervision import actions, queries, sent
from kith.work.visits.queries import holders, together
from kith.work.visits.sent import text

ABOUT = "the children decided about"


@page("person/<id:number>/decisions/", may=May.READ_RECORD, about="the child")
def person_decisions(request: HttpRequest, number: int) -> HttpResponse:
    """Every management decision about a child, with facts, reason and what became of it."""
    _, context = open_record(request, number, "person_decisions")
    viewer = viewer_of(request)
    rows = queries.decisions_of(viewer, [number])
    context |= {"rows": rows, "may_decide": viewer.may(May.RECORD_DECISION), "today": clock.today()}
    return render(request, "work/supervision/decisions/of_child.html", context)


def _found(request: HttpRequest, number: int) -> tuple[ManagementDecision, list[Person]]:
    viewer = viewer_of(request)
    found = queries.decision(viewer, number)
    if found is None:
        raise Http404
    inside = ManagementDecisionChild.objects.seen_by(viewer).filter(decision=found).select_related("person")
    people = [row.person for row in inside.order_by("person__born_on", "person_id")]
    if not people:
        raise Http404
    look_at(request, [person.pk for person in people])
    return found, people


@page("decision/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """One decision: facts, reason, what else was possible, who does what until when."""
    return _decision(request, number)


def _decision(request: HttpRequest, number: int, problems: Any = (), *, status: int = 200) -> HttpResponse:
    found, people = _found(request, number)
    viewer, today = viewer_of(request), clock.today()
    context = {
        "one": found,
        "children": [(person.pk, called(person, today)) for person in people],
        "may_close": not found.done_on and (found.owner_id == viewer.pk or viewer.may(May.RECORD_DECISION)),
        "typed": request.POST,
        "problems": problems,
        "written": sent.written(today),
        "today": today,
        "door": "people",
    }
    return render(request, "work/supervision/decisions/page.html", context, status=status)


@page("decision/<id:number>/done/", may=May.READ_RECORD, about=ABOUT)
@require_POST
def decision_done(request: HttpRequest, number: int) -> HttpResponse:
    """Record that what the decision asked for was done."""
    found, _ = _found(request, number)
    try:
        on, words = typed.day(request.POST.get("done_on", "")), text(request.POST, "done_words")
        actions.carry_out(viewer_of(request), found, done_on=on, words=words)
    except Refused as refused:
        return _decision(request, number, refused.problems, status=422)
    messages.success(request, "Marked as done.")
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("decision", number=number)


@page("decision/new/", may=May.RECORD_DECISION, about=ABOUT)
def decision_new(request: HttpRequest) -> HttpResponse:
    """Record a decision about a child and those brothers and sisters whom it concerns."""
    number = sent.number(request.GET.get("person", ""))
    people = together(viewer_of(request), number, clock.today()) if number else []
    if not people:
        raise Http404
    if request.method != "POST":
        return _new(request, people)
    try:
        made = _record(request, people)
    except Refused as refused:
        return _new(request, people, refused.problems, status=422)
    messages.success(request, f"Recorded for {reading_words.listing(made)}.")
    return redirect("person_decisions", number=people[0].pk if number is None else number)


def _record(request: HttpRequest, people: list[Person]) -> list[str]:
    ticked = set(request.POST.getlist("children"))
    chosen = [person for person in people if str(person.pk) in ticked]
    told = sent.decided(request.POST, clock.today())
    if told is None:
        raise Refused("Say what is decided.", "decided")
    actions.decide(viewer_of(request), children=[person.pk for person in chosen], told=told)
    return [first_name(person) for person in chosen]


def _new(
    request: HttpRequest, people: list[Person], problems: Any = (), *, status: int = 200
) -> HttpResponse:
    today, ids = clock.today(), [person.pk for person in people]
    look_at(request, ids, "Recording a decision")
    held = holders(ids)
    is_new = request.method != "POST"
    context = {
        "person": request.GET.get("person", ""),
        "children": [(person.pk, called(person, today)) for person in people],
        "chosen": ids if is_new else request.POST.getlist("children"),
        "owners": list(queries.owners(today).items()),
        "owner": request.POST.get("owner", held[0].pk if held else viewer_of(request).pk),
        "typed": request.POST,
        "facts": text(request.POST, "facts"),
        "problems": problems,
        "written": sent.written(today),
        "door": "people",
    }
    return render(request, "work/supervision/decisions/new.html", context, status=status)
