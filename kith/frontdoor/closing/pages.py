"""The page on which involvements are closed: what stands in the way is listed from the start."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.reading_words import listing, short_day
from kith.frontdoor.closing import actions, queries, rules
from kith.ui.render import render
from kith.work import typed
from kith.work.models import Involvement

WHY = "Closing an involvement"


@page("involvement/<id:number>/close/", may=May.CLOSE_INVOLVEMENT, about="the children of an involvement")
def involvement_close(request: HttpRequest, number: int) -> HttpResponse:
    """Close one involvement, and those of brothers and sisters who are ticked."""
    case = Involvement.objects.seen_by(request.user).select_related("person").filter(pk=number).first()
    if case is None:
        raise Http404("no such involvement")
    together = queries.closable_with(request.user, case)
    if request.method != "POST":
        return _show(request, case, together)
    try:
        closed = _close(request, together)
    except Refused as refused:
        return _show(request, case, together, problems=refused.problems, status=422)
    names = listing(
        [one.person.known_as or one.person.given_name or one.person.family_name for one in closed]
    )
    messages.success(request, f"Closed for {names}.")
    return redirect("person", number=case.person_id)


def _close(request: HttpRequest, together: list[Involvement]) -> list[Involvement]:
    posted = request.POST
    ticked = set(posted.getlist("person"))
    chosen = [one for one in together if str(one.person_id) in ticked]
    if not chosen:
        raise Refused("Choose at least one child.", field="person")
    day = typed.day(posted.get("ended_on", ""))
    if posted.get("ended_on", "").strip() and day is None:
        raise Refused("Write the day like 14/10/2026.", field="ended_on")
    return actions.close_involvements(
        request.user, chosen, ended_on=day, reason=posted.get("reason", ""), words=posted.get("words", "")
    )


def _show(
    request: HttpRequest,
    case: Involvement,
    together: list[Involvement],
    *,
    problems: Any = (),
    status: int = 200,
) -> HttpResponse:
    look_at(request, [one.person_id for one in together], WHY)
    facts = queries.cases(request.user, together)
    ticked = request.POST.getlist("person") if request.method == "POST" else [str(case.person_id)]
    return render(
        request,
        "frontdoor/closing/page.html",
        {
            "case": case,
            "rows": [(one, facts[one.pk], rules.obstacle_to_closing(facts[one.pk])) for one in together],
            "choices": [(str(one.person_id), _words(facts[one.pk])) for one in together],
            "ticked": ticked,
            "reasons": practice.current().lists["closure_reason"].choices(clock.today()),
            "typed": request.POST,
            "today_words": f"{clock.today():%d/%m/%Y}",
            "problems": problems,
        },
        status=status,
    )


def _words(facts: rules.Ending) -> str:
    return f"{facts.child}, open since {short_day(facts.started_on)}"
