"""Saying that something is wrong with Kith, and answering."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from kith.access.doors import SIGNED_IN, page
from kith.access.may import May
from kith.access.models import ProblemReport
from kith.access.problems import actions, queries, rules
from kith.core import Refused
from kith.ui.render import render


@page("report-a-problem/", may=SIGNED_IN)
def report_problem(request: HttpRequest) -> HttpResponse:
    """Report what went wrong with Kith, and read the answers to what one has reported."""
    if request.method != "POST":
        came_from = rules.path_of(request.headers.get("Referer", ""), request.get_host())
        return _report_page(request, page=came_from if _is_another_page(request, came_from) else "")
    typed = {name: request.POST.get(name, "") for name in ("page", "doing", "wrong")}
    try:
        actions.report(request.user, **typed | {"page": _page_named(request, typed["page"])})
    except Refused as refused:
        return _report_page(request, **typed, problems=refused.problems, status=422)
    messages.success(request, "Thank you. Your report is kept, and its answer will stand on this page.")
    return redirect("report_problem")


@page("problems/", may=May.ANSWER_PROBLEMS)
def problems(request: HttpRequest) -> HttpResponse:
    """What people have reported: what waits for an answer, or with ``?show=answered`` what has one."""
    answered = request.GET.get("show") == "answered"
    context = {
        "reports": queries.reports(answered=answered),
        "answered": answered,
        "counts": queries.counts(),
        "shown": queries.SHOWN,
    }
    return render(request, "access/problems/all.html", context)


@page("problems/<id:number>/", may=May.ANSWER_PROBLEMS)
def problem_answer(request: HttpRequest, number: int) -> HttpResponse:
    """One report, and its answer or the box for it."""
    report = ProblemReport.objects.select_related("worker", "answered_by").filter(pk=number).first()
    if report is None:
        raise Http404
    if request.method != "POST":
        return render(request, "access/problems/answer.html", {"report": report, "typed": ""})
    typed = request.POST.get("answer", "")
    try:
        actions.answer(request.user, report, words=typed)
    except Refused as refused:
        report.refresh_from_db()
        context = {"report": report, "typed": typed, "problems": refused.problems}
        return render(request, "access/problems/answer.html", context, status=422)
    messages.success(request, f"Answered. {report.worker.name} sees it under Report a problem.")
    return redirect("problems")


def _report_page(request: HttpRequest, *, page: str, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "doing": "",
        "wrong": "",
        "page": page,
        "reports": queries.reported_by(request.user),
        "may_answer": request.user.may(May.ANSWER_PROBLEMS),
        "shown": queries.SHOWN,
        **more,
    }
    return render(request, "access/problems/report.html", context, status=status)


def _page_named(request: HttpRequest, typed: str) -> str:
    """The path of the page a report is about, or nothing. Refused when there is no such page."""
    path = rules.path_of(typed, request.get_host())
    if typed.strip() and not _is_a_page(path):
        raise Refused("There is no page at this address. Empty the box if you do not know it.", "page")
    return path


def _is_another_page(request: HttpRequest, path: str) -> bool:
    return path != request.path and _is_a_page(path)


def _is_a_page(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
