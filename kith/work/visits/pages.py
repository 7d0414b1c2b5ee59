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
from kith.work.visits import actions, clocks, queries, rules, sent, showing
from kith.work.visits.ahead.queries import Planned, between, of_children
from kith.work.visits.due import next_visits
from kith.work.visits.due import standing as standing_of

ABOUT = "the children visited or written about"
REASON = "Recording a visit or note"
WHAT = ("kind", "on", "at", "place", "told.")  # what one changes in the fold at the top


@page("visit/new/", may=May.RECORD_VISIT, about=ABOUT, name="visit_new")
def visit_new(request: HttpRequest) -> HttpResponse:
    """Record a visit to a child and its brothers and sisters, planned or not; first choose whom when none is named."""
    people = _people(request)
    if not people:
        return _choose(request, "visit_new", "Record a visit")
    if request.method == "POST":
        try:
            facts = sent.visit(request.POST, [one.pk for one in people])
            actions.record_visit(request.user, **facts)
        except Refused as refused:
            return _visit_page(request, people, problems=refused.problems, status=422)
        about = [one for one in people if request.POST.get(f"seen.{one.pk}")]
        return _done(request, "Visit recorded", about)
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
    number = sent.number(named)
    if number is None:
        raise Http404
    return people_with(request, number)


def people_with(request: HttpRequest, number: int) -> list[Person]:
    """A child with brothers and sisters, or 404; a merged record stands for the one that stays."""
    today = clock.today()
    people = queries.together(request.user, number, today)
    if not people and (stays := leads_to(request.user, number)):
        people = queries.together(request.user, stays, today)
    if not people:
        raise Http404
    return people


def _choose(request: HttpRequest, name: str, title: str) -> HttpResponse:
    """The children the viewer holds, to choose from; for a visit those first whose visit is due first."""
    today = clock.today()
    families: dict[str, list[tuple[int, str]]] = {}
    held = queries.held(request.user)
    for person in held:
        families.setdefault(person.family_name, []).append((person.pk, called(person, today)))
    look_at(request, [], REASON)
    context: dict[str, Any] = {
        "families": list(families.items()),
        "name": name,
        "title": title,
        "other": _other(name),
    }
    if name == "visit_new":
        context["due"] = next_visits(request.user, [one.pk for one in held], today)
    return render(request, "work/visits/choose.html", context)


def _other(name: str) -> tuple[str, str]:
    return (
        ("Write a note instead", "note_new")
        if name == "visit_new"
        else ("Record a visit instead", "visit_new")
    )


def _record_note(request: HttpRequest, people: list[Person]) -> list[Person]:
    at, problems = rules.moment(request.POST.get("on", ""), request.POST.get("at", ""))
    chosen = set(request.POST.getlist("children"))
    about = [one for one in people if str(one.pk) in chosen]
    if at is None:
        raise Refused.several(problems)
    actions.record_note(
        request.user,
        kind=request.POST.get("kind", ""),
        happened_at=at,
        words=sent.text(request.POST, "words"),
        children={one.pk: sent.text(request.POST, f"words.{one.pk}") for one in about},
    )
    return about


def _visit_page(request: HttpRequest, people: list[Person], **more: Any) -> HttpResponse:
    today, ids = clock.today(), [one.pk for one in people]
    planned = _planned(request, people)
    context = _page(request, people, showing.kinds(today), more)
    if planned and request.method != "POST":
        context |= _as_planned(planned)
    place = request.POST.get("place") or (planned and planned.place) or queries.address_of(request.user, ids)
    standing = standing_of(request.user, ids, today)
    running = {first_name(one): standing.running[one.pk] for one in people if one.pk in standing.running}
    labels = dict(practice.current().lists["visit_kind"].choices(today))
    context |= {
        "seen": rules.SEEN,
        "alerts": queries.alerts_of(request.user, ids, today),
        "place": place,
        "planned": planned,
        "due": standing.due,
        "kind_lines": showing.lines(running, today),
        "not_counted": clocks.not_counted(practice.current().visit_clocks, today, labels),
        "summed": _summed(context, place),
        "open_what": not context["kind"]
        or any(field and field.startswith(WHAT) for field, _ in context["problems"]),
        **showing.asked_for(request.POST, context["problems"], ids, today),
    }
    return render(request, "work/visits/visit.html", context, status=more.get("status", 200))


def _summed(context: dict[str, Any], place: str) -> str:
    """What kind of visit, when and where in one line."""
    label = dict(context["kinds"]).get(context["kind"], "Kind of visit not chosen")
    return " · ".join(words for words in (label, context["on"], context["at"], place) if words)


def _planned(request: HttpRequest, people: list[Person]) -> Planned | None:
    """The visit that was planned: the one named, or else the one of today for these children."""
    named = sent.number(request.POST.get("planned", "") or request.GET.get("planned", ""))
    today = clock.today()
    if named is None:
        days = between(request.user, today, today)
        ids = {one.pk for one in people}
        return next((one for one in days if set(one.ids) & ids), None)
    ahead = of_children(request.user, [one.pk for one in people], today)
    return next((one for one in ahead if one.number == named), None)


def _as_planned(planned: Planned) -> dict[str, str]:
    """The kind as planned; the time too, when it is past: it is a fact and no judgement."""
    told = {"kind": planned.kind}
    if planned.at <= clock.now():
        at = clock.london(planned.at)
        told |= {"on": _written(at.date()), "at": f"{at:%H:%M}"}
    return told


def _note_page(request: HttpRequest, people: list[Person], **more: Any) -> HttpResponse:
    kinds = practice.current().lists["note_kind"].choices(clock.today())
    told = [one for one in kinds if one[0] not in rules.WRITTEN_ELSEWHERE]
    context = _page(request, people, told, more)
    posted = request.POST.getlist("children")
    context["chosen"] = posted if request.method == "POST" else [request.GET.get("person", "")]
    return render(request, "work/visits/note.html", context, status=more.get("status", 200))


def _page(
    request: HttpRequest, people: list[Person], kinds: list[tuple[str, str]], more: dict[str, Any]
) -> dict[str, Any]:
    """What both pages show: the children, the kinds, and now as the day and time unless others were typed."""
    today, now = clock.today(), clock.london(clock.now())
    look_at(request, [one.pk for one in people], REASON)
    return {
        "children": [(one.pk, called(one, today)) for one in people],
        "family": _family_name(people),
        "person": request.GET.get("person", ""),
        "kinds": kinds,
        "on": request.POST.get("on", _written(today)),
        "at": request.POST.get("at", f"{now:%H:%M}"),
        "kind": request.POST.get("kind", ""),
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
    words = f"{what} for {reading_words.listing([first_name(one) for one in about])}."
    messages.success(request, words)
    return redirect(after(about[0].pk))


def after(number: int) -> str:
    """Where one goes when a visit or note is kept: the visits of the child, with the clocks of all."""
    return url_if_any("person_visits", number=number) or url_if_any("person", number=number) or "/"
