"""Cancelling a step, taking a child out, saying why it is late or when its review point was held: one thing each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused
from kith.ui.render import render
from kith.work import typed
from kith.work.models import Step, StepChild
from kith.work.steps import actions, queries, rules
from kith.work.steps.posted import number_in
from kith.work.steps.viewing import ABOUT, opened, page_of


@page("step/<id:number>/cancel/", may=May.CANCEL_STEP, about=ABOUT, name="step_cancel")
def step_cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel the step, with a reason. It stays on the record."""
    work, children = opened(request, number)
    return _reason_page(request, work, children, "cancel", queries.choices("cancel_reason"), _cancel)


def _cancel(request: HttpRequest, work: Step, reason: str, words: str) -> str:
    chosen = queries.choices("cancel_reason").get(reason, "")
    if not chosen:
        raise Refused("Choose why it is cancelled.", field="reason")
    actions.cancel(request.user, work, reason=rules.reason_in_words(chosen, words))
    return f"{work.title}: cancelled. It stays on the record with the reason."


@page("step/<id:number>/take-out/", may=May.WRITE_STEP, about=ABOUT, name="step_take_out")
def step_take_out(request: HttpRequest, number: int) -> HttpResponse:
    """Take one child out of a step about several; the trace stays."""
    work, children = opened(request, number)
    return _reason_page(request, work, children, "take_out", {}, _take_out)


def _take_out(request: HttpRequest, work: Step, reason: str, words: str) -> str:
    person = number_in(request.POST.get("person", ""))
    if person is None:
        raise Refused("Choose the child to take out.", field="person")
    actions.take_child_out(request.user, work, person_id=person, reason=words)
    return f"Taken out of {work.title}. What was written before is kept, here and on the record."


@page("step/<id:number>/explain/", may=May.EXPLAIN_LATENESS, about=ABOUT, name="step_explain")
def step_explain(request: HttpRequest, number: int) -> HttpResponse:
    """Say why the step is late. Explained is not on time."""
    work, children = opened(request, number)
    return _reason_page(request, work, children, "explain", queries.late_reasons(), _explain)


def _explain(request: HttpRequest, work: Step, reason: str, words: str) -> str:
    actions.explain_lateness(request.user, work, reason=reason, words=words)
    return f"{work.title}: the reason is kept."


@page("step/<id:number>/review-point/", may=May.WRITE_STEP, about=ABOUT, name="step_review_point")
def step_review_point(request: HttpRequest, number: int) -> HttpResponse:
    """Say on which day the review point was held."""
    work, children = opened(request, number)
    return _reason_page(request, work, children, "review_point", {}, _review_point)


def _review_point(request: HttpRequest, work: Step, reason: str, words: str) -> str:
    held_on = typed.day(request.POST.get("held_on", ""))
    actions.hold_review_point(request.user, work, held_on=held_on)
    return f"{work.title}: the day is kept."


def _reason_page(
    request: HttpRequest, work: Step, children: list[StepChild], move: str, reasons: dict[str, str], act: Any
) -> HttpResponse:
    """A page that asks for a reason and then does one thing."""
    problems: Any = ()
    if request.method == "POST":
        try:
            told = act(request, work, request.POST.get("reason", ""), request.POST.get("words", "").strip())
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, told)
            return redirect("step", number=work.pk)
    context = page_of(request, work, children) | {
        "move": move,
        "reasons": list(reasons.items()),
        "obstacle": rules.obstacle_to(move, work.state),
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "work/steps/reasons/page.html", context, status=422 if problems else 200)
