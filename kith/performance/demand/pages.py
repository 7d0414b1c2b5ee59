"""The page of demand, its files for spreadsheets, and the children behind each number."""

from datetime import date
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
from kith.performance.demand import queries
from kith.performance.demand.rules import SUBJECTS, Line, Table
from kith.performance.everyone import counted_for, counts_everyone
from kith.performance.lists import Behind
from kith.performance.measure.queries import PAGE, named
from kith.performance.small_numbers import MARK, NOTE
from kith.performance.tree import Tree, tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

ABOUT = "the children behind a figure"
REASON = "Listed behind a figure"
LEAVES = "demand leaves the service, and counts everyone"
USUAL = "rolling12"


@page("performance/demand/", may=May.SEE_PERFORMANCE, about=ABOUT)
def demand(request: HttpRequest) -> HttpResponse:
    """Referrals or contacts of a period by age, ward, need, deprivation and source, beside the year before."""
    known = tree()
    chosen, subject, problems = _chosen(request, known)
    row = request.GET.get("row")
    found = queries.report(subject, chosen)
    context = {
        **around(chosen, known),
        "problems": problems,
        "subject": subject,
        "subjects": list(SUBJECTS.items()),
        "report": found,
        "everyone": counts_everyone(request.user),  # type: ignore[arg-type]
        "address_of": lambda of, line: _address("demand", chosen, subject, row=_row(of, line)) + "#children",
        "file": _address("demand_csv", chosen, subject),
        **_list(request, subject, chosen, row),
    }
    return render(request, "performance/demand/page.html", context, status=422 if problems else 200)


@page("performance/demand/csv/", may=May.SEE_PERFORMANCE, about=ABOUT, name="demand_csv")
def demand_csv(request: HttpRequest) -> HttpResponse:
    """The tables with small numbers hidden, or the children behind one number, for a spreadsheet."""
    chosen, subject, problems = _chosen(request, tree())
    what = request.GET.get("what", "table")
    if problems or what not in ("table", "children"):
        raise Http404
    if what == "children":
        return _children_file(request, subject, chosen)
    look_at(request, [])
    with counted_for(request.user, LEAVES) as seen:  # type: ignore[arg-type]
        found = queries.report(subject, chosen)
        totals = queries.hidden_totals(subject, chosen)
    heads = ["By", "Row", SUBJECTS[subject], "A year before", "More or fewer", "Children", "Per 10,000"]
    rows = [row for table in found.tables for row in _rows(table, *totals)]
    return spreadsheet(f"demand-{subject}", chosen.on, heads, [*rows, [NOTE], *([[seen]] if seen else [])])


def _rows(table: Table, total_now: bool, total_before: bool) -> list[list[Any]]:
    marks = table.hidden(now=total_now, before=total_before)
    lines = (*table.lines, table.total)
    return [
        [
            table.dimension.heading, line.words, MARK if now_hidden else line.now,
            MARK if then_hidden else line.before, MARK if now_hidden or then_hidden else line.now - line.before,
            line.children, MARK if now_hidden and line.rate is not None else line.rate,
        ]
        for line, (now_hidden, then_hidden) in zip(lines, marks, strict=True)
    ]  # fmt: skip


def _children_file(request: HttpRequest, subject: str, chosen: Choices) -> HttpResponse:
    if not request.user.may(May.SEE_NAMES_BEHIND_FIGURES):  # type: ignore[union-attr]
        raise Http404
    rows = lists.rows(_behind(subject, chosen, request.GET.get("row", "")))
    look_at(request, lists.people(rows), REASON)
    words = _words(chosen.on)
    heads = ["Record number", "Name", "Team", "Received", *(heading for _, heading, _ in words)]
    cells = [
        [line.person, line.name, line.team, line.row["received_on"], *_told(line.row, words)]
        for line in named(rows, request.user)  # type: ignore[arg-type]
    ]
    return spreadsheet(f"demand-{subject}-children", chosen.on, heads, cells)


def _words(on: date) -> list[tuple[str, str, dict[str, str]]]:
    """Column, heading and words of each dimension."""
    return [(one.column, one.heading, queries.words(one.code, on)) for one in queries.DIMENSIONS.values()]


def _told(row: Any, words: list[tuple[str, str, dict[str, str]]]) -> list[str]:
    return [known.get(row[column], row[column]) for column, _, known in words]


def _chosen(request: HttpRequest, known: Tree) -> tuple[Choices, str, list[tuple[str | None, str]]]:
    """What was chosen; without a period the last twelve months, which rates are told for."""
    said = {name: str(value) for name, value in request.GET.items()}
    chosen = choices.read({"period": USUAL} | {k: v for k, v in said.items() if v}, known, clock.today())
    problems = list(chosen.problems)
    subject = said.get("subject", "") or "referrals"
    if subject not in SUBJECTS:
        problems.append(("subject", "There is nothing like that to show. Choose one from the list."))
        subject = "referrals"
    return chosen, subject, problems


def _row(of: Table, line: Line) -> str:
    """How an address asks for the children behind a line."""
    return "" if line.key is None else f"{of.dimension.code}:{line.key}"


def _address(page_name: str, chosen: Choices, subject: str, **more: str) -> str:
    """The address of the page or of a file, with everything that was chosen."""
    on = "" if chosen.on == chosen.today else chosen.on.isoformat()
    said = {"subject": subject, "period": chosen.period, "area": chosen.place.code, "on": on}
    kept = {name: value for name, value in said.items() if value}
    return f"{reverse(page_name)}?{urlencode(kept | more)}"


def _behind(subject: str, chosen: Choices, row: str) -> Behind:
    try:
        return queries.behind_row(subject, chosen, row)
    except ValueError:
        raise Http404("no such row") from None


def _list(request: HttpRequest, subject: str, chosen: Choices, row: str | None) -> dict[str, Any]:
    """The children behind the number chosen; nobody before one is chosen, and for those who see no names."""
    behind = _behind(subject, chosen, row or "")
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    lines: list[Any] = []
    number, pages = 1, 1
    if row is not None and may_see:
        count = sum(found for _, found in lists.tally(behind, "true", which="all"))
        pages = max(ceil(count / PAGE), 1)
        number = sent_back.page(request.GET.get("page", "1"), pages)
        lines = named(lists.rows(behind, page=number, size=PAGE), request.user)  # type: ignore[arg-type]
    look_at(request, lists.people([line.row for line in lines]), REASON)
    words = _words(chosen.on) if lines else []
    return {
        "asked": row is not None,
        "may_see": may_see,
        "lines": [(line, _told(line.row, words)) for line in lines],
        "list_heads": [heading for _, heading, _ in words],
        "list_title": queries.words_of(row, chosen.on) if row else "all together",
        "list_address": _address("demand", chosen, subject, row=row or ""),
        "list_file": _address("demand_csv", chosen, subject, row=row or "", what="children"),
        "number": number,
        "pages": pages,
    }
