"""The page on which a manager says who decides while they are away."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.ui.render import render
from kith.work import typed
from kith.work.cover import actions, queries, rules


@page("cover/", may=May.SIGN_OFF)
def cover(request: HttpRequest) -> HttpResponse:
    """Who covers for the viewer and for whom the viewer covers; name a cover, or end one."""
    if request.method != "POST":
        return _show(request)
    try:
        told = _end(request) if request.POST.get("end") else _name(request)
    except Refused as refused:
        return _show(request, problems=refused.problems, status=422)
    messages.success(request, told)
    return redirect("cover")


def _name(request: HttpRequest) -> str:
    row = actions.name_cover(
        request.user,
        covering=sent_back.number(request.POST.get("by", "")) or None,
        starts_on=typed.day(request.POST.get("starts_on", "")),
        until_on=typed.day(request.POST.get("until_on", "")),
    )
    return f"{rules.told(row.by.name, rules.Spell(row.starts_on, row.until_on), clock.today())}."


def _end(request: HttpRequest) -> str:
    row = actions.end_cover(request.user, number=sent_back.number(request.POST["end"]))
    return f"{row.by.name} no longer covers for you."


def _show(request: HttpRequest, **more: Any) -> HttpResponse:
    today, status = clock.today(), more.pop("status", 200)
    context = {
        "mine": [_row(row, today) for row in queries.named_by(request.user, today)],
        "for_others": queries.asked_of(request.user, today),
        "able": [(worker.pk, f"{worker.name}, {team}") for worker, team in queries.able(request.user, today)],
        "typed": request.POST,
        "problems": (),
        "door": "work",
        **more,
    }
    return render(request, "work/cover/page.html", context, status=status)


def _row(row: Any, today: date) -> dict[str, Any]:
    """A cover with how it stands: whether it holds or lies ahead, and whether whoever was named has left."""
    is_over = row.until_on < today or row.ended_at is not None
    return {"cover": row, "is_over": is_over, "has_left": not is_over and not row.by.is_active}
