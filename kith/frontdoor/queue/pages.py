"""The front door: who is waiting, how long is left, what was decided lately."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.frontdoor.queue import queries, rules
from kith.ui.render import render

Counted = list[tuple[str, str, int]]
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
    ways, teams = queries.ways(waiting), queries.teams(waiting)
    asked = rules.asked_for(request.GET.dict(), [one[0] for one in ways], [one[0] for one in teams])
    shown = queries.chosen(waiting, asked)
    pages = max(-(-len(shown) // queries.SHOWN), 1)
    number = min(_page_number(request.GET.get("page", "")), pages)
    return render(
        request,
        "frontdoor/queue/page.html",
        {
            "rows": shown[(number - 1) * queries.SHOWN : number * queries.SHOWN],
            "filters": _filters(asked, queries.counts(waiting, asked), ways, teams),
            "heads": _heads(asked),
            "asked": asked,
            "counted": queries.counts(waiting, rules.Asked()),
            "shown": len(shown),
            "page_number": number,
            "pages": pages,
            "decided": queries.decided_lately(request.user, now),
            "may_decide": request.user.may(May.DECIDE_CONTACT),
            "may_measure": request.user.may(May.SEE_PERFORMANCE),
        },
    )


def _filters(
    asked: rules.Asked, counted: dict[str, int], ways: Counted, teams: Counted
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The rows of chips: what is shown, in which way it came, at whose door. A single choice is none."""
    found = [
        (
            "Show",
            [
                (f"{words} {counted[key]}", asked.but(show=key), key == asked.show)
                for key, words in FILTER_WORDS.items()
            ],
        )
    ]
    for name, label, offered in (("way", "Came by", ways), ("team", "Team", teams)):
        if len(offered) > 1:
            held = getattr(asked, name)
            chips = [
                (f"{words} {many}", asked.but(**{name: code}), code == held) for code, words, many in offered
            ]
            found.append((label, [("Any", asked.but(**{name: ""}), not held), *chips]))
    return found


def _heads(asked: rules.Asked) -> list[Any]:
    """The headings of the queue; those it can be ordered by are links."""
    heads: list[Any] = [
        ("Decision", "left"),
        "Children",
        ("From", "source"),
        ("Came by", "way"),
        ("Came in", "received"),
    ]
    return [
        {
            "words": head[0],
            "href": asked.but(sort=head[1]),
            "sort": ("descending" if head[1] == "received" else "ascending")
            if asked.sort == head[1]
            else "none",
        }
        if isinstance(head, tuple)
        else head
        for head in [*heads, ("Now", "level"), "With"]
    ]


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 7 and int(text) else 1
