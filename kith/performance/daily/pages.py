"""The daily list on the screen: today's and earlier ones, one line with what was said, and saying something."""

from datetime import date
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.database.working_day import working_calendar
from kith.performance.daily import actions, queries, rules
from kith.performance.delivering.rules import made_late
from kith.performance.measure.queries import LATE_REASONS, labels
from kith.performance.models import DailyLine, Delivery
from kith.ui.formatting import plural
from kith.ui.render import render
from kith.work.allocation import actions as allocation

ABOUT = "the children on a daily list"
REASON = "On the daily list"


@page("performance/daily/", may=May.RECEIVE_DAILY_LIST, about=ABOUT)
def daily_list(request: HttpRequest) -> HttpResponse:
    """The list of a day as it was delivered to who looks; without a day the newest. Opening it is noted."""
    days = queries.days_of(request.user)  # type: ignore[arg-type]
    try:
        on = _day(request.GET.get("on", ""), days)
    except Refused as refused:
        return _without(request, days, problems=refused.problems, status=422)
    delivery = queries.delivery_of(request.user, on, days)  # type: ignore[arg-type]
    if delivery is None:
        return _without(request, days, on=on)
    actions.note_reading(request.user, delivery)
    return render(request, "performance/daily/page.html", _shown(request, delivery, days))


def _day(text: str, days: list[Delivery]) -> date:
    """The day asked for, or that of the newest list. Raises Refused for a day of which there can be none."""
    today = clock.today()
    if not text.strip():
        return days[0].on if days else today
    try:
        on = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused("Write the day as 2026-10-14.", field="on") from None
    if not 1990 <= on.year <= 2060:
        raise Refused("Lists are kept for days from 1990 to 2060.", field="on")
    if obstacle := rules.obstacle_to_a_day(on, today, working_calendar()):
        raise Refused(obstacle, field="on")
    return on


def _without(
    request: HttpRequest,
    days: list[Delivery],
    *,
    on: date | None = None,
    problems: Any = (),
    status: int = 200,
) -> HttpResponse:
    look_at(request, [])
    context = {"delivery": None, "days": days, "on": on, "problems": problems, "door": "performance"}
    return render(request, "performance/daily/page.html", context, status=status)


def _shown(request: HttpRequest, delivery: Delivery, days: list[Delivery]) -> dict[str, Any]:
    viewer, calendar = request.user, working_calendar()
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in rules.KINDS else ""
    team, number = (
        sent_back.number(request.GET.get("team", "")),
        sent_back.number(request.GET.get("page", "")) or 1,
    )
    before = queries.delivery_of(viewer, rules.before(delivery.on, calendar), days)  # type: ignore[arg-type]
    found = queries.page_of(viewer, delivery, before, kind=kind, team=team, number=number)  # type: ignore[arg-type]
    look_at(request, {p for line in (*found.lines, *found.left) for p, _ in line.children}, REASON)
    address = {"on": delivery.on.isoformat(), "team": str(team or ""), "kind": kind}
    return {
        "delivery": delivery,
        "before": before,
        "on": delivery.on,
        "days": days,
        "page": found,
        "groups": queries.ordered(found.lines),
        "chips": _chips(address, found.counts, kind),
        "teams": [(str(one.pk), one.name) for one in found.teams],
        "team": str(team or ""),
        "kind": kind,
        "kinds": rules.KINDS,
        "about": rules.ABOUT,
        "reasons": labels(LATE_REASONS, delivery.on),
        "late": made_late(delivery.on, clock.london(delivery.daily.made_at)),
        "number": number,
        "pages": max(ceil(found.shown / queries.PAGE), 1),
        "address": f"?{urlencode(address)}&page=",
        "may_allocate": viewer.may(May.ALLOCATE),  # type: ignore[union-attr]
        "problems": (),
        "door": "performance",
    }


def _chips(address: dict[str, str], counts: dict[str, int], kind: str) -> list[tuple[str, str, bool]]:
    chips = [(f"All {sum(counts.values())}", f"?{urlencode(address | {'kind': ''})}", not kind)]
    for code, words in rules.KINDS.items():
        chips.append((f"{words} {counts[code]}", f"?{urlencode(address | {'kind': code})}", code == kind))
    return chips


@page("performance/daily/line/<id:number>/", may=May.RECEIVE_DAILY_LIST, about=ABOUT)
def daily_line(request: HttpRequest, number: int) -> HttpResponse:
    """One line: since when, what came of it, everything said about it, and a box to say more."""
    return _line(request, number)


@page("performance/daily/line/<id:number>/remark/", may=May.RECEIVE_DAILY_LIST, about=ABOUT)
@require_POST
def daily_line_remark(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about a line."""
    row = DailyLine.objects.filter(pk=number).first()
    if row is None or not queries.may_answer(request.user, row):  # type: ignore[arg-type]
        raise Http404
    try:
        actions.remark(request.user, row, words=request.POST.get("words", ""))
    except Refused as refused:
        return _line(request, number, problems=refused.problems, status=422)
    messages.success(request, "Kept beside the line, for everybody whose list it is on.")
    return redirect(reverse("daily_line", kwargs={"number": number}))


@page("performance/daily/line/<id:number>/allocate/", may=May.ALLOCATE, about=ABOUT)
@require_POST
def daily_line_allocate(request: HttpRequest, number: int) -> HttpResponse:
    """Give the children of a line to a worker of its team, and go back to the list."""
    row = DailyLine.objects.filter(pk=number).select_related("team", "daily").first()
    if row is None or not queries.may_answer(request.user, row):  # type: ignore[arg-type]
        raise Http404
    try:
        if not queries.answers_still(request.user, row, clock.today()):  # type: ignore[arg-type]
            raise Refused(rules.NOT_YOURS_NOW)
        pairs = queries.pairs(request.user, row, sent_back.number(request.POST.get("worker", "")))  # type: ignore[arg-type]
        note = request.POST.get("note", "").strip()
        allocation.allocate_many(request.user, pairs, team=row.team, on=clock.today(), note=note)
    except Refused as refused:
        return _line(request, number, problems=refused.problems, status=422)
    messages.success(request, f"Allocated {plural(len(pairs), 'child', 'children')} to {pairs[0][1].name}.")
    return redirect(f"{reverse('daily_list')}?on={row.daily.on.isoformat()}")


def _line(request: HttpRequest, number: int, *, problems: Any = (), status: int = 200) -> HttpResponse:
    found = queries.line_of(request.user, number)  # type: ignore[arg-type]
    if found is None:
        raise Http404
    row, line = found
    look_at(request, row.people, REASON)
    may_act = queries.answers_still(request.user, row, clock.today())  # type: ignore[arg-type]
    context = {
        "row": row,
        "line": line,
        "title": rules.KINDS[row.kind],
        "remarks": queries.history_of(row),
        "mornings": queries.mornings_of(row),
        "reasons": labels(LATE_REASONS, row.daily.on),
        "longest": rules.LONGEST_REMARK,
        "may_act": may_act,
        "not_yours_now": rules.NOT_YOURS_NOW,
        "workers": queries.workers(row) if may_act and request.user.may(May.ALLOCATE) else [],  # type: ignore[union-attr]
        "given": {"worker": request.POST.get("worker", ""), "note": request.POST.get("note", "")},
        "typed": request.POST.get("words", ""),
        "problems": problems,
        "door": "performance",
    }
    return render(request, "performance/daily/line.html", context, status=status)
