"""The panel of a care page about the law under which a child was looked after."""

from kith.access import practice
from kith.care.panels import LATEST, Panel, Shown


def statuses(shown: Shown) -> Panel | None:
    """The latest legal statuses."""
    if shown.held is None:
        return None
    labels, rows = practice.current().lists["legal_status"], shown.held.statuses
    latest = [(one, labels.label(one.code, one.started_on)) for one in reversed(rows[-LATEST:])]
    values = {"rows": latest, "all": len(rows)}
    return Panel("statuses", "Legal statuses", "care/status/panel.html", values, f"{len(rows)} in this time")
