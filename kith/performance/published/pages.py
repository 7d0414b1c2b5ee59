"""The page of one published figure: the frozen number beside the same number now, and what changed since."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.performance.indicators import INDICATORS
from kith.performance.models import Publication
from kith.performance.published import queries
from kith.performance.published.queries import Since
from kith.ui.render import render

ABOUT = "the children who joined or left the list behind a published figure"
REASON = "What changed since a figure was published"


@page("performance/<slug:code>/published/<id:number>/", may=May.SEE_PERFORMANCE, about=ABOUT)
def published_figure(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What a figure was when it was published, what it is now, and who makes the difference."""
    published = Publication.objects.filter(pk=number, code=code).select_related("by", "team").first()
    if published is None:
        raise Http404
    indicator, differences = queries.earlier_definition(published)
    since = queries.since(published, indicator) if indicator else None
    context: dict[str, Any] = {
        "published": published,
        "indicator": indicator,
        "today": next((one.thing for one in INDICATORS if one.name == code), None),
        "differences": differences,
        "since": since,
        "frozen": queries.shown(published, indicator, since.now) if since and indicator else None,
        "door": "performance",
        **_who(request, since),
    }
    return render(request, "performance/published/page.html", context)


def _who(request: HttpRequest, since: Since | None) -> dict[str, Any]:
    """The changes by kind, with names for those who may see them; each opening of the page is in their trail."""
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    if since is None or not may_see:
        look_at(request, [])
        return {"may_see": may_see, "kinds": []}
    told = queries.with_names(since.all, request.user)  # type: ignore[arg-type]
    look_at(request, {line.person for line, _ in told if line.person}, REASON)
    kinds = [
        ("joined", "Joined the list", since.sides.joined, since.joined),
        ("left", "Left the list", since.sides.left, since.left),
        ("moved", "Counted differently", since.sides.moved, since.moved),
    ]
    return {
        "may_see": may_see,
        "kinds": [
            (name, title, len(ids), [pair for pair in told if any(pair[1] is one for one in some)])
            for name, title, ids, some in kinds
            if ids
        ],
    }
