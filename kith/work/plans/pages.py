"""The page of a plan: read it, work in it, begin it, see what stood there before."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, reading_words, sent_back
from kith.core.reading import reading
from kith.people.merging.queries import leads_to
from kith.people.outputs import queries as outputs
from kith.ui.render import render
from kith.work import typed as reads
from kith.work.models import FamilyPlan
from kith.work.models.plans import GOAL_ENDS, OWNERS, RESULTS, REVIEW_DECISIONS
from kith.work.plans import actions, queries, rules
from kith.work.plans.promises import actions as promises
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits.queries import together

ABOUT = "the children of the plan"
REASON = "Plan"
OTHERS = (
    ("family", "Somebody else of the family, by name"),
    ("agency", "Somebody of another agency, by name"),
    ("worker", "Another of our workers, by name"),
)


def opened(request: HttpRequest, number: int) -> FamilyPlan:
    """The plan, each of its children with a line in the trail; 404 for what the viewer may not know."""
    plan = queries.plan_of(request.user, number)
    if plan is None:
        raise Http404
    children = [row.person_id for row in queries.children_of(request.user, plan)]
    if not children:
        raise Http404
    look_at(request, children, REASON)
    return plan


@page("plan/<id:number>/", may=May.READ_WORK, about=ABOUT)
def family_plan(request: HttpRequest, number: int) -> HttpResponse:
    """The plan as it stands, with everything that can be done with it."""
    return _show(request, opened(request, number))


@page("plan/<id:number>/write/", may=May.WRITE_STEP, about=ABOUT)
@require_POST
def family_plan_write(request: HttpRequest, number: int) -> HttpResponse:
    """Do one thing with a plan, named by ``do``, and come back to it; what was typed stays where it is refused."""
    plan = opened(request, number)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise Http404
    try:
        told = deed(request, plan)
    except Refused as refused:
        key = _key(request)
        named = [(f"{field}.{key}" if field else None, words) for field, words in refused.problems]
        return _show(request, plan, problems=named, typed=request.POST, status=422)
    messages.success(request, told)
    return redirect("family_plan", number=number)


def _key(request: HttpRequest) -> str:
    """Which of the many forms of the page was sent: every field's name ends in it."""
    return f"{request.POST.get('do', '')}.{request.POST.get('row', '0')}"


def _sent(request: HttpRequest, name: str) -> str:
    return request.POST.get(f"{name}.{_key(request)}", "")


def _text(request: HttpRequest, name: str) -> str:
    return rules.tidied(_sent(request, name))


def _number(request: HttpRequest, name: str) -> int:
    return sent_back.number(_sent(request, name))


def _row(request: HttpRequest) -> int:
    return sent_back.number(request.POST.get("row", ""))


def _seen(request: HttpRequest) -> int:
    return sent_back.number(request.POST.get("seen", ""), sent_back.LONGEST_VERSION)


def _day(request: HttpRequest, name: str) -> date | None:
    return reads.day(_sent(request, name))


def _words(request: HttpRequest, plan: FamilyPlan) -> str:
    told = {field: _text(request, field) for field in rules.WORDS}
    actions.write_words(request.user, plan, told=told, seen=_seen(request))
    return "Saved. What stood there before is kept."


def _meeting(request: HttpRequest, plan: FamilyPlan) -> str:
    actions.plan_meeting(
        request.user, plan, on=_day(request, "review_on"), words=_text(request, "review_words")
    )
    return "Saved when you meet next."


def _child(request: HttpRequest, plan: FamilyPlan) -> str:
    row = _row(request)
    words = _text(request, "own_words")
    actions.write_child(request.user, plan, child=row, own_words=words, seen=_seen(request))
    return "Saved what the child says."


def _goal(request: HttpRequest, plan: FamilyPlan) -> str:
    words, whose = _text(request, "goal"), _text(request, "whose")
    if row := _row(request):
        seen = _seen(request)
        actions.change_goal(request.user, plan, goal=row, words=words, whose=whose, seen=seen)
        return "The goal is changed. Its words before are kept."
    actions.add_goal(request.user, plan, words=words, whose=whose)
    return "The goal is in the plan."


def _close_goal(request: HttpRequest, plan: FamilyPlan) -> str:
    actions.close_goal(
        request.user,
        plan,
        goal=_row(request),
        how=_sent(request, "closed_how"),
        result=_sent(request, "result"),
        words=_text(request, "result_words"),
    )
    return "The goal is closed. It stays in the plan."


def _task(request: HttpRequest, plan: FamilyPlan) -> str:
    told = _promise(request)
    if row := _row(request):
        promises.change_task(request.user, plan, task=row, told=told, seen=_seen(request))
        return "Changed. What stood there before is kept."
    promises.add_task(request.user, plan, told=told)
    return f"Added: {told.owner} does this."


def _promise(request: HttpRequest) -> rules.Promise:
    kind, _, number = _sent(request, "owner_ref").partition(":")
    owner, row = _text(request, "owner"), sent_back.number(number)
    return rules.Promise(
        words=_text(request, "task"),
        owner_kind=kind,
        owner=owner or _usual_name(request, kind, row),
        when=_text(request, "when"),
        help=_sent(request, "help"),
        worker=row if kind == "worker" and row else None,
        person=row if kind == "family" and row else None,
        goal=_number(request, "goal_of") or None,
    )


def _usual_name(request: HttpRequest, kind: str, row: int) -> str:
    """The first name of who was chosen, where nothing else was written."""
    if kind == "worker" and row == request.user.pk:
        return request.user.name.split()[0]
    if kind == "family" and row and (person := queries.person_of(request.user, row)):
        return first_name(person)
    return ""


def _finish(request: HttpRequest, plan: FamilyPlan) -> str:
    done = _sent(request, "end") != "dropped"
    promises.finish_task(
        request.user,
        plan,
        task=_row(request),
        done=done,
        result=_sent(request, "result"),
        words=_text(request, "result_words"),
    )
    return "Done, with what came of it." if done else "Dropped, with the reason."


def _progress(request: HttpRequest, plan: FamilyPlan) -> str:
    actions.note_progress(
        request.user,
        plan,
        goal=_number(request, "goal_of") or None,
        on=_day(request, "progress_on"),
        on_typed=_sent(request, "progress_on"),
        words=_text(request, "progress"),
    )
    return "Kept what has changed."


def _agreement(request: HttpRequest, plan: FamilyPlan) -> str:
    kind, _, number = _sent(request, "who_ref").partition(":")
    person = sent_back.number(number) if kind == "family" else 0
    found = queries.person_of(request.user, person) if person else None
    actions.say_agreement(
        request.user,
        plan,
        who=_text(request, "who") or (first_name(found) if found else ""),
        person=person or None,
        agrees={"yes": True, "no": False}.get(_sent(request, "agrees")),
        words=_text(request, "agreement_words"),
    )
    return "Kept what they say to the plan."


def _review(request: HttpRequest, plan: FamilyPlan) -> str:
    actions.review(
        request.user,
        plan,
        on=_day(request, "review_day"),
        on_typed=_sent(request, "review_day"),
        present=_text(request, "present"),
        words=_text(request, "review_words"),
        decision=_sent(request, "decision"),
        next_on=_day(request, "next_on"),
    )
    return "The review is kept."


def _end(request: HttpRequest, plan: FamilyPlan) -> str:
    actions.end_plan(request.user, plan, reason=_text(request, "end_reason"))
    return "The plan has ended. It stays on the record."


DEEDS: dict[str, Callable[[HttpRequest, FamilyPlan], str]] = {
    "words": _words,
    "meeting": _meeting,
    "child": _child,
    "goal": _goal,
    "close_goal": _close_goal,
    "task": _task,
    "finish": _finish,
    "progress": _progress,
    "agreement": _agreement,
    "review": _review,
    "end": _end,
}


def _show(request: HttpRequest, plan: FamilyPlan, **more: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    plan = queries.plan_of(viewer, plan.pk) or plan
    whole = queries.whole(viewer, plan)
    names = {row.person_id: first_name(row.person) for row in whole.children}
    typed, problems = more.get("typed", {}), more.get("problems", ())
    here = f"{typed.get('do')}.{typed.get('row', '0')}"

    def at(do: str, row: int) -> dict[str, Any]:
        key = f"{do}.{row}"
        return {"key": key, "open": key == here, "typed": typed, "problems": problems}

    family = family_choices(viewer, names)
    context = frame(request, plan, names) | {
        "whole": whole,
        "children": [(row, called(row.person, today)) for row in whole.children],
        "may_write": viewer.may(May.WRITE_STEP) and plan.is_open,
        "due": rules.how_due,
        "words": {field: getattr(plan, field) for field in rules.WORDS},
        "ages": {field: reading(getattr(plan, field)).age for field in rules.WORDS},
        "labels": rules.WORDS,
        "family": [*family, ("other", "Somebody else, by name")],
        "owners": [(f"worker:{viewer.pk}", f"{viewer.name} (you)"), *family, *OTHERS],
        "goals": [(goal.pk, goal.words[:60]) for goal in whole.open_goals],
        "helps": practice.current().lists["help_kind"].choices(today),
        "help_words": practice.current().lists["help_kind"].label,
        "results": list(RESULTS.items()),
        "helped": RESULTS,
        "goal_ends": list(GOAL_ENDS.items()),
        "ends": GOAL_ENDS,
        "decisions": list(REVIEW_DECISIONS.items()),
        "decided": REVIEW_DECISIONS,
        "at": at,
        "problems": problems,
        "written": lambda on: f"{on.day}/{on.month}/{on.year}" if on else "",
    }
    return render(request, "work/plans/page.html", context, status=more.get("status", 200))


def frame(request: HttpRequest, plan: FamilyPlan, names: dict[int, str]) -> dict[str, Any]:
    """What every page about a plan shows: its title, for whom it is, where it leads back to."""
    return {
        "plan": plan,
        "title": queries.title_of(plan.kind),
        "family_name": f"{plan.family.name} family"
        if plan.family
        else reading_words.listing(list(names.values())),
        "first_child": next(iter(names), 0),
        "called_together": reading_words.listing(list(names.values())),
        "door": "work",
    }


def family_choices(viewer: Worker, names: dict[int, str]) -> list[tuple[str, str]]:
    """The children and who is related to them, to choose from."""
    return [(f"family:{one}", words) for one, words in outputs.readers(viewer, names)]


@page("plan/<id:number>/history/", may=May.READ_WORK, about=ABOUT)
def family_plan_history(request: HttpRequest, number: int) -> HttpResponse:
    """Every change of a plan, newest first: what stood there before, who changed it and when."""
    plan = opened(request, number)
    names = {row.person_id: first_name(row.person) for row in queries.children_of(request.user, plan)}
    context = frame(request, plan, names) | {
        "changes": queries.changes(request.user, plan),
        "most": queries.CHANGES_SHOWN,
        "field_words": rules.field_words,
        "value_words": partial(rules.value_words, known={**RESULTS, **GOAL_ENDS, **OWNERS}),
    }
    return render(request, "work/plans/history.html", context)


@page("plan/new/", may=May.START_STEP, about="the children a plan is begun for")
def family_plan_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan for a child and its brothers and sisters."""
    number = sent_back.number(request.GET.get("person", ""))
    today = clock.today()
    people = together(request.user, number, today) if number else []
    if number and not people and (stays := leads_to(request.user, number)):
        people = together(request.user, stays, today)
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], REASON)
    kinds = {code: words for code, words in queries.kinds(today).items() if code not in rules.WITHOUT_CASE}
    held = queries.open_of_children(request.user, [one.pk for one in people])
    posted = request.POST
    context = {
        "people": [(str(one.pk), called(one, today)) for one in people],
        "held": held,
        "kinds": list(kinds.items()),
        "kind": posted.get("kind") or (next(iter(kinds)) if len(kinds) == 1 else ""),
        "ticked": posted.getlist("children") or [str(one.pk) for one in people if one.pk not in held],
        "person": number,
        "name": people[0].family_name,
        "door": "work",
    }
    if request.method == "POST":
        chosen = [one.pk for one in people if str(one.pk) in posted.getlist("children")]
        try:
            plan = actions.begin_plan(request.user, kind=posted.get("kind", ""), people=chosen)
        except Refused as refused:
            return render(
                request, "work/plans/new.html", context | {"problems": refused.problems}, status=422
            )
        messages.success(request, "The plan is begun. Write the goals with the family.")
        return redirect("family_plan", number=plan.pk)
    return render(request, "work/plans/new.html", context)
