"""The board report: the live paper, freezing it, and every frozen one with its file and its signature."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.performance import choices
from kith.performance.board import actions, queries
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import around
from kith.performance.definition import Indicator
from kith.performance.everyone import counted_for
from kith.performance.models import BoardReport
from kith.performance.packs import printing
from kith.performance.packs import queries as packs
from kith.performance.packs.content import Pack, said
from kith.performance.tree import Tree, tree
from kith.ui.render import render

LEAVES = "a paper for the board leaves the service, and counts everyone"


@page("performance/board/", may=May.SEE_PERFORMANCE)
def board(request: HttpRequest) -> HttpResponse:
    """The chosen dashboard as a paper, from the record as it stands."""
    known = tree()
    return _show(request, choices.read(request.GET, known, clock.today()), known)


@page("performance/board/file/<slug:form>/", may=May.SEE_PERFORMANCE, name="board_file")
def board_file(request: HttpRequest, form: str) -> HttpResponse:
    """The live paper as a PDF or a workbook; with `?measure=` about that one measure alone."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if form not in printing.FORMS:
        raise Http404
    if chosen.problems:
        return _show(request, chosen, known)
    code = request.GET.get("measure")
    measured = _measure(code) if code else None
    with counted_for(request.user, LEAVES) as seen:  # type: ignore[arg-type]
        shown = queries.card_of(measured, chosen, known) if measured else queries.cards(chosen, known)
        made = queries.pack(shown, chosen, measured.short if measured else "", seen)
    return printing.answer(made, form)


@page("performance/board/freeze/", may=May.PUBLISH_FIGURES, name="board_freeze")
@require_POST
def board_freeze(request: HttpRequest) -> HttpResponse:
    """Keep the paper word for word and publish all its figures."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if chosen.problems:
        return _show(request, chosen, known)
    try:
        made = actions.freeze(request.user, chosen)
    except Refused as refused:
        return _show(request, chosen, known, refused.problems)
    messages.success(request, f"Frozen: {len(made.figures):,} figures, each with the list behind it.")
    return redirect("board_report", number=made.pk)


@page("performance/board/<id:number>/", may=May.SEE_PERFORMANCE, name="board_report")
def board_report(request: HttpRequest, number: int) -> HttpResponse:
    """A frozen report as it was put before the board."""
    return _frozen(request, _report(number))


@page("performance/board/<id:number>/file/<slug:form>/", may=May.SEE_PERFORMANCE, name="board_report_file")
def board_report_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A frozen report as a PDF or a workbook."""
    if form not in printing.FORMS:
        raise Http404
    return printing.answer(queries.pack_of(_report(number)), form)


@page("performance/board/<id:number>/sign/", may=May.SIGN_FIGURES, name="board_report_sign")
@require_POST
def board_report_sign(request: HttpRequest, number: int) -> HttpResponse:
    """Put one's name to a frozen report."""
    report = _report(number)
    try:
        actions.sign(request.user, report)
    except Refused as refused:
        return _frozen(request, report, refused.problems)
    messages.success(request, "Signed off.")
    return redirect("board_report", number=number)


def _measure(code: str) -> Indicator:
    """A measure that a paper can be about; one that stands beside another has none of its own."""
    found = next((one for one in packs.standing_alone() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _report(number: int) -> BoardReport:
    found = BoardReport.objects.filter(pk=number).select_related("by", "team", "signature__by").first()
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, chosen: Choices, known: Tree, problems: Any = ()) -> HttpResponse:
    wrong = [*chosen.problems, *problems]
    context = {
        **around(chosen, known),
        **_paper(queries.pack(queries.cards(chosen, known), chosen)),
        "problems": wrong,
        "frozen": list(queries.frozen(chosen.place)[:12]),
        "may_freeze": request.user.may(May.PUBLISH_FIGURES),  # type: ignore[union-attr]
    }
    return render(request, "performance/board/page.html", context, status=422 if wrong else 200)


def _frozen(request: HttpRequest, report: BoardReport, problems: Any = ()) -> HttpResponse:
    user = request.user
    context = {
        **_paper(queries.pack_of(report)),
        "door": "performance",
        "report": report,
        "problems": problems,
        "signature": report.signed,
        "may_sign": user.may(May.SIGN_FIGURES) and user.pk != report.by_id,  # type: ignore[union-attr]
    }
    return render(request, "performance/board/report.html", context, status=422 if problems else 200)


def _paper(pack: Pack) -> dict[str, Any]:
    return {"said": said, "pack": pack, "parts": [(part, part.tables) for part in pack.parts]}
