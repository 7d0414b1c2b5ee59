"""The page of one step: written in, read as it was asked, sent, cancelled, explained; and its history."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.practice.forms import OUTCOME, Form
from kith.ui.formatting import clock_time
from kith.ui.jinja import url_if_any
from kith.ui.render import render
from kith.work import late
from kith.work.answers import boxes, parts
from kith.work.answers.actions import Typed, save_answers
from kith.work.deciding.remarks import said_of
from kith.work.earlier.taking import compared, settle, take_over
from kith.work.known.queries import shown_in, stood_in
from kith.work.models import Step, StepChild
from kith.work.naming.queries import known
from kith.work.plans.queries import of_step
from kith.work.steps import actions, queries, rules
from kith.work.steps.posted import clash_words, typed_in
from kith.work.steps.standards import letter, standards_of
from kith.work.steps.viewing import (
    ABOUT,
    EVENTS_BESIDE,
    chronology,
    may_write,
    opened,
    page_of,
)

FRONT_DOOR_STEP = "contact"


@page("step/<id:number>/", may=May.READ_WORK, about=ABOUT)
def step(request: HttpRequest, number: int) -> HttpResponse:
    """The step itself: to write in while it is open, to read as it was asked when it is not."""
    work, children = opened(request, number)
    contact = url_if_any("contact", number=number) if work.kind == FRONT_DOOR_STEP else None
    if contact:
        return redirect(contact)
    if request.method == "POST":
        return _save_all(request, work, children)
    return _show(request, work, children)


def _show(request: HttpRequest, work: Step, children: list[StepChild], **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    writing = may_write(request, work)
    unsaved = more.pop("unsaved", ())
    context = page_of(request, work, children, unsaved if writing else ())
    context |= {
        "decisions": queries.decisions_on(request.user, work) if work.submitted_at else [],
        "follows": [] if writing else queries.followed_by(request.user, work),
        "pulled": shown_in(request.user, work, context["form"], context["names"]) if writing else [],
        "stood": stood_in(request.user, work, context["form"], context["names"]) if work.completed_on else [],
        "may_edit": request.user.may(May.EDIT_PERSON),
        **(compared(request, work, context["names"]) if writing else {}),
        "send_words": _send_words(work, context["kind"]),
        "late_reasons": queries.late_reasons(),
        "standards": standards_of(work, context["form"].code, clock.today()) if writing else None,
        "standards_letter": letter(context["letters"].values()),
        "form_changed": work.is_open and queries.form_has_changed(work),
        "versions": json.dumps(
            {box.field: box.version for box in boxes.every_box(context["parts"]) if box.version}
        ),
        "opened": {request.GET.get("add", "")},
        "outcomes": _outcomes(context["form"], children),
        "may_decide": request.user.may(May.SIGN_OFF) and work.state == "submitted",
        "may_cancel": request.user.may(May.CANCEL_STEP),
        "said": said_of(request.user, work),
        "plan": of_step(request.user, work.pk) if context["kind"].plan else None,
        "clashes": [],
        "problems": (),
        "unsaved": [] if writing else _unsaved_words(unsaved, context["form"]),
        **more,
    }
    template = "work/steps/page.html" if writing else "work/steps/read.html"
    return render(request, template, context, status=status)


def _outcomes(form: Form, children: list[StepChild]) -> list[tuple[str, str]]:
    """Whose outcome is what, in words, once it is decided."""
    label = form.question(OUTCOME).label if form.has(OUTCOME) else str
    return [(queries.first_name(child.person), label(child.outcome)) for child in children if child.outcome]


def _unsaved_words(typed: Sequence[Typed], form: Form) -> list[tuple[str, str]]:
    """What came too late to be saved, question by question, to be copied from."""
    return [
        (form.question(parts.question_of(one.name)).ask, one.value)
        for one in typed
        if isinstance(one.value, str) and len(one.value.split()) > 1
    ]


def _send_words(work: Step, kind: Any) -> str:
    """What the main button says: to whom the work goes, or that it is finished."""
    if not kind.sign_off.needed:
        return "Finish"
    asked = queries.deciders(work.team, kind.sign_off.by, clock.today())
    return f"Send to {asked[0].name}" if len(asked) == 1 else "Send for sign-off"


def _save_all(request: HttpRequest, work: Step, children: list[StepChild]) -> HttpResponse:
    """Save the whole page, as it is sent without scripts; then come back, or go on to sending it."""
    context = page_of(request, work, children, has_links=False)
    typed = typed_in(request.POST, context["form"], context["parts"])
    try:
        clashes = save_answers(request.user, work, typed=typed)
    except Refused as refused:
        return _show(request, work, children, problems=refused.problems, unsaved=typed, status=422)
    if clashes:
        told = [clash_words(typed, clash, context) for typed, clash in clashes]
        return _show(request, work, children, clashes=told, status=409)
    try:
        there = _beside_a_box(request, work, context["names"])
    except Refused as refused:
        return _show(request, work, children, problems=refused.problems, status=422)
    if there is not None:
        return there
    messages.success(request, f"Saved at {clock_time(clock.now())}. Nothing is sent yet.")
    home = url_if_any("my_work")
    return redirect(home) if home else redirect("step", number=work.pk)


def _beside_a_box(request: HttpRequest, work: Step, names: dict[int, str]) -> HttpResponse | None:
    """What the button asked for, everything being saved; None for going home."""
    then, here = request.POST.get("then", ""), reverse("step", kwargs={"number": work.pk})
    what, _, about = then.partition(":")
    if then == "send":
        return _send_at_once(request, work) or redirect("step_submit", number=work.pk)
    if what == "add":
        return redirect(f"{here}?{urlencode({'add': about})}")
    if what == "cite":
        cite = reverse("step_cite", kwargs={"number": work.pk})
        return redirect(f"{cite}?{urlencode({'box': about})}")
    if what == "take":
        return redirect(take_over(request, work, then, names))
    return redirect(settle(request, work, then)) if what in ("mine", "both") else None


def _send_at_once(request: HttpRequest, work: Step) -> HttpResponse | None:
    """Send it without a second page where nothing is missing and there is nobody to choose from."""
    kind = queries.kind_of(work)
    asked = queries.deciders(work.team, kind.sign_off.by, clock.today()) if kind.sign_off.needed else []
    if len(asked) > 1 or not request.user.may(May.SUBMIT_STEP):
        return None
    try:
        actions.submit(request.user, work, asked=asked[0] if asked else None)
    except Refused:
        return None
    messages.success(request, rules.sent_words(work.title, kind))
    late.tell_of(request, work)
    return redirect("step", number=work.pk)


@page("step/<id:number>/add/", may=May.READ_WORK, about=ABOUT, name="step_add")
def step_add(request: HttpRequest, number: int) -> HttpResponse:
    """The boxes for what is different for one child, or for one more risk, put into the page when they are wanted."""
    work, children = opened(request, number)
    wanted = request.GET.get("add", "")
    blank = [Typed(f"{wanted}:what", None, "", 0)] if wanted.count(":") == 1 else []
    for part in page_of(request, work, children, blank)["parts"]:
        for asked in part.questions:
            for number, row in enumerate(asked.rows(asked.places[0]) if asked.is_risk else (), start=1):
                if wanted == f"{asked.question.id}:{number}":
                    shown = {"asked": asked, "row": row, "number": number, "step": work}
                    return render(request, "work/steps/add_risk.html", shown)
            for place in asked.different:
                if place.field == wanted:
                    return render(
                        request, "work/steps/add.html", {"asked": asked, "place": place, "step": work}
                    )
    raise Http404


@page("step/<id:number>/beside/", may=May.READ_WORK, about=ABOUT, name="step_beside")
def step_beside(request: HttpRequest, number: int) -> HttpResponse:
    """The latest events about the children, to cite from, fetched when they are wanted."""
    _, children = opened(request, number)
    names = {child.person_id: "" for child in children if child.released_at is None}
    return render(request, "work/steps/beside.html", {"events": chronology(request, names, EVENTS_BESIDE)})


@page("step/<id:number>/submit/", may=May.SUBMIT_STEP, about=ABOUT, name="step_submit")
def step_submit(request: HttpRequest, number: int) -> HttpResponse:
    """Send the step: to whom, what is still missing, and why it is late if it is."""
    work, children = opened(request, number)
    if request.method == "POST":
        try:
            _submit(request, work)
        except Refused as refused:
            return _submit_page(request, work, children, problems=refused.problems, status=422)
        messages.success(request, rules.sent_words(work.title, queries.kind_of(work)))
        late.tell_of(request, work)
        return redirect("step", number=number)
    return _submit_page(request, work, children)


def _submit(request: HttpRequest, work: Step) -> None:
    if request.POST.get("late_reason"):
        reason, words = request.POST["late_reason"], request.POST.get("late_words", "")
        actions.explain_lateness(request.user, work, reason=reason, words=words)
    actions.submit(request.user, work, asked=_asked(request, work))


def _asked(request: HttpRequest, work: Step) -> Worker | None:
    """The manager chosen by name; None for whoever has the role."""
    chosen = request.POST.get("asked", "")
    if not chosen:
        return None
    for worker in queries.deciders(work.team, queries.kind_of(work).sign_off.by, clock.today()):
        if str(worker.pk) == chosen:
            return worker
    raise Refused("Choose who is to sign it off.", field="asked")


def _submit_page(request: HttpRequest, work: Step, children: list[StepChild], **more: Any) -> HttpResponse:
    context = page_of(request, work, children)
    kind, done_on = context["kind"], queries.counts_as_done_on(request.user, work)
    deciders = queries.deciders(work.team, kind.sign_off.by, clock.today()) if kind.sign_off.needed else []
    context |= {
        "deciders": deciders,
        "choices": [(str(worker.pk), worker.name) for worker in deciders],
        "is_late": rules.needs_late_reason(kind, work.due_on, done_on, work.late_reason, working_calendar()),
        "obstacle": rules.obstacle_to("submit", work.state),
        "send_words": _send_words(work, kind),
        "late_reasons": list(queries.late_reasons().items()),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/steps/submit.html", context, status=more.get("status", 200))


@page("step/<id:number>/history/", may=May.READ_WORK, about=ABOUT, name="step_history")
def step_history(request: HttpRequest, number: int) -> HttpResponse:
    """Every version of every answer, newest first, with who wrote it and what met somebody else's words."""
    work, children = opened(request, number)
    context = page_of(request, work, children)
    at = min(max(_page_number(request), 1), 10_000)
    context |= (past := queries.history(request.user, work, at))
    said = boxes.named(context["form"], ((one.question, one.value) for one in past["versions"]))
    context |= {
        "asks": {question.id: question.ask for question in context["form"].questions},
        "row_words": partial(boxes.row_words, context["form"]),
        "retold": partial(
            boxes.retold, context["form"], context["names"], known=known(request.user, said, work.started_on)
        ),
    }
    return render(request, "work/steps/history.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
