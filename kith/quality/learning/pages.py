"""The learning log on the screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.quality.learning import actions, queries
from kith.quality.learning.rules import SOURCES
from kith.ui.render import render
from kith.work import typed

DOOR = "quality"


@page("quality/learning/", may=May.READ_WORK)
def learning_log(request: HttpRequest) -> HttpResponse:
    """What was learned, from where, what is done differently, and which teams have talked about it."""
    return _show(request)


@page("quality/learning/write/", may=May.SHARE_LEARNING, name="learning_write")
@require_POST
def learning_write(request: HttpRequest) -> HttpResponse:
    """Write down something learned, or that a team has talked about it."""
    posted = request.POST
    try:
        if posted.get("do") == "talk":
            entry = queries.entry(as_number(posted.get("entry", "")))
            if entry is None:
                raise Http404
            row = actions.talked(
                request.user,
                entry,
                team=as_number(posted.get("team", "")),
                talked_on=typed.day(posted.get("talked_on", "")),
                words=posted.get("words", ""),
            )
            messages.success(request, f"Kept: {row.team.name} has talked about it.")
        else:
            actions.share(
                request.user,
                source=posted.get("source", ""),
                learned_on=typed.day(posted.get("learned_on", "")),
                learned=posted.get("learned", ""),
                change=posted.get("change", ""),
                recommendation=posted.get("recommendation", ""),
            )
            messages.success(request, "It stands in the log.")
    except Refused as refused:
        return _show(request, refused.problems)
    return redirect("learning_log")


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    viewer, today = request.user, clock.today()
    source = request.GET.get("source", "")
    here = queries.teams(today)
    rows = queries.log(today, source)
    own = viewer.team.pk if viewer.team and viewer.team.pk in here else ""
    context = {
        "door": DOOR,
        "rows": rows,
        "source": source,
        "sources": SOURCES,
        "shown": queries.SHOWN,
        "teams": list(here.items()),
        "own": own,
        "entries": [(one.entry.pk, one.entry.learned) for one in rows],
        "may_share": viewer.may(May.SHARE_LEARNING),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "quality/learning/page.html", context, status=422 if problems else 200)
