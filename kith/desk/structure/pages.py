"""Merging and splitting teams, and the last day of a team for a time."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Team
from kith.core import Refused, clock, sent_back
from kith.desk.structure import queries
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work import typed
from kith.work.restructuring import actions


@page("set-up/teams/", may=May.MANAGE_WORKERS)
def team_structure(request: HttpRequest) -> HttpResponse:
    """Every team with its workers, and what may be done with it."""
    return render(request, "desk/structure/page.html", _context(request))


@page("set-up/teams/change/", may=May.MANAGE_WORKERS)
@require_POST
def team_structure_change(request: HttpRequest) -> HttpResponse:
    """Merge, split, or set a last day."""
    change = CHANGES.get(request.POST.get("what", ""))
    if change is None:
        raise Http404
    try:
        told = change(request)
    except Refused as refused:
        context = _context(request) | {"problems": refused.problems, "typed": request.POST}
        return render(request, "desk/structure/page.html", context, status=422)
    messages.success(request, told)
    return redirect("team_structure")


def _merge(request: HttpRequest) -> str:
    old, into = _team(request, "old"), _team(request, "into")
    moved = actions.merge(request.user, old, into=into)
    return f"{old.name} is part of {into.name} from today, with {plural(moved, 'child', 'children')}."


def _split(request: HttpRequest) -> str:
    old = _team(request, "from")
    workers = [number for text in request.POST.getlist("worker") if (number := sent_back.number(text))]
    made = actions.split(request.user, old, name=request.POST.get("name", ""), workers=workers)
    return f"{made.name} works from today."


def _end(request: HttpRequest) -> str:
    team, text = _team(request, "team"), request.POST.get("last_day", "").strip()
    last_day = typed.day(text) if text else None
    if text and last_day is None:
        raise Refused(f"“{text[:40]}” cannot be read as a day. Write it like 21/4/2026.", "last_day")
    actions.set_last_day(request.user, team, last_day=last_day)
    return "The last day is noted. The team's board warns of it four weeks before."


def _team(request: HttpRequest, field: str) -> Team:
    found = Team.objects.filter(code=request.POST.get(field, ""), kind="team").first()
    if found is None:
        raise Refused("Choose a team.", field)
    return found


CHANGES = {"merge": _merge, "split": _split, "end": _end}


def _context(request: HttpRequest) -> dict[str, Any]:
    rows = queries.rows(request.user, clock.today())
    return {
        "rows": rows,
        "choices": [(row.team.code, row.team.name) for row in rows],
        "roles": {code: role.title for code, role in practice.current().roles.items()},
        "typed": {},
        "door": "set_up",
    }
