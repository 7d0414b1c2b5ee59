"""Samples on the screen: drawing a month, what waits to be read, and reading one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.core.sent_back import number as as_number
from kith.practice.checklists import DIP_SAMPLE
from kith.practice.checklists import SUPERVISION as OF_SUPERVISION
from kith.quality.dipping import actions, queries, rules
from kith.quality.marking import reading
from kith.quality.marking.rules import ANSWERS, SHAPES
from kith.ui.render import render
from kith.work import typed
from kith.work.steps.viewing import opened, page_of

DOOR = "quality"
DIGITS = 3


@page("quality/samples/", may=May.READ_SAMPLE)
def dip_samples(request: HttpRequest) -> HttpResponse:
    """What was drawn in a year: to be read first, then what was found, and how each month was drawn."""
    return _show(request)


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    viewer, today = request.user, clock.today()
    with_supervision = viewer.may(May.AUDIT_SUPERVISION)
    rows = queries.rows(viewer, today, with_supervision=with_supervision)
    months = [add_months(today.replace(day=1), -back) for back in range(1, queries.MONTHS_BACK + 1)]
    context = {
        "door": DOOR,
        "rows": rows,
        "occasions": rules.OCCASIONS,
        "told": queries.found_of(rows, rules.TOLD),
        "supervised": queries.found_of(rows, rules.SUPERVISION),
        "samples": queries.samples(today),
        "months": [(one.isoformat(), f"{one:%B %Y}") for one in months],
        "usual": rules.USUAL,
        "may_draw": viewer.may(May.RUN_AUDITS),
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "quality/dipping/list.html", context, status=422 if problems else 200)


@page("quality/samples/draw/", may=May.RUN_AUDITS, name="dip_draw")
@require_POST
def dip_draw(request: HttpRequest) -> HttpResponse:
    """Draw a month."""
    posted = request.POST
    try:
        sample = actions.draw(
            request.user,
            occasion=posted.get("occasion", ""),
            month=typed.day(posted.get("month", "")),
            number=as_number(posted.get("number", ""), DIGITS),
        )
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, f"Drawn: {len(sample.taken)} of {len(sample.given)}.")
    return redirect("dip_samples")


@page(
    "quality/samples/work/<id:number>/",
    may=May.READ_SAMPLE,
    about="the children of the step",
    name="dip_read",
)
def dip_read(request: HttpRequest, number: int) -> HttpResponse:
    """One drawn piece of work as it was asked and answered, and a few questions about it."""
    row = queries.told_reading(request.user, number)
    if row is None:
        raise Http404
    step, children = opened(request, row.step_id)
    problems: Any = ()
    if request.method == "POST":
        try:
            actions.say(
                request.user, row, marks=reading.sent_marks(request.POST), words=request.POST.get("words", "")
            )
        except Refused as refused:
            problems, row = refused.problems, queries.told_reading(request.user, number)
        else:
            messages.success(request, f"{step.title}: kept what you found.")
            return redirect("dip_samples")
    context = page_of(request, step, children) | _asked(request, row, DIP_SAMPLE, problems)
    context |= {"earlier": queries.chance_said(request.user, step.pk)}
    return render(request, "quality/dipping/work.html", context, status=422 if problems else 200)


@page(
    "quality/samples/supervision/<id:number>/",
    may=May.AUDIT_SUPERVISION,
    about="the children talked about",
    name="dip_supervision",
)
def dip_supervision(request: HttpRequest, number: int) -> HttpResponse:
    """One drawn supervision: what the record says of it, what was written, and a few questions about it."""
    row = queries.supervision_reading(number)
    if row is None:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        try:
            actions.say_of_supervision(
                request.user, row, marks=reading.sent_marks(request.POST), words=request.POST.get("words", "")
            )
        except Refused as refused:
            problems, row = refused.problems, queries.supervision_reading(number)
        else:
            messages.success(request, "Kept what you found.")
            return redirect("dip_samples")
    if row is None:  # rows of samples stay
        raise Http404
    held = row.supervision
    talks, decisions = queries.talks_of(request.user, held), queries.decisions_of(request.user, held)
    look_at(request, queries.children_of(request.user, talks, decisions))
    context = _asked(request, row, OF_SUPERVISION, problems) | {
        "held": held,
        "facts": queries.facts_of(request.user, held).words,
        "talks": talks,
        "decisions": decisions,
    }
    return render(request, "quality/dipping/supervision.html", context, status=422 if problems else 200)


def _asked(request: HttpRequest, row: Any, code: str, problems: Any) -> dict[str, Any]:
    return {
        "door": DOOR,
        "row": row,
        "checklist": reading.checklist(code, clock.today()),
        "choices": list(ANSWERS.items()),
        "words_of": ANSWERS,
        "shapes": SHAPES,
        "typed": request.POST,
        "problems": problems,
    }
