"""The conference in the room, on a screen that everybody at the table can read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kith.access import practice
from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock, reading_words
from kith.people.banners import viewer_of
from kith.protection.conference import actions, queries, rules, sent
from kith.protection.conference.pages import ABOUT, frame, opened
from kith.protection.conference.record.actions import open_record
from kith.protection.conference.sending import making
from kith.protection.conference.sending.actions import send_decisions
from kith.protection.models import Conference, ConferenceChild
from kith.protection.models.conferences import ATTENDANCE, PARTICIPATION
from kith.ui.render import render
from kith.work import late, typed
from kith.work.plans import queries as plans
from kith.work.plans.actions import add_goal, plan_meeting
from kith.work.plans.promises.actions import add_task
from kith.work.plans.rules import Promise
from kith.work.steps.queries import first_name
from kith.work.visits.sent import number as number_in
from kith.work.visits.sent import text


@page("conference/<id:number>/room/", may=May.CHAIR_CONFERENCE, about=ABOUT)
def conference_room(request: HttpRequest, number: int) -> HttpResponse:
    """Agenda, who is there, what is decided for each child, the plan beside it, and what everybody takes home."""
    return _room(request, *opened(request, number))


def _room(request: HttpRequest, found: Conference, lines: list[ConferenceChild], **more: Any) -> HttpResponse:
    if found.cancelled_at:
        raise Http404
    viewer, today, posted = viewer_of(request), clock.today(), request.POST
    invited = queries.invitations_of(viewer, found)
    plan = found.outline or making.plan_of(viewer, [line.person_id for line in lines])
    undecided = [line.person_id for line in lines if not line.decision]
    there = queries.attended(invited)
    agenda = practice.current().lists[queries.AGENDA].on(today)
    context = frame(found, lines) | {
        "agenda": [(one.label, one.note) for one in agenda],
        "invited": invited,
        "labels": dict(queries.agencies(today)),
        "attendance": list(ATTENDANCE.items()),
        "others": len(rules.other_agencies(there)),
        "held_on": posted.get("held_on", f"{today.day}/{today.month}/{today.year}"),
        "went_on_why": posted.get("went_on_why", ""),
        "decisions": list(rules.DECISION_WORDS[found.kind].items()),
        "categories": list(queries.categories(found.held_on or today).items()),
        "participation": list(PARTICIPATION.items()),
        "undecided": undecided,
        "chosen": posted.getlist("children") if posted.get("what") == "decide" else undecided,
        "plan": plan,
        "whole": plans.whole(viewer, plan) if plan else None,
        "workers": [(one.pk, one.name) for one in (_worker(invited))],
        "to": posted.getlist("to") if posted.get("what") == "send" else [one.pk for one in invited],
        "given": {one.invitation_id for one in queries.papers_of(viewer, found) if one.kind == "decisions"},
        "typed": posted,
        "problems": more.get("problems", ()),
    }
    return render(request, "protection/conference/room/page.html", context, status=more.get("status", 200))


def _worker(invited: list[Any]) -> list[Any]:
    return [one.worker for one in invited if one.worker]


@page("conference/<id:number>/room/write/", may=May.CHAIR_CONFERENCE, about=ABOUT)
@require_POST
def conference_room_write(request: HttpRequest, number: int) -> HttpResponse:
    """Open the conference, decide, write the plan, and give everybody what they take home."""
    found, lines = opened(request, number)
    carry_out = WRITES.get(request.POST.get("what", ""))
    if carry_out is None or found.cancelled_at:
        raise Http404
    try:
        words, place = carry_out(request, found)
    except Refused as refused:
        return _room(request, found, lines, problems=refused.problems, status=422)
    messages.success(request, words)
    if request.POST["what"] in ("hold", "decide"):
        late.tell(request, found.held_on or typed.day(request.POST.get("held_on", "")) or clock.today())
    answer = redirect("conference_room", number=number)
    answer["Location"] = place if place.startswith("/") else answer["Location"] + place
    return answer


def _hold(request: HttpRequest, found: Conference) -> tuple[str, str]:
    viewer = viewer_of(request)
    made = actions.hold(
        viewer,
        found,
        on=typed.day(request.POST.get("held_on", "")),
        attended=sent.attended(request.POST, queries.invitations_of(viewer, found)),
        went_on_why=text(request.POST, "went_on_why"),
    )
    day = reading_words.short_day(made.held_on) if made.held_on else ""
    return f"The conference of {day} is open.", "#decide"


def _decide(request: HttpRequest, found: Conference) -> tuple[str, str]:
    children = [one for one in map(number_in, request.POST.getlist("children")) if one is not None]
    made = actions.decide(viewer_of(request), found, children=children, told=sent.decided(request.POST))
    names = reading_words.listing([first_name(line.person) for line in made])
    return f"Decided for {names}: {rules.DECISION_WORDS[found.kind][made[0].decision]}.", "#decided"


def _goal(request: HttpRequest, found: Conference) -> tuple[str, str]:
    viewer = viewer_of(request)
    plan = actions.open_outline(viewer, found)
    add_goal(viewer, plan, words=text(request.POST, "goal").strip(), whose="")
    return "The goal is in the plan.", "#plan"


def _task(request: HttpRequest, found: Conference) -> tuple[str, str]:
    viewer = viewer_of(request)
    plan = actions.open_outline(viewer, found)
    who = sent.line(request.POST, "owner")
    invited = {one.name.casefold(): one for one in queries.invitations_of(viewer, found)}
    one = invited.get(who.casefold())
    kind = "agency"
    if one is not None:
        kind = "worker" if one.worker_id else "family" if one.agency == rules.FAMILY else "agency"
    add_task(
        viewer,
        plan,
        told=Promise(
            words=text(request.POST, "words").strip(),
            owner_kind=kind,
            owner=who,
            when=sent.line(request.POST, "when"),
            worker=one.worker_id if one else None,
            person=one.person_id if one else None,
        ),
    )
    return "The task is in the plan.", "#plan"


def _again(request: HttpRequest, found: Conference) -> tuple[str, str]:
    viewer = viewer_of(request)
    plan = actions.open_outline(viewer, found)
    plan_meeting(viewer, plan, on=typed.day(request.POST.get("review_on", "")), words="")
    return "The day of the next meeting is in the plan.", "#plan"


def _send(request: HttpRequest, found: Conference) -> tuple[str, str]:
    to = [one for one in map(number_in, request.POST.getlist("to")) if one is not None]
    made = send_decisions(viewer_of(request), found, to=to)
    mail = sum(one.mail_id is not None for one in made)
    words = f"{reading_words.count(len(made), 'copy', 'copies')} made, {mail} told by mail. Print them now."
    return words, "#send"


def _record(request: HttpRequest, found: Conference) -> tuple[str, str]:
    made = open_record(viewer_of(request), found)
    return "What was decided stands beside the record already.", reverse("step", kwargs={"number": made.pk})


WRITES = {
    "hold": _hold,
    "decide": _decide,
    "goal": _goal,
    "task": _task,
    "again": _again,
    "send": _send,
    "record": _record,
}
