"""One meeting on the screen: what is to stand in its paper, the paper as a draft and as locked, and its files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.reading_words import long_day
from kith.core.sent_back import number as as_number
from kith.improvement.adding.actions import Wanted
from kith.improvement.boards import actions, paper, queries, rules
from kith.improvement.boards.by_itself import actions as own_day
from kith.improvement.boards.paper import Days
from kith.improvement.boards.words import CAME, DECISIONS, PARTS
from kith.improvement.days import typed_day
from kith.improvement.guests import rules as guest
from kith.improvement.guests.actions import write_guests
from kith.improvement.guests.queries import guests_of
from kith.improvement.layout.rules import BETWEEN_BODIES
from kith.improvement.meeting import actions as deciding
from kith.improvement.meeting import printing
from kith.improvement.models import AgendaItem, BoardCommentary, BoardMeeting, PlanTheme
from kith.improvement.plan.pages import DOOR
from kith.performance.packs.content import Pack, said
from kith.ui.render import render

Problems = Any


@page("improvement/meeting/<id:number>/", may=May.SEE_IMPROVEMENT)
def board_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: its agenda, what people write for its paper, and the locking of that."""
    return _show(request, _meeting(number))


@page("improvement/meeting/<id:number>/write/", may=May.KEEP_BOARDS)
@require_POST
def board_meeting_write(request: HttpRequest, number: int) -> HttpResponse:
    """Put something on the agenda, write commentary, take either back, set the paper's own day, or say who came."""
    meeting, do = _meeting(number), DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        done = do(request, meeting)
    except Refused as refused:
        return _show(request, _meeting(number), refused.problems)
    messages.success(request, done)
    return redirect("board_meeting", number=number)


@page("improvement/meeting/<id:number>/lock/", may=May.KEEP_BOARDS)
@require_POST
def board_meeting_lock(request: HttpRequest, number: int) -> HttpResponse:
    """Lock the paper: it is kept word for word, and its figures are published with their lists."""
    meeting, posted = _meeting(number), request.POST
    stood_on = typed_day(posted.get("stood_on", ""))
    month_on = rules.month_of(posted.get("month_on", ""), stood_on)
    try:
        actions.lock(request.user, meeting, stood_on=stood_on, month_on=month_on)
    except Refused as refused:
        return _show(request, _meeting(number), refused.problems)
    messages.success(request, "The paper is locked: it will always say what it says now.")
    return redirect("board_paper", number=number)


@page("improvement/meeting/<id:number>/decide/", may=May.KEEP_BOARDS)
@require_POST
def board_meeting_decide(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what the meeting decided, and what that does to an action of a plan."""
    meeting, do = _meeting(number), DECIDES.get(request.POST.get("kind", ""))
    try:
        if do is None:
            raise Refused("Choose what the decision does.", field="kind")
        do(request, meeting)
    except Refused as refused:
        named = [(FIELDS.get(field or "", field), words) for field, words in refused.problems]
        return _show(request, _meeting(number), named)
    messages.success(request, "The decision is written down.")
    return redirect("board_meeting", number=number)


@page("improvement/meeting/<id:number>/paper/", may=May.SEE_IMPROVEMENT)
def board_paper(request: HttpRequest, number: int) -> HttpResponse:
    """The paper of a meeting: as it was locked, or as a draft for those who keep boards."""
    meeting = _meeting(number)
    if meeting.locked is None and not request.user.may(May.KEEP_BOARDS):  # type: ignore[union-attr]
        raise Http404
    made = printing.pack_of(meeting.locked) if meeting.locked else _draft(meeting)
    context = {
        "door": DOOR,
        "meeting": meeting,
        "pack": made,
        "said": said,
        "parts": [(part, part.tables) for part in made.parts],
        "figures": _published(request, meeting),
    }
    return render(request, "improvement/meeting/paper.html", context)


@page("improvement/meeting/<id:number>/paper/<slug:form>/", may=May.SEE_IMPROVEMENT)
def board_paper_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """A locked paper as a PDF, for a word processor, or as a workbook."""
    meeting = _meeting(number)
    if form not in printing.FORMS or meeting.locked is None:
        raise Http404
    return printing.answer(printing.pack_of(meeting.locked), form)


def _draft(meeting: BoardMeeting) -> Pack:
    """The paper as it would be locked now, with the days that the form proposes."""
    days = _usual(meeting)
    return paper.pack(paper.read(meeting, days, queries.cards(meeting.board, days.month)))


def _usual(meeting: BoardMeeting) -> Days:
    on = min(clock.today(), meeting.held_on)
    return Days(on, rules.usual_month(on))


def _published(request: HttpRequest, meeting: BoardMeeting) -> list[Any]:
    """The figures of a locked paper with their lists, for who may see figures."""
    if meeting.locked is None or not request.user.may(May.SEE_PERFORMANCE):  # type: ignore[union-attr]
        return []
    return [one.figure for one in meeting.locked.rows.select_related("figure").order_by("place")]


def _agenda(request: HttpRequest, meeting: BoardMeeting) -> str:
    posted = request.POST
    actions.put_on_agenda(
        request.user, meeting, title=posted.get("title", ""), brought_by=posted.get("brought_by", "")
    )
    return "It is on the agenda."


def _comment(request: HttpRequest, meeting: BoardMeeting) -> str:
    actions.comment(
        request.user, meeting, part=request.POST.get("part", ""), words=request.POST.get("words", "")
    )
    return "It will stand in the paper."


def _take_off(request: HttpRequest, meeting: BoardMeeting) -> str:
    lines: dict[str, QuerySet[Any]] = {
        "agenda": AgendaItem.objects.all(),
        "commentary": BoardCommentary.objects.all(),
    }
    rows = lines.get(request.POST.get("from", ""))
    number = as_number(request.POST.get("line", ""))
    if rows is None:
        raise Http404
    row = rows.filter(pk=number, meeting=meeting).select_related("meeting__board").first()
    if row is None:
        raise Http404
    actions.take_off(request.user, row)
    return "It is taken back."


def _decide(request: HttpRequest, meeting: BoardMeeting) -> None:
    deciding.decide(request.user, meeting, words=request.POST.get("decision", ""))


def _decide_note(request: HttpRequest, meeting: BoardMeeting) -> None:
    deciding.decide_note(request.user, meeting, **_about(request))


def _decide_agreed(request: HttpRequest, meeting: BoardMeeting) -> None:
    deciding.decide_agreed(request.user, meeting, **_about(request))


def _about(request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    plan, number = as_number(posted.get("about_plan", "")), posted.get("about_number", "")
    return {"words": posted.get("decision", ""), "plan": plan, "number": number}


def _decide_new(request: HttpRequest, meeting: BoardMeeting) -> None:
    posted = request.POST
    wanted = Wanted(
        words=posted.get("decision", ""),
        bodies=BETWEEN_BODIES.split(posted.get("bodies", "").strip()),
        officer=posted.get("officer", ""),
    )
    given = posted.get("due_on", "").strip()
    day = typed_day(given)
    if given and day is None:
        raise Refused("Write the day, such as 21/4/2026, or leave it empty.", field="due_on")
    deciding.decide_new(
        request.user, meeting, theme=as_number(posted.get("theme", "")), wanted=wanted, due_on=day
    )


def _own_day(request: HttpRequest, meeting: BoardMeeting) -> str:
    given = request.POST.get("locks_on", "").strip()
    day = typed_day(given)
    if given and day is None:
        raise Refused("Write the day, such as 21/4/2026, or leave it empty.", field="locks_on")
    own_day.set_day(request.user, meeting, locks_on=day)
    return f"The paper locks itself on {long_day(day)}." if day else "The paper is locked by hand."


def _attend(request: HttpRequest, meeting: BoardMeeting) -> str:
    there, apologies = (
        [as_number(one) for one in request.POST.getlist(name)] for name in ("there", "apologies")
    )
    deciding.attend(request.user, meeting, there=there, apologies=apologies)
    return "It is written down who came."


def _guests(request: HttpRequest, meeting: BoardMeeting) -> str:
    write_guests(request.user, meeting, text=request.POST.get("guests", ""))
    return "The guests are written down."


FIELDS = {"words": "decision"}  # what the actions of plans call it
DECIDES: dict[str, Callable[[HttpRequest, BoardMeeting], None]] = {
    "noted": _decide,
    "note": _decide_note,
    "agreed": _decide_agreed,
    "new": _decide_new,
}
DOES: dict[str, Callable[[HttpRequest, BoardMeeting], str]] = {
    "agenda": _agenda,
    "comment": _comment,
    "take_off": _take_off,
    "own_day": _own_day,
    "attend": _attend,
    "guests": _guests,
}


def _meeting(number: int) -> BoardMeeting:
    found = queries.meeting_of(number)
    if found is None:
        raise Http404
    return found


def _show(request: HttpRequest, meeting: BoardMeeting, problems: Problems = ()) -> HttpResponse:
    may_keep = request.user.may(May.KEEP_BOARDS)  # type: ignore[union-attr]
    usual, posted = _usual(meeting), request.POST
    may_decide = may_keep and meeting.held_on <= clock.today()
    lines = BoardCommentary.objects.filter(meeting=meeting, is_off=False).select_related("by").order_by("pk")
    context = {
        "door": DOOR,
        "meeting": meeting,
        "board": meeting.board,
        "locked": meeting.locked,
        **_members(request, meeting, wrong=bool(problems)),
        "agenda": list(AgendaItem.objects.filter(meeting=meeting, is_off=False).order_by("pk")),
        "commentary": [(PARTS[one.part], one) for one in lines],
        "parts": list(PARTS.items()),
        "usual_day": f"{usual.stood_on.day}/{usual.stood_on.month}/{usual.stood_on.year}",
        "usual_month": f"{usual.month_on:%Y-%m}",
        "may_write": may_keep and meeting.locked is None,
        "may_keep": may_keep,
        "decisions": [
            (DECISIONS[one.kind], one)
            for one in meeting.decisions.select_related("action__plan", "by").order_by("pk")
        ],
        "may_decide": may_decide,
        **(_to_decide(request, meeting) if may_decide else {}),
        "held": [posted[name] for name in ("words", "title") if posted.get(name)] if problems else [],
        "typed": posted if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/meeting/page.html", context, status=422 if problems else 200)


def _members(request: HttpRequest, meeting: BoardMeeting, *, wrong: bool) -> dict[str, Any]:
    """Who sits on the board on the day of the meeting, and who of them came; as typed where that is wrong."""
    members, posted = queries.members_on(meeting.board, meeting.held_on), request.POST
    came = {one.pk: how for one, how in queries.attendance(meeting)}
    guests = guests_of(meeting)
    is_sent = wrong and posted.get("do") == "attend"
    return {
        "members": [(one, CAME.get(came.get(one.pk, ""), "")) for one in members],
        "who": [(one.pk, f"{one.called}, {one.of}") for one in members],
        "came": {
            how: posted.getlist(how) if is_sent else [one for one, came_so in came.items() if came_so == how]
            for how in CAME
        },
        "guests": guests,
        "guests_typed": posted.get("guests", "") if "guests" in posted and wrong else guest.written(guests),
        "guests_standing": guest.standing(meeting.held_on, clock.today()),
        "own_day": "" if meeting.locks_on is None else f"{meeting.locks_on:%d/%m/%Y}",
    }


def _to_decide(request: HttpRequest, meeting: BoardMeeting) -> dict[str, Any]:
    """What the form of a decision offers."""
    plans = list(meeting.board.plans.order_by("name"))
    headings = PlanTheme.objects.filter(plan__in=plans).select_related("plan")
    may_agree = request.user.may(May.AGREE_AS_BOARD)  # type: ignore[union-attr]
    return {
        "decides": [pair for pair in DECISIONS.items() if pair[0] != "agreed" or may_agree],
        "plans": [(one.pk, one.name) for one in plans],
        "headings": [
            (one.pk, f"{one}, {one.plan.name}") for one in headings.order_by("plan__name", "plan", "outline")
        ],
    }
