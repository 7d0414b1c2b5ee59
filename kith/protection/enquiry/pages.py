"""Child protection on the record: discussions, enquiries and conferences of a child, and recording them late."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.banners import not_found, open_record, viewer_of
from kith.people.models import Person
from kith.protection.conference import queries as conferences
from kith.protection.conference.rules import DECISION_WORDS
from kith.protection.enquiry import actions, queries, rules
from kith.protection.models import Enquiry
from kith.protection.models.conferences import KINDS
from kith.protection.models.enquiries import DECISIONS, ENQUIRY_OUTCOMES
from kith.ui.render import render
from kith.work import late, typed
from kith.work.standings.queries import all_of
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.timescales.queries import running
from kith.work.visits.sent import text

ABOUT = "the children spoken of"


@page("person/<id:number>/protection/", may=May.READ_RECORD, about="the child")
def person_protection(request: HttpRequest, number: int) -> HttpResponse:
    """What was done to protect a child: discussions, enquiries, conferences, and what is due."""
    person, context = open_record(request, number, "person_protection")
    viewer, today = viewer_of(request), clock.today()
    found = queries.enquiries_of(viewer, number)
    for row in found:
        began, ended = row["standing__started_on"], row["standing__ended_on"]
        row["old"] = rules.cannot_be_returned(began, ended, today)
    context |= {
        "discussions": queries.discussions_of(viewer, number, {row["discussion_id"] for row in found}),
        "enquiries": found,
        "conferences": [_conference(row) for row in conferences.conferences_of(viewer, number)],
        "clocks": [one for one in running(viewer, [number], today).get(number, []) if one.code in CLOCKS],
        "has_plan": any(one.kind in PLANS for one in all_of(viewer, number)),
        "may_enquire": viewer.may(May.SIGN_OFF),
        "may_arrange": viewer.may(May.ARRANGE_CONFERENCE),
        "name": first_name(person),
        "today": today,
    }
    return render(request, "protection/enquiry/record.html", context)


PLANS = ("protection", "temporary_protection")
CLOCKS = frozenset(conferences.rules.TIMESCALES)


def _conference(row: Any) -> dict[str, Any]:
    categories = conferences.categories(row.held_on or clock.today())
    return {
        "number": row.conference_id,
        "kind": KINDS[row.kind],
        "held_on": row.held_on,
        "decision": DECISION_WORDS[row.kind].get(row.decision, ""),
        "category": categories.get(row.category, ""),
        "why": row.why,
        "dissent": row.dissent,
    }


def _together(request: HttpRequest) -> list[Person]:
    """The child named in the address with brothers and sisters of the same open case; else not found."""
    asked = request.GET.get("person", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 18):
        raise Http404
    people = conferences.together(viewer_of(request), int(asked), clock.today())
    if not any(one.pk == int(asked) for one in people):
        not_found(request, int(asked))
    return people


@page("strategy-discussion/new/", may=May.SIGN_OFF, about=ABOUT)
def strategy_new(request: HttpRequest) -> HttpResponse:
    """Record a strategy discussion that was held, also late: who took part, and what was decided for each child."""
    people = _together(request)
    if request.method != "POST":
        return _strategy(request, people)
    try:
        made = actions.hold_discussion(viewer_of(request), told=_told(request, people))
    except Refused as refused:
        return _strategy(request, people, problems=refused.problems, status=422)
    names = [first_name(one) for one in people if request.POST.get(f"decision.{one.pk}")]
    day = reading_words.short_day(made.held_on)
    messages.success(request, f"Strategy discussion of {day} recorded for {reading_words.listing(names)}.")
    late.tell(request, made.held_on)
    return redirect("person_protection", number=int(request.GET["person"]))


def _told(request: HttpRequest, people: list[Person]) -> rules.Told:
    posted = request.POST
    there = [rules.Presence(rules.OURS, True)]
    for code, _ in _agencies():
        if (answer := posted.get(f"there.{code}", "")) in ("yes", "no"):
            there.append(rules.Presence(code, answer == "yes", text(posted, f"words.{code}").strip()))
    decisions = {one.pk: posted.get(f"decision.{one.pk}", "") for one in people}
    return rules.Told(
        typed.day(posted.get("held_on", "")),
        tuple(there),
        {number: decision for number, decision in decisions.items() if decision},
    )


def _agencies() -> list[tuple[str, str]]:
    listed = [one for one in conferences.agencies(clock.today()) if one[0] not in ("family", rules.OURS)]
    first = list(rules.NEEDED)
    return sorted(listed, key=lambda one: first.index(one[0]) if one[0] in first else len(first))


def _strategy(request: HttpRequest, people: list[Person], **more: Any) -> HttpResponse:
    today = clock.today()
    look_at(request, [one.pk for one in people], "Recording a strategy discussion")
    fields = {"decision": f"decision.{people[0].pk}"}
    problems = [
        (fields.get(field, f"there.{field}" if field in rules.NEEDED else field), words)
        for field, words in more.get("problems", ())
    ]
    context = {
        "person": request.GET["person"],
        "children": [(one.pk, called(one, today)) for one in people],
        "agencies": _agencies(),
        "needed": list(rules.NEEDED),
        "decisions": list(DECISIONS.items()),
        "typed": request.POST,
        "problems": problems,
        "door": "people",
    }
    return render(request, "protection/enquiry/strategy.html", context, status=more.get("status", 200))


@page("enquiry/<id:number>/", may=May.SIGN_OFF, about="the child of the enquiry")
def enquiry(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a section 47 enquiry came to, where no piece of work says it."""
    found = queries.enquiry(viewer_of(request), number)
    if found is None:
        raise Http404
    if request.method != "POST":
        return _decide(request, found)
    try:
        actions.decide_enquiry(
            viewer_of(request),
            found,
            outcome=request.POST.get("outcome", ""),
            on=typed.day(request.POST.get("decided_on", "")),
        )
    except Refused as refused:
        return _decide(request, found, problems=refused.problems, status=422)
    messages.success(request, "The outcome of the enquiry is recorded.")
    late.tell_typed(request, "decided_on")
    return redirect("person_protection", number=found.standing.person_id)


def _decide(request: HttpRequest, found: Enquiry, **more: Any) -> HttpResponse:
    look_at(request, [found.standing.person_id], "Section 47 enquiry")
    today = clock.today()
    context = {
        "found": found,
        "person": found.standing.person,
        "outcomes": list(ENQUIRY_OUTCOMES.items()),
        "outcome": request.POST.get("outcome", found.outcome),
        "decided_on": request.POST.get("decided_on", f"{today.day}/{today.month}/{today.year}"),
        "problems": more.get("problems", ()),
        "door": "people",
    }
    return render(request, "protection/enquiry/decide.html", context, status=more.get("status", 200))
