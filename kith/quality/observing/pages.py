"""Observations on the screen: the list, a new one, one to read and answer; and the standards with who has read them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.practice.checklists import OBSERVATION
from kith.quality.marking import reading
from kith.quality.marking.rules import ANSWERS, SHAPES
from kith.quality.observing import actions, queries
from kith.quality.observing.rules import KINDS
from kith.ui.render import render
from kith.work import typed

DOOR = "quality"


@page("quality/observations/", may=May.BE_SUPERVISED)
def observations(request: HttpRequest) -> HttpResponse:
    """Observations of one's own practice and of the own line, and how much was observed in a year."""
    viewer, today = request.user, clock.today()
    rows = queries.shown(viewer, today)
    manages = viewer.may(May.SUPERVISE)
    context = {
        "door": DOOR,
        "rows": rows,
        "kinds": KINDS,
        "shown": queries.SHOWN,
        "teams": queries.year_of(viewer, today) if manages else [],
        "tallies": queries.marks_of(rows) if manages else [],
        "may_observe": viewer.may(May.OBSERVE_PRACTICE),
    }
    return render(request, "quality/observing/list.html", context)


@page("quality/observations/new/", may=May.OBSERVE_PRACTICE, name="observation_new")
def observation_new(request: HttpRequest) -> HttpResponse:
    """Write down what was observed: the list of the pack in taps, what was good, what to develop."""
    if request.method != "POST":
        return _new(request)
    posted = request.POST
    try:
        row = actions.observe(
            request.user,
            worker=as_number(posted.get("worker", "")),
            kind=posted.get("kind", ""),
            observed_on=typed.day(posted.get("observed_on", "")),
            marks=reading.sent_marks(posted),
            good=posted.get("good", ""),
            develop=posted.get("develop", ""),
        )
    except Refused as refused:
        return _new(request, refused.problems)
    messages.success(request, f"Kept. {row.worker.name} is told, and can answer.")
    return redirect("observation", number=row.pk)


def _new(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    today = clock.today()
    places = queries.observable(request.user, today)
    context = {
        "door": DOOR,
        "workers": [(worker, f"{one.worker.name}, {one.team.name}") for worker, one in places.items()],
        "kinds": list(KINDS.items()),
        "checklist": reading.checklist(OBSERVATION, today),
        "answers": list(ANSWERS.items()),
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "quality/observing/new.html", context, status=422 if problems else 200)


@page("quality/observations/<id:number>/", may=May.BE_SUPERVISED, name="observation")
def observation(request: HttpRequest, number: int) -> HttpResponse:
    """One observation: what was seen, what was good, what to develop, and what the worker says to it."""
    row = queries.opened(request.user, number, clock.today())
    if row is None:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        try:
            actions.answer(request.user, row, words=request.POST.get("own_words", ""))
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, f"Kept. {row.observer.name} is told.")
            return redirect("observation", number=number)
    context = {
        "door": DOOR,
        "row": row,
        "kind": KINDS[row.kind],
        "answers": ANSWERS,
        "shapes": SHAPES,
        "is_mine": row.worker_id == request.user.pk,
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "quality/observing/page.html", context, status=422 if problems else 200)


@page("quality/standards/", may=May.READ_WORK, name="practice_standards")
def practice_standards(request: HttpRequest) -> HttpResponse:
    """The standards of today in full, and saying that one has read them."""
    viewer, today = request.user, clock.today()
    found = queries.standards_read(viewer, today)
    if request.method == "POST":
        one = next((one for one in found if one.form == request.POST.get("form", "")), None)
        if one is None:
            raise Http404
        if one.held.edition != request.POST.get("edition", ""):
            messages.warning(request, "The standards were changed meanwhile. Read them as they stand below.")
        else:
            actions.mark_read(viewer, form=one.form, held=one.held)
            messages.success(request, f"{one.title}: kept that you have read them.")
        return redirect("practice_standards")
    context = {"door": DOOR, "found": found, "manages": viewer.may(May.SUPERVISE)}
    return render(request, "quality/observing/standards.html", context)
