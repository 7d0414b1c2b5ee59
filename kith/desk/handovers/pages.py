"""Asking a worker of the team to take over a colleague's families, and the page on which both prepare and answer it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, one_piece, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock, sent_back
from kith.database.working_day import working_calendar
from kith.desk.board.queries import loads, teams
from kith.desk.caseload.queries import member
from kith.desk.handovers import queries
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work import typed
from kith.work.handovers import actions, rules
from kith.work.handovers import queries as handing
from kith.work.models import Transfer

ABOUT = "the children handed over"
REASON = "Handover to another worker"


@page("team/<slug:slug>/worker/<id:number>/hand-over/", may=May.ALLOCATE)
def handover_new(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Choose families of a worker and ask a colleague to take them over."""
    team = next((one for one in teams(request.user) if one.code == slug), None)
    holder = member(team, number, clock.today()) if team else None
    if team is None or holder is None:
        raise Http404
    if request.method == "POST":
        try:
            return _ask(request, team, holder)
        except Refused as refused:
            context = _choice(request, team, holder) | {"problems": refused.problems, "typed": request.POST}
            return render(request, "desk/handovers/new.html", context, status=422)
    return render(request, "desk/handovers/new.html", _choice(request, team, holder))


def _choice(request: HttpRequest, team: Team, holder: Worker) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    return {
        "team": team,
        "holder": holder,
        "families": queries.families(viewer, holder, team, today),
        "workers": [one.choice for one in loads(viewer, team, today) if one.worker_id != holder.pk],
        "typed": {},
        "door": "team",
    }


def _ask(request: HttpRequest, team: Team, holder: Worker) -> HttpResponse:
    rows = {str(row.key): row for row in queries.families(request.user, holder, team, clock.today())}
    ticked = list(dict.fromkeys(request.POST.getlist("family")))
    if any(key not in rows for key in ticked):
        raise Refused(f"A family you ticked is not with {holder.name} any more. Look again.", "family")
    if not ticked:
        raise Refused("Tick at least one family.", "family")
    taker = member(team, sent_back.number(request.POST.get("to", "")) or 0, clock.today())
    if taker is None:
        raise Refused("Choose who is to take them over.", "to")
    at_once = "at_once" in request.POST
    words = {
        "reason": request.POST.get("reason", ""),
        "meets_on": _day(request),
        "meets_with": request.POST.get("meets_with", ""),
    }
    with one_piece():
        for key in ticked:
            actions.ask(
                request.user, rows[key].involvements, team=team, holder=holder, taker=taker, at_once=at_once, **words
            )  # fmt: skip
    many = plural(len(ticked), "family", "families")
    asked = f"{taker.name} is asked to take over {many}. They stay with {holder.name} until then."
    messages.success(request, f"{many} given to {taker.name} from today." if at_once else asked)
    return redirect("team_worker", slug=team.code, number=holder.pk)


def _day(request: HttpRequest) -> date | None:
    text = request.POST.get("meets_on", "").strip()
    day = typed.day(text) if text else None
    if text and day is None:
        raise Refused(f"“{text[:40]}” cannot be read as a day. Write it like 21/4/2026.", "meets_on")
    return day


@page("handover/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def handover(request: HttpRequest, number: int) -> HttpResponse:
    """One handover: who, why, what is done before, who meets the family, and the answer."""
    found = _found(request, number)
    return render(request, "desk/handovers/page.html", _context(request, found))


@page("handover/<id:number>/answer/", may=May.READ_RECORD, about=ABOUT)
@require_POST
def handover_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Note what is done, accept, decline, take back, or decide without the answer."""
    found = _found(request, number)
    change = CHANGES.get(request.POST.get("what", ""))
    if change is None:
        raise Http404
    try:
        told = change(request, found)
    except Refused as refused:
        context = _context(request, found) | {"problems": refused.problems, "typed": request.POST}
        return render(request, "desk/handovers/page.html", context, status=422)
    messages.success(request, told)
    return redirect("handover", number=number)


def _prepare(request: HttpRequest, found: Transfer) -> str:
    checks, who = request.POST.getlist("checks"), request.POST.get("meets_with", "")
    actions.prepare(request.user, found, checks=checks, meets_on=_day(request), meets_with=who)
    return "Noted."


def _accept(request: HttpRequest, found: Transfer) -> str:
    many = plural(actions.accept(request.user, found), "child", "children")
    return f"Accepted. You hold {many} more from today, with their open work."


def _decline(request: HttpRequest, found: Transfer) -> str:
    actions.decline(request.user, found, words=request.POST.get("words", ""))
    return "Declined. Whoever asked is told; the children stay where they are."


def _decide(request: HttpRequest, found: Transfer) -> str:
    actions.decide(request.user, found, words=request.POST.get("why_now", ""))
    return "Decided. The children are with their new worker from today."


def _take_back(request: HttpRequest, found: Transfer) -> str:
    actions.take_back(request.user, found)
    return "Taken back. The children stay where they are."


CHANGES = {
    "prepare": _prepare,
    "accept": _accept,
    "decline": _decline,
    "decide": _decide,
    "take_back": _take_back,
}


def _found(request: HttpRequest, number: int) -> Transfer:
    """A handover of the viewer's own, or of a team whose board the viewer may see; else not found."""
    viewer = request.user
    rows = Transfer.objects.seen_by(viewer).filter(handing.WITHIN, pk=number)
    found = rows.select_related(
        "to_team", "asked_by", "from_worker", "to_worker", "summary", "involvement", "decided_by"
    ).first()
    if found is None:
        raise Http404
    is_party = viewer.pk in (found.from_worker_id, found.to_worker_id)
    manages = viewer.may(May.SEE_TEAM) and found.to_team_id in {team.pk for team in teams(viewer)}
    if not is_party and not manages:
        raise Http404
    return found


def _context(request: HttpRequest, found: Transfer) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    family, children = queries.inside(viewer, found, today)
    look_at(request, [child.person_id for child in children], REASON)
    days = working_calendar().between(found.asked_on, found.decided_on or today)
    is_open = not found.decision
    return {
        "found": found,
        "family": family,
        "children": children,
        "days": days,
        "is_long": is_open and days >= rules.LONG,
        "checks": handing.checks(today),
        "left": handing.left_to_do(found, today) if is_open else [],
        "summary_done": found.summary is not None and found.summary.state == "completed",
        "may_prepare": is_open and viewer.may(May.WRITE_STEP),
        "may_answer": is_open and viewer.pk == found.to_worker_id and viewer.may(May.WRITE_STEP),
        "may_decide": is_open and viewer.may(May.ALLOCATE) and viewer.pk != found.to_worker_id,
        "in_team": viewer.may(May.SEE_TEAM),
        "typed": {},
        "door": "team" if viewer.may(May.SEE_TEAM) else "work",
    }
