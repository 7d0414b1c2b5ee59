from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.improvement.boards import actions as boards
from kith.improvement.meeting import printing
from kith.improvement.members import actions, queries
from kith.improvement.members.actions import Did
from kith.improvement.models import MemberActivity
from kith.people.models import Person
from tests import make
from tests.house.test_access_matrix import PAGES, Cast

pytestmark = pytest.mark.django_db
TODAY, WHEN = date(2026, 10, 14), date(2026, 10, 7)


@pytest.fixture
def member():
    return make.worker("Ruth Calloway", role="elected_member")


@pytest.fixture
def secretary():
    return make.worker("Dale Whitmore", role="business_support")


def test_every_page_about_a_child_is_closed_to_an_elected_member(member, browser) -> None:
    cast, client = Cast(), browser(member)
    about_children = [name for name, found in PAGES.items() if found.callback.about]

    answers = {name: client.get(cast.address(name)) for name in about_children}

    open_ones = {name: one for name, one in answers.items() if one.status_code not in (403, 404)}
    assert len(about_children) > 100
    assert list(open_ones) == ["recording"]  # everybody's own late entries, and members record nothing
    assert cast.child.name not in open_ones["recording"].content.decode()
    assert str(cast.child.pk) not in open_ones["recording"].content.decode()


def test_a_board_paper_holds_no_name_of_a_child(secretary, browser, member) -> None:
    team = make.team()
    for _ in range(8):
        make.involvement(make.child(), team=team, started_on=date(2026, 1, 8))
    board = boards.set_up(secretary, name="Panel")
    boards.oversee(secretary, board, plans=[], measures=["unallocated", "cin_open"])
    boards.seat(secretary, board, seat="chair", started_on=WHEN, worker=member.pk)
    meeting = boards.call(secretary, board, held_on=TODAY)

    paper = boards.lock(secretary, meeting, stood_on=TODAY, month_on=date(2026, 9, 1))

    told = (
        repr(printing.pack_of(paper))
        + browser(member).get(reverse("board_paper", kwargs={"number": meeting.pk})).content.decode()
    )
    names = [one.name for one in Person.objects.unguarded(EVERY_ROW)]
    assert "8 children" in told
    assert len(names) == 8
    assert [name for name in names if name in told] == []
    assert "/published/" not in told  # and no way to the lists


def test_what_members_did_is_counted_by_member_and_team(secretary, member) -> None:
    north, south = make.team("North team"), make.team("South team")
    for did in (
        Did("visit", WHEN, member=member.pk, team=north.pk, said="Staff were proud of their work."),
        Did("shadowing", WHEN, member=member.pk, team=north.pk),
        Did("training", WHEN, name="Jo Marsh", what="Corporate parenting"),
    ):
        actions.log(secretary, did=did)

    rows = queries.log(queries.a_year_before(TODAY), TODAY)

    assert queries.by_member(rows) == [
        ["Jo Marsh", "0", "0", "1", "0", "1"],
        ["Ruth Calloway", "1", "1", "0", "0", "2"],
    ]
    seen, missing = queries.visited(rows, queries.teams())
    assert (seen, south.name in missing, north.name in missing) == (1, True, False)
    assert queries.log(WHEN, TODAY) == []


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": "party"}, "Choose what it was"),
        ({"kind": "training", "what": ""}, "what it was about"),
        ({"name": ""}, "Choose who it was"),
        ({"member": 999_999}, "not both"),
        ({"name": "", "member": 999_999}, "from the list"),
        ({"what": ""}, "which team"),
        ({"team": 999_999}, "team from the list"),
        ({"happened_on": date(2026, 10, 15)}, "a day in the past"),
        ({"happened_on": None}, "Write the day"),
        ({"said": "x" * 5_001}, "at most 5,000 letters"),
    ],
)
def test_what_cannot_be_written_down_is_said(secretary, facts, words) -> None:
    usual = {"kind": "visit", "happened_on": WHEN, "name": "Jo Marsh", "what": "Northgate office"}

    with pytest.raises(Refused, match=words):
        actions.log(secretary, did=Did(**(usual | facts)))
    assert not MemberActivity.objects.exists()


def test_the_page_tells_and_takes(secretary, member, browser) -> None:
    client, reader = browser(secretary), browser(member)
    form = {"kind": "visit", "member": member.pk, "what": "Northgate office", "happened_on": "7/10/2026"}

    bad = client.post("/improvement/members/write/", form | {"happened_on": "7/13/2026", "_key": uuid4()})
    client.post("/improvement/members/write/", form | {"said": "Good to see", "_key": uuid4()})
    page = reader.get("/improvement/members/").content.decode()

    assert bad.status_code == 422 and "Northgate office" in bad.content.decode()
    assert "Good to see" in page and "Write it down" not in page
    assert reader.post("/improvement/members/write/", form | {"_key": uuid4()}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.log(member, did=Did("visit", WHEN, member=member.pk, what="Northgate"))
