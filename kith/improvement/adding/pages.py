"""Beginning a plan, adding to it, and carrying on what an earlier one left, on the screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.reading_words import count
from kith.core.sent_back import number as as_number
from kith.improvement import queries, words
from kith.improvement.adding import actions
from kith.improvement.adding.actions import Wanted
from kith.improvement.days import typed_day
from kith.improvement.layout.pages import named
from kith.improvement.layout.rules import BETWEEN_BODIES
from kith.improvement.models import ImprovementPlan, PlanAction, PlanTheme, Programme
from kith.improvement.plan.pages import DOOR, plan_of
from kith.ui.render import render

CHOSEN = "chosen_"


@page("improvement/new/", may=May.CHANGE_IMPROVEMENT)
def improvement_new(request: HttpRequest) -> HttpResponse:
    """Begin a plan by its name and its themes, after another one or by itself."""
    problems: Any = ()
    if request.method == "POST":
        try:
            plan = actions.begin_with(
                request.user,
                named=named(request),
                themes=request.POST.get("themes", "").splitlines(),
                predecessor=_predecessor(request),
            )
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(
                request, "The plan has begun. Add its actions, or carry on those of an earlier plan."
            )
            return redirect("improvement_plan", code=plan.code)
    context = {
        "door": DOOR,
        "programmes": list(Programme.objects.order_by("name").values_list("name", flat=True)),
        "plans": list(ImprovementPlan.objects.order_by("name").values_list("code", "name")),
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "improvement/adding/new.html", context, status=422 if problems else 200)


def _predecessor(request: HttpRequest) -> ImprovementPlan | None:
    code = request.POST.get("predecessor", "")
    found = ImprovementPlan.objects.filter(code=code).first()
    if code and found is None:
        raise Refused("Choose a plan from the list.", field="predecessor")
    return found


@page("improvement/<slug:code>/add/", may=May.CHANGE_IMPROVEMENT)
def improvement_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add an action, a theme or a section to a plan."""
    plan, problems = plan_of(code), ()
    if request.method == "POST":
        add = _theme if request.POST.get("do") == "theme" else _action
        try:
            number = add(request, plan)
        except Refused as refused:
            problems = refused.problems  # type: ignore[assignment]
        else:
            messages.success(request, f"{number} stands in the plan.")
            return redirect("improvement_add", code=code)
    rows = list(PlanTheme.objects.filter(plan=plan).order_by("outline"))
    context = {
        "door": DOOR,
        "plan": plan,
        "headings": [(row.pk, str(row)) for row in rows],
        "tops": [(row.pk, str(row)) for row in rows if row.parent_id is None],
        "due": list(words.DUE.items()),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/adding/add.html", context, status=422 if problems else 200)


def _theme(request: HttpRequest, plan: ImprovementPlan) -> str:
    posted = request.POST
    under = as_number(posted.get("under", "")) or None
    made = actions.add_theme(
        request.user, plan, title=posted.get("title", ""), lead=posted.get("lead", ""), under=under
    )
    return made.number


def _action(request: HttpRequest, plan: ImprovementPlan) -> str:
    theme = as_number(request.POST.get("theme", ""))
    return actions.add_action(request.user, plan, theme=theme, wanted=wanted(request)).number


def wanted(request: HttpRequest) -> Wanted:
    """An action as a form sends it."""
    posted = request.POST
    return Wanted(
        words=posted.get("words", ""),
        bodies=BETWEEN_BODIES.split(posted.get("bodies", "").strip()),
        officer=posted.get("officer", ""),
        due_kind=posted.get("due_kind", ""),
        due_on=typed_day(posted.get("due_on", "")),
    )


@page("improvement/action/<id:number>/change/", may=May.CHANGE_IMPROVEMENT)
def plan_action_change(request: HttpRequest, number: int) -> HttpResponse:
    """Change what an action says, who leads it or when it is due, with why."""
    row = PlanAction.objects.select_related("plan", "carried_to").filter(pk=number).first()
    if row is None:
        raise Http404
    if request.method == "GET" and hasattr(row, "carried_to"):
        return redirect("plan_action", number=number)
    problems: Any = ()
    if request.method == "POST":
        try:
            why = request.POST.get("why_changed", "")
            actions.change_action(request.user, row, wanted=wanted(request), why=why)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, "The action is changed; what it said before stands in the change log.")
            return redirect("plan_action", number=number)
    context = {
        "door": DOOR,
        "row": row,
        "plan": row.plan,
        "due": list(words.DUE.items()),
        "typed": request.POST if problems else _as_typed(row),
        "problems": problems,
    }
    return render(request, "improvement/adding/change.html", context, status=422 if problems else 200)


def _as_typed(row: PlanAction) -> dict[str, str]:
    """An action as its form shows it."""
    bodies = row.leads.select_related("body").order_by("place")
    return {
        "words": row.words,
        "bodies": " / ".join(one.body.name for one in bodies),
        "officer": row.lead_officer,
        "due_kind": row.due_kind,
        "due_on": f"{row.due_on:%d/%m/%Y}" if row.due_on else "",
    }


@page("improvement/<slug:code>/carry/", may=May.CHANGE_IMPROVEMENT)
def improvement_carry(request: HttpRequest, code: str) -> HttpResponse:
    """Carry on what earlier plans of the programme left unfinished, each under a heading of this plan."""
    plan, problems = plan_of(code), ()
    if request.method == "POST":
        try:
            chosen = _chosen(request)
            actions.carry_on(request.user, plan, chosen=chosen, due_on=_end(request))
        except Refused as refused:
            problems = refused.problems  # type: ignore[assignment]
        else:
            messages.success(request, f"{count(len(chosen), 'action')} carried on, with the whole history.")
            return redirect("improvement_plan", code=code)
    context = {
        "door": DOOR,
        "plan": plan,
        "lines": queries.lines(queries.unfinished(plan), clock.today()),
        "headings": [(row.pk, str(row)) for row in PlanTheme.objects.filter(plan=plan).order_by("outline")],
        "marks": words.MARKS,
        "rating_words": words.rating_words,
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "improvement/adding/carry.html", context, status=422 if problems else 200)


def _chosen(request: HttpRequest) -> dict[int, int]:
    """Which actions go under which heading; an action without a heading is left."""
    found = {
        as_number(name.removeprefix(CHOSEN)): as_number(value)
        for name, value in request.POST.items()
        if name.startswith(CHOSEN) and isinstance(value, str) and value
    }
    return {action: heading for action, heading in found.items() if action}


def _end(request: HttpRequest) -> Any:
    given = request.POST.get("due_on", "")
    day = typed_day(given)
    if given.strip() and day is None:
        raise Refused("Write the day, such as 21/4/2026, or leave it empty.", field="due_on")
    return day
