"""Judging assessments and reports on the screen, and the quarter's report as a page and a file."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.period import Period, add_months, quarter
from kith.core.reading_words import short_day
from kith.practice.checklists import REPORT
from kith.protection.report.pages import TEMPLATE
from kith.quality.judging import actions, queries, rules
from kith.quality.marking import reading
from kith.quality.marking.rules import ANSWERS, SHAPES
from kith.ui.render import render
from kith.work import typed
from kith.work.models import Step
from kith.work.paper import pdf_of
from kith.work.steps.viewing import opened

DOOR = "quality"
QUARTERS = 8
LEAD = (
    "Said by chairs and reviewing officers of what they were given, met of those of which it could be said."
)


@page("quality/reports/", may=May.JUDGE_REPORTS)
def reports_to_judge(request: HttpRequest) -> HttpResponse:
    """What the viewer was given at conferences and reviews and has not judged yet; what was judged."""
    context = {
        "door": DOOR,
        "given": queries.to_judge(request.user, clock.today()),
        "judged": queries.judged(request.user),
        "occasions": rules.OCCASIONS,
    }
    return render(request, "quality/judging/list.html", context)


@page(
    "quality/reports/<id:number>/",
    may=May.JUDGE_REPORTS,
    about="the children of the step",
    name="report_judge",
)
def report_judge(request: HttpRequest, number: int) -> HttpResponse:
    """Say in few taps how good one assessment or report was; once it is said, what was said."""
    step, _ = opened(request, number)
    held_on = _held_on(request.POST.get("held_on") or request.GET.get("held_on", ""))
    given = queries.given(request.user, number, clock.today(), held_on)
    if given is None:
        return _judged(request, step, held_on)
    problems: Any = ()
    if request.method == "POST":
        marks, words = reading.sent_marks(request.POST), request.POST.get("words", "")
        try:
            actions.judge(request.user, step, marks=marks, words=words, held_on=given.held_on)
        except actions.Judged:
            return _judged(request, step, given.held_on)
        except Refused as refused:
            problems = refused.problems
        else:
            messages.success(request, f"{step.title}: kept how good it was.")
            return redirect("reports_to_judge")
    context = {
        "door": DOOR,
        "given": given,
        "occasion": rules.OCCASIONS[given.occasion],
        "checklist": reading.checklist(REPORT, given.held_on),
        "choices": list(ANSWERS.items()),
        "typed": request.POST,
        "problems": problems,
    }
    return render(request, "quality/judging/page.html", context, status=422 if problems else 200)


def _held_on(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _judged(request: HttpRequest, step: Step, held_on: date | None) -> HttpResponse:
    """What the viewer said of it before, with what was sent now to be copied; not found where nothing was said."""
    note = queries.note_of(request.user, step.pk, held_on)
    if note is None:
        raise Http404
    context = {
        "door": DOOR,
        "note": note,
        "occasion": rules.OCCASIONS[note.occasion],
        "answers": ANSWERS,
        "shapes": SHAPES,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "quality/judging/judged.html", context, status=status)


@page("quality/reports/quarter/", may=May.SEE_PERFORMANCE, name="report_quality")
def report_quality(request: HttpRequest) -> HttpResponse:
    """The quality of assessments and reports in a quarter, beside the quarter before, by team and by kind."""
    return render(request, "quality/judging/quarter.html", _report(request) | {"door": DOOR})


@page("quality/reports/quarter/pdf/", may=May.SEE_PERFORMANCE, name="report_quality_pdf")
def report_quality_pdf(request: HttpRequest) -> HttpResponse:
    """The same report as a file."""
    told = _report(request)
    sheet = {
        "title": f"Quality of assessments and reports: {told['period'].label}",
        "council": practice.current().title,
        "lead": f"{told['days']}. {LEAD}",
        "sections": [{"title": "All teams", "rows": told["rows"]}],
        "heads": ["What was asked", "This quarter", "The quarter before"],
        "tables": [
            {"title": title, "heads": heads, "rows": rows} for title, heads, rows in told["tables"] if rows
        ],
        "foot": f"Made on {short_day(clock.today())} from the records as they stood then",
    }
    answer = HttpResponse(pdf_of(TEMPLATE, sheet), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="report-quality-{told["period"].starts}.pdf"'
    return answer


def _report(request: HttpRequest) -> dict[str, Any]:
    viewer, today = request.user, clock.today()
    period = _asked(request, today)
    before = quarter(period.starts - timedelta(days=1))
    asked, notes = queries.notes(viewer, before.starts, period.ends)
    now = [one for one in notes if one.held_on >= period.starts]
    earlier = [one for one in notes if one.held_on < period.starts]
    heads = ["Judged", *(words for _, words in asked)]
    return {
        "period": period,
        "lead": LEAD,
        "rows": rules.by_item(asked, now, earlier),
        "tables": [
            ("By team", ["Team", *heads], rules.by_group(asked, now, "team")),
            ("By kind", ["Assessment or report", *heads], rules.by_group(asked, now, "kind")),
        ],
        "days": f"{short_day(period.starts)} to {short_day(period.last_day)}",
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
    return quarter(add_months(quarter(today).starts, -3 * number))
