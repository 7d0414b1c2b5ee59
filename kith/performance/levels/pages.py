"""The report of decisions by level, its file for spreadsheets, and the children behind each number."""

from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock, sent_back
from kith.performance import choices, lists
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import around
from kith.performance.levels import queries
from kith.performance.levels.rules import SPLITS, Cell
from kith.performance.measure.queries import PAGE, named
from kith.performance.tree import tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

ABOUT = "the children behind a figure"
REASON = "Listed behind a figure"
NO_LEVEL = "none"  # how an address says that no level was chosen
NOT_RECORDED = "not-recorded"


@page("performance/decisions/by-level/", may=May.SEE_PERFORMANCE, about=ABOUT)
def decisions_by_level(request: HttpRequest) -> HttpResponse:
    """Contacts decided in a period by level of the threshold guide, for each team or referring agency."""
    known = tree()
    chosen, by = choices.read(request.GET, known, clock.today()), _by(request)
    found = queries.report(chosen, by)
    context = {
        **around(chosen, known),
        "by": by,
        "splits": list(SPLITS.items()),
        "report": found,
        "address_of": lambda cell: address(chosen, by, cell) + "#children",
        "file": address(chosen, by, None, "table"),
        **_list(request, chosen, by),
    }
    status = 422 if chosen.problems else 200
    return render(request, "performance/levels/page.html", context, status=status)


@page(
    "performance/decisions/by-level/csv/", may=May.SEE_PERFORMANCE, about=ABOUT, name="decisions_by_level_csv"
)
def decisions_by_level_csv(request: HttpRequest) -> HttpResponse:
    """The table or the children behind one number, for a spreadsheet."""
    chosen, by = choices.read(request.GET, tree(), clock.today()), _by(request)
    what = request.GET.get("what", "table")
    if chosen.problems or what not in ("table", "children"):
        raise Http404
    if what == "children":
        return _children_file(request, chosen, by)
    look_at(request, [])
    found = queries.report(chosen, by)
    heads = [SPLITS[by], "Level", "Counted", "Among", "Value (%)"]
    words = dict(found.heads)
    rows = [
        [line.words, words[cell.level or ""], cell.part, cell.whole, cell.share]
        for line in found.lines
        for cell in line.cells
    ]
    return spreadsheet("decisions-by-level", clock.today(), heads, rows)


def _children_file(request: HttpRequest, chosen: Choices, by: str) -> HttpResponse:
    if not request.user.may(May.SEE_NAMES_BEHIND_FIGURES):  # type: ignore[union-attr]
        raise Http404
    rows = queries.listed(_behind(request, chosen, by))
    look_at(request, lists.people(rows), REASON)
    words = queries.titles(chosen)
    sources = queries.labels("referral_source", chosen.on)
    heads = [
        "Record number",
        "Name",
        "Team",
        "Decided by",
        "From",
        "Received",
        "Decided",
        "Level recommended",
        "Level",
    ]
    cells = [
        [
            line.person, line.name, line.team, line.worker, sources.get(line.row["source"], line.row["source"]),
            line.row["received_on"], line.row["decided_on"],
            words.get(line.row["recommended_level"], line.row["recommended_level"]),
            words.get(line.row["level"], line.row["level"]),
        ]
        for line in named(rows, request.user)  # type: ignore[arg-type]
    ]  # fmt: skip
    return spreadsheet("decisions-by-level-children", clock.today(), heads, cells)


def address(chosen: Choices, by: str, cell: Cell | None, what: str = "") -> str:
    """The address of the report, or of the list behind one of its numbers, or of a file."""
    more = {"by": by}
    if cell is not None and cell.row is not None:
        more["row"] = cell.row or NOT_RECORDED
    if cell is not None and cell.level is not None:
        more["level"] = cell.level or NO_LEVEL
    page_name = "decisions_by_level_csv" if what else "decisions_by_level"
    said = chosen.address()
    joined = "&" if len(said) > 1 else ""
    return f"{reverse(page_name)}{said}{joined}{urlencode(more | ({'what': what} if what else {}))}"


def _by(request: HttpRequest) -> str:
    by = request.GET.get("by", "team")
    if by not in SPLITS:
        raise Http404("no such split")
    return by


def _cell(request: HttpRequest) -> tuple[str | None, str | None]:
    """The row and the level whose list is asked for; None for all."""
    row, level = request.GET.get("row"), request.GET.get("level")
    return ("" if row == NOT_RECORDED else row, "" if level == NO_LEVEL else level)


def _behind(request: HttpRequest, chosen: Choices, by: str) -> lists.Behind:
    try:
        return queries.behind_cell(chosen, by, *_cell(request))
    except ValueError:
        raise Http404("no such row or level") from None


def _list(request: HttpRequest, chosen: Choices, by: str) -> dict[str, Any]:
    """The children behind the number chosen; nobody before one is chosen, and for those who see no names."""
    row, level = _cell(request)
    asked = row is not None or level is not None
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    lines: list[Any] = []
    number, pages = 1, 1
    behind = _behind(request, chosen, by)
    if asked and may_see:
        count = sum(found for _, found in lists.tally(behind, "true", which="all"))
        pages = max(ceil(count / PAGE), 1)
        number = sent_back.page(request.GET.get("page", "1"), pages)
        lines = named(queries.listed(behind, page=number, size=PAGE), request.user)  # type: ignore[arg-type]
    look_at(request, lists.people([line.row for line in lines]), REASON)
    words = queries.titles(chosen)
    cell = Cell(row, level, 0, 0)
    return {
        "asked": asked,
        "may_see": may_see,
        "lines": lines,
        "number": number,
        "pages": pages,
        "level_words": words,
        "sources": queries.labels("referral_source", chosen.on),
        "list_title": ", ".join(
            part
            for part in (
                queries.words_of(by, row, chosen.on),
                None if level is None else words.get(level, level) or "no level",
            )
            if part
        ),
        "list_address": address(chosen, by, cell),
        "list_file": address(chosen, by, cell, "children"),
    }
