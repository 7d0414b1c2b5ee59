"""Regular reports as they were delivered, and who has read what: the board of those who answer for several teams."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.access.teams import reached
from kith.core import clock
from kith.performance.daily import actions
from kith.performance.delivering import queries, rules
from kith.performance.rules import OFF_TARGET
from kith.ui.render import render


@page("performance/deliveries/", may=May.RECEIVE_DAILY_LIST)
def deliveries(request: HttpRequest) -> HttpResponse:
    """What was delivered on a day in one's own teams: to whom, opened when, how many lines commented."""
    worker: Worker = request.user  # type: ignore[assignment]
    text = request.GET.get("on", "").strip()
    teams = [team.pk for team in reached(worker, clock.today())]
    days = queries.days(teams)
    on, problems = _day(text, days)
    context = {
        "on": on,
        "days": [(day.isoformat(), day) for day in days],
        "rows": queries.read_by_whom(on, teams) if on else [],
        "titles": rules.TITLES,
        "problems": problems,
        "door": "performance",
    }
    status = 422 if problems else 200
    return render(request, "performance/delivering/board.html", context, status=status)


def _day(text: str, days: list[date]) -> tuple[date | None, list[tuple[str | None, str]]]:
    """The day asked for, or the newest; with what is wrong with what was asked."""
    newest = days[0] if days else None
    if not text:
        return newest, []
    try:
        return date.fromisoformat(text), []
    except ValueError:
        return newest, [("on", "Write the day as 2026-10-14.")]


@page("performance/reports/", may=May.RECEIVE_DAILY_LIST)
def regular_reports(request: HttpRequest) -> HttpResponse:
    """The weekly, monthly and quarterly reports that were delivered to who looks, the newest first."""
    context = {
        "rows": queries.reports_of(request.user),  # type: ignore[arg-type]
        "titles": rules.TITLES,
        "door": "performance",
    }
    return render(request, "performance/delivering/reports.html", context)


@page("performance/reports/<id:number>/", may=May.RECEIVE_DAILY_LIST)
def regular_report(request: HttpRequest, number: int) -> HttpResponse:
    """One report as it was delivered: what is off target, what really changed, the backlog, what was frozen."""
    worker: Worker = request.user  # type: ignore[assignment]
    teams = [team.pk for team in reached(worker, clock.today())]
    delivery = queries.report_delivery(worker, number, teams)
    if delivery is None or delivery.report is None:
        raise Http404
    actions.note_reading(worker, delivery)
    measures = delivery.report.told["measures"]
    context = {
        "delivery": delivery,
        "report": delivery.report,
        "title": rules.TITLES[delivery.kind],
        "late": rules.made_late(delivery.on, clock.london(delivery.report.made_at)),
        "off": [one for one in measures if one["verdict"] in OFF_TARGET],
        "changed": [one for one in measures if one["real"].startswith("real change")],
        "measures": measures,
        "marks": queries.marks_today(),
        "door": "performance",
    }
    return render(request, "performance/delivering/report.html", context)
