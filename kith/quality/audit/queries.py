"""Audits for one viewer: what is to be done, and one audit with what is written in it."""

from datetime import date

from kith.access.models import Worker
from kith.quality.models import CaseAudit

LATELY = 12


def to_do(viewer: Worker) -> list[CaseAudit]:
    """The viewer's own audits that are still to be done, by day. One query."""
    rows = CaseAudit.objects.seen_by(viewer).filter(auditor=viewer, state__in=["to_do", "started"])
    return list(rows.select_related("person", "checks").order_by("due_on", "pk"))


def done(viewer: Worker) -> list[CaseAudit]:
    """What the viewer audited last. One query."""
    rows = CaseAudit.objects.seen_by(viewer).filter(auditor=viewer, state="finished")
    return list(rows.select_related("person").order_by("-finished_at")[:LATELY])


def open_to(audit: CaseAudit, today: date) -> bool:
    """Whether the time for which an auditor from elsewhere sees the child still runs."""
    return audit.open_until is None or today < audit.open_until
