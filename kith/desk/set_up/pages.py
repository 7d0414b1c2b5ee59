"""The map of the practice that holds, and what its forms cost: pages for the system lead."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.desk.set_up import rules
from kith.desk.set_up.drawing import BOX, TALL, draw
from kith.desk.set_up.queries import open_work
from kith.practice.burden import burden
from kith.practice.burden_words import LEFT_OUT
from kith.practice.comparing import compare
from kith.practice.step_words import limit_words
from kith.ui.render import render


@page("set-up/map/", may=May.SEE_PRACTICE)
def process_map(request: HttpRequest) -> HttpResponse:
    """Every step of the practice that holds, what may follow it, and how much open work stands there."""
    today, held, authority = clock.today(), practice.current(), practice.authority()
    counts = open_work(request.user, today)
    stops = rules.stops(held, burden(held, authority.hands, today), counts, today)
    return render(
        request,
        "desk/set_up/map.html",
        _around(held)
        | {
            "drawing": draw(held.steps),
            "size": (BOX, TALL),
            "stops": {stop.kind.code: stop for stop in stops},
            "elsewhere": rules.elsewhere(authority.practices.values(), held, counts),
            "limit_words": limit_words,
        },
    )


@page("set-up/costs/", may=May.SEE_PRACTICE)
def form_costs(request: HttpRequest) -> HttpResponse:
    """What every form and every routine case of the practice costs, beside its budget."""
    today, held = clock.today(), practice.current()
    return render(
        request,
        "desk/set_up/costs.html",
        _around(held)
        | {
            "costs": burden(held, practice.authority().hands, today),
            "budgets": held.budgets,
            "weighed_words": rules.weighed_words,
            "left_out": LEFT_OUT,
        },
    )


@page("set-up/compare/", may=May.SEE_PRACTICE)
def practice_compare(request: HttpRequest) -> HttpResponse:
    """What differs between two practices, step by step and form by form."""
    known, held = practice.authority().practices, practice.current()
    codes = request.GET.get("before") or held.based_on or held.code, request.GET.get("after") or held.code
    if any(code not in known for code in codes):
        raise Http404
    before, after = known[codes[0]], known[codes[1]]
    return render(
        request,
        "desk/set_up/compare.html",
        _around(held)
        | {
            "before": before,
            "after": after,
            "packs": [(code, one.title) for code, one in known.items()],
            "groups": rules.grouped(compare(before, after)),
        },
    )


def _around(held: Any) -> dict[str, Any]:
    return {"practice": held, "on": clock.today(), "door": "set_up"}
