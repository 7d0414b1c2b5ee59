"""Statements that were sent, to read and print again."""

from kith.access.models import Worker
from kith.work.models import StatementCopy, Step


def copies_of(viewer: Worker, step: Step) -> list[StatementCopy]:
    """What was sent of a step, newest first."""
    rows = StatementCopy.objects.seen_by(viewer).filter(step=step).select_related("by").defer("content")
    return list(rows.order_by("-at", "-pk"))


def copy_of(viewer: Worker, step: Step, number: int) -> StatementCopy | None:
    """One that was sent, with its file."""
    rows = StatementCopy.objects.seen_by(viewer).filter(step=step, pk=number)
    return rows.select_related("by", "file").first()
