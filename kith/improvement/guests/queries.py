"""The guests of a meeting as they are read."""

from kith.improvement.guests.rules import Guest
from kith.improvement.models import BoardMeeting


def guests_of(meeting: BoardMeeting) -> list[Guest]:
    """The guests of a meeting in the order in which they were written down: name and body. One query."""
    return list(meeting.guests.order_by("place").values_list("name", "body"))
