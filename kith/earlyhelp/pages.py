"""Early help: the list of one's families, beginning it, the team around the children, and its place on the record."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import teams
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.earlyhelp import actions, queries, rules
from kith.earlyhelp.models import SOURCES, TeamAround
from kith.people.banners import not_found, open_record
from kith.people.models import Person
from kith.ui.render import render
from kith.work import typed as reads
from kith.work.steps.viewing import called
from kith.work.visits.queries import together

ABOUT = "the children in early help"
REASON = "Early help"
LINES = 6  # children that may be written down at once


@page("early-help/", may=May.WORK_EARLY_HELP, about=ABOUT)
def early_help(request: HttpRequest) -> HttpResponse:
    """The families one works with in early help, those of one's teams, and who waits for an answer."""
    viewer, today = request.user, clock.today()
    reached = [] if viewer.sees_own_families_only else [team.pk for team in teams.reached(viewer, today)]
    lines = queries.mine(viewer, reached)
    look_at(request, {person for line in lines for person in line.people}, REASON)
    context = {
        "running": [line for line in lines if line.started_on],
        "offered": [line for line in lines if not line.started_on],
        "levels": {level.code: level for level in queries.levels(today)},
        "sources": SOURCES,
        "own_only": viewer.sees_own_families_only,
        "door": "early_help",
    }
    return render(request, "earlyhelp/list.html", context)


def told_consent(request: HttpRequest) -> rules.Agreed:
    """The consent as it was typed."""
    said = request.POST
    return rules.Agreed(
        who=said.get("who", ""),
        relation=said.get("relation", ""),
        how=said.get("how", ""),
        shares=said.get("shares", ""),
        given_on=reads.day(said.get("given_on", "")),
    )


def told_member(request: HttpRequest) -> rules.Member:
    """Somebody of the team as typed. Accounts are tied by workers of the council alone: with one, somebody sees."""
    said = request.POST
    account = said.get("account", "").strip()
    worker: int | None = None
    if said.get("is_me"):
        worker = request.user.pk
    elif account and not request.user.sees_own_families_only:
        found = Worker.objects.filter(username__iexact=account, is_active=True).first()
        worker = found.pk if found else -1
    return rules.Member(
        name=said.get("name", ""),
        agency=said.get("agency", ""),
        organisation=said.get("organisation", ""),
        does=said.get("does", ""),
        phone=said.get("phone", "").strip(),
        worker=worker,
    )


@page("early-help/new/", may=May.WORK_EARLY_HELP, about="the children early help is begun for")
def early_help_new(request: HttpRequest) -> HttpResponse:
    """Begin early help: for children on record, or for children written down here; nobody without consent."""
    number = sent_back.number(request.GET.get("person", ""))
    people = _on_record(request, number) if number else []
    look_at(request, [one.pk for one in people], REASON)
    if request.method == "POST":
        try:
            made = _begin(request, people)
        except Refused as refused:
            context = _new(request, number, people, request.POST, refused.problems)
            return render(request, "earlyhelp/new.html", context, status=422)
        messages.success(request, "Early help has begun. The assessment is open.")
        return redirect("team_around", number=made.pk)
    return render(request, "earlyhelp/new.html", _new(request, number, people, {}, ()))


def _on_record(request: HttpRequest, number: int) -> list[Person]:
    people = together(request.user, number, clock.today())
    if not people:
        raise Http404
    return people


def _begin(request: HttpRequest, people: list[Person]) -> TeamAround:
    by, said = request.user, request.POST
    facts: dict[str, Any] = {
        "consent": told_consent(request),
        "lead": told_member(request),
        "level": _level(said.get("level", "")),
    }
    if people:
        ticked = said.getlist("children")
        chosen = [one.pk for one in people if str(one.pk) in ticked]
        return actions.begin_with(by, people=chosen, **facts)
    children = [
        rules.NewChild(
            given_name=said.get(f"given_name.{line}", "").strip(),
            family_name=said.get(f"family_name.{line}", "").strip(),
            born_told=said.get(f"born_told.{line}", "").strip(),
            sex=said.get(f"sex.{line}", "U"),
        )
        for line in range(1, LINES + 1)
    ]
    return actions.begin_for_new(by, children=children, **facts)


def _level(said: str) -> str:
    return said if said in {level.code for level in queries.levels(clock.today())} else ""


def _new(request: HttpRequest, number: int, people: list[Person], said: Any, problems: Any) -> dict[str, Any]:
    today, viewer = clock.today(), request.user
    ticked = said.getlist("children") if hasattr(said, "getlist") else [str(one.pk) for one in people]
    first = {
        "name": viewer.name,
        "phone": viewer.phone,
        "is_me": "yes" if viewer.sees_own_families_only else "",
    }
    return form_choices(today) | {
        "people": [(str(one.pk), called(one, today)) for one in people],
        "ticked": ticked,
        "lines": range(1, LINES + 1),
        "shown": max([line for line in range(1, LINES + 1) if said.get(f"given_name.{line}")], default=2),
        "person": number,
        "typed": said or first,
        "problems": problems,
        "own_only": viewer.sees_own_families_only,
        "door": "early_help",
    }


def form_choices(today: date) -> dict[str, Any]:
    """What the forms of early help offer to choose from."""
    return {
        "ways": list(queries.ways(today).items()),
        "agencies": list(queries.agencies(today).items()),
        "levels": [(level.code, f"{level.code} {level.title}") for level in queries.levels(today)],
        "sexes": [("F", "Girl"), ("M", "Boy"), ("U", "Not known")],
        "today_typed": f"{today.day}/{today.month}/{today.year}",
    }


@page("person/<id:number>/early-help/", may=May.READ_WORK, about="the person")
def person_early_help(request: HttpRequest, number: int) -> HttpResponse:
    """Early help on the record of a child: where the child stands on the ladder of need, what there is and was."""
    viewer, today = request.user, clock.today()
    if viewer.may(May.READ_RECORD):
        person, context = open_record(request, number, "person_early_help")
    else:
        person, context = _known(request, number), {"number": number, "door": "early_help"}
    lines = queries.of_child(viewer, number)
    context |= {
        "person": person,
        "name": called(person, today),
        "lines": lines,
        "ladder": queries.ladder(viewer, [person], today, lines[0].level if lines else ""),
        "outcome_words": queries.outcome_words,
        "sources": SOURCES,
        "may_begin": viewer.may(May.WORK_EARLY_HELP) and viewer.may(May.READ_RECORD),
    }
    return render(request, "earlyhelp/person.html", context)


def _known(request: HttpRequest, number: int) -> Person:
    person = Person.objects.seen_by(request.user).filter(pk=number).first()
    if person is None:
        not_found(request, number)
    look_at(request, [number], REASON)
    return person
