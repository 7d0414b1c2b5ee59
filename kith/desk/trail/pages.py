"""Who has looked at this record."""

from datetime import timedelta
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import clock
from kith.desk.banner import banner
from kith.desk.trail import queries, rules
from kith.people.banners import viewer_of
from kith.ui.render import render

DAYS = 30


@page("person/<id:number>/who-looked/", may=May.SEE_WHO_LOOKED, about="the person")
def who_looked(request: HttpRequest, number: int) -> HttpResponse:
    """Everyone who opened or changed the record in the last 30 days; all of it with ``?all=1``."""
    shown = banner(request, number, "person_details")
    if not shown:
        raise Http404
    look_at(request, [number])
    everything = request.GET.get("all") == "1"
    since = clock.now() - timedelta(days=36500 if everything else DAYS)
    traces = queries.traces(viewer_of(request), number, since)
    lines = rules.sittings(traces)
    suspect = [line for line in lines if line.to_look_at]
    show = request.GET.get("show", "")
    chosen = {"suspect": suspect, "changes": [line for line in lines if line.did]}.get(show, lines)
    context = {
        "banner": shown,
        "door": "people",
        "days": [
            (day, list(found))
            for day, found in groupby(chosen, key=lambda line: clock.london(line.at).date())
        ],
        "people": len({trace.worker_id for trace in traces}),
        "openings": sum(bool(trace.page) for trace in traces),
        "suspect": suspect,
        "show": show,
        "everything": everything,
        "counts": (len(lines), len(suspect), sum(bool(line.did) for line in lines)),
        "a_day": queries.a_day(traces, clock.today()),
    }
    return render(request, "desk/trail/page.html", context)
