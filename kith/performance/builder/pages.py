"""The pages of reports: those one has, putting one together, running it, written queries, and files."""

from collections import defaultdict
from math import ceil
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, sent_back
from kith.database import session
from kith.performance.builder import actions, files, queries, rules
from kith.performance.builder.queries import PAGE
from kith.performance.models import Report
from kith.performance.reporting.running import Answer
from kith.performance.reporting.sieve import FUNCTIONS
from kith.performance.reporting.views import VIEWS, heading
from kith.ui.render import render

ABOUT = "the children listed in a report"
REASON = "Listed in a report"
MOST_PAGES = 999


@page("performance/own-reports/", may=May.BUILD_REPORTS)
def reports(request: HttpRequest) -> HttpResponse:
    """One's own reports, those shared with one, results that wait, and the views to begin with."""
    reader = _reader(request)
    context = {
        "reports": list(queries.reports(reader)[:100]),
        "results": list(queries.results(reader)[:20]),
        "every": dict(Report.EVERY),
        "views": list(VIEWS.values()),
        "may_write": reader.may(May.WRITE_SQL),
    }
    return render(request, "performance/builder/list.html", context)


@page("performance/own-reports/new/<slug:view>/", may=May.BUILD_REPORTS, about=ABOUT)
def report_new(request: HttpRequest, view: str) -> HttpResponse:
    """Put a report together: show what it gives, save it, take it away."""
    if view not in VIEWS:
        raise Http404
    return _build(request, view, None)


@page("performance/own-reports/sql/", may=May.WRITE_SQL, about=ABOUT)
def report_sql(request: HttpRequest) -> HttpResponse:
    """Write a query over the reporting views: read only, with limits."""
    return _build(request, "", None)


@page("performance/own-reports/<id:number>/change/", may=May.BUILD_REPORTS, about=ABOUT)
def report_change(request: HttpRequest, number: int) -> HttpResponse:
    """Change a report of one's own, or put it away."""
    report = _found(request, number)
    if report.by_id != request.user.pk:
        raise Http404
    if request.POST.get("do") == "put_away":
        actions.put_away(_reader(request), report)
        messages.success(request, "The report was put away.")
        return redirect("reports")
    return _build(request, report.asks.get("view", ""), report)


@page("performance/own-reports/<id:number>/", may=May.BUILD_REPORTS, about=ABOUT)
def report(request: HttpRequest, number: int) -> HttpResponse:
    """A saved report, counted now."""
    saved = _found(request, number)
    address = reverse("report", kwargs={"number": number})
    context: dict[str, Any] = {"report": saved, "address": address, "found": None, "told": ""}
    try:
        context |= {
            "told": queries.told(saved),
            **_shown(request, saved, sent_back.page(request.GET.get("page", "1"), MOST_PAGES)),
        }
    except Refused as refused:
        look_at(request, [])
        return render(
            request, "performance/builder/report.html", context | {"problems": refused.problems}, 422
        )
    return render(request, "performance/builder/report.html", context)


@page("performance/own-reports/<id:number>/file/<slug:form>/", may=May.BUILD_REPORTS, about=ABOUT)
def report_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A saved report as a file."""
    saved = _found(request, number)
    if form not in files.FORMS:
        raise Http404
    try:
        found = queries.answer(saved)
    except Refused as refused:
        look_at(request, [])
        context = {"report": saved, "problems": refused.problems, "found": None, "told": ""}
        return render(request, "performance/builder/report.html", context, 422)
    _note(request, queries.told(saved), form, found, saved)
    return files.answer_as(form, saved.title, found)


@page("performance/own-reports/result/<id:number>/", may=May.BUILD_REPORTS, about=ABOUT)
def report_result(request: HttpRequest, number: int) -> HttpResponse:
    """What a job counted for a report of one's own, without children whom one may know of no more."""
    result = queries.results(_reader(request)).defer(None).filter(pk=number).first()
    if result is None:
        raise Http404
    rows = queries.still_seen(result)
    look_at(request, {number for row in rows for number in queries.numbers_of(result, row)}, REASON)
    heads = [heading(name) for name in result.heads]
    shown = [row[: len(heads)] for row in rows[:500]]
    context = {"result": result, "heads": heads, "rows": shown, "all": len(rows)}
    return render(request, "performance/builder/result.html", context)


def _reader(request: HttpRequest) -> Worker:
    return request.user  # type: ignore[return-value]


def _found(request: HttpRequest, number: int) -> Report:
    """A report that the reader may open; a written query only for those who may write one."""
    found = queries.reports(_reader(request)).filter(pk=number).first()
    if found is None or (found.query and not _reader(request).may(May.WRITE_SQL)):
        raise Http404
    return found


def _note(request: HttpRequest, told: str, way: str, found: Answer, saved: Report | None = None) -> None:
    """Keep the run, and whose record numbers it listed."""
    look_at(request, queries.on_record(found.people), REASON)
    actions.note_run(_reader(request), told, way=way, found=found, report=saved)


def _shown(request: HttpRequest, saved: Report, number: int) -> dict[str, Any]:
    found = queries.answer(saved, page=number, size=PAGE)
    _note(request, queries.told(saved), "page", found, saved)
    return _table(found, number)


def _table(found: Answer, number: int) -> dict[str, Any]:
    heads = [{"words": heading(column.name), "number": column.is_number} for column in found.columns]
    rows = [
        [(files.plain(value), column.is_number) for value, column in zip(row, found.columns, strict=True)]
        for row in found.rows
    ]
    pages = min(max(ceil(found.count / PAGE), 1), MOST_PAGES)
    return {"found": found, "heads": heads, "rows": rows, "number": number, "pages": pages}


def _build(request: HttpRequest, view: str, saved: Report | None) -> HttpResponse:
    """The page on which a report is put together or written."""
    given = _given(request, saved)
    context: dict[str, Any] = _form(request, view, saved, given)
    if request.method != "POST":
        look_at(request, [])
        return render(request, "performance/builder/build.html", context)
    try:
        return _done(request, view, saved, context)
    except Refused as refused:
        look_at(request, [])
        return render(
            request, "performance/builder/build.html", context | {"problems": refused.problems}, 422
        )


def _done(request: HttpRequest, view: str, saved: Report | None, context: dict[str, Any]) -> HttpResponse:
    do, query = request.POST.get("do", "show"), "" if view else request.POST.get("query", "")
    asks = rules.read(view, dict(request.POST.lists())) if view else None
    told = rules.words(asks) if asks else query

    def run(**how: Any) -> Answer:
        with session.late_will_do():  # what is asked changes nothing; who asked is written down apart from it
            return queries.asked(asks, **how) if asks else queries.running.written(query, **how)

    if do == "save":
        run(size=1)  # what cannot be run is not saved
        how = {name: request.POST.get(name, "") for name in ("shared", "team", "every")}
        title, kept = request.POST.get("title", ""), asks.kept() if asks else {}
        made = actions.keep(_reader(request), saved, title=title, asks=kept, query=query.strip(), **how)
        look_at(request, [])
        messages.success(request, f"Saved: {made.title}.")
        return redirect("report", number=made.pk)
    if do in files.FORMS:
        found = run()
        _note(request, told, do, found)
        return files.answer_as(do, view or "Query", found)
    number = sent_back.page(request.POST.get("page", "1") if do == "page" else "1", MOST_PAGES)
    found = run(page=number, size=PAGE)
    _note(request, told, "page", found)
    return render(request, "performance/builder/build.html", context | _table(found, number) | {"told": told})


def _given(request: HttpRequest, saved: Report | None) -> dict[str, Any]:
    """What the form shows: as sent, as saved, or as one begins."""
    if request.method == "POST":
        given: dict[str, Any] = {name: values[-1] for name, values in request.POST.lists() if values}
        return given | {"columns": request.POST.getlist("columns")}
    if saved is None:
        return {"columns": ["record_number", "team", "happened_on"]}
    given = {"title": saved.title, "shared": saved.shared, "every": saved.every, "query": saved.query}
    given["team"] = saved.team.code if saved.team else ""
    if not saved.asks:
        return given
    asks = saved.asks
    for number, (column, how, value, until) in enumerate(asks["filters"], 1):
        given |= {
            f"column_{number}": column,
            f"how_{number}": how,
            f"value_{number}": value,
            f"until_{number}": until,
        }
    given |= {f"group_{number}": group for number, group in enumerate(asks["groups"], 1)}
    given |= {"from": asks["average"][0], "to": asks["average"][1], "sort": asks["sort"]}
    return given | {"columns": asks["columns"], "descending": "yes" if asks["descending"] else ""}


def _form(request: HttpRequest, view: str, saved: Report | None, given: dict[str, Any]) -> dict[str, Any]:
    known = VIEWS.get(view)
    columns = [(name, heading(name)) for name in known.columns] if known else []
    sorts = [
        *columns,
        *(rules.group_options(known) if known else []),
        ("rows", "Rows"),
        ("average", "Average days"),
    ]
    return {
        "view": known,
        "saved": saved,
        "given": defaultdict(str, given),
        "found": None,
        "address": request.path,
        "columns": columns,
        "hows": [(name, words) for name, (words, _) in rules.HOWS.items()],
        "filters": range(1, rules.FILTERS + 1),
        "days": [(name, heading(name)) for name in rules.days_of(known)] if known else [],
        "groups": rules.group_options(known) if known else [],
        "sorts": list(dict(sorts).items()),
        "shares": Report.SHARED,
        "every": Report.EVERY,
        "teams": [(team.code, team.name) for team in Team.objects.filter(kind="team").order_by("name")],
        "views": list(VIEWS.values()),
        "functions": sorted(FUNCTIONS),
    }
