"""A paper a court wants in proceedings, and a request of a family court: read, answered, or not wanted any more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.court import lists, queries, sent, showing
from kith.court.models import CourtPeriod, CourtRequest, Direction
from kith.court.papers import actions
from kith.database.working_day import working_calendar
from kith.people.banners import viewer_of
from kith.people.models import Person
from kith.ui.render import render
from kith.work import late
from kith.work.models import Step
from kith.work.statements.queries import copies_of
from kith.work.steps.viewing import called

ABOUT = "the children a court asks about"


@page("court/paper/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def court_paper(request: HttpRequest, number: int) -> HttpResponse:
    """One thing that a court wants in proceedings, by when, and where it is written."""
    return _show_paper(request, *_paper(request, number))


@page("court/paper/<id:number>/tell/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def court_paper_tell(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it was filed, or that the court does not want it any more."""
    found, inside = _paper(request, number)
    posted, by = request.POST, viewer_of(request)
    try:
        if posted.get("what") == "filed":
            actions.file(by, found, on=sent.day(posted, "filed_on"))
            said = "Filed."
        elif posted.get("what") == "released":
            actions.release(by, found, why=posted.get("why", ""))
            said = "Not wanted any more."
        else:
            raise Http404
    except Refused as refused:
        return _show_paper(request, found, inside, refused.problems, status=422)
    messages.success(request, said)
    late.tell_typed(request, "filed_on")
    return redirect("proceedings", number=found.proceedings_id)


def _paper(request: HttpRequest, number: int) -> tuple[Direction, list[CourtPeriod]]:
    viewer = viewer_of(request)
    rows = Direction.objects.seen_by(viewer).filter(pk=number)
    found = rows.select_related("proceedings", "hearing", "by", "step").first()
    if found is None:
        raise Http404
    inside = queries.inside(viewer, proceedings=found.proceedings)
    showing.opened(request, [one.person for one in inside])
    return found, inside


def _show_paper(
    request: HttpRequest,
    found: Direction,
    inside: list[CourtPeriod],
    problems: Any = (),
    *,
    status: int = 200,
) -> HttpResponse:
    is_over = bool(found.filed_on or found.dropped_on)
    context = showing.frame(request, problems) | _of_step(request, found.step) | {
        "found": found,
        "title": lists.words("court_paper", found.kind),
        "children": [(one.person_id, called(one.person, clock.today())) for one in inside],
        "first": inside[0].person,
        "clock": queries.standing_of(found.due_on, clock.today(), working_calendar()),
        "may_record": viewer_of(request).may(May.RECORD_COURT) and not is_over,
    }  # fmt: skip
    return render(request, "court/papers/paper.html", context, status=status)


def _of_step(request: HttpRequest, step: Step | None) -> dict[str, Any]:
    """The form it is written in, as far as the viewer may know of it, and what was sent of it."""
    viewer = viewer_of(request)
    known = Step.objects.seen_by(viewer).filter(pk=step.pk).first() if step else None
    copies = copies_of(viewer, known) if known else []
    last = clock.london(copies[0].at).date() if copies else None
    return {"step": known, "copies": copies, "last_sent": showing.written(last)}


@page("court/request/new/", may=May.RECORD_COURT, about=ABOUT)
def court_request_new(request: HttpRequest) -> HttpResponse:
    """Write down what a court asks about a child and the brothers and sisters who are ticked."""
    people = showing.family_asked(request)
    if request.method != "POST":
        return _new(request, people)
    posted = request.POST
    try:
        made = actions.ask(
            viewer_of(request),
            people=sent.ticked(posted, "children", sent.numbers(people)),
            kind=posted.get("kind", ""),
            court=posted.get("court", ""),
            asked_on=sent.day(posted, "asked_on"),
            wanted_by=sent.day(posted, "wanted_by"),
            case_number=posted.get("case_number", ""),
            words=posted.get("words", ""),
        )
    except Refused as refused:
        return _new(request, people, refused.problems)
    opened = f" “{made.step.title}” is open for all of them, due on the court’s day." if made.step else ""
    messages.success(request, f"The request is written down.{opened}")
    late.tell_typed(request, "asked_on")
    return redirect("court_request", number=made.pk)


def _new(request: HttpRequest, people: list[Person], problems: Any = ()) -> HttpResponse:
    kinds = lists.choices("court_request", clock.today())
    return showing.new_form(request, "court/papers/new.html", people, problems, kinds=kinds)


@page("court/request/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def court_request(request: HttpRequest, number: int) -> HttpResponse:
    """What a court asks about children, by when, and where it is written."""
    return _show_request(request, *_request(request, number))


@page("court/request/<id:number>/tell/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def court_request_tell(request: HttpRequest, number: int) -> HttpResponse:
    """Say that it was sent and how many hours it took, or that the court does not ask for it any more."""
    found, people = _request(request, number)
    posted, by = request.POST, viewer_of(request)
    try:
        if posted.get("what") == "sent":
            actions.answer(by, found, on=sent.day(posted, "sent_on"), hours=sent.hours(posted, "hours"))
            said = "Sent to the court."
        elif posted.get("what") == "released":
            actions.withdraw(by, found, why=posted.get("why", ""))
            said = "Not wanted any more."
        else:
            raise Http404
    except Refused as refused:
        return _show_request(request, found, people, refused.problems, status=422)
    messages.success(request, said)
    late.tell_typed(request, "sent_on")
    return redirect("court_request", number=number)


def _request(request: HttpRequest, number: int) -> tuple[CourtRequest, list[Person]]:
    viewer = viewer_of(request)
    found = CourtRequest.objects.seen_by(viewer).filter(pk=number).select_related("by", "step").first()
    if found is None:
        raise Http404
    people = queries.asked_about(viewer, found)
    showing.opened(request, people)
    return found, people


def _show_request(
    request: HttpRequest, found: CourtRequest, people: list[Person], problems: Any = (), *, status: int = 200
) -> HttpResponse:
    is_over = bool(found.sent_on or found.dropped_on)
    context = showing.frame(request, problems) | _of_step(request, found.step) | {
        "found": found,
        "title": lists.words("court_request", found.kind),
        "children": [(one.pk, called(one, clock.today())) for one in people],
        "first": people[0],
        "clock": queries.standing_of(found.wanted_by, clock.today(), working_calendar()),
        "may_record": viewer_of(request).may(May.RECORD_COURT) and not is_over,
    }  # fmt: skip
    return render(request, "court/papers/request.html", context, status=status)
