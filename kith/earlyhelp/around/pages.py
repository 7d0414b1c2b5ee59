"""The team around the children: read it, and do one thing with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.earlyhelp import actions as early_help
from kith.earlyhelp import queries, rules
from kith.earlyhelp.around import actions
from kith.earlyhelp.models import DECISIONS, SOURCES, TeamAround
from kith.earlyhelp.pages import ABOUT, REASON, form_choices, told_consent, told_member
from kith.ui.render import render
from kith.work import typed as reads
from kith.work.steps.viewing import called

Deed = Callable[[HttpRequest, TeamAround], str]


def opened(request: HttpRequest, number: int) -> TeamAround:
    """The team around the children, each of them with a line in the trail; 404 for what the viewer may not know."""
    around = queries.around_of(request.user, number)
    if around is None:
        raise Http404
    people = queries.children_of(request.user, around)
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], REASON)
    return around


@page("early-help/<id:number>/", may=May.READ_WORK, about=ABOUT)
def team_around(request: HttpRequest, number: int) -> HttpResponse:
    """Who agreed, who helps and leads, where the children stand, the plan, the reviews, and what can be done."""
    return _show(request, opened(request, number))


@page("early-help/<id:number>/write/", may=May.WORK_EARLY_HELP, about=ABOUT)
@require_POST
def team_around_write(request: HttpRequest, number: int) -> HttpResponse:
    """Do one thing, named by ``do``, and come back; what was typed stays where it is refused."""
    around = opened(request, number)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise Http404
    try:
        told = deed(request, around)
    except Refused as refused:
        return _show(request, around, problems=refused.problems, typed=request.POST, status=422)
    messages.success(request, told)
    if queries.around_of(request.user, number) is None:  # it has ended, and was one's own
        return redirect("early_help")
    if request.POST["do"] == "plan":
        return redirect("family_plan", number=early_help.make_plan(request.user, around).pk)
    return redirect("team_around", number=number)


def _show(request: HttpRequest, around: TeamAround, **more: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    around = queries.around_of(viewer, around.pk) or around
    whole = queries.whole(viewer, around)
    typed = more.get("typed", {})
    context = form_choices(today) | {
        "whole": whole,
        "held": around,
        "called": " · ".join(called(one, today) for one in whole.children),
        "children": [(one.pk, called(one, today)) for one in whole.children],
        "state": rules.state_words(around.started_on, around.ended_on, around.stepped_to_id is not None),
        "ladder": queries.ladder(viewer, whole.children, today, whole.level),
        "agency_words": queries.agencies(today),
        "way_words": queries.ways(today),
        "outcomes": queries.outcomes(today, begun=around.started_on is not None),
        "outcome_words": queries.outcome_words,
        "decisions": list(DECISIONS.items()),
        "decided": DECISIONS,
        "sources": SOURCES,
        "members": [(one.pk, f"{one.name}, {one.organisation}") for one in whole.team],
        "may_write": viewer.may(May.WORK_EARLY_HELP) and around.is_open,
        "may_tie": not viewer.sees_own_families_only,
        "reads_records": viewer.may(May.READ_RECORD),
        "problems": more.get("problems", ()),
        "typed": typed,
        "did": typed.get("do", ""),
        "row": typed.get("row", ""),
        "door": "early_help",
    }
    return render(request, "earlyhelp/around/page.html", context, status=more.get("status", 200))


def _row(request: HttpRequest) -> int:
    return sent_back.number(request.POST.get("row", ""))


def _day(request: HttpRequest, name: str) -> Any:
    return reads.day(request.POST.get(name, ""))


def _begin(request: HttpRequest, around: TeamAround) -> str:
    level = request.POST.get("level", "")
    known = {code for code, _ in form_choices(clock.today())["levels"]}
    early_help.begin(
        request.user, around, consent=told_consent(request), lead=told_member(request),
        level=level if level in known else "",
    )  # fmt: skip
    return "Early help has begun. The assessment is open, with what is known already in it."


def _consent(request: HttpRequest, around: TeamAround) -> str:
    given = actions.give_consent(request.user, around, told=told_consent(request))
    return f"Kept that {given.who} agreed."


def _withdraw(request: HttpRequest, around: TeamAround) -> str:
    row = _row(request)
    on, words = _day(request, f"withdrawn_on.{row}"), request.POST.get(f"withdrawn_words.{row}", "")
    if early_help.withdraw(request.user, around, consent=row, on=on, words=words):
        return "Kept. Others of the family still agree, so the help goes on."
    return "Kept. Nobody agrees any more, so early help has ended."


def _helper(request: HttpRequest, around: TeamAround) -> str:
    told = actions.add_helper(request.user, around, told=told_member(request), on=_day(request, "helper_on"))
    return f"{told.name} belongs to the team."


def _leave(request: HttpRequest, around: TeamAround) -> str:
    row = _row(request)
    left = actions.end_helper(request.user, around, helper=row, on=_day(request, f"left_on.{row}"))
    return f"{left.name} has left the team."


def _lead(request: HttpRequest, around: TeamAround) -> str:
    helper = sent_back.number(request.POST.get("helper", ""))
    made = actions.make_lead(request.user, around, helper=helper, on=_day(request, "lead_on"))
    return f"{made.helper.name} is the lead professional."


def _review(request: HttpRequest, around: TeamAround) -> str:
    said = request.POST
    level = said.get("level", "")
    known = {code for code, _ in form_choices(clock.today())["levels"]}
    actions.review(
        request.user,
        around,
        on=_day(request, "review_on"),
        present=said.get("present", ""),
        words=said.get("review_words", ""),
        decision=said.get("decision", ""),
        level=level if level in known else "",
        next_on=_day(request, "next_on"),
    )
    return "The review is kept."


def _plan(request: HttpRequest, around: TeamAround) -> str:
    early_help.make_plan(request.user, around)
    return "The plan is open. Write it with the family."


def _close(request: HttpRequest, around: TeamAround) -> str:
    said = request.POST
    early_help.close(
        request.user,
        around,
        on=_day(request, "ended_on"),
        outcome=said.get("outcome", ""),
        words=said.get("outcome_words", ""),
    )
    return "Early help has ended. It stays on the record."


DEEDS: dict[str, Deed] = {
    "begin": _begin,
    "consent": _consent,
    "withdraw": _withdraw,
    "helper": _helper,
    "leave": _leave,
    "lead": _lead,
    "review": _review,
    "plan": _plan,
    "close": _close,
}
