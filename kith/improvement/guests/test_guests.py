from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.core import Refused
from kith.improvement.boards import actions as boards
from kith.improvement.guests.actions import write_guests
from kith.improvement.guests.queries import guests_of
from kith.improvement.meeting import printing
from kith.improvement.meeting.actions import attend
from kith.improvement.models import BoardGuest
from tests import make

pytestmark = pytest.mark.django_db
TODAY, BEFORE, SEPTEMBER = date(2026, 10, 14), date(2026, 10, 13), date(2026, 9, 1)
TWO = "Ann Field, Health\nKate Moor, Schools forum"


def locked(by, meeting, on):
    return boards.lock(by, meeting, stood_on=on, month_on=SEPTEMBER)


def lead(paper) -> str:
    return " ".join(printing.pack_of(paper).lead)


def came(paper) -> str:
    (part,) = [one for one in printing.pack_of(paper).parts if one.title == "Who was at the last meeting"]
    return " ".join(part.words)


def test_guests_stand_in_the_head_of_their_paper_and_in_the_next_one(secretary, board) -> None:
    first = boards.call(secretary, board, held_on=BEFORE)
    write_guests(secretary, first, text=TWO)
    paper = locked(secretary, first, BEFORE)
    attend(secretary, first, there=[board.members.get().pk], apologies=[])
    write_guests(secretary, first, text="Ann Field, Health")

    second = locked(secretary, boards.call(secretary, board, held_on=TODAY), TODAY)

    assert "Guests: Ann Field (Health) and Kate Moor (Schools forum)." in lead(paper)
    assert "Guests" not in lead(second)
    assert came(second).endswith("Apologies: nobody. Guests named for it: Ann Field (Health).")


def test_guests_are_told_though_nobody_wrote_down_who_of_the_board_came(secretary, board) -> None:
    first = boards.call(secretary, board, held_on=BEFORE)
    write_guests(secretary, first, text=TWO)
    locked(secretary, first, BEFORE)

    second = locked(secretary, boards.call(secretary, board, held_on=TODAY), TODAY)

    assert came(second).startswith("It is not written down who of the board came on Tuesday 13 October 2026.")
    assert came(second).endswith("Guests named for it: Ann Field (Health) and Kate Moor (Schools forum).")


def test_guests_can_be_put_right_until_the_next_paper_tells_them(secretary, board, meeting) -> None:
    write_guests(secretary, meeting, text=TWO)
    write_guests(secretary, meeting, text="Kate Moor, Schools forum")
    assert guests_of(meeting) == [("Kate Moor", "Schools forum")]

    with pytest.raises(Refused) as refused:
        write_guests(secretary, meeting, text="Ann Field, Health\nNobody\n,")
    assert [field for field, _ in refused.value.problems] == ["guests", "guests"]
    assert guests_of(meeting) == [("Kate Moor", "Schools forum")]

    later = boards.call(secretary, board, held_on=date(2026, 10, 29))
    locked(secretary, later, BEFORE)
    with pytest.raises(Refused, match="can no longer be changed"):
        write_guests(secretary, meeting, text="")


def test_who_does_not_keep_boards_reads_guests_and_writes_none(secretary, meeting, browser) -> None:
    write_guests(secretary, meeting, text=TWO)
    member, child = make.worker("Ruth Calloway", role="elected_member"), make.child()
    client = browser(member)

    page = client.get(reverse("board_meeting", kwargs={"number": meeting.pk})).content.decode()

    assert "Kate Moor" in page and "Schools forum · named as a guest" in page
    assert "Write down guests" not in page
    with pytest.raises(PermissionDenied):
        write_guests(member, meeting, text="")
    assert client.get(f"/person/{child.pk}/").status_code in (403, 404)


def test_guests_are_written_on_the_page_and_what_is_wrong_comes_back(secretary, board, browser) -> None:
    coming = boards.call(secretary, board, held_on=date(2026, 10, 29))
    client, write = browser(secretary), reverse("board_meeting_write", kwargs={"number": coming.pk})

    refused = client.post(write, {"do": "guests", "guests": "Ann Field"})
    assert refused.status_code == 422
    assert "Line 1: write name and body" in refused.content.decode()
    assert "Ann Field</textarea>" in refused.content.decode()
    client.post(write, {"do": "guests", "guests": TWO})

    page = client.get(reverse("board_meeting", kwargs={"number": coming.pk})).content.decode()
    assert "Health · expected" in page
    draft = client.get(reverse("board_paper", kwargs={"number": coming.pk})).content.decode()
    assert "Guests: Ann Field (Health) and Kate Moor (Schools forum)." in draft


def test_the_record_store_keeps_no_guest_without_a_body(secretary, meeting) -> None:
    write_guests(secretary, meeting, text=TWO)

    for wrong in ({"body": ""}, {"name": ""}, {"place": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BoardGuest.objects.update(**wrong)
