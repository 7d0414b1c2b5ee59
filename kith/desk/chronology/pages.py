"""The chronology of a child or of brothers and sisters together: choose, read, take along, say what an event means."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.chronology import GAP, KEY, chosen
from kith.desk.chronology import queries, rules
from kith.desk.record.pages import opened
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import handed, heads
from kith.ui.formatting import long_day
from kith.ui.render import render
from kith.ui.spreadsheets import spreadsheet
from kith.work.marking.actions import LONGEST, mark_event

SHOWN = 300
ABOUT = "the person and the siblings chosen"
TAB = "person_chronology"


@page("person/<id:number>/chronology/", may=May.READ_RECORD, about=ABOUT)
def person_chronology(request: HttpRequest, number: int) -> HttpResponse:
    """The line of events, with the times nobody saw a child."""
    context, asked, found = _chosen(request, number)
    if context["reader"]:
        return _handed(request, context, asked, found)
    context |= {
        "readers": outputs.readers(request.user, context["names"])
        if request.GET.get("for") == outputs.ASK
        else [],
        "events": found[:SHOWN],
        "total": len(found),
        "asked": asked,
        "sources": [(source.code, source.words) for source in queries.sources()],
        "may_mark": request.user.may(May.RECORD_VISIT),
        "gap": GAP,
        "sources_of": {event.key: rules.source_words(event, queries.numbered()) for event in found[:SHOWN]},
    }
    return render(request, "desk/chronology/page.html", context)


@page("person/<id:number>/chronology/csv/", may=May.READ_RECORD, about=ABOUT)
def person_chronology_csv(request: HttpRequest, number: int) -> HttpResponse:
    """The chosen events as a file for a spreadsheet, each with its source, the oldest first."""
    context, _, found = _chosen(request, number)
    if reader := context["reader"]:
        found, _ = handed(found, reader)
    rows = rules.rows_to_download(found, context["names"], queries.numbered())
    return spreadsheet(f"chronology-{number}", clock.today(), rules.HEADINGS, rows)


def _handed(
    request: HttpRequest, context: dict[str, Any], asked: rules.Asked, found: list[Any]
) -> HttpResponse:
    """The chronology as somebody may take it away: no banner, no address that is kept from them."""
    reader = context["reader"]
    events, left_out = handed(found, reader)
    shown = {name: context[name] for name in ("door", "number", "names")} | {
        "name": context["banner"]["name"],
        "reader": reader,
        "heads": heads(reader),
        "events": list(reversed(events)),
        "left_out": left_out,
        "asked": asked,
    }
    return render(request, "desk/chronology/handed.html", shown)


@page("person/<id:number>/chronology/<slug:event>/", may=May.RECORD_VISIT, about=ABOUT)
def person_event(request: HttpRequest, number: int, event: str) -> HttpResponse:
    """Say of one event whether it is a key event and what it means, for the child or for all it is about."""
    context = opened(request, number, TAB)
    names = {child.person_id: child.first for child in context["banner"]["children"]}
    found = queries.event_called(request.user, sorted(names.keys() | {number}), event)
    own = next((one for one in found if number in one.people), None)
    if own is None:
        raise Http404
    everybody = frozenset().union(*(one.people for one in found))
    look_at(request, everybody)
    context |= {"event": own, "names": names, "everybody": everybody, "longest": LONGEST, "typed": {}}
    if request.method == "POST":
        typed = request.POST
        people = everybody if typed.get("whom") == rules.TOGETHER else {number}
        try:
            for one in found:
                if one.people & people:
                    mark_event(
                        request.user,
                        one,
                        people=people,
                        is_key=typed.get("weight") == KEY,
                        meaning=typed.get("meaning", ""),
                    )
        except Refused as refused:
            context |= {"problems": refused.problems, "typed": typed}
            return render(request, "desk/chronology/event.html", context, status=422)
        messages.success(request, f"Kept: what {long_day(own.on)} means.")
        return redirect(TAB, number=number)
    return render(request, "desk/chronology/event.html", context)


def _chosen(request: HttpRequest, number: int) -> tuple[dict[str, Any], rules.Asked, list[Any]]:
    """The record, what was asked, and the events; everybody whose events are shown gets a line in the trail."""
    context = opened(request, number, TAB)
    siblings = context["banner"]["children"]
    given, today = request.GET, clock.today()
    asked, problems = rules.read(
        given.get("with", ""), given.get("show", ""), given.getlist("kind"), given.get("from", ""), given.get("to", ""),
        [source.code for source in queries.sources()], given.get("for", ""),
    )  # fmt: skip
    people = {number, *(child.person_id for child in siblings if asked.together)}
    look_at(request, people)
    names = {child.person_id: child.first for child in siblings if child.person_id in people}
    context |= {
        "siblings": siblings,
        "names": names or {number: context["banner"]["called"]},
        "problems": problems,
        "typed": (given.get("from", ""), given.get("to", "")),
        "reader": outputs.reader(request.user, asked.reader, sorted(people), today) if asked.reader else None,
    }
    if asked.reader and context["reader"] is None:
        raise Http404
    found = queries.events(request.user, sorted(people), today, asked.kinds)
    return context, asked, chosen(found, only_key=asked.only_key, first=asked.first, last=asked.last)
