"""Who came to a meeting, what it decided, and what that does to its plans."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.reading_words import listing, long_day, short_day
from kith.improvement import actions as plans
from kith.improvement.adding.actions import Wanted, add_action
from kith.improvement.boards.queries import members_on
from kith.improvement.models import (
    Board,
    BoardAttendance,
    BoardDecision,
    BoardMeeting,
    BoardPaper,
    PlanAction,
    PlanTheme,
)
from kith.improvement.rules import in_lines

LONGEST = 5_000
NO_WORDS = f"Write what was decided, in at most {LONGEST:,} letters."


@action(May.KEEP_BOARDS)
def decide(by: Worker, meeting: BoardMeeting, *, words: str) -> BoardDecision:
    """Write down what a meeting decided, where it changes nothing in a plan. Refused before the day of the meeting."""
    return _write(by, meeting, "noted", _words(meeting, words))


@action(May.KEEP_BOARDS)
def decide_note(by: Worker, meeting: BoardMeeting, *, words: str, plan: int, number: str) -> BoardDecision:
    """Write down a decision about an action, as a note that stands beside it in the plan too."""
    told, about = _words(meeting, words), _about(meeting, plan, number)
    plans.note(by, about, words=_said(meeting, told), noted_on=meeting.held_on)
    return _write(by, meeting, "note", told, about)


@action(May.AGREE_AS_BOARD)
def decide_agreed(by: Worker, meeting: BoardMeeting, *, words: str, plan: int, number: str) -> BoardDecision:
    """Write down that the board agrees that an action is proved. Refused while another of its proofs is missing."""
    told, about = _words(meeting, words), _about(meeting, plan, number)
    plans.agree_as_board(by, about, words=_said(meeting, told), agreed_on=meeting.held_on)
    return _write(by, meeting, "agreed", told, about)


@action(May.KEEP_BOARDS)
def decide_new(
    by: Worker, meeting: BoardMeeting, *, theme: int, wanted: Wanted, due_on: date | None
) -> BoardDecision:
    """Write down a decision that something is to be done: it joins the plan as an action under a heading."""
    told = _words(meeting, wanted.words)
    heading = PlanTheme.objects.filter(pk=theme, plan__boards=meeting.board_id).select_related("plan").first()
    if heading is None:
        raise Refused("Choose a heading of a plan that this board oversees.", field="theme")
    full = replace(wanted, words=told, due_kind="day" if due_on else "", due_on=due_on)
    made = add_action(by, heading.plan, theme=heading.pk, wanted=full)
    return _write(by, meeting, "new", told, made)


@action(May.KEEP_BOARDS)
def attend(
    by: Worker, meeting: BoardMeeting, *, there: Collection[int], apologies: Collection[int]
) -> BoardMeeting:
    """Write down who of the board came to a meeting and who sent apologies, in place of what was written before.

    Refused before its day, for who did not sit there then, for who is in both, and once the next paper tells it.
    """
    board = Board.objects.select_for_update().get(pk=meeting.board_id)
    if meeting.held_on > clock.today():
        raise Refused(
            f"The meeting is on {long_day(meeting.held_on)}. Who came is written down from then on."
        )
    if BoardPaper.objects.filter(meeting__board=board, meeting__held_on__gt=meeting.held_on).exists():
        raise Refused("The next paper is locked and tells who came: it can no longer be changed.")
    members = {one.pk: one for one in members_on(board, meeting.held_on)}
    if not members.keys() >= {*there, *apologies}:
        raise Refused("Choose from those who sat on the board that day.", field="there")
    if both := [members[one].called for one in sorted({*there} & {*apologies})]:
        raise Refused(f"Ticked as there and with apologies: {listing(both)}.", field="apologies")
    meeting.attendance.all().delete()
    came = [
        (one, how) for how, some in (("there", there), ("apologies", apologies)) for one in sorted({*some})
    ]
    BoardAttendance.objects.bulk_create(
        BoardAttendance(meeting=meeting, member_id=one, came=how, by=by, recorded_at=clock.now())
        for one, how in came
    )
    return meeting


def _words(meeting: BoardMeeting, text: str) -> str:
    """The words of a decision. Raises Refused without any, and for a meeting that is still to come."""
    if meeting.held_on > clock.today():
        raise Refused(
            f"The meeting is on {long_day(meeting.held_on)}. What it decides is written down from then on."
        )
    told = in_lines(text)
    if not told or len(told) > LONGEST:
        raise Refused(NO_WORDS, field="decision")
    return told


def _about(meeting: BoardMeeting, plan: int, number: str) -> PlanAction:
    """The action with a number in a plan that the board oversees."""
    found = PlanAction.objects.filter(
        plan=plan, plan__boards=meeting.board_id, number=number.strip(" .")
    ).first()
    if found is None:
        raise Refused("No action of this plan has that number.", field="about_number")
    return found


def _said(meeting: BoardMeeting, words: str) -> str:
    return f"{meeting.board.name}, {short_day(meeting.held_on)}: {words}"


def _write(
    by: Worker, meeting: BoardMeeting, kind: str, words: str, about: PlanAction | None = None
) -> BoardDecision:
    return BoardDecision.objects.create(
        meeting=meeting, kind=kind, words=words, action=about, by=by, recorded_at=clock.now()
    )
