"""The team board: allocate several at once, see what is late and why, watch the front door."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.database.working_day import working_calendar
from kith.desk.board import queries, rules
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work.allocation import actions as allocation
from kith.work.models import Involvement


@page("team/", may=May.SEE_TEAM)
def team(request: HttpRequest) -> HttpResponse:
    """The board of the worker's own team."""
    teams = queries.teams(request.user)
    if not teams:
        raise Http404
    return redirect("team_board", slug=teams[0].code)


@page("team/<slug:slug>/board/", may=May.SEE_TEAM)
def team_board(request: HttpRequest, slug: str) -> HttpResponse:
    """One team's morning."""
    return render(request, "desk/board/page.html", _board(request, *_team(request, slug)))


@page("team/<slug:slug>/allocate/", may=May.ALLOCATE)
@require_POST
def allocate(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the ticked families to the workers chosen, all or none."""
    board, teams = _team(request, slug)
    try:
        pairs = _chosen(request, board)
        allocation.allocate_many(
            request.user, pairs, team=board, on=clock.today(), note=request.POST.get("note", "").strip()
        )
    except Refused as refused:
        context = _board(request, board, teams) | {"problems": refused.problems, "typed": request.POST}
        return render(request, "desk/board/page.html", context, status=422)
    messages.success(request, f"Allocated {plural(len(pairs), 'child', 'children')}.")
    return redirect("team_board", slug=slug)


def _chosen(request: HttpRequest, team: Team) -> list[tuple[Involvement, Worker]]:
    """Pairs of involvement and worker from the ticked rows. Raises ``Refused`` for what cannot be done."""
    rows = {str(row.family_id): row for row in queries.to_allocate(request.user, team, clock.today())}
    workers = {str(load.worker_id): load for load in queries.loads(request.user, team, clock.today())}
    ticked = request.POST.getlist("family")
    if not ticked:
        raise Refused("Tick at least one family.", "family")
    if gone := [family for family in ticked if family not in rows]:
        raise Refused(
            f"{plural(len(gone), 'family', 'families')} you ticked have been allocated by somebody else. Look again."
        )
    chosen = {family: request.POST.get(f"worker-{family}", "") for family in ticked}
    if without := [rows[family].name for family, worker in chosen.items() if worker not in workers]:
        raise Refused(f"Choose a worker for {', '.join(without)}.", "family")
    ids = {number: int(chosen[family]) for family in ticked for number in rows[family].involvements}
    return queries.pairs(request.user, ids)


def _team(request: HttpRequest, slug: str) -> tuple[Team, list[Team]]:
    """The team, and all whose boards the worker may see; not found when it is none of them."""
    teams = queries.teams(request.user)
    for found in teams:
        if found.code == slug:
            return found, teams
    raise Http404


def _board(request: HttpRequest, team: Team, teams: list[Team]) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    families = queries.to_allocate(viewer, team, today)
    loads = queries.loads(viewer, team, today)
    late = queries.out_of_timescale(viewer, team, today)
    days = working_calendar()
    counts = queries.counts(viewer, team, today, days.add(today, 3))
    children = sum(len(row.children) for row in families)
    return {
        "team": team,
        "teams": teams,
        "families": families,
        "children": children,
        "loads": loads,
        "held": sum(load.children for load in loads),
        "widest": max((max(load.weight, load.guideline) for load in loads), default=1),
        "suggestions": rules.suggest([(row.family_id, row.weight, row.knew) for row in families], loads),
        "late": late,
        "late_count": counts["late"],
        "lists": practice.current().lists,
        "duty": queries.duty(viewer, clock.now() - timedelta(days=1)),
        "now": clock.now(),
        "numbers": _numbers(families, children, counts),
        "may_allocate": viewer.may(May.ALLOCATE),
        "typed": {},
        "door": "team",
    }


def _numbers(
    families: list[queries.ToAllocate], children: int, counts: dict[str, Any]
) -> list[dict[str, Any]]:
    late = counts["late"]
    oldest = max((row.waiting_days for row in families), default=0)
    waiting = (
        f"{plural(len(families), 'family', 'families')} · oldest {plural(oldest, 'working day')}"
        if families
        else "nobody waits"
    )
    return [
        {
            "number": children,
            "words": "Unallocated children",
            "small": waiting,
            "mark": "late" if children else "",
            "href": "#to-allocate",
        },
        {
            "number": late,
            "words": "Out of timescale",
            "small": "pieces of work",
            "mark": "late" if late else "",
            "href": "#out-of-timescale-and-why",
        },
        {
            "number": counts["soon"],
            "words": "Due in the next 3 working days",
            "small": "pieces of work",
            "mark": "soon" if counts["soon"] else "",
        },
        {"number": counts["waiting"], "words": "Waiting for sign-off", "small": "in this team"},
    ]
