"""Boards on the screen: the list, one board with who sits on it, and its meetings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.core import Refused, clock
from kith.core.sent_back import number as as_number
from kith.improvement import measured
from kith.improvement.boards import actions, queries
from kith.improvement.boards.words import SEATS
from kith.improvement.days import typed_day
from kith.improvement.models import Board, BoardMember, ImprovementPlan
from kith.improvement.plan.pages import DOOR
from kith.performance.indicators import INDICATORS
from kith.ui.render import render

Problems = Any
MANY_MEETINGS = 24


@page("improvement/boards/", may=May.SEE_IMPROVEMENT)
def boards(request: HttpRequest) -> HttpResponse:
    """Every board that oversees plans."""
    return _list(request)


@page("improvement/boards/set-up/", may=May.KEEP_BOARDS)
@require_POST
def board_set_up(request: HttpRequest) -> HttpResponse:
    """Set up a board."""
    try:
        made = actions.set_up(
            request.user,
            name=request.POST.get("name", ""),
            about=request.POST.get("about", ""),
            plans=_numbers(request, "plans"),
        )
    except Refused as refused:
        return _list(request, refused.problems)
    messages.success(request, "The board is set up. Write down who sits on it.")
    return redirect("board_of", code=made.code)


@page("improvement/boards/<slug:code>/", may=May.SEE_IMPROVEMENT)
def board_of(request: HttpRequest, code: str) -> HttpResponse:
    """One board: who sits on it, what it oversees, its meetings and their papers."""
    return _show(request, _board(code))


@page("improvement/boards/<slug:code>/write/", may=May.KEEP_BOARDS)
@require_POST
def board_write(request: HttpRequest, code: str) -> HttpResponse:
    """Seat somebody, say that somebody left, choose plans and measures, or set up a meeting."""
    board, do = _board(code), DOES.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        done = do(request, board)
    except Refused as refused:
        return _show(request, board, refused.problems)
    if isinstance(done, HttpResponse):
        return done
    messages.success(request, done)
    return redirect("board_of", code=code)


def _seat(request: HttpRequest, board: Board) -> str:
    posted = request.POST
    made = actions.seat(
        request.user,
        board,
        seat=posted.get("seat", ""),
        started_on=typed_day(posted.get("started_on", "")),
        worker=as_number(posted.get("worker", "")) or None,
        name=posted.get("member_name", ""),
        agency=posted.get("agency", ""),
    )
    return f"{made.called} sits on this board."


def _leave(request: HttpRequest, board: Board) -> str:
    row = BoardMember.objects.filter(board=board, pk=as_number(request.POST.get("member", ""))).first()
    if row is None:
        raise Refused("Choose who has left.", field="member")
    actions.leave(request.user, row, last_on=typed_day(request.POST.get("last_on", "")))
    return f"{row.called} has left this board."


def _oversee(request: HttpRequest, board: Board) -> str:
    actions.oversee(
        request.user, board, plans=_numbers(request, "plans"), measures=request.POST.getlist("measures")
    )
    return "What the board oversees is written down."


def _call(request: HttpRequest, board: Board) -> HttpResponse:
    made = actions.call(request.user, board, held_on=typed_day(request.POST.get("held_on", "")))
    messages.success(request, "The meeting is set up. Write its agenda and what is to stand in its paper.")
    return redirect("board_meeting", number=made.pk)


DOES: dict[str, Callable[[HttpRequest, Board], str | HttpResponse]] = {
    "seat": _seat,
    "leave": _leave,
    "oversee": _oversee,
    "call": _call,
}


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [as_number(one) for one in request.POST.getlist(name)]


def _board(code: str) -> Board:
    found = Board.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _plans() -> list[tuple[int, str]]:
    return list(ImprovementPlan.objects.order_by("name").values_list("pk", "name"))


def _list(request: HttpRequest, problems: Problems = ()) -> HttpResponse:
    may_keep = request.user.may(May.KEEP_BOARDS)  # type: ignore[union-attr]
    context = {
        "door": DOOR,
        "boards": list(queries.boards()),
        "plans": _plans() if may_keep else [],
        "chosen": request.POST.getlist("plans") if problems else [],
        "may_keep": may_keep,
        "typed": request.POST if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/boards/list.html", context, status=422 if problems else 200)


def _show(request: HttpRequest, board: Board, problems: Problems = ()) -> HttpResponse:
    today, user, posted = clock.today(), request.user, request.POST
    may_keep = user.may(May.KEEP_BOARDS)  # type: ignore[union-attr]
    members, plans = queries.members_on(board, today), list(board.plans.order_by("name"))
    is_sent = bool(problems) and posted.get("do") == "oversee"
    context = {
        "door": DOOR,
        "board": board,
        "members": [(one, SEATS[one.seat]) for one in members],
        "leavers": [(one.pk, f"{one.called}, {one.of}") for one in members],
        "plans": plans,
        "measures": [INDICATORS[one].short for one in queries.measures_of(board) if one in INDICATORS],
        "meetings": list(queries.meetings(board)[:MANY_MEETINGS]),
        "may_keep": may_keep,
        "seats": list(SEATS.items()),
        "able": queries.who_may_sit(today) if may_keep else [],
        "all_plans": _plans() if may_keep else [],
        "chosen_plans": posted.getlist("plans") if is_sent else [one.pk for one in plans],
        "all_measures": measured.names() if may_keep else [],
        "chosen_measures": posted.getlist("measures") if is_sent else board.measures,
        "typed": posted if problems else {},
        "problems": problems,
    }
    return render(request, "improvement/boards/board.html", context, status=422 if problems else 200)
