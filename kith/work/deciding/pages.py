"""The queue of work that waits for a decision, and the page on which one piece is decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.together import together
from kith.database.working_day import working_calendar
from kith.practice.forms import OUTCOME
from kith.ui.jinja import url_if_any
from kith.ui.render import render
from kith.work.answers.rules import outcomes as proposed_outcomes
from kith.work.cover import queries as covers
from kith.work.cover.rules import Spell, told
from kith.work.deciding import actions as deciding
from kith.work.deciding import checking, made, queries, remarks, rules, undoing, urgency
from kith.work.models import SignOff, Step, StepChild
from kith.work.steps import actions
from kith.work.steps import queries as step_queries
from kith.work.steps import rules as step_rules
from kith.work.steps.viewing import clock_of, opened, page_of

FRONT_DOOR_STEP = "contact"
ABOUT = "the children of the step"


@page("sign-off/", may=May.SIGN_OFF, name="sign_off_queue")
def sign_off_queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the viewer's decision, the most urgent first, with the reason for its place."""
    viewer, today = request.user, clock.today()
    line = queries.in_line(viewer, working_calendar())
    asked = remarks.latest_questions(viewer, [one.pk for _, one in line])
    shown = line[: queries.SHOWN]
    decided = queries.just_decided(viewer, clock.now())
    names = queries.names_of(viewer, [one.step_id for one in (*(waits for _, waits in shown), *decided)])
    rows = [
        {
            "waiting": one,
            "names": names.get(one.step_id, []),
            "clock": clock_of(one.step, step_queries.kind_of(one.step), today),
            "href": _address(one.step),
            "reasons": urgency.reasons(place),
            "asked": asked.get(one.pk),
        }
        for place, one in shown
    ]
    context = {
        "rows": [row for row in rows if not _is_asked(row["asked"])],
        "asked_rows": [row for row in rows if _is_asked(row["asked"])],
        "more": len(line) - len(shown),
        "order": urgency.IN_WORDS,
        "measured": queries.measured(viewer, today).words,
        "lent": _for_others(request),
        "away": _away(viewer),
        "just_decided": [_just_decided(one, names) for one in decided],
        "door": "work",
    }
    return render(request, "work/deciding/queue.html", context)


def _is_asked(asked: remarks.Asked | None) -> bool:
    return asked is not None and asked.answer is None


def _for_others(request: HttpRequest) -> list[str]:
    """For whom the viewer covers today, in words."""
    today = clock.today()
    rows = [row for row in covers.asked_of(request.user, today) if row.starts_on <= today]
    return [f"{row.away.name} until {row.until_on:%-d %B}" for row in rows]


def _away(viewer: Any) -> str:
    """Who covers for the viewer today, in words."""
    today = clock.today()
    row = covers.covers_of([viewer], today).get(viewer.pk)
    return f"{told(row.by.name, Spell(row.starts_on, row.until_on), today)}." if row else ""


def _just_decided(one: SignOff, names: dict[int, list[str]]) -> dict[str, Any]:
    """What the viewer may still take back, with the moment until when."""
    return {
        "step": one.step,
        "names": names.get(one.step_id, []),
        "decision": one.decision,
        "until": undoing.until(one.decided_at),
    }


def _address(step: Step) -> str:
    """Where a step is decided: contacts at the front door, everything else here."""
    contact = url_if_any("contact_decide", number=step.pk) if step.kind == FRONT_DOOR_STEP else None
    return contact or url_if_any("step_sign_off", number=step.pk) or ""


@page("step/<id:number>/sign-off/", may=May.SIGN_OFF, about=ABOUT, name="step_sign_off")
def step_sign_off(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on one step: what was asked, what is new, what was checked, what follows by itself."""
    work, children = opened(request, number)
    if work.kind == FRONT_DOOR_STEP and (address := _address(work)) != request.path:
        return redirect(address)
    if request.method != "POST":
        return _decision_page(request, work, children)
    queue = _queue(request)
    try:
        told_words = _decide(request, work, children)
    except Refused as refused:
        return _decision_page(request, work, children, problems=refused.problems, status=422)
    messages.success(request, told_words)
    return _go_on(request, queue, number)


@page("step/<id:number>/undo/", may=May.SIGN_OFF, about=ABOUT, name="step_undo")
@require_POST
def step_undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back within ten minutes."""
    work, children = opened(request, number)
    try:
        deciding.undo(request.user, work)
    except Refused as refused:
        return _decision_page(request, work, children, problems=refused.problems, status=422)
    messages.success(request, f"{work.title}: your decision was taken back. It waits again.")
    return redirect("step_sign_off", number=number)


@page("step/<id:number>/put-right/", may=May.SIGN_OFF, about=ABOUT, name="step_put_right")
@require_POST
def step_put_right(request: HttpRequest, number: int) -> HttpResponse:
    """Correct or withdraw a decision that stands."""
    work, children = opened(request, number)
    kind, words = request.POST.get("kind", ""), request.POST.get("words", "")
    try:
        deciding.put_right(request.user, work, kind=kind, words=words)
    except Refused as refused:
        return _decision_page(request, work, children, problems=refused.problems, status=422)
    messages.success(request, f"{work.title}: the decision was {kind}. Both stay on the record.")
    return redirect("step_sign_off", number=number)


@page("step/<id:number>/question/", may=May.SUBMIT_STEP, about=ABOUT, name="step_answer")
def step_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer what whoever decides has asked; the piece stays where it waits."""
    work, children = opened(request, number)
    problems: Any = ()
    if request.method == "POST":
        try:
            deciding.answer(request.user, work, words=request.POST.get("words", ""))
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, f"{work.title}: your answer has gone back with it.")
            return redirect("step", number=number)
    waiting = queries.waiting(request.user, work)
    said = remarks.of_step(request.user, work.pk)
    context = {
        "step": work,
        "names": [step_queries.first_name(child.person) for child in children if not child.released_at],
        "questions": remarks.asked_about(said, waiting.pk if waiting else None),
        "open": remarks.open_question(said, waiting.pk) if waiting else None,
        "typed": request.POST,
        "problems": problems,
        "door": "work",
    }
    return render(request, "work/deciding/question.html", context, status=422 if problems else 200)


def _queue(request: HttpRequest) -> list[int]:
    """The steps that wait for the viewer, the most urgent first; those with an open question are left out."""
    line = [one for _, one in queries.in_line(request.user, working_calendar())]
    asked = remarks.latest_questions(request.user, [one.pk for one in line])
    return [one.step_id for one in line if not _is_asked(asked.get(one.pk))]


def _go_on(request: HttpRequest, queue: list[int], number: int) -> HttpResponse:
    """To the next that waits when that was asked for, otherwise back to the step."""
    _, after, place = rules.neighbours(queue, number)
    following = after or next((step for step in queue if step != number), None)
    if request.POST.get("then") != "next":
        return redirect("step", number=number)
    return redirect("step_sign_off", number=following) if following and place else redirect("sign_off_queue")


def _decide(request: HttpRequest, work: Step, children: list[StepChild]) -> str:
    choice, words = request.POST.get("decision", ""), request.POST.get("words", "").strip()
    people = [child.person_id for child in children if child.released_at is None]
    posted = {person: request.POST.get(f"outcomes.{person}", "") for person in people}
    different = (
        {person: outcome for person, outcome in posted.items() if outcome} if choice == "agree_except" else {}
    )
    if problem := rules.problem_with_choice(choice, words, different):
        raise Refused(problem[1], field=problem[0])
    if choice == "ask":
        deciding.ask(request.user, work, words=words)
        return f"{work.title}: your question has gone to whoever wrote it. It waits meanwhile."
    if choice == "return":
        actions.return_step(request.user, work, words=words)
        return f"{work.title}: sent back with your points."
    if reason := request.POST.get("late_reason"):
        late_words = request.POST.get("late_words", "")
        actions.explain_lateness(request.user, work, reason=reason, words=late_words)
    actions.sign_off(request.user, work, words=words, outcomes=different)
    return f"{work.title}: signed off."


def _decision_page(request: HttpRequest, work: Step, children: list[StepChild], **more: Any) -> HttpResponse:
    viewer = request.user
    if request.method == "POST":
        work = step_queries.step_of(viewer, work.pk) or work  # a refusal may mean that somebody was faster
    decisions, said = together(
        (step_queries.decision_rows, viewer, work.pk), (remarks.of_step, viewer, work.pk)
    )
    waiting = next((one for one in decisions if one.decided_at is None), None)
    seen_at, since = remarks.seen_before(viewer, said, decisions, waiting)
    context = page_of(request, work, children)
    changed = queries.changed_since(viewer, work, seen_at)
    context |= _choices(viewer, work, context)
    context |= _place(request, work)
    context |= {
        "waiting": waiting,
        "obstacle": _obstacle(viewer, work, waiting, decisions),
        "decisions": decisions,
        "said": remarks.said(said),
        "questions": remarks.asked_about(said, waiting.pk if waiting else None),
        "changed": changed,
        "since": since,
        "only_changed": bool(changed) and request.GET.get("show") == "changed",
        "checks": checking.checks_of(viewer, work, context),
        "undo_until": _undo_until(request, work, decisions),
        "may_put_right": work.state in ("completed", "returned") and bool(decisions),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    if (
        waiting
        and request.method == "GET"
        and not context["obstacle"]
        and not remarks.has_looked(viewer, said, waiting)
    ):
        deciding.note_look(viewer, work, waiting)
    return render(request, "work/deciding/page.html", context, status=more.get("status", 200))


def _choices(viewer: Worker, work: Step, shown: dict[str, Any]) -> dict[str, Any]:
    """What may be chosen, what was proposed, and what would follow."""
    kind, names, form, today, days = (
        shown["kind"], shown["names"], shown["form"], clock.today(), working_calendar(),
    )  # fmt: skip
    proposed, done_on = (
        proposed_outcomes(shown["answers"], list(names)),
        step_queries.counts_as_done_on(viewer, work),
    )
    label = form.question(OUTCOME).label if form.has(OUTCOME) else str
    titles = {code: one.title for code, one in practice.current().steps.items()}
    return {
        "needs_reason": step_rules.needs_late_reason(kind, work.due_on, done_on, work.late_reason, days),
        "late_reasons": list(step_queries.late_reasons().items()),
        "proposed": [(names[person], label(outcome)) for person, outcome in proposed.items()],
        "outcome_choices": [(code, label(code)) for code in kind.next],
        "follows": rules.follows_in_words(kind, proposed, names, titles),
        "day": step_rules.day_of(work.clock_from_on, today, work.limit_days, days),
    }


def _place(request: HttpRequest, work: Step) -> dict[str, Any]:
    """Where a step stands in the queue, and its neighbours."""
    queue = _queue(request)
    before, after, place = rules.neighbours(queue, work.pk)
    return {"before": before, "after": after, "place": place, "length": len(queue)}


def _undo_until(request: HttpRequest, work: Step, decisions: list[SignOff]) -> Any:
    """The moment until which the viewer may take the latest decision back, None where that is not possible."""
    last = next((one for one in decisions if one.decided_at), None)
    if last is None or work.state not in ("completed", "returned") or last.decided_by_id != request.user.pk:
        return None
    if last.decided_at is None or not made.may_undo(request.user, work, last):
        return None
    return undoing.until(last.decided_at)


def _obstacle(viewer: Any, work: Step, waiting: Any, decisions: list[SignOff]) -> str | None:
    """Why the viewer may not decide on this step, if so; who was faster, if somebody was."""
    if waiting is None or work.state != "submitted":
        stands = step_rules.obstacle_to("sign_off", work.state) or "It does not wait for a decision."
        return " ".join(part for part in (rules.told_meanwhile(viewer.pk, decisions), stands) if part)
    return made.obstacle_to_deciding(viewer, work, waiting)
