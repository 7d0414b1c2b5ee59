"""The chairs' report of a quarter: a page, and the same as a file."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.core.period import Period, add_months, quarter
from kith.core.reading_words import short_day
from kith.people.banners import viewer_of
from kith.protection.challenge.queries import reasons
from kith.protection.models.challenge import OUTCOMES
from kith.protection.plan.queries import categories
from kith.protection.plan.rules import ENDS
from kith.protection.report import queries, rules
from kith.ui.render import render
from kith.work import typed
from kith.work.paper import pdf_of

TEMPLATE = Path(__file__).with_name("report.typ")
QUARTERS = 8
COUNTED = (
    "Plans of other councils whose children stay here are not counted. "
    "In time is told of what was due in the quarter."
)
HEADS = ("Whose", "Children at conferences", "Plans begun", "Plans ended", "Challenges raised")
WITH_REVIEWS = (*HEADS, "Looked-after reviews, children")


@page("chair-report/", may=May.SEE_PERFORMANCE)
def chair_report(request: HttpRequest) -> HttpResponse:
    """The report of the last whole quarter, or of the one asked for, beside the quarter before it."""
    return render(request, "protection/report/page.html", _report(request) | {"door": "work"})


@page("chair-report/pdf/", may=May.SEE_PERFORMANCE)
def chair_report_pdf(request: HttpRequest) -> HttpResponse:
    """The same report as a file."""
    told = _report(request)
    sheet = {
        "title": f"Chairs’ report: {told['period'].label}",
        "council": practice.current().title,
        "lead": f"{told['days']}. {told['counted']}",
        "sections": [{"title": title, "rows": rows} for title, rows in told["sections"]],
        "heads": ["What is counted", "This quarter", "The quarter before"],
        "tables": [
            {"title": title, "heads": heads, "rows": [[str(cell) for cell in row] for row in rows]}
            for title, heads, rows in told["tables"]
        ],
        "foot": f"Made on {short_day(clock.today())} from the records as they stood then",
    }
    answer = HttpResponse(pdf_of(TEMPLATE, sheet), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="chair-report-{told["period"].starts}.pdf"'
    return answer


def _report(request: HttpRequest) -> dict[str, Any]:
    viewer, today = viewer_of(request), clock.today()
    period = _asked(request, today)
    before = quarter(period.starts - timedelta(days=1))
    facts = queries.facts(viewer, before.starts, period.ends)
    words: dict[str, Any] = {
        "categories": categories(period.last_day),
        "ends": ENDS,
        "reasons": reasons(period.last_day),
        "outcomes": OUTCOMES,
    }
    now, earlier = (rules.figures(facts, one, **words) for one in (period, before))
    tables = [
        ("By area", HEADS, rules.compared_by(facts, period, lambda one: getattr(one, "team", ""))),
        (
            "By chair",
            WITH_REVIEWS,
            rules.compared_by(facts, period, lambda one: one.chair, with_reviews=True),
        ),
    ]
    return {
        "period": period,
        "sections": rules.compared(now, earlier),
        "tables": [one for one in tables if one[2]],
        "days": f"{short_day(period.starts)} to {short_day(period.last_day)}",
        "counted": COUNTED,
        "is_whole": period.ends <= today,
        "quarters": [
            (one.starts.isoformat(), one.label)
            for one in (_back(today, number) for number in range(QUARTERS))
        ],
    }


def _asked(request: HttpRequest, today: date) -> Period:
    """The quarter that was asked for, if it is one of those offered; else the last whole one."""
    sent = typed.day(request.GET.get("quarter", ""))
    offered = {one.starts: one for one in (_back(today, number) for number in range(QUARTERS))}
    return offered.get(sent or today, _back(today, 1))


def _back(today: date, number: int) -> Period:
    """The quarter that many before the one of today."""
    return quarter(add_months(quarter(today).starts, -3 * number))
