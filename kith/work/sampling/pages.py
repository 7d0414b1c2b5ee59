"""The desk of those who read what chance picked, and the page on which one piece is read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.ui.render import render
from kith.work.sampling import actions, queries
from kith.work.steps.viewing import opened, page_of


@page("sampled/", may=May.READ_SAMPLE)
def sampled(request: HttpRequest) -> HttpResponse:
    """Work that nobody signs off and chance picked to be read; what was found so far."""
    viewer = request.user
    to_read, done = queries.to_read(viewer), queries.read_lately(viewer)
    names = queries.names(viewer, [*to_read, *done])
    context = {
        "to_read": [(row, names.get(row.step_id, [])) for row in to_read],
        "done": [(row, names.get(row.step_id, [])) for row in done],
        "shares": queries.shares(viewer, clock.today()),
        "days": queries.DAYS,
        "shown": queries.SHOWN,
        "door": "quality",
    }
    return render(request, "work/sampling/desk.html", context)


@page("sampled/<id:number>/", may=May.READ_SAMPLE, about="the children of the step", name="sampled_read")
def sampled_read(request: HttpRequest, number: int) -> HttpResponse:
    """One piece that was drawn: as it was asked and answered, and what its reader thinks."""
    work, children = opened(request, number)
    row = queries.of_step(request.user, number)
    if row is None or not row.is_drawn:
        raise Http404
    problems: Any = ()
    if request.method == "POST":
        verdict, words = request.POST.get("verdict", ""), request.POST.get("words", "")
        try:
            actions.say(request.user, work, verdict=verdict, words=words)
        except Refused as refused:
            problems, row = refused.problems, queries.of_step(request.user, number)
        else:
            messages.success(request, f"{work.title}: kept what you think.")
            return redirect("sampled")
    context = page_of(request, work, children)
    context |= {"door": "quality", "row": row, "typed": request.POST, "problems": problems}
    return render(request, "work/sampling/page.html", context, status=422 if problems else 200)
