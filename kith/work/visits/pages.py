"""Recording a visit, phone first, and a note: written once for brothers and sisters."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access import practice
from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.merging.queries import leads_to
from kith.people.models import Person
from kith.ui.jinja import url_if_any
from kith.ui.render import render
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits import actions, queries, rules

ABOUT = "the children visited or written about"
REASON = "Recording a visit or note"


@page("visit/new/", may=May.RECORD_VISIT, about=ABOUT, name="visit_new")
def visit_new(request: HttpRequest) -> HttpResponse:
    """Record a visit to a child and its brothers and sisters; first choose the family when none is named."""
    people = _people(request)
    if not people:
        return _choose(request, "visit_new", "Record a visit")
    if request.method == "POST":
        try:
            _record_visit(request, people)
        except Refused as refused:
            return _visit_page(request, people, problems=refused.problems, status=422)
        return _done(request, "Visit recorded", [one for one in people if request.POST.get(f"seen.{one.pk}")])
    return _visit_page(request, people)


@page("note/new/", may=May.RECORD_VISIT, about=ABOUT, name="note_new")
def note_new(request: HttpRequest) -> HttpResponse:
    """Write a note about one or several children of a family."""
    people = _people(request)
    if not people:
        return _choose(request, "note_new", "Write a note")
    if request.method == "POST":
        try:
            about = _record_note(request, people)
        except Refused as refused:
            return _note_page(request, people, problems=refused.problems, status=422)
        return _done(request, "Note written", about)
    return _note_page(request, people)


def _people(request: HttpRequest) -> list[Person]:
    """The child named in the address with brothers and sisters; 404 for one the viewer may not know of.

    The number of a record that went into another names the child of the one that stays."""
    named = request.GET.get("person", "")
    if not named:
        return []
    if not named.isascii() or not named.isdecimal() or len(named) > 18:
        raise Http404
    today = clock.today()
    people = queries.together(request.user, int(named), today)
    if not people and (stays := leads_to(request.user, int(named))):
        people = queries.together(request.user, stays, today)
    if not people:
        raise Http404
    return people


def _choose(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """The children the viewer holds, to choose from."""
    today = clock.today()
    families: dict[str, list[tuple[int, str]]] = {}
    for person in queries.held(request.user):
        families.setdefault(person.family_name, []).append((person.pk, called(person, today)))
    look_at(request, [], REASON)
    context = {"families": list(families.items()), "name": name, "title": title, "other": _other(name)}
    return render(request, "work/visits/choose.html", context)


def _other(name: str) -> tuple[str, str]:
    return (
        ("Write a note instead", "note_new")
        if name == "visit_new"
        else ("Record a visit instead", "visit_new")
    )


def _record_visit(request: HttpRequest, people: list[Person]) -> None:
    posted = request.POST
    at, problems = rules.moment(posted.get("on", ""), posted.get("at", ""))
    children = [
        (
            one.pk,
            posted[f"seen.{one.pk}"],
            posted.get(f"reason.{one.pk}", ""),
            _text(request, f"words.{one.pk}"),
        )
        for one in people
        if posted.get(f"seen.{one.pk}")
    ]
    facts = {
        "kind": posted.get("kind", ""),
        "place": _text(request, "place"),
        "words": _text(request, "words"),
    }
    if at is None:
        raise Refused.several(problems)
    actions.record_visit(request.user, visited_at=at, children=children, **facts)


def _record_note(request: HttpRequest, people: list[Person]) -> list[Person]:
    at, problems = rules.moment(request.POST.get("on", ""), request.POST.get("at", ""))
    chosen = set(request.POST.getlist("children"))
    about = [one for one in people if str(one.pk) in chosen]
    if at is None:
        raise Refused.several(problems)
    kind, words = request.POST.get("kind", ""), _text(request, "words")
    actions.record_note(
        request.user, kind=kind, happened_at=at, words=words, children=[one.pk for one in about]
    )
    return about


def _text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n").replace("\x00", "")


def _visit_page(request: HttpRequest, people: list[Person], **more: Any) -> HttpResponse:
    context = _page(request, people, "visit_kind", more)
    ids = [one.pk for one in people]
    context |= {
        "seen": rules.SEEN,
        "alerts": queries.alerts_of(request.user, ids, clock.today()),
        "place": request.POST.get("place") or queries.address_of(request.user, ids),
    }
    return render(request, "work/visits/visit.html", context, status=more.get("status", 200))


def _note_page(request: HttpRequest, people: list[Person], **more: Any) -> HttpResponse:
    context = _page(request, people, "note_kind", more)
    posted = request.POST.getlist("children")
    context["chosen"] = posted if request.method == "POST" else [request.GET.get("person", "")]
    return render(request, "work/visits/note.html", context, status=more.get("status", 200))


def _page(request: HttpRequest, people: list[Person], kinds: str, more: dict[str, Any]) -> dict[str, Any]:
    """What both pages show: the children, the kinds, and now as the day and time unless others were typed."""
    today, now = clock.today(), clock.london(clock.now())
    look_at(request, [one.pk for one in people], REASON)
    return {
        "children": [(one.pk, called(one, today)) for one in people],
        "family": _family_name(people),
        "person": request.GET.get("person", ""),
        "kinds": practice.current().lists[kinds].choices(today),
        "on": request.POST.get("on", _written(today)),
        "at": request.POST.get("at", f"{now:%H:%M}"),
        "typed": request.POST,
        "problems": more.get("problems", ()),
        "door": "people",
    }


def _written(on: date) -> str:
    return f"{on.day}/{on.month}/{on.year}"


def _family_name(people: list[Person]) -> str:
    names = list(dict.fromkeys(one.family_name for one in people if one.family_name))
    return f"{'–'.join(names)} family" if names else first_name(people[0])


def _done(request: HttpRequest, what: str, about: list[Person]) -> HttpResponse:
    messages.success(request, f"{what} for {reading_words.listing([first_name(one) for one in about])}.")
    number = about[0].pk
    return redirect(url_if_any("person_visits", number=number) or url_if_any("person", number=number) or "/")
