"""The page of one measure, its file for spreadsheets, and its publication."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from math import ceil
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.core.catalogue import NotInCatalogue
from kith.core.examples import parse
from kith.performance import actions, choices, lists, rules
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import around
from kith.performance.definition import Indicator
from kith.performance.everyone import counted_for
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.performance.measure import queries, trend
from kith.performance.measure.beside import beside
from kith.performance.measure.columns import columns
from kith.performance.measure.queries import PAGE, Line, Measure
from kith.performance.outward import PUBLISHING, noted
from kith.performance.telling import queries as telling
from kith.performance.tree import tree
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet

ABOUT = "the children behind a figure"
REASON = "Listed behind a figure"
LEAVES = "a measure leaves the service, and counts everyone"


@page("performance/<slug:code>/", may=May.SEE_PERFORMANCE, about=ABOUT)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One measure: trend, comparisons, teams, reasons, and for those who may the children behind it."""
    return show(request, known_indicator(code))


@page("performance/<slug:code>/publish/", may=May.PUBLISH_FIGURES, about=ABOUT, name="indicator_publish")
@require_POST
def indicator_publish(request: HttpRequest, code: str) -> HttpResponse:
    """Freeze the figure shown, with its definition and the rows behind it."""
    measured, chosen = known_indicator(code), choices.read(request.GET, tree(), clock.today())
    if chosen.problems:  # what was asked for is not there: nothing else is frozen in its place
        return show(request, measured)
    period = rules.period_for(measured, chosen.period, chosen.on)
    try:
        frozen = actions.publish(request.user, measured, period=period, on=chosen.on, place=chosen.place)
    except Refused as refused:
        return show(request, measured, refused.problems)
    messages.success(request, f"Published: {frozen.period_label}, with {len(frozen.rows):,} rows behind it.")
    return redirect(reverse("indicator", kwargs={"code": code}) + chosen.address() + "#published")


@page("performance/<slug:code>/watch/", may=May.SEE_PERFORMANCE, name="indicator_watch")
@require_POST
def indicator_watch(request: HttpRequest, code: str) -> HttpResponse:
    """Put the measure on one's watch list, or take it off."""
    measured = known_indicator(code)
    change = actions.unwatch if request.POST.get("watch") == "off" else actions.watch
    change(request.user, measured)
    return redirect(
        reverse("indicator", kwargs={"code": code})
        + choices.read(request.GET, tree(), clock.today()).address()
    )


@page("performance/<slug:code>/csv/", may=May.SEE_PERFORMANCE, about=ABOUT, name="indicator_csv")
def indicator_csv(request: HttpRequest, code: str) -> HttpResponse:
    """What is shown, for a spreadsheet: months, teams, or the children behind the figure."""
    measured, known = known_indicator(code), tree()
    chosen = choices.read(request.GET, known, clock.today())
    what, outward = request.GET.get("what", "months"), request.GET.get("for") == PUBLISHING
    if what == "children" and not outward:
        return _children_file(request, measured, chosen)
    if what not in ("months", "teams") or chosen.problems:
        raise Http404
    look_at(request, [])
    rows_of = {
        "months": (queries.month_rows, queries.month_rows_to_publish),
        "teams": (queries.team_rows, queries.team_rows_to_publish),
    }
    with counted_for(request.user, LEAVES) if outward else nullcontext("") as seen:  # type: ignore[arg-type]
        found = queries.measure(measured, chosen, known)
        rows = rows_of[what][outward](found)
    heads = [what.removesuffix("s").capitalize(), "Counted", "Among", f"Value ({measured.unit})"]
    if what == "months":
        heads += ["Target", *(["By what fell due (%)"] if found.twin_months else [])]
    return spreadsheet(
        f"{code}-{what}",
        clock.today(),
        heads,
        [*noted(rows), *([[seen]] if seen else [])] if outward else rows,
    )


def _children_file(request: HttpRequest, measured: Indicator, chosen: Choices) -> HttpResponse:
    if not request.user.may(May.SEE_NAMES_BEHIND_FIGURES) or chosen.problems:  # type: ignore[union-attr]
        raise Http404
    rows = lists.rows(
        queries.behind(measured, chosen), which=_which(request, ("all", "counted", "others"), "all")
    )
    lines = queries.named(rows, request.user)  # type: ignore[arg-type]
    look_at(request, lists.people(rows), REASON)
    shown = columns(measured)
    heads = ["Record number", "Name", "Team", "Worker", *(words for _, words in shown), "Counted"]
    cells = [
        [x.person, x.name, x.team, x.worker, *(x.row[n] for n, _ in shown), _yes(x.row["counted"])]
        for x in lines
    ]
    return spreadsheet(f"{measured.code}-children", clock.today(), heads, cells)


def _yes(counted: bool) -> str:
    return "yes" if counted else "no"


def known_indicator(code: str) -> Indicator:
    """The indicator of an address; not found where there is none."""
    try:
        return INDICATORS[code]
    except NotInCatalogue:
        raise Http404 from None


def _which(request: HttpRequest, known: Any, usual: str) -> str:
    given = request.GET.get("which", usual)
    return given if given in known else usual


def show(
    request: HttpRequest, measured: Indicator, problems: Any = (), typed: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of a measure; with problems or with words that were typed and not kept it answers 422."""
    known = tree()
    chosen = choices.read(request.GET, known, clock.today())
    found = queries.measure(measured, chosen, known)
    of = queries.behind(measured, chosen, known)
    wrong = [*problems, *chosen.problems]
    comments, watched = telling.comments(measured.code, chosen.place, request.user.pk or 0)
    context = {
        **around(chosen, known),
        "problems": wrong,
        "indicator": measured,
        "measure": found,
        "card": found.card,
        "reasons": queries.late_reasons(of),
        "bands": queries.bands(of),
        "waiting": lists.waiting(of),
        "spread": lists.spread(of),
        "compared": queries.compared(found, chosen),
        "published": queries.publications(measured, chosen, known),
        "comments": comments,
        "beside": beside(request.user, measured.code),  # type: ignore[arg-type]
        "may_explain": request.user.may(May.EXPLAIN_FIGURES),  # type: ignore[union-attr]
        "typed": typed or {},
        "may_publish": request.user.may(May.PUBLISH_FIGURES),  # type: ignore[union-attr]
        "examples": _examples(measured),
        "watched": watched,
        "labels": queries.labels(queries.LATE_REASONS, chosen.on),
        **_drawn(found),
        **_list(request, of, chosen, found),
    }
    return render(request, "performance/measure/page.html", context, status=422 if wrong else 200)


def _drawn(found: Measure) -> dict[str, Any]:
    """The months and teams as charts take them; every second label is written so that they do not touch."""
    months, unfinished = found.card.months, found.card.unfinished
    labels = [month.period.label for month in months]
    steps = [(place, f"{_short(labels[place])}: {words}") for place, words in found.card.steps]
    return {
        "month_labels": _every(labels, 2),
        "table_labels": [
            f"{month.period.label} ({month.counts}){', month not over' if place in unfinished else ''}"
            for place, month in enumerate(months)
        ],
        "steps": steps,
        "aims": [trend.aim(one) if one else None for one in found.targets],
        "way_labels": _every(found.way.labels, len(found.way.labels) // 8 + 1) if found.way else [],
        "months_to_name": trend.months_to_name(found.card),
        "twin_values": [None if one.exact is None else float(one.exact) for one in found.twin_months],
        "team_lines": [
            (figure.place.name, [None if m.exact is None else float(m.exact) for m in months], figure.words)
            for figure, months in found.by_team
        ],
    }


def _every(labels: Sequence[str], nth: int) -> list[str]:
    """Every so-manieth label, short, and nothing in place of the others."""
    return [_short(label) if place % nth == 0 else "" for place, label in enumerate(labels)]


def _short(label: str) -> str:
    """'Oct 26' for 'Oct 2026'; '14 Oct' stays as it is."""
    month, _, year = label.rpartition(" ")
    return f"{month} {year[-2:]}" if year.isdigit() else label


def _list(request: HttpRequest, of: Behind, chosen: Choices, found: Measure) -> dict[str, Any]:
    """The children behind the figure, a page of them, for those who may see names; for others the counts."""
    kinds = queries.kinds_of_rows(found.card.latest)
    which = _which(request, kinds, next(iter(kinds)))
    may_see = request.user.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    pages = max(ceil(kinds[which][1] / PAGE), 1)
    number = sent_back.page(request.GET.get("page", "1"), pages)
    lines: list[Line] = []
    if may_see:
        rows = lists.rows(of, which=which, page=number, size=PAGE)
        lines = queries.named(rows, request.user, of.known)  # type: ignore[arg-type]
    look_at(request, lists.people([line.row for line in lines]), REASON)
    return {
        "lines": lines,
        "columns": columns(of.indicator),
        "column_heads": [words for _, words in columns(of.indicator)],
        "kinds": [
            (f"{words} {count:,}", f"{chosen.address(which=kind)}#children", kind == which)
            for kind, (words, count) in kinds.items()
        ],
        "which": which,
        "may_see": may_see,
        "number": number,
        "pages": pages,
        "list_title": f"{kinds[which][1]:,} {kinds[which][0].lower()}"
        if len(kinds) > 1
        else f"{kinds[which][1]:,} counted",
    }


def _examples(measured: Indicator) -> dict[str, Any]:
    """The example table that proves the definition, for the reader."""
    rows = parse(measured.example)
    marks = {"+": "counts", "-": "only among them", "": "outside"}
    return {
        "columns": list(rows[0].values),
        "rows": [(list(row.values.values()), marks[row.mark]) for row in rows],
    }
