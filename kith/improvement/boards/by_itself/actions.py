"""Setting the day on which a paper locks by itself, and the job that locks it."""

import logging
from collections import Counter
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import long_day
from kith.database.session import as_system
from kith.improvement.boards import actions as boards
from kith.improvement.boards import queries, rules
from kith.improvement.models import Board, BoardMeeting, BoardPaper
from kith.work.notices.actions import leave

log = logging.getLogger(__name__)

REASON = "a board paper locks on its day"
MADE, NOT_MADE = "board paper", "trouble"
KIND = "board_paper"


@action(May.KEEP_BOARDS)
def set_day(by: Worker, meeting: BoardMeeting, *, locks_on: date | None) -> BoardMeeting:
    """Say on which day the paper of a meeting locks by itself; with none it is locked by hand.

    It is locked in the name of who set the day. Raises Refused once it is locked, and for a day on which it cannot be.
    """
    row = boards.still_open(meeting)
    last = queries.last_locked(row.board)
    if locks_on is not None:
        before = last.stood_on if last else None
        if wrong := rules.problem_of_own_day(locks_on, row.held_on, before, clock.today()):
            raise Refused(wrong, field="locks_on")
    row.locks_on, row.locks_by, row.trouble = locks_on, by if locks_on else None, ""
    row.save(update_fields=["locks_on", "locks_by", "trouble"])
    return row


@action(May.KEEP_BOARDS)
def lock_by_itself(by: Worker, meeting: BoardMeeting, *, locks_on: date) -> BoardPaper:
    """Lock the paper of a meeting on its own day, in the name of who set that day. Raises Refused as locking does."""
    stood_on, month_on = rules.own_days(locks_on)
    return boards.lock(by, meeting, stood_on=stood_on, month_on=month_on, by_itself=True)


def lock_due(now: datetime) -> Counter[str]:
    """Lock every paper whose own day has come, each once; gives how many were, and how many could not be.

    A job: nobody asks for it. What a paper tells does not depend on when the job runs: after days without it, it still
    tells of the day before its own.
    """
    told: Counter[str] = Counter()
    for number in queries.due_to_lock(clock.london(now).date()):
        try:
            with as_system(REASON):
                done = _lock(number)
        except DatabaseError:
            log.exception("board_paper.trouble", extra={"meeting": number})
            done = NOT_MADE
        told.update([done] if done else [])
    return told


def _lock(number: int) -> str:
    """Lock one paper that is due; what came of it, or nothing where another process is at it or nothing is new."""
    boards_free = Board.objects.select_for_update(of=("self",), skip_locked=True)
    if not boards_free.filter(meetings=number).exists():
        return ""
    meeting = BoardMeeting.objects.select_related("board", "paper", "locks_by").get(pk=number)
    if meeting.locked or meeting.locks_on is None or meeting.locks_by is None:
        return ""
    called = f"The paper of {meeting.board.name} for {long_day(meeting.held_on)}"
    try:
        if not meeting.locks_by.is_active:
            raise PermissionDenied
        with transaction.atomic():
            lock_by_itself(meeting.locks_by, meeting, locks_on=meeting.locks_on)
    except Refused as refused:
        return _note(meeting, called, " ".join(words for _, words in refused.problems))
    except PermissionDenied:
        return _note(
            meeting,
            called,
            f"{meeting.locks_by.name}, who set the day, no longer keeps boards. Set it again.",
        )
    _tell(meeting, f"{called} locked itself. It can be read and sent out.")
    return MADE


def _note(meeting: BoardMeeting, called: str, why: str) -> str:
    """Keep why a paper did not lock, and say so once: trouble that is known already is not told again."""
    if meeting.trouble == why:
        return ""
    meeting.trouble = why
    meeting.save(update_fields=["trouble"])
    _tell(meeting, f"{called} did not lock itself: {why}")
    return NOT_MADE


def _tell(meeting: BoardMeeting, words: str) -> None:
    for one in queries.secretaries(meeting, clock.today()):
        leave(one, KIND, words)
