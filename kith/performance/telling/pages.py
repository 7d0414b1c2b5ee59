"""Comments on a figure and changes in its trend: written on the page of its measure."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.performance import choices
from kith.performance import rules as periods
from kith.performance.choices import Choices
from kith.performance.definition import Indicator
from kith.performance.measure.pages import ABOUT, known_indicator, show
from kith.performance.models import FigureComment, NamedChange
from kith.performance.telling import actions
from kith.performance.tree import tree


@page("performance/<slug:code>/comment/", may=May.EXPLAIN_FIGURES, about=ABOUT, name="figure_comment")
@require_POST
def figure_comment(request: HttpRequest, code: str) -> HttpResponse:
    """Say something about the figure shown, for its period and place."""
    measured, chosen = _shown(request, code)
    words = request.POST.get("words", "")
    if chosen.problems:
        return show(request, measured, typed={"words": words})
    period = periods.period_for(measured, chosen.period, chosen.on)
    try:
        actions.comment(request.user, measured, period=period, place=chosen.place, words=words)  # type: ignore[arg-type]
    except Refused as refused:
        return show(request, measured, refused.problems, typed={"words": words})
    messages.success(request, f"Your comment stands beside the figure for {period.label}.")
    return _back(measured, chosen, "comments")


@page(
    "performance/<slug:code>/comment/<id:number>/take-back/",
    may=May.EXPLAIN_FIGURES,
    about=ABOUT,
    name="figure_comment_back",
)
@require_POST
def figure_comment_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a comment back."""
    said = FigureComment.objects.filter(pk=number, code=code).first()
    return _taken_back(request, code, said, "The comment is taken back.", "comments")


@page("performance/<slug:code>/change/", may=May.EXPLAIN_FIGURES, about=ABOUT, name="named_change")
@require_POST
def named_change(request: HttpRequest, code: str) -> HttpResponse:
    """Name a change in the service, from which on the trend is read anew."""
    measured, chosen = _shown(request, code)
    typed = {name: request.POST.get(name, "") for name in ("from_month", "change_words")}
    if chosen.problems:
        return show(request, measured, typed=typed)
    try:
        actions.name_change(
            request.user, measured, month=typed["from_month"], words=typed["change_words"], on=chosen.on,
            place=chosen.place,
        )  # type: ignore[arg-type]  # fmt: skip
    except Refused as refused:
        return show(request, measured, refused.problems, typed=typed)
    messages.success(request, "The change is named, and the trend is read apart before and after it.")
    return _back(measured, chosen, "months")


@page(
    "performance/<slug:code>/change/<id:number>/take-back/",
    may=May.EXPLAIN_FIGURES,
    about=ABOUT,
    name="named_change_back",
)
@require_POST
def named_change_back(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a named change back: the trend is read as one again."""
    named = NamedChange.objects.filter(pk=number, code=code).first()
    return _taken_back(request, code, named, "The change is taken back.", "months")


def _shown(request: HttpRequest, code: str) -> tuple[Indicator, Choices]:
    """The measure of an address, and what of it is looked at."""
    return known_indicator(code), choices.read(request.GET, tree(), clock.today())


def _taken_back(
    request: HttpRequest, code: str, said: FigureComment | NamedChange | None, words: str, to: str
) -> HttpResponse:
    """Take back what somebody said, tell so in these words, and go back to its place on the page of the measure."""
    measured, chosen = _shown(request, code)
    if said is None:
        raise Http404
    try:
        actions.take_back(request.user, said)  # type: ignore[arg-type]
    except Refused as refused:
        return show(request, measured, refused.problems)
    messages.success(request, words)
    return _back(measured, chosen, to)


def _back(measured: Indicator, chosen: Choices, to: str) -> HttpResponse:
    return redirect(reverse("indicator", kwargs={"code": measured.code}) + chosen.address() + f"#{to}")
