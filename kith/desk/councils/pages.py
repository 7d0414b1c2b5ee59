"""Other councils: cases on their way, and children of theirs who live here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import look_at, page
from kith.access.may import May
from kith.core import Refused, clock, sent_back
from kith.desk.councils import actions
from kith.frontdoor.councils import actions as councils
from kith.frontdoor.councils import queries, rules
from kith.frontdoor.models import ANSWERS, STAYS, CouncilTransfer
from kith.ui.render import render
from kith.work import typed as reads
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import called
from kith.work.visits.queries import together

ABOUT, REASON = "the children who move between councils", "Other councils"
WAYS = [("out", "Our case goes to another council"), ("in", "A child comes from another council")]


def _day(request: HttpRequest, name: str) -> Any:
    return reads.day(request.POST.get(name, ""))


def _today_typed() -> str:
    today = clock.today()
    return f"{today.day}/{today.month}/{today.year}"


@page("councils/", may=May.READ_RECORD, about=ABOUT)
def other_councils(request: HttpRequest) -> HttpResponse:
    """Cases on their way to or from other councils, and the register of their children who live here."""
    viewer = request.user
    lines, stays = queries.lines(viewer), queries.staying(viewer)
    look_at(
        request,
        {one for line in lines for one, _ in line.children} | {one.person_id for one in stays},
        REASON,
    )
    context = {
        "going": [line for line in lines if line.way == "out"],
        "coming": [line for line in lines if line.way == "in"],
        "stays": stays,
        "kinds": STAYS,
        "door": "people",
    }
    return render(request, "desk/councils/list.html", context)


@page("councils/new/", may=May.RECORD_PLANS, about=ABOUT)
def council_transfer_new(request: HttpRequest) -> HttpResponse:
    """Tell another council of a case, or write down that they told us of one."""
    number = sent_back.number(request.GET.get("person", ""))
    people = together(request.user, number, clock.today()) if number else []
    if not people:
        raise Http404
    look_at(request, [one.pk for one in people], REASON)
    said = request.POST
    context: dict[str, Any] = {
        "people": [(str(one.pk), called(one, clock.today())) for one in people],
        "person": number,
        "ways": WAYS,
        "typed": said,
        "ticked": said.getlist("children") if said else [str(number)],
        "planned": said.getlist("on_plan"),
        "today_typed": _today_typed(),
        "problems": (),
        "door": "people",
    }
    if request.method == "POST":
        chosen = [one.pk for one in people if str(one.pk) in said.getlist("children")]
        facts: dict[str, Any] = {
            "council": said.get("council", ""), "told_on": _day(request, "told_on"), "whom": said.get("whom", ""),
            "words": said.get("words", ""),
        }  # fmt: skip
        try:
            made = _begin(request, chosen, facts)
        except Refused as refused:
            return render(
                request, "desk/councils/new.html", context | {"problems": refused.problems}, status=422
            )
        messages.success(request, "Kept. It stands on the list until the case has moved.")
        return redirect("council_transfer", number=made.pk)
    return render(request, "desk/councils/new.html", context)


def _begin(request: HttpRequest, chosen: list[int], facts: dict[str, Any]) -> CouncilTransfer:
    way = request.POST.get("way", "")
    if way == "out":
        return councils.tell_out(request.user, chosen, **facts)
    if way == "in":
        planned = [one for one in chosen if str(one) in request.POST.getlist("on_plan")]
        return councils.told_in(request.user, chosen, on_plan=planned, **facts)
    raise Refused.several(rules.telling_problems(way=way, children=len(chosen), today=clock.today(), **facts))


def _opened(request: HttpRequest, number: int) -> CouncilTransfer:
    row = queries.transfer_of(request.user, number)
    children = queries.children_of(request.user, row) if row else []
    if row is None or not children:
        raise Http404
    look_at(request, [one.person_id for one in children], REASON)
    return row


@page("councils/<id:number>/", may=May.READ_RECORD, about=ABOUT)
def council_transfer(request: HttpRequest, number: int) -> HttpResponse:
    """One case on its way: whom we told or who told us, what they answered, when it moved."""
    return _show(request, _opened(request, number))


def _show(request: HttpRequest, row: CouncilTransfer, **more: Any) -> HttpResponse:
    viewer, today = request.user, clock.today()
    row = queries.transfer_of(viewer, row.pk) or row
    children = queries.children_of(viewer, row)
    typed = more.get("typed", {})
    people = [one.person_id for one in children]
    context = {
        "row": row,
        "children": [(one.person_id, called(one.person, today), one.on_plan) for one in children],
        "called": ", ".join(first_name(one.person) for one in children),
        "state": rules.state_words(row.way, row.answer, row.answered_on, row.moved_on, row.told_on),
        "line": next((line for line in queries.lines(viewer) if line.number == row.pk), None),
        "on_plan_now": bool(queries.standing_in(people, "protection")),
        "answers": list(ANSWERS.items()),
        "answered": ANSWERS,
        "may_write": viewer.may(May.RECORD_PLANS) and row.is_open,
        "may_close": viewer.may(May.CLOSE_INVOLVEMENT) and row.is_open,
        "typed": typed,
        "did": typed.get("do", ""),
        "today_typed": _today_typed(),
        "problems": more.get("problems", ()),
        "door": "people",
    }
    return render(request, "desk/councils/transfer.html", context, status=more.get("status", 200))


def _answer(request: HttpRequest, row: CouncilTransfer) -> str:
    said = request.POST
    councils.answer_out(
        request.user, row, answer=said.get("answer", ""), on=_day(request, "answered_on"),
        who=said.get("answered_by", ""), words=said.get("answer_words", ""),
    )  # fmt: skip
    return "Kept what they answered."


def _move(request: HttpRequest, row: CouncilTransfer) -> str:
    if not request.user.may(May.CLOSE_INVOLVEMENT):
        raise Refused("A manager ends the case when it has moved.")
    actions.hand_over(
        request.user, row, on=_day(request, "moved_on"), conference_on=_day(request, "conference_on"),
        words=request.POST.get("moved_words", ""),
    )  # fmt: skip
    return f"The cases have ended: {row.council} has taken them over."


def _come(request: HttpRequest, row: CouncilTransfer) -> str:
    councils.has_come(request.user, row, on=_day(request, "moved_on"))
    return "Kept the day they came."


DEEDS: dict[str, Callable[[HttpRequest, CouncilTransfer], str]] = {
    "answer": _answer,
    "move": _move,
    "come": _come,
}


@page("councils/<id:number>/write/", may=May.RECORD_PLANS, about=ABOUT)
@require_POST
def council_transfer_write(request: HttpRequest, number: int) -> HttpResponse:
    """Do one thing with a case on its way, named by ``do``; what was typed stays where it is refused."""
    row = _opened(request, number)
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None:
        raise Http404
    try:
        told = deed(request, row)
    except Refused as refused:
        return _show(request, row, problems=refused.problems, typed=request.POST, status=422)
    messages.success(request, told)
    return redirect("council_transfer", number=number)


@page("person/<id:number>/councils/", may=May.RECORD_PLANS, about="the person")
def person_stays_here(request: HttpRequest, number: int) -> HttpResponse:
    """A child of another council lives here, or does not any more: what they told us of it."""
    viewer = request.user
    person = queries.person_of(viewer, number)
    if person is None:
        raise Http404
    look_at(request, [number], REASON)
    said = request.POST
    context: dict[str, Any] = {
        "person": person, "name": called(person, clock.today()), "stays": queries.staying(viewer, number),
        "lines": queries.lines(viewer, number), "kinds": list(STAYS.items()), "lives": STAYS, "typed": said,
        "today_typed": _today_typed(), "problems": (), "door": "people",
    }  # fmt: skip
    if request.method == "POST":
        try:
            told = _stay(request, person)
        except Refused as refused:
            return render(
                request, "desk/councils/person.html", context | {"problems": refused.problems}, status=422
            )
        messages.success(request, told)
        return redirect("person_stays_here", number=number)
    return render(request, "desk/councils/person.html", context)


def _stay(request: HttpRequest, person: Any) -> str:
    said = request.POST
    if "left" in said:
        stay = queries.stay_of(request.user, sent_back.number(said["left"]))
        if stay is None or stay.person_id != person.pk:
            raise Refused("Choose the stay that has ended.")
        councils.leaves(request.user, stay, on=_day(request, "ended_on"))
        return "Kept. The child is no longer on the list."
    councils.stays_here(
        request.user, person, council=said.get("council", ""), kind=said.get("kind", ""),
        told_on=_day(request, "told_on"), started_on=_day(request, "started_on"), whom=said.get("whom", ""),
        words=said.get("words", ""),
    )  # fmt: skip
    return "On the list of children of other councils who live here. It makes no case of ours."
