"""The board of what was written down late and what is missing, for those who can put it right."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kith.access.doors import SIGNED_IN, look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.performance import choices
from kith.performance.choices import Choices
from kith.performance.dashboard.pages import area_options
from kith.performance.figure import Place
from kith.performance.recording import queries
from kith.performance.recording.queries import Whose
from kith.performance.recording.sources import GAPS
from kith.performance.tree import Tree, tree
from kith.ui.render import render

ABOUT = "the children something was written down late of, or is missing of"
REASON = "Written down late, or missing"
MINE = "mine"


@page("performance/recorded/late/", may=SIGNED_IN, about=ABOUT)
def recording(request: HttpRequest) -> HttpResponse:
    """One's own first; a manager's team, and everybody's for those who see figures. A worker without figures sees what
    is their own and nobody else's.
    """
    viewer, today, known = request.user, clock.today(), tree()
    sees_others = viewer.may(May.SEE_PERFORMANCE)  # type: ignore[union-attr]
    chosen = choices.read(request.GET, known, today)
    place = _place(request, chosen, known, sees_others)
    whose = Whose(worker=viewer.pk) if place is None else Whose(teams=known.under(place))
    gap = next((one for one in GAPS if one.name == request.GET.get("gap")), None)
    names = whose.worker is not None or viewer.may(May.SEE_NAMES_BEHIND_FIGURES)  # type: ignore[union-attr]
    late = queries.late_entries(whose, today, viewer) if names and gap is None else []  # type: ignore[arg-type]
    missing = queries.gap_entries(whose, gap, today, viewer) if names and gap else []  # type: ignore[arg-type]
    look_at(request, {one.person for one in [*late, *missing] if one.person}, REASON)
    with_workers = place is None or place.kind == "team"  # of many teams the teams alone
    problems = [one for one in chosen.problems if one[0] == "area" and place]
    context: dict[str, Any] = {
        "title": place.name if place else "Mine",
        "places": [(MINE, "Mine"), *area_options(known)] if sees_others else [],
        "area": place.code if place else MINE,
        "teams": [one for one in queries.lateness(whose, today) if with_workers or not one.worker],
        "gaps": queries.gaps(whose, today),
        "gap": gap,
        "late": late,
        "missing": missing,
        "names": names,
        "from_days": queries.FROM_DAYS,
        "shown": queries.SHOWN,
        "problems": problems,
        "door": "performance" if sees_others else "work",
    }
    return render(request, "performance/recording/page.html", context, status=422 if problems else 200)


def _place(request: HttpRequest, chosen: Choices, known: Tree, sees_others: bool) -> Place | None:
    """Whose rows to show, None for one's own: the chosen place; before anything is chosen a manager's team and a head's
    everybody; for who sees no figures always their own.
    """
    viewer: Worker = request.user  # type: ignore[assignment]
    asked = request.GET.get("area")
    if not sees_others or asked == MINE:
        return None
    heads = viewer.may(May.PUBLISH_FIGURES)
    if asked is None and (team := viewer.team) and viewer.may(May.SEE_TEAM) and not heads:
        return known.places[team.pk]
    return chosen.place
