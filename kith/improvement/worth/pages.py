"""Benefits, budgets and savings of a plan on the screen."""

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
from kith.improvement import measured
from kith.improvement.days import typed_day
from kith.improvement.models import ImprovementPlan, PlanTheme
from kith.improvement.plan.pages import DOOR, plan_of
from kith.improvement.plan.tabs import tabs
from kith.improvement.words import MONEY
from kith.improvement.worth import actions, queries, rules
from kith.improvement.worth.actions import Hope, Line
from kith.ui.render import render

FOUR_DIGITS = 4


@page("improvement/<slug:code>/worth/", may=May.SEE_IMPROVEMENT)
def plan_worth(request: HttpRequest, code: str) -> HttpResponse:
    """The benefits of a plan with how far they have come, and its budget and savings lines."""
    return _show(request, plan_of(code))


@page("improvement/<slug:code>/worth/write/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def plan_worth_write(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a benefit, or add or change a line of money."""
    plan, do = plan_of(code), DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        do(request, plan)
    except Refused as refused:
        return _show(request, plan, refused.problems)
    messages.success(request, "It is written down.")
    return redirect("plan_worth", code=code)


def _benefit(request: HttpRequest, plan: ImprovementPlan) -> None:
    posted = request.POST
    hope = Hope(
        words=posted.get("words", ""),
        owner=posted.get("owner", ""),
        measure=posted.get("measure", ""),
        baseline=posted.get("baseline", ""),
        baseline_on=typed_day(posted.get("baseline_on", "")),
        target=posted.get("target", ""),
        target_on=typed_day(posted.get("target_on", "")),
        theme=as_number(posted.get("theme", "")),
    )
    actions.add_benefit(request.user, plan, hope=hope)


def _line(request: HttpRequest, plan: ImprovementPlan) -> None:
    posted = request.POST
    line = Line(
        kind=posted.get("kind", ""),
        title=posted.get("title", ""),
        year=as_number(posted.get("year", ""), FOUR_DIGITS),
        planned=posted.get("planned", ""),
        committed=posted.get("committed", ""),
        spent=posted.get("spent", ""),
        team=as_number(posted.get("team", "")),
        measure=posted.get("activity", ""),
    )
    actions.add_line(request.user, plan, line=line)


def _change(request: HttpRequest, plan: ImprovementPlan) -> None:
    posted = request.POST
    row = plan.money.filter(pk=as_number(posted.get("line", ""))).first()
    if row is None:
        raise Refused("Choose a line from the list.", field="line")
    told = {name: posted.get(f"now_{name}", "") for name in ("planned", "committed", "spent")}
    try:
        actions.change_line(request.user, row, **told, why=posted.get("why", ""))
    except Refused as refused:
        fields = {name: f"now_{name}" for name in told}
        raise Refused.several(
            [(fields.get(name or "", name), said) for name, said in refused.problems]
        ) from None


DOES: dict[str, Callable[[HttpRequest, ImprovementPlan], None]] = {
    "benefit": _benefit,
    "line": _line,
    "change": _change,
}


def _show(request: HttpRequest, plan: ImprovementPlan, problems: Any = ()) -> HttpResponse:
    today, reads = clock.today(), request.user.may(May.SEE_PERFORMANCE)
    may_change = request.user.may(May.CHANGE_IMPROVEMENT)
    money = queries.money(plan, today, reads=reads)
    themes = PlanTheme.objects.filter(plan=plan, parent=None).order_by("outline")
    context = {
        "door": DOOR,
        "plan": plan,
        "tabs": tabs(plan, "plan_worth"),
        "benefits": queries.benefits(plan, today, reads=reads),
        "money": money,
        "line_options": [
            (one.row.pk, f"{part.words} {one.year}: {one.row.title}") for part in money for one in part.lines
        ],
        "kinds": list(MONEY.items()),
        "year": rules.year_of(today),
        "teams": queries.teams() if may_change else [],
        "measures": measured.names() if may_change else [],
        "theme_options": [(row.pk, str(row)) for row in themes],
        "may_change": may_change,
        "typed": request.POST if problems else {},
        "doing": request.POST.get("do", "") if problems else "",
        "problems": problems,
    }
    return render(request, "improvement/worth/page.html", context, status=422 if problems else 200)
