"""What elected members did, on the screen: the log of a year, how much of each, and writing one down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement.days import typed_day
from kith.improvement.members import actions, queries
from kith.improvement.members.actions import Did
from kith.improvement.members.words import ACTIVITIES
from kith.improvement.plan.pages import DOOR
from kith.ui.render import render


@page("improvement/members/", may=May.SEE_IMPROVEMENT)
def member_activities(request: HttpRequest) -> HttpResponse:
    """What elected members did as corporate parents in the last twelve months."""
    return _show(request)


@page("improvement/members/write/", may=May.KEEP_BOARDS)
@require_POST
def member_activity_write(request: HttpRequest) -> HttpResponse:
    """Write down a visit, a day of shadowing, training or feedback."""
    posted = request.POST
    did = Did(
        kind=posted.get("kind", ""),
        happened_on=typed_day(posted.get("happened_on", "")),
        member=as_number(posted.get("member", "")) or None,
        name=posted.get("name", ""),
        team=as_number(posted.get("team", "")) or None,
        what=posted.get("what", ""),
        said=posted.get("said", ""),
    )
    try:
        actions.log(request.user, did=did)
    except Refused as refused:
        return _show(request, refused.problems)
    messages.success(request, "It is written down.")
    return redirect("member_activities")


def _show(request: HttpRequest, problems: Any = ()) -> HttpResponse:
    today, known = clock.today(), queries.teams()
    rows = queries.log(queries.a_year_before(today), today)
    seen, missing = queries.visited(rows, known)
    may_keep = request.user.may(May.KEEP_BOARDS)  # type: ignore[union-attr]
    context = {
        "door": DOOR,
        "rows": [(one, ACTIVITIES[one.kind]) for one in rows],
        "heads": ["Member", *ACTIVITIES.values(), "All"],
        "by_member": queries.by_member(rows),
        "seen": seen,
        "teams": known,
        "missing": missing,
        "kinds": list(ACTIVITIES.items()),
        "members": queries.members(today) if may_keep else [],
        "may_keep": may_keep,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/members/page.html", context, status=422 if problems else 200)
