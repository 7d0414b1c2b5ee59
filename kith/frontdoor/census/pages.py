"""The page on which the main need of a case is said, for brothers and sisters in one go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.reading_words import listing, short_day
from kith.frontdoor.census import actions, queries
from kith.frontdoor.closing.queries import closable_with
from kith.ui.render import render
from kith.work.models import Involvement
from kith.work.steps.queries import first_name

WHY = "The main need of a case"


@page("involvement/<id:number>/need/", may=May.EDIT_PERSON, about="the children of an involvement")
def involvement_need(request: HttpRequest, number: int) -> HttpResponse:
    """Say the main need of a case, and of those of brothers and sisters who are ticked."""
    case = Involvement.objects.seen_by(request.user).select_related("person").filter(pk=number).first()
    if case is None:
        raise Http404("no such involvement")
    together = closable_with(request.user, case) if case.ended_on is None else [case]
    if request.method != "POST":
        return _show(request, together)
    ticked = set(request.POST.getlist("person"))
    chosen = [one.pk for one in together if str(one.person_id) in ticked]
    try:
        said = actions.say_need(request.user, chosen, need=request.POST.get("need", ""))
    except Refused as refused:
        return _show(request, together, problems=refused.problems, status=422)
    names = listing([first_name(one.person) for one in said])
    messages.success(request, f"The main need is on record for {names}.")
    return redirect("person", number=case.person_id)


def _show(
    request: HttpRequest, together: list[Involvement], *, problems: Any = (), status: int = 200
) -> HttpResponse:
    look_at(request, [one.person_id for one in together], WHY)
    case = together[0]
    has_sent = request.method == "POST"
    context = {
        "case": case,
        "choices": [
            (str(one.person_id), f"{first_name(one.person)}, open since {short_day(one.started_on)}")
            for one in together
        ],
        "ticked": request.POST.getlist("person") if has_sent else [str(case.person_id)],
        "needs": queries.needs_on(clock.today()),
        "need": request.POST.get("need", "") if has_sent else case.need,
        "problems": problems,
        "door": "people",
    }
    return render(request, "frontdoor/census/need.html", context, status=status)
