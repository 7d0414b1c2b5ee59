"""What is late on the board: visits beside work, why they were not made, and what comes next."""

from datetime import date

import pytest
from django.test import Client

from kith.core import clock
from kith.desk.board.late import Tried, late_rows, next_step, tried_of
from kith.work.models import PlannedVisit, PlannedVisitChild, Timescale
from tests import make

TODAY = date(2026, 10, 14)
TRIED_ON, AHEAD = make.moment(date(2026, 10, 13), 16), make.moment(date(2026, 10, 15), 16)
NOT_SEEN = (1, "not_seen", "no reply", TRIED_ON)


@pytest.mark.parametrize(
    ("seen", "planned", "why"),
    [
        ([], [], None),
        ([NOT_SEEN], [], "Not seen on 13 Oct: no reply"),
        ([NOT_SEEN, (1, "alone", "", TRIED_ON)], [], ""),
        ([], [(1, TRIED_ON)], "Planned for 13 Oct; nothing is recorded"),
        ([NOT_SEEN], [(1, TRIED_ON)], "Not seen on 13 Oct: no reply"),
        ([], [(1, AHEAD)], ""),
    ],
)
def test_why_a_visit_was_not_made_is_read_from_the_record(seen, planned, why):
    found = tried_of(seen, planned, TODAY)

    assert (found[1].why if found else None) == why


def test_the_next_step_is_the_visit_planned_first_or_where_the_work_stands():
    later = make.moment(date(2026, 10, 20), 9)
    assert next_step([Tried(later), Tried(AHEAD), Tried()], "submitted") == "Visit Thu 15 Oct, 16:00"
    assert next_step([Tried()], "submitted") == "Waits for the decision"
    assert next_step([], "in_progress") == ""


@pytest.mark.django_db
def test_a_late_visit_stands_on_the_board_with_what_was_tried_and_what_is_planned(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    team = make.team("North", code="north")
    colin, amina = make.worker(role="team_manager", team=team), make.worker("Amina Rahman", team=team)
    home = make.family("Pell", children=2)
    for child in home.children:
        make.involvement(child, team, amina, family=home.family, started_on=date(2026, 6, 1))
    make.visit(home.children, by=amina, seen="not_seen", visited_at=TRIED_ON)
    planned = PlannedVisit.objects.create(worker=amina, planned_at=AHEAD, by=amina, recorded_at=TRIED_ON)
    PlannedVisitChild.objects.create(planned=planned, person=home.children[0])
    make.contact([make.child("Lowen")], outcome="referral_assessment")
    client = Client()
    client.force_login(colin)

    page = client.get("/team/north/board/").content.decode()

    assert "Lowen" in page
    late = page[page.index('id="out-of-timescale-and-why"') :]
    assert "2 children, 1 piece of work, visit or complaint" in late
    for words in (
        "Pell family",
        "Amina Rahman",
        "Not seen on 13 Oct",
        "Visit Thu 15 Oct, 16:00",
        "Give direction",
    ):
        assert words in late


@pytest.mark.django_db
def test_what_law_asks_stands_among_what_is_late_once_for_brothers_and_sisters(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    amina, days = make.worker(), (date(2026, 10, 9), date(2026, 10, 9), TODAY)
    children = [make.child(name, "Marlowe") for name in ("Tia", "Kofi", "Elsie")]
    house = make.family(children=children)
    for child, due_on in zip(children, days, strict=True):
        make.involvement(child, amina.team, amina, family=house.family)
        Timescale.objects.create(
            person=child, code="core_group", title="Core group", from_on=date(2026, 9, 25), due_on=due_on,
            reason="ten working days", by=amina, recorded_at=clock.now(),
        )  # fmt: skip

    (row,) = [one for one in late_rows(amina, amina.team, TODAY) if one.state == "By law and practice"]

    assert (row.title, row.family, row.words) == ("Core group", "Marlowe family", "Late by 3 working days")
    assert sorted(child.first for child in row.children) == ["Kofi", "Tia"]
    assert not row.is_step
