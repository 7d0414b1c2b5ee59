"""The register of recommendations on the screen."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement import words
from kith.improvement.days import typed_day
from kith.improvement.models import ImprovementSource
from kith.improvement.plan.pages import DOOR
from kith.improvement.sources import actions, queries
from kith.ui.render import render

LONGEST_NUMBER = 4  # digits


@page("improvement/recommendations/", may=May.SEE_IMPROVEMENT)
def recommendations(request: HttpRequest) -> HttpResponse:
    """Every recommendation, who made it, by when, which actions answer it, with their evidence and live figure."""
    return _show(request)


@page("improvement/recommendations/write/", may=May.CHANGE_IMPROVEMENT, name="recommendations_write")
@require_POST
def recommendations_write(request: HttpRequest) -> HttpResponse:
    """Register a source, or a recommendation of one."""
    posted = request.POST
    try:
        if posted.get("do") == "source":
            day = typed_day(posted.get("held_on", ""))
            actions.register_source(
                request.user, kind=posted.get("kind", ""), title=posted.get("title", ""), held_on=day
            )
        else:
            source = ImprovementSource.objects.filter(pk=as_number(posted.get("source", ""))).first()
            if source is None:
                raise Http404
            actions.recommend(
                request.user,
                source,
                words=posted.get("words", ""),
                within=posted.get("within", ""),
                number=as_number(posted.get("number", ""), LONGEST_NUMBER),
            )
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, "It is registered.")
    return redirect("recommendations")


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    within = [(code, said) for code, said in words.DUE.items() if code in words.MONTHS]
    reads = request.user.may(May.SEE_PERFORMANCE)
    found = queries.register(clock.today(), reads=reads)
    context = {
        "door": DOOR,
        "register": [(source, words.SOURCES[source.kind], rows) for source, rows in found],
        "sources": [(source.pk, f"{source.title}, {source.held_on:%Y}") for source, _ in found],
        "kinds": list(words.SOURCES.items()),
        "within": within,
        "within_words": dict(within),
        "marks": words.MARKS,
        "rating_words": words.rating_words,
        "may_see_figures": reads,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/sources/page.html", context, status=422 if problems else 200)
