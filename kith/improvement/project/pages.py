"""One project on the screen: its status, what it is for, its milestones."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement import measured, words
from kith.improvement.days import typed_day
from kith.improvement.models import Milestone, PlanTheme
from kith.improvement.plan import queries as plans
from kith.improvement.plan.pages import DOOR
from kith.improvement.project import actions, queries
from kith.improvement.project.actions import Brief
from kith.improvement.risks import rules as risks
from kith.improvement.risks.pages import since
from kith.improvement.worth import queries as worth
from kith.ui.render import render


@page("improvement/project/<id:number>/", may=May.SEE_IMPROVEMENT)
def plan_project(request: HttpRequest, number: int) -> HttpResponse:
    """The status of one project: scope, outcomes, impact, days, milestones, deliverables, actions, risks, issues."""
    return _show(request, _project(number))


@page("improvement/project/<id:number>/write/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def plan_project_write(request: HttpRequest, number: int) -> HttpResponse:
    """Set the project up, or add, move or reach a milestone."""
    row, do = _project(number), DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        do(request, row)
    except Refused as refused:
        return _show(request, row, refused.problems)
    messages.success(request, "It is written down.")
    return redirect("plan_project", number=number)


def _set_up(request: HttpRequest, row: PlanTheme) -> None:
    posted = request.POST
    days = {name: typed_day(posted.get(name, "")) for name in ("starts_on", "ends_on")}
    wrong = [
        (name, "Write the day, such as 21/4/2026, or leave it empty.")
        for name, day in days.items()
        if day is None and posted.get(name, "").strip()
    ]
    if wrong:
        raise Refused.several(wrong)
    told = {name: posted.get(name, "") for name in ("lead", "scope", "outcomes", "impact")}
    actions.set_up(request.user, row, brief=Brief(**told, **days), why=posted.get("why_set_up", ""))


def _milestone(request: HttpRequest, row: PlanTheme) -> None:
    posted = request.POST
    day = typed_day(posted.get("due_on", ""))
    actions.add_milestone(request.user, row, title=posted.get("title", ""), due_on=day)


def _move(request: HttpRequest, row: PlanTheme) -> None:
    posted = request.POST
    day, why = typed_day(posted.get("moved_to", "")), posted.get("why", "")
    actions.move_milestone(request.user, _one(request, row, "moved"), due_on=day, why=why)


def _reach(request: HttpRequest, row: PlanTheme) -> None:
    day = typed_day(request.POST.get("reached_on", ""))
    actions.reach_milestone(request.user, _one(request, row, "reached"), reached_on=day)


def _one(request: HttpRequest, row: PlanTheme, field: str) -> Milestone:
    found = row.milestones.filter(pk=as_number(request.POST.get(field, ""))).first()
    if found is None:
        raise Refused("Choose a milestone from the list.", field=field)
    return found


DOES: dict[str, Callable[[HttpRequest, PlanTheme], None]] = {
    "set_up": _set_up,
    "milestone": _milestone,
    "move": _move,
    "reach": _reach,
}


def _project(number: int) -> PlanTheme:
    found = PlanTheme.objects.select_related("plan").filter(pk=number, parent=None).first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, row: PlanTheme, problems: Any = ()) -> HttpResponse:
    today = clock.today()
    status = queries.status(row, today, since(request))
    sees_figures = request.user.may(May.SEE_PERFORMANCE)
    codes = plans.measures(row.plan).get(row.pk, [])
    shown: dict[str, Any] = {name: getattr(row, name) for name in ("lead", "scope", "outcomes", "impact")}
    for name in ("starts_on", "ends_on"):
        day = getattr(row, name)
        shown[name] = f"{day:%d/%m/%Y}" if day else ""
    context = {
        "door": DOOR,
        "row": row,
        "plan": row.plan,
        "status": status,
        "benefits": worth.benefits(row.plan, today, theme=row, reads=sees_figures),
        "measures": measured.named(codes),
        "readings": measured.readings(codes, today) if sees_figures else {},
        "may_see_figures": sees_figures,
        "moves": risks.MOVES,
        "today": today,
        "marks": words.MARKS,
        "rating_words": words.rating_words,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "typed": request.POST if problems else shown,
        "doing": request.POST.get("do", "") if problems else "",
        "to_reach": [(one.pk, one.title) for one, _, _ in status.milestones if one.reached_on is None],
        "problems": problems,
    }
    return render(request, "improvement/project/page.html", context, status=422 if problems else 200)
