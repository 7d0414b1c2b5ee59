"""The map of the practice that holds, and what its forms cost: pages for the system lead."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.desk.set_up import rules
from kith.desk.set_up.drawing import BOX, TALL, draw
from kith.desk.set_up.queries import open_work
from kith.practice.burden import burden
from kith.practice.burden_words import LEFT_OUT
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
            "limit_words": rules.limit_words,
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


def _around(held: Any) -> dict[str, Any]:
    return {"practice": held, "on": clock.today(), "door": "set_up"}
