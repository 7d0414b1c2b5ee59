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
    measured, chosen = known_indicator(code), choices.read(request.GET, tree(), clock.today())
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
    measured, chosen = known_indicator(code), choices.read(request.GET, tree(), clock.today())
    said = FigureComment.objects.filter(pk=number, code=code).first()
    if said is None:
        raise Http404
    try:
        actions.take_back(request.user, said)  # type: ignore[arg-type]
    except Refused as refused:
        return show(request, measured, refused.problems)
    messages.success(request, "The comment is taken back.")
    return _back(measured, chosen, "comments")


@page("performance/<slug:code>/change/", may=May.EXPLAIN_FIGURES, about=ABOUT, name="named_change")
@require_POST
def named_change(request: HttpRequest, code: str) -> HttpResponse:
    """Name a change in the service, from which on the trend is read anew."""
    measured, chosen = known_indicator(code), choices.read(request.GET, tree(), clock.today())
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
    measured, chosen = known_indicator(code), choices.read(request.GET, tree(), clock.today())
    named = NamedChange.objects.filter(pk=number, code=code).first()
    if named is None:
        raise Http404
    try:
        actions.take_back(request.user, named)  # type: ignore[arg-type]
    except Refused as refused:
        return show(request, measured, refused.problems)
    messages.success(request, "The change is taken back.")
    return _back(measured, chosen, "months")


def _back(measured: Indicator, chosen: Choices, to: str) -> HttpResponse:
    return redirect(reverse("indicator", kwargs={"code": measured.code}) + chosen.address() + f"#{to}")
