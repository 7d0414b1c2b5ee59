"""Deciding many contacts on one page, each with its reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.frontdoor.triage import actions, queries, rules
from kith.ui.render import render

WHY = "Deciding contacts together"
LONGEST_CODE = 60


@page("front-door/triage/", may=May.DECIDE_CONTACT, about="the children of the contacts that wait")
def triage(request: HttpRequest) -> HttpResponse:
    """The contacts that wait, those chosen or all of a way and team, to be decided together."""
    if request.method != "POST":
        return _show(request)
    made = rules.choices(request.POST.dict(), _numbers(request.POST.getlist("contact")))
    try:
        actions.triage(request.user, made)
    except Refused as refused:
        return _show(request, problems=refused.problems, ticked=[one.contact for one in made])
    messages.success(request, rules.told(made, dict(queries.outcomes())))
    left = _waiting(request).exists() and not request.GET.getlist("contact")
    return redirect(request.get_full_path() if left else "front_door")


def _waiting(request: HttpRequest) -> Any:
    asked = request.GET
    return queries.waiting(
        request.user,
        numbers=_numbers(asked.getlist("contact")),
        way=asked.get("way", "").replace("\x00", "")[:LONGEST_CODE],
        team=asked.get("team", "").replace("\x00", "")[:LONGEST_CODE],
    )


def _numbers(told: list[str]) -> list[int]:
    """The numbers among what was sent, each once."""
    found = [int(one) for one in told if one.isascii() and one.isdecimal() and len(one) <= 18]
    return list(dict.fromkeys(found))


def _show(request: HttpRequest, problems: Any = (), ticked: Any = ()) -> HttpResponse:
    waiting = _waiting(request)
    found = queries.rows(request.user, waiting, clock.now())
    look_at(request, [child.cell.person_id for row in found for child in row.children], WHY)
    shown = {row.number for row in found}
    gone = [number for number in ticked if number not in shown]
    return render(
        request,
        "frontdoor/triage/page.html",
        {
            "rows": found,
            "in_all": waiting.count(),
            # who ticked them in the queue need not tick them again
            "ticked": set(ticked)
            if request.method == "POST"
            else set(_numbers(request.GET.getlist("contact"))),
            "gone": gone,
            "kept_words": rules.words_without_a_place(request.POST.dict(), gone, is_empty=not found),
            "outcomes": queries.outcomes(),
            "levels": queries.levels(clock.today()),
            "typed": request.POST,
            "problems": [(None if _is_gone(field, gone) else field, words) for field, words in problems],
            "most": rules.MOST,
        },
        status=(409 if gone else 422) if problems else 200,
    )


def _is_gone(field: str | None, gone: list[int]) -> bool:
    """Whether a problem is about a contact that is no longer on the page."""
    return any(field == f"outcome.{number}" for number in gone)
