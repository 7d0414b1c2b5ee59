"""Asking for a social worker from early help: why now is typed, everything else goes along."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.desk.early_help import actions
from kith.earlyhelp import carrying, queries
from kith.earlyhelp.around.pages import opened
from kith.earlyhelp.pages import ABOUT
from kith.ui.render import render
from kith.work.steps.viewing import called


@page("early-help/<id:number>/social-worker/", may=May.WORK_EARLY_HELP, about=ABOUT)
def early_help_step_up(request: HttpRequest, number: int) -> HttpResponse:
    """See what goes along, say why now, and send it to the front door."""
    viewer, around = request.user, opened(request, number)
    people = queries.children_of(viewer, around)
    context: dict[str, Any] = {
        "held": around,
        "called": " · ".join(called(one, clock.today()) for one in people),
        "along": carrying.told_to_the_front_door(viewer, around.assessment, people, "")
        or "No assessment is written yet: the children, the team and who agreed.",
        "typed": request.POST,
        "problems": (),
        "door": "early_help",
    }
    if request.method == "POST":
        try:
            actions.step_up(viewer, around, why=request.POST.get("why", ""))
        except Refused as refused:
            context["problems"] = refused.problems
            return render(request, "desk/early_help/step_up.html", context, status=422)
        messages.success(request, "Sent to the front door. Early help goes on until they have decided.")
        return redirect("team_around", number=number)
    return render(request, "desk/early_help/step_up.html", context)
