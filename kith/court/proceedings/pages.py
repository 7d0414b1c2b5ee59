"""Pages of proceedings: the application, who has a part, hearings with what was directed, and the end."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock, sent_back
from kith.court import lists, queries, sent, showing
from kith.court.models import CourtPeriod, Hearing, Proceedings
from kith.court.papers import actions as papers
from kith.court.proceedings import actions
from kith.database.working_day import working_calendar
from kith.people.banners import viewer_of
from kith.people.models import Person
from kith.people.outputs.queries import readers
from kith.ui.render import render
from kith.work import late
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called

ABOUT = "the children of the proceedings"
Deed = Callable[[Worker, Proceedings, Any], str]


@page("court/proceedings/new/", may=May.RECORD_COURT, about=ABOUT)
def proceedings_new(request: HttpRequest) -> HttpResponse:
    """Record an application for a child and the brothers and sisters who are ticked."""
    people = showing.family_asked(request)
    if request.method != "POST":
        return _new(request, people)
    posted = request.POST
    try:
        made = actions.apply(
            viewer_of(request),
            people=sent.ticked(posted, "children", sent.numbers(people)),
            kind=posted.get("kind", ""),
            court=posted.get("court", ""),
            applied_on=sent.day(posted, "applied_on"),
            issued_on=sent.day(posted, "issued_on"),
            case_number=posted.get("case_number", ""),
            letter_on=sent.day(posted, "letter_on"),
        )
    except Refused as refused:
        return _new(request, people, refused.problems)
    messages.success(request, "The application is recorded.")
    late.tell_typed(request, "applied_on", "issued_on", "letter_on")
    return redirect("proceedings", number=made.pk)


def _new(request: HttpRequest, people: list[Person], problems: Any = ()) -> HttpResponse:
    kinds = lists.choices("court_application", clock.today())
    return showing.new_form(request, "court/proceedings/new.html", people, problems, kinds=kinds)


@page("court/proceedings/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def proceedings(request: HttpRequest, number: int) -> HttpResponse:
    """Proceedings as they stand."""
    found, inside = _found(request, number)
    return _show(request, found, inside)


@page("court/proceedings/<id:number>/tell/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def proceedings_tell(request: HttpRequest, number: int) -> HttpResponse:
    """Write down one thing, named by ``what``, and come back; what was typed stays where it is refused."""
    found, inside = _found(request, number)
    deed = DEEDS.get(request.POST.get("what", ""))
    if deed is None:
        raise Http404
    try:
        said = deed(viewer_of(request), found, request.POST)
    except Refused as refused:
        return _show(request, found, inside, refused.problems, status=422)
    messages.success(request, said)
    late.tell_typed(request, "issued_on", "letter_on", "party_on", "directed_on", "ended_on")
    return redirect("proceedings", number=number)


def _issue(by: Worker, found: Proceedings, posted: Any) -> str:
    issued_on, letter_on = sent.day(posted, "issued_on"), sent.day(posted, "letter_on")
    number = posted.get("case_number", "")
    actions.issue(by, found, on=issued_on, case_number=number, letter_on=letter_on)
    return "The court has issued it; the clock runs."


def _party(by: Worker, found: Proceedings, posted: Any) -> str:
    actions.add_party(
        by, found, person=sent_back.number(posted.get("person", "")) or None, name=posted.get("name", ""),
        part=posted.get("part", ""), spoken_for_by=posted.get("spoken_for_by", ""), on=sent.day(posted, "party_on"),
    )  # fmt: skip
    return "Added to the parties."


def _hearing(by: Worker, found: Proceedings, posted: Any) -> str:
    on, at = sent.day(posted, "hearing_on"), sent.time_of_day(posted, "hearing_at")
    actions.list_hearing(by, found, kind=posted.get("hearing_kind", ""), on=on, at=at)
    return "The hearing is on the list."


def _paper(by: Worker, found: Proceedings, posted: Any) -> str:
    return direct(by, found, posted, None)


def _end(by: Worker, found: Proceedings, posted: Any) -> str:
    actions.end(by, found, on=sent.day(posted, "ended_on"), reason=posted.get("reason", ""))
    return "The proceedings have ended."


DEEDS: dict[str, Deed] = {
    "issue": _issue,
    "party": _party,
    "hearing": _hearing,
    "paper": _paper,
    "end": _end,
}


def direct(by: Worker, found: Proceedings, posted: Any, hearing: Hearing | None) -> str:
    """Write down what the court wants by a day, as the form has it; gives what to say of it."""
    made = papers.direct(
        by, found, kind=posted.get("paper", ""), words=posted.get("paper_words", ""),
        directed_on=sent.day(posted, "directed_on"), due_on=sent.day(posted, "due_on"),
        from_whom=posted.get("from_whom", ""), hearing=hearing,
    )  # fmt: skip
    opened = f" “{made.step.title}” is open for all of them, due that day." if made.step else ""
    return f"The court wants it by {made.due_on.day}/{made.due_on.month}/{made.due_on.year}.{opened}"


def _found(request: HttpRequest, number: int) -> tuple[Proceedings, list[CourtPeriod]]:
    found = queries.proceedings_of(viewer_of(request), number)
    if found is None:
        raise Http404
    inside = queries.inside(viewer_of(request), proceedings=found)
    showing.opened(request, [one.person for one in inside])
    return found, inside


def _show(
    request: HttpRequest,
    found: Proceedings,
    inside: list[CourtPeriod],
    problems: Any = (),
    *,
    status: int = 200,
) -> HttpResponse:
    viewer, today, calendar = viewer_of(request), clock.today(), working_calendar()
    names = {one.person_id: first_name(one.person) for one in inside}
    kin = [(number, words) for number, words in readers(viewer, names) if number not in names]
    context = showing.frame(request, problems) | {
        "found": found,
        "inside": [(one, called(one.person, today)) for one in inside],
        "first": inside[0].person,
        "parties": queries.parties_of(viewer, found),
        "hearings": queries.hearings_of(viewer, found),
        "papers": [(one, *queries.standing_of(one.due_on, today, calendar))
                   for one in queries.papers_of(viewer, found)],
        "orders": queries.orders_in(viewer, found),
        "kin": kin,
        "parts": lists.choices("court_part", today),
        "hearing_kinds": lists.choices("hearing_kind", today),
        "paper_kinds": lists.choices("court_paper", today),
        "ends": lists.choices("court_end", today),
        "may_record": viewer.may(May.RECORD_COURT) and found.ended_on is None,
    }  # fmt: skip
    return render(request, "court/proceedings/page.html", context, status=status)


@page("court/hearing/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def hearing(request: HttpRequest, number: int) -> HttpResponse:
    """A hearing: what came of it, what was directed and ordered."""
    return _show_hearing(request, *_hearing_of(request, number))


@page("court/hearing/<id:number>/tell/", may=May.RECORD_COURT, about=ABOUT)
@require_POST
def hearing_tell(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what came of a hearing, or what it wants from somebody by a day."""
    found, inside = _hearing_of(request, number)
    posted, by, what = request.POST, viewer_of(request), request.POST.get("what", "")
    try:
        if what == "told":
            held, words = sent.yes_no(posted, "was_held"), posted.get("words", "")
            actions.tell_hearing(by, found, was_held=held, words=words)
            said = "What came of the hearing is written down."
        elif what == "paper":
            said = direct(by, found.proceedings, posted, found)
        else:
            raise Http404
    except Refused as refused:
        return _show_hearing(request, found, inside, refused.problems, status=422)
    messages.success(request, said)
    late.tell(request, found.on)
    return redirect("hearing", number=number)


def _hearing_of(request: HttpRequest, number: int) -> tuple[Hearing, list[CourtPeriod]]:
    viewer = viewer_of(request)
    rows = Hearing.objects.seen_by(viewer).filter(pk=number)
    found = rows.select_related("proceedings", "by").first()
    if found is None:
        raise Http404
    inside = queries.inside(viewer, proceedings=found.proceedings)
    showing.opened(request, [one.person for one in inside])
    return found, inside


def _show_hearing(
    request: HttpRequest, found: Hearing, inside: list[CourtPeriod], problems: Any = (), *, status: int = 200
) -> HttpResponse:
    viewer, today, calendar = viewer_of(request), clock.today(), working_calendar()
    papers = [one for one in queries.papers_of(viewer, found.proceedings) if one.hearing_id == found.pk]
    context = showing.frame(request, problems) | {
        "found": found,
        "court": found.proceedings,
        "inside": [(one, called(one.person, today)) for one in inside],
        "first": inside[0].person,
        "papers": [(one, *queries.standing_of(one.due_on, today, calendar)) for one in papers],
        "orders": [one for one in queries.orders_in(viewer, found.proceedings) if one.hearing_id == found.pk],
        "paper_kinds": lists.choices("court_paper", today),
        "yes_no": sent.YES_NO_CHOICES,
        "may_record": viewer.may(May.RECORD_COURT) and found.proceedings.ended_on is None,
    }
    return render(request, "court/proceedings/hearing.html", context, status=status)
