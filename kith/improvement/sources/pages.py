"""The register of recommendations on the screen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.documents.files import rules as kinds
from kith.documents.files.handed import handed
from kith.improvement import words
from kith.improvement.days import typed_day
from kith.improvement.evidence import actions as documents
from kith.improvement.models import EvidenceFile, ImprovementSource, Recommendation
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
    """Register a source or a recommendation of one, add a document to one, or take such a document back."""
    do = DOES.get(request.POST.get("do", ""), _recommendation)
    try:
        done = do(request)
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, done)
    return redirect("recommendations")


def _source(request: HttpRequest) -> str:
    posted = request.POST
    day = typed_day(posted.get("held_on", ""))
    actions.register_source(
        request.user, kind=posted.get("kind", ""), title=posted.get("title", ""), held_on=day
    )
    return "It is registered."


def _recommendation(request: HttpRequest) -> str:
    posted = request.POST
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
    return "It is registered."


def _evidence(request: HttpRequest) -> str:
    posted = request.POST
    about = Recommendation.objects.filter(pk=as_number(posted.get("about", ""))).first()
    if about is None:
        raise Refused("Choose a recommendation from the list.", field="about")
    file = handed(request.FILES.get("document"))
    documents.add_to_recommendation(request.user, about, file=file, says=posted.get("shows", ""))
    return "The document is added."


def _take_back(request: HttpRequest) -> str:
    posted = request.POST
    rows = EvidenceFile.objects.filter(recommendation__isnull=False, taken_back_on=None)
    one = rows.filter(pk=as_number(posted.get("taking_back", ""))).first()
    if one is None:
        raise Refused("Choose a document.", field="taking_back")
    documents.take_back(request.user, one, why=posted.get("back_why", ""))
    return "The document is taken back: nobody can open it any more."


DOES: dict[str, Callable[[HttpRequest], str]] = {
    "source": _source,
    "evidence": _evidence,
    "take_back": _take_back,
}


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
        "may_open": request.user.may(May.READ_EVIDENCE),
        "numbered": [
            (one.row.pk, f"{source.title}, {one.row.number}: {one.row.words[:60]}")
            for source, rows in found
            for one in rows
        ],
        "own_documents": [
            (one.pk, f"{one.says}, {one.name}")
            for _, rows in found
            for line in rows
            for one in line.documents
            if one.recommendation_id
        ],
        "taken": kinds.TAKEN,
        "may_change": request.user.may(May.CHANGE_IMPROVEMENT),
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/sources/page.html", context, status=422 if problems else 200)
