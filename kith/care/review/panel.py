"""The panel of a care page about its reviews."""

from django.conf import settings
from django.utils.module_loading import import_string

from kith.access import practice
from kith.care.models import CareReview
from kith.care.panels import LATEST, Panel, Shown


def reviews(shown: Shown) -> Panel | None:
    """The latest reviews, how the child took part, and how many there were."""
    if shown.held is None:
        return None
    rows = CareReview.objects.seen_by(shown.viewer).filter(period=shown.held.period)
    held, labels = (
        list(rows.select_related("chair").order_by("-held_on")),
        practice.current().lists["review_participation"],
    )
    latest = [(one, labels.label(one.participation, one.held_on)) for one in held[:LATEST]]
    values = {"rows": latest, "all": len(held), "held": shown.held}
    return Panel("reviews", "Reviews", "care/review/panel.html", values, f"{len(held)} in this time")


def challenges(shown: Shown) -> Panel | None:
    """What a reviewing officer said is not good enough, and how that stands; nothing where nothing was said."""
    if shown.held is None:
        return None
    rows = import_string(settings.KITH_CHALLENGES)(shown.viewer, shown.number)
    values = {"rows": rows}
    return (
        Panel("challenges", "Challenges", "care/review/challenges.html", values, beside=True)
        if rows
        else None
    )
