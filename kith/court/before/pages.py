"""The page of pre-proceedings: their days, what is still to say, and what may be written down next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.court import lists, queries, rules, sent, showing
from kith.court.before import actions
from kith.court.models import CourtPeriod, PreProceedings
from kith.people.banners import viewer_of
from kith.ui.render import render
from kith.work import late
from kith.work.steps.viewing import called
from kith.work.visits.queries import together

ABOUT = "the children in pre-proceedings"
FORM = "court/before/new.html"
Deed = Callable[[Worker, PreProceedings, Any, list[int]], str]


@page("court/pre-proceedings/new/", may=May.RECORD_COURT, about=ABOUT)
def pre_proceedings_new(request: HttpRequest) -> HttpResponse:
    """Begin pre-proceedings for a child and the brothers and sisters who are ticked."""
    people = showing.family_asked(request)
    if request.method != "POST":
        return showing.new_form(request, FORM, people)
    try:
        children = sent.ticked(request.POST, "children", sent.numbers(people))
        made = actions.begin(viewer_of(request), people=children, on=sent.day(request.POST, "on"))
    except Refused as refused:
        return showing.new_form(request, FORM, people, refused.problems)
    messages.success(request, "Pre-proceedings have begun.")
    late.tell_typed(request, "on")
    return redirect("pre_proceedings", number=made.pk)


@page("court/pre-proceedings/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def pre_proceedings(request: HttpRequest, number: int) -> HttpResponse:
    """Pre-proceedings as they stand."""
    found, inside = _found(request, number)
    return _show(request, found, inside)


@page("court/pre-proceedings/<id:number>/tell/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def pre_proceedings_tell(request: HttpRequest, number: int) -> HttpResponse:
    """Write down one thing, named by ``what``, and come back; what was typed stays where it is refused."""
    found, inside = _found(request, number)
    deed = DEEDS.get(request.POST.get("what", ""))
    if deed is None:
        raise Http404
    try:
        said = deed(viewer_of(request), found, request.POST, [one.person_id for one in inside])
    except Refused as refused:
        return _show(request, found, inside, refused.problems, status=422)
    messages.success(request, said)
    late.tell_typed(request, "letter_on", "meeting_on", "held_on", "outcome_on", "join_on")
    return redirect("pre_proceedings", number=number)


def _letter(by: Worker, found: PreProceedings, posted: Any, people: list[int]) -> str:
    on, offered = sent.day(posted, "letter_on"), sent.yes_no(posted, "offered")
    actions.send_letter(by, found, on=on, offered=offered)
    return "The letter is written down."


def _family(by: Worker, found: PreProceedings, posted: Any, people: list[int]) -> str:
    held, on = sent.yes_no(posted, "held"), sent.day(posted, "meeting_on")
    actions.tell_family_meeting(by, found, held=held, on=on)
    return "What came of the family meeting is written down."


def _meeting(by: Worker, found: PreProceedings, posted: Any, people: list[int]) -> str:
    actions.hold_meeting(by, found, on=sent.day(posted, "held_on"))
    return "The meeting is written down."


def _decision(by: Worker, found: PreProceedings, posted: Any, people: list[int]) -> str:
    chosen, on = sent.ticked(posted, "children", people), sent.day(posted, "outcome_on")
    actions.decide(by, found, people=chosen, outcome=posted.get("outcome", ""), on=on)
    return "The decision is written down."


def _join(by: Worker, found: PreProceedings, posted: Any, people: list[int]) -> str:
    family = together(by, people[0], clock.today())
    chosen = sent.ticked(posted, "joining", [one.pk for one in family if one.pk not in people])
    if not chosen:
        raise Refused("Choose at least one child.", field="joining")
    actions.join(by, found, people=chosen, on=sent.day(posted, "join_on"))
    return "It is about them too from that day."


DEEDS: dict[str, Deed] = {
    "letter": _letter,
    "family_meeting": _family,
    "meeting": _meeting,
    "decision": _decision,
    "join": _join,
}


def _found(request: HttpRequest, number: int) -> tuple[PreProceedings, list[CourtPeriod]]:
    found = queries.before_of(viewer_of(request), number)
    if found is None:
        raise Http404
    inside = queries.inside(viewer_of(request), pre_proceedings=found)
    showing.opened(request, [one.person for one in inside])
    return found, inside


def _show(
    request: HttpRequest,
    found: PreProceedings,
    inside: list[CourtPeriod],
    problems: Any = (),
    *,
    status: int = 200,
) -> HttpResponse:
    viewer, today, known = viewer_of(request), clock.today(), queries.before_facts(found)
    ids = {one.person_id for one in inside}
    family = together(viewer, inside[0].person_id, today)
    context = showing.frame(request, problems) | {
        "found": found,
        "inside": [(one, called(one.person, today)) for one in inside],
        "first": inside[0].person,
        "going_on": [(one.person_id, called(one.person, today)) for one in inside
                     if one.standing.ended_on is None and one.proceedings_id is None],
        "joining": [(one.pk, called(one, today)) for one in family if one.pk not in ids],
        "meetings": known.meetings,
        "reviews": rules.review_count(known.meetings),
        "to_say": rules.still_to_say(known),
        "outcomes": lists.choices("pre_proceedings_outcome", today),
        "yes_no": sent.YES_NO_CHOICES,
        "may_record": viewer.may(May.RECORD_COURT),
        "may_start": viewer.may(May.START_STEP),
    }  # fmt: skip
    return render(request, "court/before/page.html", context, status=status)
