"""Case audits on the screen: one's own list."""

from django.http import HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.quality.audit import queries
from kith.quality.words import STATES
from kith.ui.render import render

DOOR = "quality"


@page("quality/mine/", may=May.AUDIT_CASES, about="the children of the audits")
def audits_mine(request: HttpRequest) -> HttpResponse:
    """The viewer's own audits: to do, with their days, and done lately."""
    viewer, today = request.user, clock.today()
    rows, done = queries.to_do(viewer), queries.done(viewer)
    look_at(request, sorted({one.person_id for one in [*rows, *done]}))
    context = {
        "door": DOOR,
        "rows": [(one, "late" if one.due_on < today else "", STATES[one.state]) for one in rows],
        "done": done,
        "grades": {grade["code"]: grade["title"] for one in done for grade in one.form["grades"]},
        "sees_audits": viewer.may(May.SEE_AUDITS),
    }
    return render(request, "quality/audit/mine.html", context)
