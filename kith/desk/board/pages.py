"""The team board: allocate several at once, see what is late and why, watch the front door."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.access.workforce import queries as workforce
from kith.access.workforce import rules as workforce_rules
from kith.core import Refused, clock
from kith.core.reading_words import short_day
from kith.database.working_day import working_calendar
from kith.desk.board import queries, rules, waiting
from kith.desk.board.late import late_list, late_rows
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work.allocation import actions as allocation
from kith.work.allocation import queries as weights
from kith.work.models import Involvement
from kith.work.restructuring import rules as restructuring
from kith.work.transfers import queries as transferring

ONE_DAY = timedelta(days=1)


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
    """Give the ticked families to the workers chosen, all or none; or only show the weights as they would be."""
    board, teams = _team(request, slug)
    if "look" in request.POST:
        context = _board(request, board, teams, typed=request.POST)
        return render(request, "desk/board/page.html", context)
    try:
        pairs = _chosen(request, board)
        note = request.POST.get("note", "").strip()
        allocation.allocate_many(request.user, pairs, team=board, on=clock.today(), note=note, from_tray=True)
    except Refused as refused:
        context = _board(request, board, teams, typed=request.POST) | {"problems": refused.problems}
        return render(request, "desk/board/page.html", context, status=422)
    messages.success(request, f"Allocated {plural(len(pairs), 'child', 'children')}.")
    return redirect("team_board", slug=slug)


def _chosen(request: HttpRequest, team: Team) -> list[tuple[Involvement, Worker]]:
    """Pairs of involvement and worker from the ticked rows. Raises ``Refused`` for what cannot be done."""
    rows = {str(row.family_id): row for row in waiting.to_allocate(request.user, team, clock.today())}
    workers = {str(load.worker_id): load for load in queries.loads(request.user, team, clock.today())}
    ticked = request.POST.getlist("family")
    if not ticked:
        raise Refused("Tick at least one family.", "family")
    if gone := [family for family in ticked if family not in rows]:
        raise Refused(
            f"{plural(len(gone), 'family', 'families')} you ticked {'was' if len(gone) == 1 else 'were'} allocated "
            "or closed by somebody else meanwhile. The list below is as it is now. Look again."
        )
    chosen = rules.choices(request.POST, ticked)
    if without := [rows[family].name for family, worker in chosen.items() if worker not in workers]:
        raise Refused(f"Choose a worker of this team for {', '.join(without)}.", "family")
    ids = {number: int(chosen[family]) for family in ticked for number in rows[family].involvements}
    return queries.pairs(request.user, ids)


def _team(request: HttpRequest, slug: str) -> tuple[Team, list[Team]]:
    """The team, and all whose boards the worker may see; not found when it is none of them."""
    teams = queries.teams(request.user)
    for found in teams:
        if found.code == slug:
            return found, teams
    raise Http404


def _board(
    request: HttpRequest, team: Team, teams: list[Team], typed: QueryDict | None = None
) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    families = waiting.to_allocate(viewer, team, today)
    loads = queries.loads(viewer, team, today, families)
    late = late_rows(viewer, team, today)
    counts, training = queries.counts(viewer, team, today, working_calendar().add(today, 3))
    counts["late"] += sum(not row.is_step for row in late)
    wanted = waiting.wanted(families, {load.worker_id: load.hidden for load in loads})
    if typed:
        rules.weigh_after(loads, wanted, rules.choices(typed, typed.getlist("family")))
    children = sum(len(row.children) for row in families)
    return {
        "team": team,
        "teams": teams,
        "families": families,
        "children": children,
        "loads": loads,
        "known": weights.weights(today),
        "held": sum(load.children for load in loads),
        "widest": rules.widest(loads, wanted),
        "suggestions": rules.suggest(wanted, loads),
        "late": late_list(late, request.GET.get("late", "")),
        "late_count": counts["late"],
        "lists": practice.current().lists,
        "may_direct": viewer.may(May.RECORD_DECISION),
        "duty": queries.duty(viewer, clock.now() - timedelta(days=1)),
        "now": clock.now(),
        "numbers": _numbers(families, children, counts),
        "may_allocate": viewer.may(May.ALLOCATE),
        "may_supervise": viewer.may(May.SUPERVISE),
        "typed": typed or {},
        "transfers": (transfers := _transfers(viewer, team)),
        "warnings": [*_warnings(team, transfers, loads, today), *_training(team, training, today)],
        "may_see_workforce": viewer.may(May.SEE_WORKFORCE),
        "door": "team",
    }


def _transfers(viewer: Worker, team: Team) -> rules.Transfers:
    """Offers on their way to and from the team, and how long the oldest that comes has waited."""
    rows = transferring.waiting(viewer, team)
    days, today = working_calendar(), clock.today()
    return rules.Transfers(
        len({offer for offer, coming, _ in rows if coming}),
        len({offer for offer, coming, _ in rows if not coming}),
        max((days.between(since, today) for _, coming, since in rows if coming), default=0),
    )


def _warnings(
    team: Team, transfers: rules.Transfers, loads: list[rules.Load], today: date
) -> list[tuple[str, str, str, str, str]]:
    """What must not be overlooked: children who wait to be accepted, leavers with work, a team that ends."""
    found = []
    if team.ended_on and restructuring.warned_of(team.ended_on, today):
        ends = f"{'ended' if team.ended_on <= today else 'ends'} on {short_day(team.ended_on - ONE_DAY)}"
        words = f"This team {ends}. What it holds must go "
        words += "to other teams before: nobody may be left behind."
        found.append(
            (
                "amber",
                "A team for a time.",
                words,
                reverse("transfer_new", args=[team.code]),
                "Offer families",
            )
        )
    if transfers.coming:
        words = f"{plural(transfers.coming, 'family', 'families')} offered to this team, the longest for "
        words += (
            f"{plural(transfers.longest, 'working day')}. They stay with the other team until you accept."
        )
        found.append(
            (
                "amber",
                "Waiting to be accepted.",
                words,
                reverse("team_transfers", args=[team.code]),
                "Transfers",
            )
        )
    for load in loads:
        if load.leaves_on and load.children:
            words = f"{load.name} leaves this team on {short_day(load.leaves_on - ONE_DAY)} and holds "
            words += f"{plural(load.children, 'child', 'children')}."
            place = reverse("team_worker_leaving", args=[team.code, load.worker_id])
            found.append(("amber", "Work would be left behind.", words, place, "Hand it over"))
    return found


def _training(team: Team, days: list[date], today: date) -> list[tuple[str, str, str, str, str]]:
    """What is said when training of the team's workers is late or due soon."""
    words = workforce_rules.late_words(*workforce.late_and_due(days, today), today + workforce.SOON)
    place = f"{reverse('workforce_team', args=[team.code])}#training"
    return [("blue", "Training.", words, place, "Whose")] if words and team.kind == "team" else []


def _numbers(
    families: list[waiting.ToAllocate], children: int, counts: dict[str, Any]
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
            "small": "work, visits and complaints",
            "mark": "late" if late else "",
            "href": "#out-of-timescale-and-why",
            "key": "o",
        },
        {
            "number": counts["soon"],
            "words": "Due in the next 3 working days",
            "small": "pieces of work",
            "mark": "soon" if counts["soon"] else "",
        },
        {"number": counts["waiting"], "words": "Waiting for sign-off", "small": "in this team"},
    ]
