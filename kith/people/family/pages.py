"""Family and network: who belongs to a person, who lives with them on a day, and changing both."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.core.reading_words import count, listing
from kith.people import actions, queries, rules
from kith.people.banners import open_record, viewer_of
from kith.people.changing import Change, carry_out, chosen, row_sent
from kith.people.days import day_asked, read_day
from kith.people.family import actions as kin_actions
from kith.people.family import queries as family_queries
from kith.people.family import rules as kin_rules
from kith.people.family import table
from kith.people.models import Family, OtherHome, Person
from kith.people.network import queries as network_queries
from kith.ui.jinja import url_if_any
from kith.ui.render import render

TABS = (
    ("family", "Side by side"),
    ("family_map", "Family map"),
    ("family_relationships", "Relationships"),
)


@page("person/<id:number>/family/", may=May.READ_RECORD, about="the person")
def person_family(request: HttpRequest, number: int) -> HttpResponse:
    """Relationships, the household on a day, families and homes."""
    return _show(request, number)


def _show(request: HttpRequest, number: int, refused: Refused | None = None, form: str = "") -> HttpResponse:
    _, context = open_record(request, number, "person_family")
    viewer, today = viewer_of(request), clock.today()
    on, wrong = day_asked(request.GET.get("on", ""), today)
    homes, second_homes = family_queries.homes(viewer, number), family_queries.second_homes(viewer, number)
    home = family_queries.home_on(homes, on)
    households = family_queries.households(viewer, number, home, second_homes, on)
    kin = queries.relationships_of(viewer, number, today)
    context |= {
        "kin_now": [one for one in kin if not one.ended_on],
        "kin_before": [one for one in kin if one.ended_on],
        "families": family_queries.families(viewer, number, today),
        "homes": homes,
        "second_homes": second_homes,
        "network": [one for one in network_queries.network_of(viewer, number) if not one.ended_on],
        "households": households,
        "household": households[0][1],
        "on": on,
        "on_typed": request.GET.get("on", ""),
        "on_wrong": wrong,
        "kinds": [(kind, kind) for kind in rules.RELATIONSHIPS],
        "may_edit": viewer.may(May.EDIT_PERSON),
        "form": form,
        "said": request.POST if refused else {},
        "problems": refused.problems if refused else (),
    }
    return render(request, "people/family/family.html", context, status=422 if refused else 200)


def _changing(request: HttpRequest, number: int, form: str, change: Change) -> HttpResponse:
    def again(refused: Refused) -> HttpResponse:
        return _show(request, number, refused, form)

    return carry_out(request, number, change, page="person_family", again=again)


@page("person/<id:number>/family/relate/", may=May.EDIT_PERSON, about="the person")
def person_relate(request: HttpRequest, number: int) -> HttpResponse:
    """Say that somebody is the mother, brother, friend ... of this person."""

    def change(by: Worker, person: Person, today: date) -> str:
        other = chosen(by, request.POST, "other")
        actions.relate(by, other, person, kind=request.POST.get("kind", ""), today=today)
        return f"{other.name} is on record as {request.POST['kind']} of {person.name}."

    return _changing(request, number, "relate", change)


@page("person/<id:number>/family/unrelate/", may=May.EDIT_PERSON, about="the person")
def person_unrelate(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a relationship has ended."""

    def change(by: Worker, person: Person, today: date) -> str:
        found = family_queries.relationship(
            by, number, sent_back.number(request.POST.get("relationship", ""))
        )
        if found is None:
            raise Refused("Choose a relationship of this person.")
        actions.end_relationship(by, found, ended_on=today, today=today)
        return f"Ended today. It stays in the past of {person.name}."

    return _changing(request, number, "unrelate", change)


@page("person/<id:number>/family/move/", may=May.EDIT_PERSON, about="the person")
def person_move(request: HttpRequest, number: int) -> HttpResponse:
    """Record a move, alone or with people of the household."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        since = read_day(said.get("since", ""), today, "since")
        with_them = {sent_back.number(one) for one in said.getlist("together")}
        together = family_queries.of_the_household(by, number, with_them, today)
        home = {"lines": said.get("lines", ""), "postcode": said.get("postcode", "")}
        actions.move(by, person, since=since, today=today, together=together, **home)
        return f"The move of {listing([one.name for one in (person, *together)])} is on record."

    return _changing(request, number, "move", change)


@page("person/<id:number>/family/other-home/", may=May.EDIT_PERSON, about="the person")
def person_other_home(request: HttpRequest, number: int) -> HttpResponse:
    """Record that a person lives somewhere else too for part of the time, or end that."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if "ended" in said:
            actions.end_other_home(by, row_sent(by, OtherHome, person, said["ended"]), today=today)
            return "Ended today. It stays in the record’s past."
        home = {"lines": said.get("other_lines", ""), "postcode": said.get("other_postcode", "")}
        since = read_day(said.get("other_since", ""), today, "other_since")
        actions.live_also(by, person, when=said.get("when", ""), since=since, today=today, **home)
        return f"{person.name} has two homes on record."

    return _changing(request, number, "other_home", change)


@page("person/<id:number>/family/join/", may=May.EDIT_PERSON, about="the person")
def person_join(request: HttpRequest, number: int) -> HttpResponse:
    """Count somebody among a family of this person, or begin a family."""

    def change(by: Worker, person: Person, today: date) -> str:
        said = request.POST
        if said.get("begin"):
            actions.create_family(by, name=said.get("family_name", ""), members=[person], on=today)
            return f"The {said['family_name'].strip()} family is on record."
        family = family_queries.family(by, number, sent_back.number(said.get("family", "")))
        if family is None:
            raise Refused("Choose a family of this person.", "family")
        other = chosen(by, said, "other")
        actions.add_to_family(by, family, other, started_on=today, today=today)
        return f"{other.name} belongs to the {family.name} family from today."

    return _changing(request, number, "join", change)


@page("person/<id:number>/family/leave/", may=May.EDIT_PERSON, about="the person")
def person_leave(request: HttpRequest, number: int) -> HttpResponse:
    """End somebody's time in a family of this person."""

    def change(by: Worker, person: Person, today: date) -> str:
        member = family_queries.membership(by, number, sent_back.number(request.POST.get("member", "")))
        if member is None:
            raise Refused("Choose somebody of this family.")
        actions.leave_family(by, member, ended_on=today, today=today)
        return "Ended today. It stays in the family’s past."

    return _changing(request, number, "leave", change)


@page("family/<id:number>/relationships/", may=May.EDIT_PERSON, about="everybody of the family")
def family_relationships(request: HttpRequest, number: int) -> HttpResponse:
    """How everybody of a family is related, in one form."""
    by, today = viewer_of(request), clock.today()
    group = family_queries.group(by, number, today)
    if group is None:
        raise Http404
    look_at(request, list(group.cells))
    refused, of = None, table.whose(group, request.GET.get("of", ""))
    if request.method == "POST":
        try:
            family = Family.objects.get(pk=number)
            chosen = table.choices(group, request.POST, today)
            changed = kin_actions.set_relationships(by, family, choices=chosen, today=today)
            messages.success(request, _changed(changed))
            return redirect(request.get_full_path())
        except Refused as problem:
            refused = problem
    tabs = [(words, url_if_any(name, number=number), name == "family_relationships") for name, words in TABS]
    context = {
        "door": "people",
        "number": number,
        "name": group.name,
        "sections": table.sections(group, request.POST, of),
        "of": of,
        "people": list(group.cells.values()),
        "is_large": len(group.cells) > table.MOST_TOGETHER,
        "kinds": kin_rules.KINDS,
        "tabs": [tab for tab in tabs if tab[1]],
        "problems": refused.problems if refused else (),
    }
    return render(request, "people/family/relationships.html", context, status=422 if refused else 200)


def _changed(pairs: int) -> str:
    return (
        f"{count(pairs, 'relationship')} changed." if pairs else "Nothing was different; nothing was changed."
    )
