"""The family: side by side with its year, and its map."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import clock
from kith.database.working_day import working_calendar
from kith.desk.family import around, queries, rules, showing, side, year
from kith.desk.furniture import address
from kith.people.days import day_asked
from kith.ui.charts.lanes import lanes
from kith.ui.render import render

ABOUT = "everybody of the family who is shown"
LOOK_BACK = timedelta(days=400)


@page("family/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def family(request: HttpRequest, number: int) -> HttpResponse:
    """All children side by side, the family's year, who is around and who lives where on a day."""
    today = clock.today()
    name, members = _opened(request, number)
    on, wrong = day_asked(request.GET.get("on", ""), today)
    gathered = _gather(request.user, members, today)
    children = gathered.children
    born = [child.id for child in children if not child.is_unborn]
    shared = rules.shared(_words_of(gathered), born)
    rows = side.rows(gathered, shared)
    only = request.GET.get("show") == "differences"
    starts, ends = year.window(today)
    ids = [child.id for child in children]
    began = clock.london(datetime.combine(starts, time.min, clock.now().tzinfo))
    told = year.year(
        gathered, queries.visits(request.user, ids, began), queries.contacts(request.user, ids, starts)
    )
    living = queries.living_at(request.user, around.addresses(gathered, on), on)
    households = around.households(gathered, living, on)
    look_at(request, {cell.person_id for home in households for cell in home.others})
    context = _frame(request, number, name, "family") | {
        "children": children,
        "family": gathered,
        "lead": showing.lead(gathered),
        "shared": [(words, "red" if (words, "safety") in _kinds(gathered) else "amber") for words in shared],
        "rows": [row for row in rows if row.differs or not only],
        "only": only,
        "lanes": lanes(told, starts, ends, today) if told else None,
        "twin": year.twin(told, today),
        "adults": around.adults(
            gathered, queries.phones(request.user, [a.id for a in gathered.adults]), shared
        ),
        "households": households,
        "on": on,
        "on_typed": request.GET.get("on", ""),
        "on_wrong": wrong,
        "actions": showing.actions(request.user, children, number),
    }
    return render(request, "desk/family/page.html", context)


@page("family/<id:number>/map/", may=May.READ_RECORD, about=ABOUT)
def family_map(request: HttpRequest, number: int) -> HttpResponse:
    """The family map, and the same facts as a table."""
    today = clock.today()
    name, members = _opened(request, number)
    ids = [one.id for one in members]
    drawn = showing.drawn(members, queries.ties(request.user, ids), queries.homes(request.user, ids), today)
    context = _frame(request, number, name, "family_map") | {
        "map": drawn,
        "words": showing.words(drawn),
        "hrefs": {one.id: address("person", one.id) for one in members},
        "rows": showing.table(drawn),
        "message": showing.message(drawn),
        "may_edit": request.user.may(May.EDIT_PERSON),
    }
    return render(request, "desk/family/map.html", context)


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
    steps = queries.steps(viewer, children, today - LOOK_BACK)
    return side.Gathered(
        today,
        working_calendar(),
        members,
        queries.involvements(viewer, children),
        queries.last_seen(viewer, children),
        steps,
        queries.alerts(viewer, ids, today),
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
