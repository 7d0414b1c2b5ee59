"""The page of a scorecard, and the same as a file: for a spreadsheet, and as sheets of A4."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.performance import choices
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import around
from kith.performance.everyone import counted_for
from kith.performance.scorecard import leaving, queries
from kith.performance.tree import Tree, tree
from kith.practice import Scorecard
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

LEAVES = "a scorecard leaves the service, and counts everyone"


@page("performance/scorecard/", may=May.SEE_PERFORMANCE)
def scorecard(request: HttpRequest) -> HttpResponse:
    """Every measure of a set with every field; each number opens the children behind it."""
    known = tree()
    chosen, problems = _chosen(request, known)
    sets = queries.sets(chosen.on)
    picked = _picked(request, sets, problems)
    context = {
        **around(chosen, known),
        "problems": problems,
        "sets": [(one.code, one.title) for one in sets.values()],
        "picked": picked,
        "lines": _drawn(queries.lines(picked, chosen, known) if picked else []),
        "address": _address(chosen, picked),
        "printed": queries.printed(chosen.place, known),
        "papers": queries.with_papers(known) if not chosen.place.id else [],
    }
    return render(request, "performance/scorecard/page.html", context, status=422 if problems else 200)


@page("performance/scorecard/csv/", may=May.SEE_PERFORMANCE, name="scorecard_csv")
def scorecard_csv(request: HttpRequest) -> HttpResponse:
    """The scorecard for a spreadsheet, with small numbers hidden."""
    picked, chosen, lines, seen = _leaving(request)
    heads, rows = leaving.table(lines)
    return spreadsheet(f"scorecard-{picked.code}", chosen.on, heads, [*rows, *([[seen]] if seen else [])])


@page("performance/scorecard/pdf/", may=May.SEE_PERFORMANCE, name="scorecard_pdf")
def scorecard_pdf(request: HttpRequest) -> HttpResponse:
    """The scorecard as sheets of A4, with small numbers hidden."""
    picked, chosen, lines, seen = _leaving(request)
    answer = HttpResponse(leaving.sheets(picked, chosen, lines, seen), content_type="application/pdf")
    name = f"scorecard-{picked.code}-{chosen.on.isoformat()}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _leaving(request: HttpRequest) -> tuple[Scorecard, Choices, Any, str]:
    """What leaves the service, counted for who takes it out, and what stands in it where that is not everyone."""
    known = tree()
    chosen, problems = _chosen(request, known)
    picked = _picked(request, queries.sets(chosen.on), problems)
    if problems or picked is None:
        raise Http404
    with counted_for(request.user, LEAVES) as seen:  # type: ignore[arg-type]
        return picked, chosen, queries.lines(picked, chosen, known), seen


def _chosen(request: HttpRequest, known: Tree) -> tuple[Choices, list[tuple[str | None, str]]]:
    chosen = choices.read(request.GET, known, clock.today())
    return chosen, list(chosen.problems)


def _picked(
    request: HttpRequest, sets: dict[str, Scorecard], problems: list[tuple[str | None, str]]
) -> Scorecard | None:
    asked = request.GET.get("set", "")
    if asked and asked not in sets:
        problems.append(("set", "There is no such scorecard. Choose one from the list."))
    return sets.get(asked) or next(iter(sets.values()), None)


def _address(chosen: Choices, picked: Scorecard | None) -> str:
    """What was chosen, for the address of a file."""
    said = chosen.address()
    return said if picked is None else f"{said}{'&' if len(said) > 1 else ''}set={picked.code}"


def _drawn(lines: Any) -> list[tuple[Any, list[str]]]:
    """Each line with the names of its months for the table beside its chart."""
    return [(line, [f"{m.period.label} ({m.counts})" for m in line.card.months]) for line in lines]
