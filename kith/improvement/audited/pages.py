"""Making an action of a plan from what a round of audits found, on the screen."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused
from kith.core.sent_back import number as as_number
from kith.improvement import measured, words
from kith.improvement.adding.pages import wanted
from kith.improvement.audited import actions
from kith.improvement.audited.actions import MEASURE, Chosen
from kith.improvement.models import ImprovementPlan, PlanTheme
from kith.improvement.plan.pages import DOOR
from kith.quality.counted import queries as counting
from kith.quality.counted import rules
from kith.quality.counted.rules import Counted
from kith.quality.models import AuditRound
from kith.ui.render import render

WRONG = {
    "finding": "Choose something that the audits of this round found.",
    "team": "Choose a team in which it was found.",
    "plan": "Choose one of the plans.",
}
Options = Sequence[tuple[str, str]]


@page("improvement/audits/<id:number>/", may=May.CHANGE_IMPROVEMENT, name="audit_action_new")
def audit_action_new(request: HttpRequest, number: int) -> HttpResponse:
    """Choose what a round of audits found, everywhere or in a team, and add the action that answers it to a plan."""
    row = AuditRound.objects.filter(pk=number).first()
    if row is None or not request.user.may(May.SEE_AUDITS):
        raise Http404
    if request.method != "POST":
        return _show(request, row)
    posted = request.POST
    plan = ImprovementPlan.objects.filter(code=posted.get("plan", "")).first()
    try:
        if plan is None:
            raise Refused(WRONG["plan"], field="plan")
        made = actions.act_on(
            request.user,
            row,
            plan,
            chosen=Chosen(
                key=posted.get("finding", ""),
                team=as_number(posted.get("team", "")),
                moves_grades=posted.get("moves") == "yes",
            ),
            theme=as_number(posted.get("theme", "")),
            wanted=wanted(request),
        )
    except Refused as refused:
        return _show(request, row, refused.problems)
    messages.success(request, f"{made.number} stands in the plan, and says where it comes from.")
    return redirect("plan_action", number=made.pk)


def _show(request: HttpRequest, row: AuditRound, problems: Any = ()) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    cases = counting.cases(request.user, row)
    found = {one.key: one for one in rules.found(rules.asked(row.form), cases)}
    plans = list(ImprovementPlan.objects.order_by("-started_on", "name"))
    finding = found.get(given.get("finding", ""), next(iter(found.values()), None))
    teams = finding.teams if finding else ()
    known: dict[str, Options] = {
        "finding": [(one.key, f"{one.title} ({one.words})") for one in found.values()],
        "team": [(str(one.team), f"{one.name} ({one.part} of {one.whole})") for one in teams],
        "plan": [(one.code, one.name) for one in plans],
    }
    odd = [] if problems else _odd(given, known)
    plan = next((one for one in plans if one.code == given.get("plan", "")), plans[0] if plans else None)
    team = given.get("team", "") if given.get("team", "") in dict(known["team"]) else ""
    context = {
        "door": DOOR,
        "round": row,
        "finding": _counted(finding, cases, team),
        "teams": teams,
        "team": team,
        "plan": plan,
        "known": known,
        "headings": [(one.pk, str(one)) for one in PlanTheme.objects.filter(plan=plan).order_by("outline")],
        "due": list(words.DUE.items()),
        "measure": measured.of_code(MEASURE),
        "typed": request.POST if problems else {},
        "problems": problems or odd,
    }
    return render(request, "improvement/audited/page.html", context, status=422 if problems or odd else 200)


def _odd(given: Any, known: dict[str, Options]) -> list[tuple[str | None, str]]:
    """What an address asks for that there is not."""
    return [(name, WRONG[name]) for name in known if given.get(name) and given[name] not in dict(known[name])]


def _counted(finding: Counted | None, cases: Sequence[rules.Case], team: str) -> Counted | None:
    """The finding as it is counted in the team that is chosen."""
    if finding is None or not team:
        return finding
    return rules.counted(finding.key, finding.title, cases, int(team))
