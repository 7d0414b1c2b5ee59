from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.core import Refused
from kith.improvement.boards import actions as boards
from kith.improvement.boards.queries import attendance
from kith.improvement.meeting import actions, printing
from kith.improvement.models import BoardAttendance
from tests import make

pytestmark = pytest.mark.django_db
TODAY, BEFORE, SEPTEMBER = date(2026, 10, 14), date(2026, 10, 13), date(2026, 9, 1)


@pytest.fixture
def ann(secretary, board):
    """Somebody else who sits on the board."""
    return boards.seat(
        secretary, board, seat="member", started_on=date(2026, 1, 5), name="Ann Field", agency="Health"
    )


@pytest.fixture
def chair(board):
    return board.members.get(seat="chair")


def locked(by, board, on):
    return boards.lock(by, boards.call(by, board, held_on=on), stood_on=on, month_on=SEPTEMBER)


def words(paper, title="Who was at the last meeting") -> str:
    (part,) = [one for one in printing.pack_of(paper).parts if one.title == title]
    return " ".join(part.words)


def test_who_came_stands_in_the_next_paper(secretary, board, chair, ann) -> None:
    first = locked(secretary, board, BEFORE)
    actions.attend(secretary, first.meeting, there=[chair.pk], apologies=[ann.pk])

    second = locked(secretary, board, TODAY)

    assert words(first) == "There is no earlier meeting with a locked paper."
    assert words(second) == "On Tuesday 13 October 2026 there were: Colin Wardle. Apologies: Ann Field."


def test_where_nobody_wrote_it_down_the_paper_says_so(secretary, board, ann) -> None:
    locked(secretary, board, BEFORE)

    assert (
        words(locked(secretary, board, TODAY))
        == "It is not written down who of the board came on Tuesday 13 October 2026."
    )


def test_it_can_be_put_right_until_the_next_paper_tells_it(secretary, board, chair, ann) -> None:
    first = locked(secretary, board, BEFORE).meeting
    actions.attend(secretary, first, there=[chair.pk, chair.pk], apologies=[ann.pk])
    actions.attend(secretary, first, there=[ann.pk], apologies=[])

    assert [(one.called, came) for one, came in attendance(first)] == [("Ann Field", "there")]
    locked(secretary, board, TODAY)
    with pytest.raises(Refused, match="can no longer be changed"):
        actions.attend(secretary, first, there=[chair.pk], apologies=[])
    assert [one.called for one, _ in attendance(first)] == ["Ann Field"]


def test_nobody_is_in_both_and_only_who_sat_there(secretary, board, meeting, chair, ann) -> None:
    boards.leave(secretary, ann, last_on=BEFORE)

    with pytest.raises(Refused, match="Ticked as there and with apologies: Colin Wardle"):
        actions.attend(secretary, meeting, there=[chair.pk], apologies=[chair.pk])
    with pytest.raises(Refused, match="Choose from those who sat on the board that day"):
        actions.attend(secretary, meeting, there=[ann.pk], apologies=[])
    assert not BoardAttendance.objects.exists()


def test_who_comes_is_not_written_down_before_the_day(secretary, board, chair) -> None:
    coming = boards.call(secretary, board, held_on=date(2026, 10, 29))

    with pytest.raises(Refused, match="Who came is written down from then on"):
        actions.attend(secretary, coming, there=[chair.pk], apologies=[])


def test_it_is_written_down_on_the_page_and_read_by_members(secretary, meeting, chair, ann, browser) -> None:
    client, member = browser(secretary), make.worker("Ruth Calloway", role="elected_member")
    write = reverse("board_meeting_write", kwargs={"number": meeting.pk})

    wrong = client.post(
        write, {"do": "attend", "there": [chair.pk, ann.pk], "apologies": [ann.pk], "_key": uuid4()}
    )
    client.post(write, {"do": "attend", "there": [chair.pk], "apologies": [ann.pk], "_key": uuid4()})
    page = browser(member).get(reverse("board_meeting", kwargs={"number": meeting.pk})).content.decode()

    assert wrong.status_code == 422
    assert wrong.content.decode().count(" checked") >= 3  # what was ticked is still ticked
    assert "was there" in page and "sent apologies" in page
    assert "Write down who came" not in page
    with pytest.raises(PermissionDenied):
        actions.attend(member, meeting, there=[chair.pk], apologies=[])
