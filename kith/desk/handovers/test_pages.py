from datetime import date

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.people.models import Conflict
from kith.work.models import Allocation, Step, Transfer
from tests import make

TODAY = date(2026, 10, 14)


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North", code="north")


def window(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


@pytest.fixture
def colin(north):
    return window(make.worker("Colin Burge", role="team_manager", team=north))


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def ben(north):
    return make.worker("Ben Okoye", team=north)


@pytest.fixture
def household(north, amina):
    found = make.family("Hendry", children=2)
    for child in found.children:
        make.involvement(child, north, amina, family=found.family)
    return found


@pytest.fixture
def form(amina, ben, household):
    return {"family": household.family.pk, "to": ben.pk, "reason": "Amina goes to the new team"}


@pytest.fixture
def place(amina):
    return f"/team/north/worker/{amina.pk}/hand-over/"


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_family_goes_from_worker_to_worker_and_each_sees_it_on_the_way(
    colin, amina, ben, household, form, place
):
    assert "Hendry" in words(colin.get(place))
    assert colin.post(place, form).status_code == 302
    there = f"/handover/{Transfer.objects.unguarded(EVERY_ROW).order_by('pk').first().pk}/"
    assert there in words(colin.get("/team/north/transfers/"))
    assert "You are asked to take over from Amina Rahman" in words(window(ben).get("/work/"))
    assert "Ben Okoye is to take over from you" in words(window(amina).get("/work/"))

    refused = window(ben).post(f"{there}answer/", {"what": "accept"})
    assert (refused.status_code, "Not yet: " in words(refused)) == (422, True)
    bad = {"what": "prepare", "checks": ["family_told"], "meets_on": "31/6/2026", "meets_with": "Both of us"}
    answer = window(amina).post(f"{there}answer/", bad)
    assert (answer.status_code, "cannot be read as a day" in words(answer)) == (422, True)
    assert "Both of us" in words(answer) and 'value="31/6/2026"' in words(answer)
    window(amina).post(f"{there}answer/", {**bad, "meets_on": "16/10/2026"})
    assert 'value="16 October 2026"' in words(window(ben).get(there))
    Step.objects.unguarded(EVERY_ROW).update(
        state="completed", completed_on=TODAY, completed_at=make.moment(TODAY)
    )
    assert window(ben).post(f"{there}answer/", {"what": "accept"}).status_code == 302

    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None)
    assert set(held.values_list("worker", flat=True)) == {ben.pk}
    assert "<b>Accepted</b>, Ben Okoye" in words(window(amina).get(there))
    assert "Accepted" in words(colin.get("/team/north/transfers/"))
    looked = set(Look.objects.values_list("page", "person_id"))
    assert {("handover", child.pk) for child in household.children} <= looked


def test_a_form_that_cannot_be_keeps_what_was_typed(colin, amina, form, place):
    for change, told in (
        ({"family": []}, "Tick at least one family."),
        ({"family": "77"}, "is not with Amina Rahman any more"),
        ({"to": ""}, "Choose who is to take them over."),
        ({"to": amina.pk}, "holds the children already"),
        ({"reason": " "}, "Say why"),
        ({"meets_on": "soon"}, "cannot be read as a day"),
        ({"meets_on": "16/10/2026"}, "Say who meets the family together."),
    ):
        answer = colin.post(place, {**form, "meets_with": "", **change})
        assert (answer.status_code, told in words(answer)) == (422, True), told
    assert "Amina goes to the new team" in words(colin.post(place, {**form, "family": []}))
    assert not Transfer.objects.unguarded(EVERY_ROW).exists()


def test_a_child_kept_from_the_colleague_is_not_handed_over_and_nobody_learns_why(
    colin, ben, household, form, place
):
    Conflict.objects.create(
        worker=ben,
        person=household.children[0],
        words="aunt",
        by=make.system(),
        started_at=make.moment(TODAY),
    )

    answer = colin.post(place, form)

    assert answer.status_code == 422
    assert "Ben Okoye cannot be given 1 of these 2 children. Choose somebody else." in words(answer)
    assert "aunt" not in words(answer)


def test_only_the_two_workers_and_their_managers_find_it(colin, ben, form, place):
    colin.post(place, {**form, "at_once": "yes"})
    there = f"/handover/{Transfer.objects.unguarded(EVERY_ROW).order_by('pk').first().pk}/"

    assert "Decided without the answer" in words(colin.get(there))
    assert window(ben).get(there).status_code == 200
    other = make.worker("Ines Duarte", role="team_manager", team=make.team("East", code="east"))
    assert window(other).get(there).status_code == 404
    assert window(other).post(f"{there}answer/", {"what": "decide", "why_now": "x"}).status_code == 404
    assert window(other).get(place).status_code == 404
    assert colin.post(f"{there}answer/", {"what": "nonsense"}).status_code == 404
    again = colin.post(f"{there}answer/", {"what": "take_back"})
    assert (again.status_code, "answered or taken back already" in words(again)) == (422, True)
    assert window(ben).post(place, form).status_code == 403
