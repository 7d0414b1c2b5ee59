"""One worker's caseload, for the team's manager: weights with reasons, leave, hours, skills."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Leave, Team, Worker
from kith.access.presence import actions as presence
from kith.access.presence.queries import presence_of
from kith.access.presence.rules import read_share
from kith.core import Refused, clock, sent_back
from kith.desk.board.queries import loads, teams
from kith.desk.caseload import queries
from kith.people.banners import viewer_of
from kith.ui.render import render
from kith.work import typed
from kith.work.allocation import actions as allocation
from kith.work.allocation import queries as weights
from kith.work.leaving import actions as leaving
from kith.work.leaving.queries import left
from kith.work.models import CaseExtra, Involvement
from kith.work.transfers.queries import accepters

ELSEWHERE = "That is over, or the child is with somebody else meanwhile. The page shows what there is now."


@page("team/<slug:slug>/worker/<id:number>/", may=May.SEE_TEAM)
def team_worker(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a worker of the team holds, what it weighs and why, and when the worker is away."""
    team, worker = _place(request, slug, number)
    return render(request, "desk/caseload/page.html", _context(request, team, worker))


@page("team/<slug:slug>/worker/<id:number>/save/", may=May.ALLOCATE)
@require_POST
def team_worker_save(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Enter leave, hours or skills, or what makes a child's case heavier."""
    team, worker = _place(request, slug, number)
    change = CHANGES.get(request.POST.get("what", ""))
    if change is None:
        raise Http404
    try:
        told = change(request, team, worker)
    except Refused as refused:
        context = _context(request, team, worker)
        context |= {"problems": refused.problems, "typed": request.POST}
        return render(request, "desk/caseload/page.html", context, status=422)
    messages.success(request, told)
    return redirect("team_worker", slug=slug, number=number)


def _place(request: HttpRequest, slug: str, number: int) -> tuple[Team, Worker]:
    """The team and its worker, when the viewer may see that board; else not found."""
    team = next((one for one in teams(request.user) if one.code == slug), None)
    worker = queries.member(team, number, clock.today()) if team else None
    if team is None or worker is None:
        raise Http404
    return team, worker


def _context(request: HttpRequest, team: Team, worker: Worker) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    lists = practice.current().lists
    rows = queries.held(viewer, worker, today)
    team_loads = loads(viewer, team, today)
    load = next((one for one in team_loads if one.worker_id == worker.pk), None)
    return {
        "team": team,
        "worker": worker,
        "rows": rows,
        "load": load,
        "presence": presence_of([worker.pk], today)[worker.pk],
        "leaves": queries.leaves(worker, today),
        "skills": queries.skills(worker),
        "leave_kinds": lists["leave_kind"].choices(today),
        "skill_list": lists["worker_skill"].choices(today),
        "language_list": [pair for pair in lists["language"].choices(today) if pair[0] != "eng"],
        "known": weights.weights(today),
        "others": [(str(one.worker_id), one.name) for one in team_loads if one.worker_id != worker.pk],
        "may_allocate": viewer.may(May.ALLOCATE),
        "typed": {},
        "door": "team",
    }


def _day(request: HttpRequest, field: str) -> date | None:
    """The day that was typed, None for an empty box. Raises ``Refused`` for what is no day."""
    text = request.POST.get(field, "").strip()
    day = typed.day(text) if text else None
    if text and day is None:
        raise Refused(f"“{text[:40]}” cannot be read as a day. Write it like 21/4/2026.", field)
    return day


def _leave(request: HttpRequest, team: Team, worker: Worker) -> str:
    first, last = _day(request, "started_on"), _day(request, "last_day")
    kind = request.POST.get("kind", "")
    if first is None:
        raise Refused("Write the first day.", "started_on")
    presence.enter_leave(request.user, worker, kind=kind, started_on=first, last_day=last)
    return "Entered. It stands on the team board."


def _take_back(request: HttpRequest, team: Team, worker: Worker) -> str:
    found = Leave.objects.filter(worker=worker, pk=sent_back.number(request.POST.get("leave", ""))).first()
    if found is None:
        raise Http404
    presence.take_back_leave(request.user, found)
    return "Taken back."


def _hours(request: HttpRequest, team: Team, worker: Worker) -> str:
    share = read_share(request.POST.get("share", ""))
    if share is None:
        raise Refused("Write the part of full hours, such as 60%.", "share")
    on = _day(request, "since") or clock.today()
    presence.set_share(request.user, worker, share=share, on=on)
    return "Hours noted. The guideline follows them."


def _skills(request: HttpRequest, team: Team, worker: Worker) -> str:
    until = _day(request, "newly_qualified_until")
    presence.set_skills(
        request.user,
        worker,
        skills=request.POST.getlist("skills"),
        languages=request.POST.getlist("languages"),
        newly_qualified_until=until,
    )
    return "Noted. Suggestions follow it."


def _add(request: HttpRequest, team: Team, worker: Worker) -> str:
    number = sent_back.number(request.POST.get("involvement", ""))
    rows = queries.held(request.user, worker, clock.today())
    if number not in {row.involvement for row in rows}:
        raise Refused(ELSEWHERE)
    involvement = Involvement.objects.seen_by(request.user).get(pk=number)
    other = sent_back.number(request.POST.get("with", ""))
    second = queries.member(team, other, clock.today()) if other else None
    if other and second is None:
        raise Refused("Choose a worker of this team.", "with")
    allocation.add_extra(request.user, involvement, code=request.POST.get("code", ""), worker=second)
    return "Noted. The weight follows it."


def _end(request: HttpRequest, team: Team, worker: Worker) -> str:
    number = sent_back.number(request.POST.get("extra", ""))
    rows = queries.held(request.user, worker, clock.today())
    if number not in {extra for row in rows for extra, *_ in row.extras}:
        raise Refused(ELSEWHERE)
    allocation.end_extra(request.user, CaseExtra.objects.seen_by(request.user).get(pk=number))
    return "Taken off. The weight follows it."


CHANGES = {
    "leave": _leave,
    "take_back": _take_back,
    "hours": _hours,
    "skills": _skills,
    "add": _add,
    "end": _end,
}


@page("team/<slug:slug>/worker/<id:number>/leaving/", may=May.ALLOCATE)
def team_worker_leaving(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All that a worker holds in the team, handed over in one go, and the last day there."""
    team, worker = _place(request, slug, number)
    if request.method == "POST":
        try:
            return _leaving(request, team, worker)
        except Refused as refused:
            context = _all_held(request, team, worker) | {"problems": refused.problems, "typed": request.POST}
            return render(request, "desk/caseload/leaving.html", context, status=422)
    return render(request, "desk/caseload/leaving.html", _all_held(request, team, worker))


def _leaving(request: HttpRequest, team: Team, worker: Worker) -> HttpResponse:
    last_day = _day(request, "last_day")
    hands_over = request.POST.get("what") == "hand_over"
    manager = _manager(request, team, worker) if hands_over else None
    takers = _takers(request, team, worker) if hands_over else None
    leaving.leave(request.user, worker, team=team, last_day=last_day, takers=takers, manager=manager)
    done = "All is handed over, and the last day is noted." if hands_over else "The last day is noted."
    messages.success(request, done)
    return redirect("team_board", slug=team.code)


def _manager(request: HttpRequest, team: Team, worker: Worker) -> Worker:
    """Who takes what no worker was chosen for, by name."""
    chosen = sent_back.number(request.POST.get("manager", ""))
    found = next((one for one in _managers(request, team, worker) if one.pk == chosen), None)
    if found is None:
        raise Refused("Choose who takes what is left.", "manager")
    return found


def _managers(request: HttpRequest, team: Team, worker: Worker) -> list[Worker]:
    """Who may take what is left: the nearest managers, and the viewer, who may know of more than they do."""
    found = [*accepters(team.pk, clock.today()), viewer_of(request)]
    return [one for one in dict.fromkeys(found) if one != worker]


def _takers(request: HttpRequest, team: Team, worker: Worker) -> dict[int, Worker | None]:
    """Open case -> the worker chosen for it, or for all; None for the team's tray."""
    here = {
        str(one.worker_id) for one in loads(request.user, team, clock.today()) if one.worker_id != worker.pk
    }
    rows = [row for row in queries.held(request.user, worker, clock.today()) if not row.beside]
    everyone = request.POST.get("everyone", "")
    chosen = {row.involvement: everyone or request.POST.get(f"to-{row.involvement}", "") for row in rows}
    if any(number and number not in here for number in chosen.values()):
        raise Refused("Choose workers of this team, or the tray.", "everyone")
    workers = Worker.objects.in_bulk([int(number) for number in set(chosen.values()) if number])
    return {one: workers[int(number)] if number else None for one, number in chosen.items()}


def _all_held(request: HttpRequest, team: Team, worker: Worker) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    place = worker.memberships.filter(team=team, ended_on__gt=today).order_by("ended_on").first()
    return {
        "team": team,
        "worker": worker,
        "rows": [row for row in queries.held(viewer, worker, today) if not row.beside],
        "work": queries.open_work(viewer, worker, team),
        "left": left(viewer, worker, team, leaves_us=True),
        "others": [one.choice for one in loads(viewer, team, today) if one.worker_id != worker.pk],
        "managers": [(str(one.pk), one.name) for one in _managers(request, team, worker)],
        "leaves_on": place.ended_on - timedelta(days=1) if place and place.ended_on else None,
        "typed": {},
        "door": "team",
    }
