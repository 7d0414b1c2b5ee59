"""Reports of problems, as their writer or whoever answers them sees them."""

from typing import Any

from django.db.models import Count, F, Q

from kith.access.models import ProblemReport, Worker

SHOWN = 25
COLUMNS = ("id", "at", "page", "version", "doing", "wrong", "answer", "answered_at")


def reported_by(viewer: Worker) -> list[dict[str, Any]]:
    """The viewer's own reports with their answers, newest first."""
    rows = ProblemReport.objects.filter(worker=viewer).order_by("-at", "-pk")[:SHOWN]
    return list(rows.values(*COLUMNS, answered_name=F("answered_by__name")))


def reports(*, answered: bool) -> list[dict[str, Any]]:
    """Reports of everybody: those that wait, oldest first, or those that are answered, newest first."""
    order = ("-answered_at", "-pk") if answered else ("at", "pk")
    rows = ProblemReport.objects.filter(answered_at__isnull=not answered).order_by(*order)[:SHOWN]
    return list(rows.values(*COLUMNS, reporter=F("worker__name")))


def counts() -> dict[str, int]:
    """How many reports wait and how many are answered."""
    waits = Q(answered_at__isnull=True)
    return ProblemReport.objects.aggregate(
        open=Count("pk", filter=waits), answered=Count("pk", filter=~waits)
    )
