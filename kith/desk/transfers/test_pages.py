from datetime import date

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.work.models import Allocation, Step, Transfer
from tests import make

TODAY = date(2026, 10, 14)


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North", code="north")


@pytest.fixture
def south(north):
    return make.team("South", code="south")


def window(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


@pytest.fixture
def colin(north):
    return window(make.worker("Colin Burge", role="team_manager", team=north))


@pytest.fixture
def martin(south):
    return window(make.worker("Martin Sole", role="team_manager", team=south))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_family_goes_to_another_team_and_is_seen_by_both_on_the_way(colin, martin, north, south):
    household = make.family("Hendry", children=2)
    for child in household.children:
        make.involvement(child, north, make.worker(team=north), family=household.family)
    sent = {"family": household.family.pk, "to_team": "south", "reason": "They moved to Alder Walk"}

    assert colin.post("/team/north/transfers/new/", sent).status_code == 302
    number = Transfer.objects.unguarded(EVERY_ROW).order_by("pk").first().pk
    assert "They moved to Alder Walk" in words(colin.get("/team/north/transfers/"))
    assert "1 family offered to this team" in words(martin.get("/team/south/board/"))
    there = f"/team/south/transfers/{number}/"
    refused = martin.post(f"{there}answer/", {"what": "accept"})
    assert (refused.status_code, "Not yet: " in words(refused)) == (422, True)
    assert martin.get(there).status_code == 200
    seen = (
        "team_transfers",
        "transfer",
        "transfer_answer",
    )  # the list tells the reason: a trace as of the offer
    looks = Look.objects.order_by("page", "person_id").values_list("page", "person_id")
    children = sorted(child.pk for child in household.children)
    assert list(looks) == [(page, child) for page in seen for child in children]

    martin.post(f"{there}answer/", {"what": "tick", "checks": ["family_told"]})
    Step.objects.unguarded(EVERY_ROW).update(
        state="completed", completed_on=TODAY, completed_at=make.moment(TODAY)
    )
    assert martin.post(f"{there}answer/", {"what": "accept"}).status_code == 302

    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None)
    assert set(held.values_list("team__name", "worker")) == {("South", None)}
    assert "Accepted" in words(martin.get("/team/south/transfers/"))


def test_a_transfer_is_declined_with_words_and_only_by_the_team_it_comes_to(colin, martin, north, south):
    one = make.involvement(make.child("Tia", "Marlowe"), north)
    sent = {"family": -one.pk, "to_team": "south", "reason": "They moved"}
    colin.post("/team/north/transfers/new/", sent)
    number = Transfer.objects.unguarded(EVERY_ROW).get().pk

    assert colin.post(f"/team/north/transfers/{number}/answer/", {"what": "accept"}).status_code == 404
    assert martin.post(f"/team/south/transfers/{number}/answer/", {"what": "take_back"}).status_code == 404
    empty = martin.post(f"/team/south/transfers/{number}/answer/", {"what": "decline"})
    assert "Say why" in words(empty)
    martin.post(f"/team/south/transfers/{number}/answer/", {"what": "decline", "words": "No room before May"})

    assert "No room before May" in words(colin.get(f"/team/north/transfers/{number}/"))
    record = words(colin.get(f"/person/{one.person_id}/"))
    assert ("They moved" in record, "Declined on" in record, "No room before May" in record) == (True,) * 3
    notices = words(colin.get("/work/"))
    assert f'<a href="/person/{one.person_id}/">South has declined a child.' in notices
    assert "No room before May" not in notices
    again = martin.post(f"/team/south/transfers/{number}/answer/", {"what": "decline", "words": "No"})
    assert "answered or taken back already" in words(again)


@pytest.mark.usefixtures("martin")
def test_what_cannot_be_offered_is_told_and_stays_typed(colin, north, south):
    one = make.involvement(make.child("Tia", "Marlowe"), north)
    sent = {"family": -one.pk, "to_team": "south", "reason": "They moved"}
    for change, told in (
        ({"to_team": "nowhere"}, "Choose the team"),
        ({"family": []}, "Tick at least one family."),
        ({"family": "77"}, "not in your team any more"),
        ({"reason": " "}, "Say why"),
    ):
        answer = colin.post("/team/north/transfers/new/", {**sent, **change})
        assert (answer.status_code, told in words(answer)) == (422, True), told
    assert "They moved" in words(colin.post("/team/north/transfers/new/", {**sent, "family": []}))
    assert not Transfer.objects.unguarded(EVERY_ROW).exists()


def test_others_find_no_transfer(colin, north):
    stranger = window(make.worker("Ines Duarte", role="team_manager", team=make.team("East", code="east")))
    assert stranger.get("/team/north/transfers/").status_code == 404
    assert "Nobody is offered" in words(colin.get("/team/north/transfers/"))
    assert not Look.objects.exists()
    assert colin.get("/team/north/transfers/999999/").status_code == 404
