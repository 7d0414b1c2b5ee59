"""The risk register on the screen: the heat map, each risk with its scores, and the issues of a plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.period import add_months
from kith.core.sent_back import number as as_number
from kith.improvement.days import typed_day
from kith.improvement.models import ImprovementPlan, PlanRisk, PlanTheme
from kith.improvement.plan.pages import DOOR, plan_of
from kith.improvement.plan.tabs import tabs
from kith.improvement.risks import actions, queries, rules
from kith.improvement.risks.actions import Threat, Trouble
from kith.ui.render import render

MONTHS_BACK = 3  # boards meet each quarter
ONE_DIGIT = 1


@page("improvement/<slug:code>/risks/", may=May.SEE_IMPROVEMENT)
def plan_risks(request: HttpRequest, code: str) -> HttpResponse:
    """The open risks of a plan with their heat map and how they moved since a day, and its issues."""
    return _show(request, plan_of(code))


@page("improvement/<slug:code>/risks/write/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def plan_risks_write(request: HttpRequest, code: str) -> HttpResponse:
    """Register a risk, raise an issue, or settle one."""
    plan = plan_of(code)
    do, done = WRITES.get(request.POST.get("do", ""), (None, ""))
    if do is None:
        raise Http404
    try:
        do(request, plan)
    except Refused as refused:
        return _show(request, plan, refused.problems)
    messages.success(request, done)
    return redirect("plan_risks", code=code)


@page("improvement/risk/<id:number>/", may=May.SEE_IMPROVEMENT)
def plan_risk(request: HttpRequest, number: int) -> HttpResponse:
    """One risk: what is done about it, how it was scored and why."""
    return _show_one(request, _risk(number))


@page("improvement/risk/<id:number>/write/", may=May.CHANGE_IMPROVEMENT)
@require_POST
def plan_risk_write(request: HttpRequest, number: int) -> HttpResponse:
    """Score a risk again, change what is done about it, or close it."""
    row = _risk(number)
    do = DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        do(request, row)
    except Refused as refused:
        return _show_one(request, row, refused.problems)
    messages.success(request, "It is written down.")
    return redirect("plan_risk", number=number)


def _threat(request: HttpRequest) -> Threat:
    posted = request.POST
    return Threat(
        words=posted.get("words", ""),
        mitigation=posted.get("mitigation", ""),
        owner=posted.get("owner", ""),
        likelihood=as_number(posted.get("likelihood", ""), ONE_DIGIT),
        impact=as_number(posted.get("impact", ""), ONE_DIGIT),
        review_on=typed_day(posted.get("review_on", "")),
        scored_on=typed_day(posted.get("scored_on", "")),
        theme=as_number(posted.get("theme", "")),
    )


def _trouble(request: HttpRequest) -> Trouble:
    posted = request.POST
    return Trouble(
        words=posted.get("issue", ""),
        owner=posted.get("issue_owner", ""),
        due_on=typed_day(posted.get("issue_due_on", "")),
        raised_on=typed_day(posted.get("raised_on", "")),
        theme=as_number(posted.get("issue_theme", "")),
    )


def _register(request: HttpRequest, plan: ImprovementPlan) -> None:
    actions.register_risk(request.user, plan, threat=_threat(request))


def _raise(request: HttpRequest, plan: ImprovementPlan) -> None:
    actions.raise_issue(request.user, plan, trouble=_trouble(request))


def _settle(request: HttpRequest, plan: ImprovementPlan) -> None:
    posted = request.POST
    row = plan.issues.filter(pk=as_number(posted.get("settling", ""))).first()
    if row is None:
        raise Refused("Choose which issue is settled.", field="settling")
    day = typed_day(posted.get("settled_on", ""))
    actions.settle_issue(request.user, row, answer=posted.get("answer", ""), settled_on=day)


WRITES: dict[str, tuple[Callable[[HttpRequest, ImprovementPlan], None], str]] = {
    "risk": (_register, "The risk is registered."),
    "issue": (_raise, "The issue is raised."),
    "settle": (_settle, "The issue is settled."),
}


def _score(request: HttpRequest, row: PlanRisk) -> None:
    posted = request.POST
    actions.score_risk(
        request.user, row,
        likelihood=as_number(posted.get("likelihood", ""), ONE_DIGIT),
        impact=as_number(posted.get("impact", ""), ONE_DIGIT),
        why=posted.get("why", ""),
        scored_on=typed_day(posted.get("scored_on", "")),
        review_on=typed_day(posted.get("review_on", "")),
    )  # fmt: skip


def _change(request: HttpRequest, row: PlanRisk) -> None:
    posted = request.POST
    actions.change_risk(
        request.user, row, mitigation=posted.get("mitigation", ""), owner=posted.get("owner", "")
    )


def _close(request: HttpRequest, row: PlanRisk) -> None:
    posted = request.POST
    day = typed_day(posted.get("closed_on", ""))
    actions.close_risk(request.user, row, why=posted.get("closed_why", ""), closed_on=day)


DOES: dict[str, Callable[[HttpRequest, PlanRisk], None]] = {
    "score": _score,
    "change": _change,
    "close": _close,
}


def since(request: HttpRequest) -> date:
    """The day movements are told from: that of the address, or three months ago."""
    today = clock.today()
    day = typed_day(request.GET.get("since", ""))
    return day if day and day <= today else add_months(today, -MONTHS_BACK)


def _risk(number: int) -> PlanRisk:
    around = ("plan__programme", "theme", "carried_from__plan", "carried_to__plan")
    row = PlanRisk.objects.select_related(*around).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _show(request: HttpRequest, plan: ImprovementPlan, problems: Any = ()) -> HttpResponse:
    today, day = clock.today(), since(request)
    lines = queries.register(plan, today, day)
    still_open = [one for one in lines if one.row.closed_on is None]
    scored = [(one.row.number, one.row.likelihood, one.row.impact) for one in still_open]
    issues = queries.issues(plan)
    themes = PlanTheme.objects.filter(plan=plan, parent=None).order_by("outline")
    context = {
        "door": DOOR,
        "plan": plan,
        "tabs": tabs(plan, "plan_risks"),
        "lines": lines,
        "heat": rules.heat_map(scored),
        "told": rules.told([(one.row.number, one.level) for one in still_open], len(still_open)),
        "moves": rules.MOVES,
        "issues": issues,
        "to_settle": [
            (one.pk, f"I{one.number} {one.words[:80]}") for one in issues if one.settled_on is None
        ],
        "today": today,
        "since": day,
        "since_typed": f"{day:%d/%m/%Y}",
        "theme_options": [(row.pk, str(row)) for row in themes],
        **_scales(request, problems),
    }
    return render(request, "improvement/risks/page.html", context, status=422 if problems else 200)


def _show_one(request: HttpRequest, row: PlanRisk, problems: Any = ()) -> HttpResponse:
    told = rules.level(rules.score(row.likelihood, row.impact))
    context = {
        "door": DOOR,
        "plan": row.plan,
        "row": row,
        "level": told,
        "score": rules.score(row.likelihood, row.impact),
        "scores": [
            (
                one,
                rules.score(one.likelihood, one.impact),
                *rules.level(rules.score(one.likelihood, one.impact)),
            )
            for one in queries.scores(row)
        ],
        "is_late": row.closed_on is None and row.review_on < clock.today(),
        **_scales(request, problems),
    }
    return render(request, "improvement/risks/one.html", context, status=422 if problems else 200)


def _scales(request: HttpRequest, problems: Any) -> dict[str, Any]:
    """The steps of likelihood and impact, whether one may write, and what was typed."""
    return {
        "likelihoods": rules.LIKELIHOOD,
        "impacts": rules.IMPACT,
        "likelihood_options": [(str(step), f"{step} {words}") for step, words in rules.LIKELIHOOD.items()],
        "impact_options": [(str(step), f"{step} {words}") for step, words in rules.IMPACT.items()],
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
