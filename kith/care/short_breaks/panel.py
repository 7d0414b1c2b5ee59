"""The panel of a care page about short breaks, which are no time in care."""

from kith.access import practice
from kith.care.models import ShortBreak, ShortBreakSeries
from kith.care.panels import LATEST, Panel, Shown


def short_breaks(shown: Shown) -> Panel | None:
    """The series there were, the breaks of the latest, and the days of them."""
    rows = ShortBreakSeries.objects.seen_by(shown.viewer).filter(person=shown.number).order_by("-started_on")
    series = list(rows[:LATEST])
    if not series:
        return None
    breaks = ShortBreak.objects.seen_by(shown.viewer).filter(series=series[0]).order_by("-started_on")
    held, kinds = list(breaks), practice.current().lists["placement_type"]
    values = {
        "series": [(one, kinds.label(one.kind)) for one in series],
        "breaks": held[:LATEST],
        "all": len(held),
        "days": sum((one.ended_on - one.started_on).days for one in held),
    }
    return Panel("breaks", "Short breaks", "care/short_breaks/panel.html", values, beside=True)
