"""The open work of a team: what was never begun, what was never finished, and closing it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team
from kith.core import Refused, clock, sent_back
from kith.database.working_day import working_calendar
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work.drift import actions, queries, rules
from kith.work.steps import queries as step_queries

SHOWN = rules.MOST_AT_ONCE
SHOWS = {
    rules.UNFINISHED: "Started, not finished",
    rules.NEVER: "Never started",
    "closed": "Closed with words in it",
}


@page("team/<slug:slug>/open-work/", may=May.SEE_TEAM)
def open_work(request: HttpRequest, slug: str) -> HttpResponse:
    """Open work of one team by age and owner, and what was closed."""
    return _show(request, *_team(request, slug))


@page("team/<slug:slug>/open-work/close/", may=May.CANCEL_STEP, name="open_work_close")
@require_POST
def open_work_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the pieces that are ticked with one reason, all or none."""
    team, teams = _team(request, slug)
    chosen = {sent_back.number(text) for text in request.POST.getlist("step")}
    words, reason = request.POST.get("words", ""), request.POST.get("reason", "")
    try:
        closed = actions.close_many(request.user, team, chosen=chosen, reason=reason, words=words)
    except Refused as refused:
        return _show(request, team, teams, problems=refused.problems, status=422)
    messages.success(
        request, f"Closed {plural(len(closed), 'piece', 'pieces')} of work. What was written is kept."
    )
    address = reverse("open_work", kwargs={"slug": slug})
    return redirect(f"{address}?show={_shown(request)}")


def _team(request: HttpRequest, slug: str) -> tuple[Team, list[Team]]:
    teams = queries.teams(request.user, clock.today())
    for found in teams:
        if found.code == slug:
            return found, teams
    raise Http404


def _shown(request: HttpRequest) -> str:
    asked = request.GET.get("show", "")
    return asked if asked in SHOWS else rules.UNFINISHED


def _show(request: HttpRequest, team: Team, teams: list[Team], **more: Any) -> HttpResponse:
    viewer, today, status = request.user, clock.today(), more.pop("status", 200)
    rows, show = queries.open_work(viewer, team, today, working_calendar()), _shown(request)
    wanted = [row for row in rows if row.piece.stands == show]
    closed = queries.closed_with_words(viewer, team, today) if show == "closed" else []
    shown = wanted[:SHOWN]
    pieces = [row.piece for row in rows]
    context = {
        "team": team,
        "teams": teams,
        "rows": shown,
        "more": len(wanted) - len(shown),
        "closed": closed,
        "names": queries.names(viewer, closed or [row.step for row in shown]),
        "whole": rules.tally(team.name, pieces),
        "owners": rules.by_owner(pieces),
        "chips": [
            (words, f"{reverse('open_work', kwargs={'slug': team.code})}?show={code}", code == show)
            for code, words in SHOWS.items()
        ],
        "show": show,
        "title": SHOWS[show],
        "old_days": rules.OLD_DAYS,
        "closed_days": queries.CLOSED_DAYS,
        "reasons": list(step_queries.choices("cancel_reason").items()),
        "may_close": viewer.may(May.CANCEL_STEP),
        "typed": request.POST,
        "ticked": request.POST.getlist("step"),
        "problems": (),
        "door": "team",
        **more,
    }
    return render(request, "work/drift/page.html", context, status=status)
