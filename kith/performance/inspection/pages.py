"""The inspection pack: choosing place and day, how long its lists are, and the pack as a file."""

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.performance import choices
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import area_options
from kith.performance.inspection import queries
from kith.performance.packs import printing
from kith.performance.packs.queries import Scope
from kith.performance.tree import Tree, tree
from kith.ui.render import render

ABOUT = "the children listed in a pack"
REASON = "Listed in an inspection pack"


@page("performance/inspection/", may=May.SEE_PERFORMANCE)
def inspection(request: HttpRequest) -> HttpResponse:
    """What the pack of a place has on a day, and the buttons that make it."""
    known = tree()
    return _show(request, choices.read(request.GET, known, clock.today()), known)


@page("performance/inspection/<slug:form>/", may=May.SEE_PERFORMANCE, about=ABOUT, name="inspection_file")
def inspection_file(request: HttpRequest, form: str) -> HttpResponse:
    """The pack as a PDF or a workbook; a day or place there is not is told on the page."""
    if form not in printing.FORMS:
        raise Http404
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    if chosen.problems:
        look_at(request, [])
        return _show(request, chosen, known)
    made = queries.pack(_scope(request, chosen, known), chosen, printing.FORMS[form])
    look_at(request, made.people, REASON)
    return printing.answer(made, form)


def _show(request: HttpRequest, chosen: Choices, known: Tree) -> HttpResponse:
    scope = _scope(request, chosen, known)
    context = {
        "door": "performance",
        "chosen": chosen,
        "problems": chosen.problems,
        "areas": area_options(known),
        "contents": queries.summary(scope).tables[0],
        "where": scope.where,
        "may_name": scope.may_name,
    }
    return render(
        request, "performance/inspection/page.html", context, status=422 if chosen.problems else 200
    )


def _scope(request: HttpRequest, chosen: Choices, known: Tree) -> Scope:
    return Scope(request.user, chosen.place, chosen.on, known)  # type: ignore[arg-type]
