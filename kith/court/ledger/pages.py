"""All court work by the day something is due, for managers and lawyers; and of one's own children."""

from django.http import HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.court import lists, queries
from kith.database.working_day import working_calendar
from kith.people.banners import viewer_of
from kith.ui.render import render

MOST = 200
LIST_OF = {"court_paper": "court_paper", "court_request": "court_request", "hearing": "hearing_kind"}


@page("court/", may=May.RECORD_COURT, about="the children courts wait for")
def court_work(request: HttpRequest) -> HttpResponse:
    """What courts wait for and the hearings ahead, the earliest first: of everybody, or of the viewer's children."""
    viewer = viewer_of(request)
    is_mine = request.GET.get("show") == "mine"
    lines = queries.ledger(viewer, clock.today(), working_calendar(), held_by=viewer if is_mine else None)
    shown = lines[:MOST]
    look_at(
        request, list(dict.fromkeys(person for line in shown for person in line.people)), "List of court work"
    )
    context = {
        "lines": [(line, lists.words(LIST_OF[line.page], line.what)) for line in shown],
        "more": len(lines) - len(shown),
        "is_mine": is_mine,
        "late": sum(line.mark == "late" for line in lines),
        "door": "people",
    }
    return render(request, "court/ledger/page.html", context)
