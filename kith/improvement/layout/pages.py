"""Reading a plan in on the screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused
from kith.core.reading_words import count
from kith.core.workbook_reading import MOST_BYTES, TOO_LARGE, first_sheet
from kith.improvement.days import typed_day
from kith.improvement.layout.actions import Named, read_in
from kith.improvement.models import Programme
from kith.improvement.plan.pages import DOOR
from kith.ui.render import render

MOST_TOLD = 50
DAYS = {"started_on": True, "inspected_on": False, "stood_on": False}  # and whether each must be there


@page("improvement/read-in/", may=May.CHANGE_IMPROVEMENT)
def improvement_read_in(request: HttpRequest) -> HttpResponse:
    """Choose a workbook and say what the plan is called; all of it is taken, or every row with a mistake is told."""
    if request.method != "POST":
        return _show(request)
    try:
        plan = read_in(request.user, named=named(request), sheet=first_sheet(_data(request)))
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, f"Read in: {count(plan.actions.count(), 'action')}.")
    return redirect("improvement_plan", code=plan.code)


def named(request: HttpRequest) -> Named:
    """What a plan is called, as typed. Raises Refused for days that are none."""
    posted = request.POST
    days = {name: typed_day(posted.get(name, "")) for name in DAYS}
    wrong = [
        (name, "Write the day, such as 21/4/2026.")
        for name, day in days.items()
        if day is None and posted.get(name, "").strip()
    ]
    if wrong:
        raise Refused.several(wrong)
    return Named(
        name=posted.get("name", ""),
        programme=posted.get("programme", ""),
        asks_those_affected=posted.get("asks_those_affected") == "yes",
        **days,
    )


def _data(request: HttpRequest) -> bytes:
    chosen = request.FILES.get("file")
    if chosen is None or not chosen.size:
        raise Refused("Choose a workbook.", field="file")
    if chosen.size > MOST_BYTES:
        raise Refused(TOO_LARGE, field="file")
    return chosen.read()


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    told = list(problems)
    rows = [said for name, said in told if name == "file"]
    others = [(name, said) for name, said in told if name != "file"]
    context = {
        "door": DOOR,
        "typed": request.POST,
        "rows": rows[:MOST_TOLD],
        "rows_in_all": len(rows),
        "programmes": list(Programme.objects.order_by("name").values_list("name", flat=True)),
        "problems": [*others, *([("file", _summary(rows))] if rows else [])],
    }
    return render(request, "improvement/layout/page.html", context, status=422 if told else 200)


def _summary(rows: list[str]) -> str:
    if len(rows) == 1:
        return rows[0]
    return f"{count(len(rows), 'thing')} in the workbook must be put right first; nothing was read in."
