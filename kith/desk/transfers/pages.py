"""Offering families to another team, and answering what another team offers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock, sent_back
from kith.desk.board.queries import loads, teams
from kith.desk.transfers import queries
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work.handovers import queries as handing
from kith.work.models import Transfer
from kith.work.transfers import actions
from kith.work.transfers.queries import CHECKS, musts

ABOUT = "the children offered"
REASON = "Transfer between teams"


@page("team/<slug:slug>/transfers/", may=May.SEE_TEAM, about=ABOUT)
def team_transfers(request: HttpRequest, slug: str) -> HttpResponse:
    """Children on their way to and from the team, how long and why, and what was answered lately.

    The board names children too; this page tells what was written about them, so that it leaves a trace.
    """
    team = _team(request, slug)
    today = clock.today()
    waiting, answered = (queries.offers(request.user, team, today, waiting=one) for one in (True, False))
    shown = [child.person_id for one in (*waiting, *answered) for child in one.children]
    within = handing.of_team(request.user, team.pk, today)
    within_answered = handing.answered_in_team(request.user, team.pk, today)
    shown += [person for one in (*within, *within_answered) for person in one.people]
    look_at(request, shown, REASON)
    context = {
        "team": team,
        "coming": [one for one in waiting if one.coming],
        "going": [one for one in waiting if not one.coming],
        "answered": answered,
        "within": within,
        "within_answered": within_answered,
        "may_allocate": request.user.may(May.ALLOCATE),
        "door": "team",
    }
    return render(request, "desk/transfers/list.html", context)


@page("team/<slug:slug>/transfers/new/", may=May.ALLOCATE)
def transfer_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose families of the team and offer them to another."""
    team = _team(request, slug)
    families = queries.families(request.user, team, clock.today())
    if request.method == "POST":
        try:
            return _offer(request, team, families)
        except Refused as refused:
            context = _choice(request, team, families) | {"problems": refused.problems, "typed": request.POST}
            return render(request, "desk/transfers/new.html", context, status=422)
    return render(request, "desk/transfers/new.html", _choice(request, team, families))


def _offer(request: HttpRequest, team: Team, families: list[queries.HeldFamily]) -> HttpResponse:
    rows = {str(row.key): row for row in families}
    ticked = request.POST.getlist("family")
    if any(key not in rows for key in ticked):
        raise Refused("A family you ticked is not in your team any more. Look again.", "family")
    to_team = Team.objects.filter(code=request.POST.get("to_team", ""), kind="team").first()
    if to_team is None:
        raise Refused("Choose the team that is to take them.", "to_team")
    reason = request.POST.get("reason", "")
    if not ticked:
        raise Refused("Tick at least one family.", "family")
    for key in ticked:
        actions.offer(request.user, rows[key].involvements, from_team=team, to_team=to_team, reason=reason)
    messages.success(
        request,
        f"Offered {plural(len(ticked), 'family', 'families')} to {to_team.name}. They stay with you until "
        "they are accepted.",
    )
    return redirect("team_transfers", slug=team.code)


def _choice(request: HttpRequest, team: Team, families: list[queries.HeldFamily]) -> dict[str, Any]:
    others = Team.objects.filter(kind="team", ended_on__isnull=True).exclude(pk=team.pk).order_by("name")
    return {
        "team": team,
        "families": families,
        "teams": [(one.code, one.name) for one in others],
        "typed": {},
        "door": "team",
    }


@page("team/<slug:slug>/transfers/<id:number>/", may=May.SEE_TEAM, about=ABOUT)
def transfer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One offer: who, why, the checklist, and the answer."""
    team = _team(request, slug)
    return render(
        request, "desk/transfers/page.html", _context(request, team, _transfer(request, team, number))
    )


@page("team/<slug:slug>/transfers/<id:number>/answer/", may=May.ALLOCATE, about=ABOUT)
@require_POST
def transfer_answer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Tick the checklist, accept, decline or take back."""
    team = _team(request, slug)
    found = _transfer(request, team, number)
    what = request.POST.get("what", "")
    try:
        told = _answer(request, team, found, what)
    except Refused as refused:
        context = _context(request, team, found) | {"problems": refused.problems, "typed": request.POST}
        return render(request, "desk/transfers/page.html", context, status=422)
    messages.success(request, told)
    if what == "tick":
        return redirect("transfer", slug=slug, number=number)
    return redirect("team_transfers", slug=slug)


def _answer(request: HttpRequest, team: Team, found: Transfer, what: str) -> str:
    """Carry out one answer; only the receiving team accepts or declines, only the offering one takes back."""
    receiving = team.pk == found.to_team_id
    if what == "tick":
        actions.tick(request.user, found, checks=request.POST.getlist("checks"))
        return "Checklist noted."
    if what == "accept" and receiving:
        number = actions.accept(request.user, found, worker=_taker(request, team))
        return f"Accepted {plural(number, 'child', 'children')}. They are in your team from today."
    if what == "decline" and receiving:
        actions.decline(request.user, found, words=request.POST.get("words", ""))
        return "Declined. The other team is told why; the children stay there."
    if what == "take_back" and not receiving:
        actions.take_back(request.user, found)
        return "Taken back. The children stay with your team."
    raise Http404


def _taker(request: HttpRequest, team: Team) -> Worker | None:
    """The worker of the receiving team who takes them at once, if one was chosen."""
    number = sent_back.number(request.POST.get("worker", ""))
    here = {load.worker_id for load in loads(request.user, team, clock.today())}
    if number and number not in here:
        raise Refused("Choose a worker of this team, or the tray.", "worker")
    return Worker.objects.get(pk=number) if number else None


def _team(request: HttpRequest, slug: str) -> Team:
    found = next((one for one in teams(request.user) if one.code == slug), None)
    if found is None:
        raise Http404
    return found


def _transfer(request: HttpRequest, team: Team, number: int) -> Transfer:
    """The row of an offer that comes to or goes from the team; else not found."""
    rows = Transfer.objects.seen_by(request.user).select_related(
        "from_team", "to_team", "asked_by", "from_worker", "to_worker", "summary", "involvement"
    )
    found = rows.filter(pk=number).first()
    if found is None or team.pk not in (found.from_team_id, found.to_team_id):
        raise Http404
    return found


def _context(request: HttpRequest, team: Team, found: Transfer) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    both = [
        *queries.offers(viewer, team, today, waiting=True),
        *queries.offers(viewer, team, today, waiting=False),
    ]
    rows = Transfer.objects.seen_by(viewer).filter(together=found.together).values_list("pk", flat=True)
    numbers = set(rows)
    offer = next((one for one in both if one.number in numbers), None)
    if offer is None:
        raise Http404
    look_at(request, [child.person_id for child in offer.children], REASON)
    return {
        "team": team,
        "found": found,
        "offer": offer,
        "receiving": team.pk == found.to_team_id,
        "checks": practice.current().lists[CHECKS].choices(today),
        "musts": musts(today),
        "summary_done": found.summary is not None and found.summary.state == "completed",
        "workers": [load.choice for load in loads(viewer, team, today)],
        "may_allocate": viewer.may(May.ALLOCATE),
        "typed": {},
        "door": "team",
    }
