"""The front door: who is waiting, how long is left, what was decided lately."""

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.frontdoor.queue import queries
from kith.ui.render import render

FILTER_WORDS = {
    "all": "All",
    "late": "Late",
    "waiting": "Waiting for a decision",
    "writing": "Being written",
    "mine": "Mine",
}


@page("front-door/", may=May.TAKE_CONTACT)
def front_door(request: HttpRequest) -> HttpResponse:
    """The queue and duty tracker."""
    now = clock.now()
    waiting = queries.undecided(request.user, now)
    counted = queries.counts(waiting)
    name = request.GET.get("show", "all")
    name = name if name in counted else "all"
    shown = queries.chosen(waiting, name)
    pages = max(-(-len(shown) // queries.SHOWN), 1)
    number = min(_page_number(request.GET.get("page", "")), pages)
    return render(
        request,
        "frontdoor/queue/page.html",
        {
            "rows": shown[(number - 1) * queries.SHOWN : number * queries.SHOWN],
            "chips": [
                (f"{words} {counted[key]}", f"?show={key}", key == name)
                for key, words in FILTER_WORDS.items()
            ],
            "show": name,
            "counted": counted,
            "page_number": number,
            "pages": pages,
            "decided": queries.decided_lately(request.user, now),
            "may_decide": request.user.may(May.DECIDE_CONTACT),
        },
    )


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) else 1
