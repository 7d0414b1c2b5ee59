"""The page of one step: written in, read as it was asked, sent, cancelled, explained; and its history."""

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.practice import StepKind
from kith.practice.forms import OUTCOME, Form
from kith.ui.formatting import clock_time
from kith.ui.jinja import url_if_any
from kith.ui.render import fragment, render
from kith.work.answers import boxes, parts
from kith.work.answers import rules as answering
from kith.work.answers.actions import Typed, save_answer, save_answers
from kith.work.models import Step, StepChild
from kith.work.steps import actions, queries, rules
from kith.work.steps.facts import pulled
from kith.work.steps.posted import clash_words, typed_in
from kith.work.steps.viewing import EVENTS_BESIDE, chronology, may_write, opened, page_of

FRONT_DOOR_STEP = "contact"
ABOUT = "the children of the step"
NOT_AS_MADE = "This page is not as it was made. Open it again."


@page("step/<id:number>/", may=May.READ_RECORD, about=ABOUT)
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
        "decisions": queries.decisions_on(request.user, work),
        "follows": queries.followed_by(request.user, work),
        "pulled": pulled(request.user, work, context["form"], context["names"]) if writing else [],
        "last_saved": queries.last_saved_at(request.user, work),
        "send_words": _send_words(work, context["kind"]),
        "late_reasons": queries.late_reasons(),
        "versions": json.dumps(
            {box.field: box.version for box in boxes.every_box(context["parts"]) if box.version}
        ),
        "opened": {request.GET.get("add", "")},
        "outcomes": _outcomes(context["form"], children),
        "may_decide": request.user.may(May.SIGN_OFF) and work.state == "submitted",
        "may_cancel": request.user.may(May.CANCEL_STEP),
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
    then = request.POST.get("then", "")
    if then == "send":
        return _send_at_once(request, work) or redirect("step_submit", number=work.pk)
    if then.startswith("add:"):
        query = urlencode({"add": then.removeprefix("add:")})
        return redirect(f"{reverse('step', kwargs={'number': work.pk})}?{query}")
    if then.startswith("cite:"):
        query = urlencode({"box": then.removeprefix("cite:")})
        return redirect(f"{reverse('step_cite', kwargs={'number': work.pk})}?{query}")
    messages.success(request, f"Saved at {clock_time(clock.now())}. Nothing is sent yet.")
    home = url_if_any("my_work")
    return redirect(home) if home else redirect("step", number=work.pk)


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
    messages.success(request, _sent_words(work, kind))
    return redirect("step", number=work.pk)


def _sent_words(work: Step, kind: StepKind) -> str:
    return f"{work.title}: {'sent for sign-off' if kind.sign_off.needed else 'finished'}."


@page("step/<id:number>/save/", may=May.WRITE_STEP, name="step_save")
@require_POST
def step_save(request: HttpRequest, number: int) -> HttpResponse:
    """Keep one answer while somebody types. Writes no look: the page it belongs to has.

    200 {version, saved_at, words, progress}; 409 {version, value, by, at} when somebody else wrote meanwhile;
    410 {words} when it can no longer be written in; 422 {words} for what cannot be kept; 404 as everywhere.
    """
    work = queries.step_of(request.user, number)
    if work is None:
        return JsonResponse({"words": "This piece of work is not there."}, status=404)
    if obstacle := rules.obstacle_to("save", work.state):
        return JsonResponse({"words": obstacle}, status=410)
    posted = request.POST
    try:
        if "value" not in posted:
            raise Refused(NOT_AS_MADE)
        kind = _kind_of_box(work, posted.get("question", ""))
        saved = save_answer(
            request.user,
            work,
            question=posted.get("question", ""),
            child=_number(posted.get("child", "")),
            value=answering.tidy(kind, posted.getlist("value")),
            base_version=_number(posted.get("version", "")) or 0,
        )
    except Refused as refused:
        return JsonResponse({"words": refused.words}, status=422)
    if saved.clash:
        theirs = saved.clash
        told = {
            "version": theirs.version,
            "value": theirs.value,
            "by": theirs.by,
            "at": theirs.at.isoformat(),
        }
        return JsonResponse(told, status=409)
    words = f"Saved {clock_time(saved.at)}"
    told = {"version": saved.version, "saved_at": saved.at.isoformat(), "words": words}
    return JsonResponse(told | {"progress": _progress(request, work)})


def _progress(request: HttpRequest, work: Step) -> str:
    """How far each section is now and what stops finishing, to be put into the page that was saved from."""
    children = queries.children_of(request.user, work)
    return fragment(
        request, "work/steps/page.html", "progress", page_of(request, work, children, has_links=False)
    ).content.decode()


def _kind_of_box(work: Step, name: str) -> str:
    form = Form.from_content(work.form.content)
    asked = parts.question_of(name)
    part = parts.known(form.question(asked), name) if form.has(asked) else None
    if part is None:
        raise Refused("This question is not part of the form.")
    return part.kind


def _number(text: str) -> int | None:
    """A whole number that fits a row's id; None for no number; a number nobody has for nonsense."""
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Refused(NOT_AS_MADE)
    return int(text)


@page("step/<id:number>/add/", may=May.READ_RECORD, about=ABOUT, name="step_add")
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
                    return render(request, "work/steps/add.html", {"asked": asked, "place": place})
    raise Http404


@page("step/<id:number>/beside/", may=May.READ_RECORD, about=ABOUT, name="step_beside")
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
        messages.success(request, _sent_words(work, queries.kind_of(work)))
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
    kind = context["kind"]
    deciders = queries.deciders(work.team, kind.sign_off.by, clock.today()) if kind.sign_off.needed else []
    context |= {
        "deciders": deciders,
        "choices": [(str(worker.pk), worker.name) for worker in deciders],
        "is_late": rules.needs_late_reason(
            kind, work.due_on, clock.today(), work.late_reason, working_calendar()
        ),
        "obstacle": rules.obstacle_to("submit", work.state),
        "send_words": _send_words(work, kind),
        "late_reasons": list(queries.late_reasons().items()),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/steps/submit.html", context, status=more.get("status", 200))


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
    person = _number(request.POST.get("person", ""))
    if person is None:
        raise Refused("Choose the child to take out.", field="person")
    actions.take_child_out(request.user, work, person_id=person, reason=words)
    return f"Taken out of {work.title}. What was written before stays in its history."


@page("step/<id:number>/explain/", may=May.EXPLAIN_LATENESS, about=ABOUT, name="step_explain")
def step_explain(request: HttpRequest, number: int) -> HttpResponse:
    """Say why the step is late. Explained is not on time."""
    work, children = opened(request, number)
    return _reason_page(request, work, children, "explain", queries.late_reasons(), _explain)


def _explain(request: HttpRequest, work: Step, reason: str, words: str) -> str:
    actions.explain_lateness(request.user, work, reason=reason, words=words)
    return f"{work.title}: the reason is kept."


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
    return render(request, "work/steps/reason.html", context, status=422 if problems else 200)


@page("step/<id:number>/history/", may=May.READ_RECORD, about=ABOUT, name="step_history")
def step_history(request: HttpRequest, number: int) -> HttpResponse:
    """Every version of every answer, newest first, with who wrote it and what met somebody else's words."""
    work, children = opened(request, number)
    context = page_of(request, work, children)
    at = min(max(_page_number(request), 1), 10_000)
    context |= queries.history(request.user, work, at) | {
        "asks": {question.id: question.ask for question in context["form"].questions},
        "row_words": partial(boxes.row_words, context["form"]),
        "retold": partial(boxes.retold, context["form"], context["names"]),
    }
    return render(request, "work/steps/history.html", context)


def _page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
