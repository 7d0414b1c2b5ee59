"""The panel of a care page about where a child lived."""

from kith.access import practice
from kith.care.panels import LATEST, Panel, Shown
from kith.care.placement.distance import words


def placements(shown: Shown) -> Panel | None:
    """The latest placements, and how many there were."""
    if shown.held is None:
        return None
    lists, rows = practice.current().lists, shown.held.placements
    latest = [
        (one, lists["placement_type"].label(one.kind, one.started_on), words(one.miles),
         lists["placement_change_reason"].label(one.end_reason, one.ended_on) if one.end_reason else "")
        for one in reversed(rows[-LATEST:])
    ]  # fmt: skip
    values = {"rows": latest, "all": len(rows)}
    return Panel("placements", "Placements", "care/placement/panel.html", values, f"{len(rows)} in this time")
