"""The queue of work that waits for a decision, and the page on which one piece is decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.practice.forms import OUTCOME
from kith.ui.jinja import url_if_any
from kith.ui.render import render
from kith.work.answers.rules import outcomes as proposed_outcomes
from kith.work.deciding import queries, rules
from kith.work.models import Step, StepChild
from kith.work.steps import actions
from kith.work.steps import queries as step_queries
from kith.work.steps import rules as step_rules
from kith.work.steps.viewing import clock_of, opened, page_of

FRONT_DOOR_STEP = "contact"


@page("sign-off/", may=May.SIGN_OFF, name="sign_off_queue")
def sign_off_queue(request: HttpRequest) -> HttpResponse:
    """Everything that waits for the viewer's decision, the nearest due day first."""
    today = clock.today()
    waiting = queries.queue(request.user)
    names = queries.names_of(request.user, [one.step_id for one in waiting])
    rows = [
        {
            "waiting": one,
            "names": names.get(one.step_id, []),
            "clock": clock_of(one.step, step_queries.kind_of(one.step), today),
            "href": _address(one.step),
        }
        for one in waiting
    ]
    return render(request, "work/deciding/queue.html", {"rows": rows, "shown": queries.SHOWN, "door": "work"})


def _address(step: Step) -> str:
    """Where a step is decided: contacts at the front door, everything else here."""
    contact = url_if_any("contact_decide", number=step.pk) if step.kind == FRONT_DOOR_STEP else None
    return contact or url_if_any("step_sign_off", number=step.pk) or ""


@page("step/<id:number>/sign-off/", may=May.SIGN_OFF, about="the children of the step", name="step_sign_off")
def step_sign_off(request: HttpRequest, number: int) -> HttpResponse:
    """Decide on one step: what was asked, what is new, what was checked, what follows by itself."""
    work, children = opened(request, number)
    if work.kind == FRONT_DOOR_STEP and (address := _address(work)) != request.path:
        return redirect(address)
    if request.method != "POST":
        return _decision_page(request, work, children)
    queue = [one.step_id for one in queries.queue(request.user)]
    try:
        told = _decide(request, work, children)
    except Refused as refused:
        return _decision_page(request, work, children, problems=refused.problems, status=422)
    messages.success(request, told)
    return _go_on(request, queue, number)


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
    if choice == "return":
        actions.return_step(request.user, work, words=words)
        return f"{work.title}: sent back with your points."
    if reason := request.POST.get("late_reason"):
        late_words = request.POST.get("late_words", "")
        actions.explain_lateness(request.user, work, reason=reason, words=late_words)
    actions.sign_off(request.user, work, words=words, outcomes=different)
    return f"{work.title}: signed off."


def _decision_page(request: HttpRequest, work: Step, children: list[StepChild], **more: Any) -> HttpResponse:
    viewer, today, days = request.user, clock.today(), working_calendar()
    context = page_of(request, work, children)
    kind, names, form = context["kind"], context["names"], context["form"]
    waiting = queries.waiting(viewer, work)
    decisions = step_queries.decisions_on(viewer, work)
    proposed = proposed_outcomes(context["answers"], list(names))
    label = form.question(OUTCOME).label if form.has(OUTCOME) else str
    queue = [one.step_id for one in queries.queue(viewer)]
    before, after, place = rules.neighbours(queue, work.pk)
    context |= {
        "waiting": waiting,
        "obstacle": _obstacle(viewer, work, waiting, kind),
        "decisions": decisions,
        "changed": queries.changed_since(viewer, work, queries.last_decided_at(decisions)),
        "checks": rules.checks(
            missing=len(context["stops"]),
            seen=queries.seen_since(viewer, work, names),
            set_aside=queries.set_aside(viewer, work),
            late_words=context["clock"].words if step_rules.finished_late(work.due_on, today, days) else "",
            has_late_reason=bool(work.late_reason),
        ),
        "needs_reason": step_rules.needs_late_reason(kind, work.due_on, today, work.late_reason, days),
        "late_reasons": list(step_queries.late_reasons().items()),
        "proposed": [(names[person], label(outcome)) for person, outcome in proposed.items()],
        "outcome_choices": [(code, label(code)) for code in kind.next],
        "follows": rules.follows_in_words(
            kind, proposed, names, {code: one.title for code, one in practice.current().steps.items()}
        ),
        "day": step_rules.day_of(work.clock_from_on, today, work.limit_days, days),
        "before": before,
        "after": after,
        "place": place,
        "length": len(queue),
        "typed": request.POST,
        "problems": more.get("problems", ()),
    }
    return render(request, "work/deciding/page.html", context, status=more.get("status", 200))


def _obstacle(viewer: Any, work: Step, waiting: Any, kind: Any) -> str | None:
    """Why the viewer may not decide on this step, if so."""
    if waiting is None or work.state != "submitted":
        return step_rules.obstacle_to("sign_off", work.state) or "It does not wait for a decision."
    return step_rules.obstacle_to_deciding(
        by=viewer.pk,
        role=kind.sign_off.by,
        writers=[pk for pk in (waiting.submitted_by_id, work.worker_id) if pk],
        line=step_queries.line_of(work.team_id),
        places=step_queries.places_of(viewer),
    )
