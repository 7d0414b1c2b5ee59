"""The court page of one child: what is due, where it stands, orders, and what courts asked about it."""

from django.http import HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.core import clock
from kith.court import lists, queries, rules
from kith.database.working_day import working_calendar
from kith.people.banners import open_record, viewer_of
from kith.ui.render import render


@page("person/<id:number>/court/", may=May.READ_RECORD, about="the child")
def person_court(request: HttpRequest, number: int) -> HttpResponse:
    """Court work about one child."""
    _, context = open_record(request, number, "person_court")
    viewer, today, calendar = viewer_of(request), clock.today(), working_calendar()
    periods = queries.periods_of(viewer, number)
    asked = queries.requests_of(viewer, number)
    papers = [one for row in periods if row.proceedings for one in row.proceedings.directions.all()]
    due = [(one.due_on, lists.words("court_paper", one.kind), "court_paper", one.pk)
           for one in queries.waiting(papers) if not one.from_whom]  # fmt: skip
    due += [(one.wanted_by, lists.words("court_request", one.kind), "court_request", one.pk)
            for one in asked if not (one.sent_on or one.dropped_on)]  # fmt: skip
    context |= {
        "periods": [(row, _to_say(row)) for row in periods],
        "is_open": any(row.standing.ended_on is None for row in periods),
        "due": [(*one, *queries.standing_of(one[0], today, calendar)) for one in sorted(due)],
        "orders": queries.orders_of(viewer, number),
        "requests": asked,
        "may_record": viewer.may(May.RECORD_COURT),
        "words": lists.words,
        "review_count": rules.review_count,
        "today": today,
    }
    return render(request, "court/record/page.html", context)


def _to_say(row: queries.CourtPeriod) -> list[str]:
    """What the census will ask of pre-proceedings and nobody has said."""
    return rules.still_to_say(queries.before_facts(row.pre_proceedings)) if row.pre_proceedings else []
