"""The family: side by side with its year, and its map."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock, sent_back
from kith.database.working_day import working_calendar
from kith.desk.family import around, queries, rules, showing, side, year
from kith.desk.family.placed import told_to
from kith.desk.furniture import address
from kith.people.days import day_asked
from kith.people.outputs import queries as outputs
from kith.people.outputs.rules import Reader, heads
from kith.ui.charts.lanes import Lane, lanes
from kith.ui.render import render
from kith.work.plans.queries import plans_of

ABOUT = "everybody of the family who is shown"
LOOK_BACK = timedelta(days=400)


@page("family/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def family(request: HttpRequest, number: int) -> HttpResponse:
    """All children side by side, the family's year, who is around and who lives where on a day."""
    today = clock.today()
    name, members = _opened(request, number)
    on, wrong = day_asked(request.GET.get("on", ""), today)
    reader = _reader(request, members, today)
    gathered = _gather(request.user, members, today)
    gathered = side.for_reader(gathered, reader) if reader else gathered
    children = gathered.children
    born = [child.id for child in children if not child.is_unborn]
    shared = rules.shared(_words_of(gathered), born)
    rows = side.rows(gathered, shared)
    only = request.GET.get("show") == "differences"
    told = _year(request.user, gathered, reader)
    living = queries.living_at(request.user, around.addresses(gathered, on), on)
    households = around.households(gathered, living, on, only_ours=reader is not None)
    look_at(request, {cell.person_id for home in households for cell in home.others})
    context = _frame(request, number, name, "family") | {
        "children": children,
        "family": gathered,
        "lead": showing.lead(gathered),
        "shared": [(words, "red" if (words, "safety") in _kinds(gathered) else "amber") for words in shared],
        "rows": [row for row in rows if row.differs or not only],
        "only": only,
        "lanes": lanes(told, *year.window(today), today) if told else None,
        "twin": year.twin(told),
        "adults": around.adults(
            gathered,
            () if reader else queries.phones(request.user, [one.id for one in gathered.adults]),
            shared,
        ),
        "households": households,
        "on": on,
        "on_typed": request.GET.get("on", ""),
        "on_wrong": wrong,
        "plans": [] if reader else plans_of(request.user, [child.id for child in children]),
        "actions": () if reader else showing.actions(request.user, children, number),
        **_made_for(request, reader, children),
    }
    return render(request, "desk/family/page.html", context)


def _year(viewer: Worker, gathered: side.Gathered, reader: Reader | None) -> list[Lane]:
    """The lanes of the family's year, with no address that is kept from whom they are made for."""
    starts, _ = year.window(gathered.today)
    ids = [child.id for child in gathered.children]
    opened = [held["started_on"] for child in ids if (held := gathered.opened(child))]
    began = datetime.combine(min([starts, *opened]), time.min, clock.LONDON)
    visits = queries.visits(viewer, ids, began)
    if reader:
        visits = [(*rest, reader.without_secrets(place)) for *rest, place in visits]
    return year.year(gathered, visits, queries.contacts(viewer, ids, starts))


@page("family/<id:number>/map/", may=May.READ_RECORD, about=ABOUT)
def family_map(request: HttpRequest, number: int) -> HttpResponse:
    """The family map, and the same facts as a table."""
    today = clock.today()
    name, members = _opened(request, number)
    ids = [one.id for one in members]
    reader, homes = _reader(request, members, today), queries.homes(request.user, ids)
    homes = [told_to(reader, home) for home in homes] if reader else homes
    drawn = showing.drawn(members, queries.ties(request.user, ids), homes, today)
    context = _frame(request, number, name, "family_map") | {
        "map": drawn,
        "words": showing.words(drawn),
        "hrefs": {one.id: address("person", one.id) for one in members},
        "rows": showing.table(drawn),
        "message": showing.message(drawn),
        "may_edit": request.user.may(May.EDIT_PERSON) and not reader,
        **_made_for(request, reader, [one for one in members if one.is_child]),
    }
    return render(request, "desk/family/map.html", context)


def _reader(request: HttpRequest, members: Sequence[queries.Member], today: date) -> Reader | None:
    """Whom the page is made for, as the address says; nobody for ourselves, not found for who is not there."""
    asked = request.GET.get("for", "")
    if asked in ("", outputs.ASK):
        return None
    children = [one.id for one in members if one.is_child]
    found = outputs.reader(request.user, sent_back.number(asked), children, today)
    if found is None:
        raise Http404
    return found


def _made_for(
    request: HttpRequest, reader: Reader | None, children: Sequence[queries.Member]
) -> dict[str, Any]:
    """Who may be chosen to make the page for, or what to know of the one it is made for."""
    named = {one.id: one.cell.name for one in children if not one.is_unborn}
    return {
        "reader": reader,
        "heads": heads(reader) if reader else [],
        "readers": outputs.readers(request.user, named) if request.GET.get("for") == outputs.ASK else [],
    }


@page("person/<id:number>/map/", may=May.READ_RECORD, about="the person")
def person_map(request: HttpRequest, number: int) -> HttpResponse:
    """The family map of one person as a piece of the overview, fetched when the page is there."""
    family_id = queries.family_of(request.user, number)
    today = clock.today()
    members = queries.members(request.user, family_id, today)[1] if family_id else []
    ids = [one.id for one in members]
    if number not in ids:
        raise Http404
    look_at(request, [number])
    drawn = showing.drawn(members, queries.ties(request.user, ids), queries.homes(request.user, ids), today)
    given = {
        "number": family_id,
        "map": drawn,
        "words": showing.words(drawn),
        "hrefs": {one.id: address("person", one.id) for one in members},
        "message": showing.message(drawn),
    }
    return render(request, "desk/family/panel.html", given)


def _opened(request: HttpRequest, number: int) -> tuple[str, list[queries.Member]]:
    """Name and members; not found where there is no family, or nobody of it one may know of."""
    name, members = queries.members(request.user, number, clock.today())
    if not members:
        raise Http404
    look_at(request, [one.id for one in members])
    return name, members


def _frame(request: HttpRequest, number: int, name: str, here: str) -> dict[str, Any]:
    tabs = [("family", "Side by side"), ("family_map", "Family map")]
    tabs += [("family_relationships", "Relationships")] * request.user.may(May.EDIT_PERSON)
    shown = [(words, address(page_name, number), page_name == here) for page_name, words in tabs]
    return {
        "door": "people",
        "number": number,
        "name": name,
        "tabs": [tab for tab in shown if tab[1]],
    }


def _gather(viewer: Worker, members: Sequence[queries.Member], today: date) -> side.Gathered:
    now = [one for one in members if one.ended_on is None or one.ended_on > today]
    children = [one.id for one in now if one.is_child]
    ids = [one.id for one in members]
    steps, beside = (
        queries.steps(viewer, children, today - LOOK_BACK),
        queries.beside(viewer, ids, today),
    )
    return side.Gathered(
        today,
        working_calendar(),
        members,
        queries.involvements(viewer, children),
        queries.last_seen(viewer, children),
        steps,
        beside.alerts,
        beside.network,
        beside.second_homes,
        queries.homes(viewer, ids),
        queries.ties(viewer, ids),
        queries.said(viewer, sorted({step[0] for step in steps})),
    )


def _words_of(family: side.Gathered) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for person, _, words in family.alerts:
        found.setdefault(person, []).append(words)
    return found


def _kinds(family: side.Gathered) -> set[tuple[str, str]]:
    return {(words, kind) for _, kind, words in family.alerts}
