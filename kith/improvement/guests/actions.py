"""Writing down the guests of a meeting."""

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.improvement.guests import rules
from kith.improvement.models import Board, BoardGuest, BoardMeeting, BoardPaper

TOLD = "The next paper is locked and tells who came: it can no longer be changed."


@action(May.KEEP_BOARDS)
def write_guests(by: Worker, meeting: BoardMeeting, *, text: str) -> BoardMeeting:
    """Write down the guests of a meeting, one a line with name and body, in place of those written before.

    Before the meeting they are expected, and its paper says so. Refused once the next paper tells who came, and with
    every line that is no guest.
    """
    board = Board.objects.select_for_update().get(pk=meeting.board_id)
    if BoardPaper.objects.filter(meeting__board=board, meeting__held_on__gt=meeting.held_on).exists():
        raise Refused(TOLD)
    guests, wrong = rules.read(text)
    if wrong:
        raise Refused.several([("guests", words) for words in wrong])
    meeting.guests.all().delete()
    BoardGuest.objects.bulk_create(
        BoardGuest(meeting=meeting, place=place, name=name, body=body, by=by, recorded_at=clock.now())
        for place, (name, body) in enumerate(guests, 1)
    )
    return meeting
