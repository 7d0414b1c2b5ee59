"""Merging by its pages: both side by side, refused in words, and the old address leading to the record that stays."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.people.merging import queries
from kith.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(db) -> Client:
    client = Client()
    client.worker = make.worker("Gia Lead", role="team_manager")
    client.force_login(client.worker)
    return client


def pair() -> tuple[Person, Person]:
    return make.child("Tia", "Marlowe", sex="F"), make.child("Tiah", "Marlow", sex="F")


def beside(one: Person, two: Person) -> str:
    return reverse("person_merge_with", kwargs={"number": one.pk, "other": two.pk})


def said(client: Client, one: Person, two: Person, **others) -> dict[str, object]:
    return {
        "stays": one.pk, "name": two.pk, "reason": "Same birth certificate",
        "version": queries.version(client.worker, one.pk, two.pk), **others,
    }  # fmt: skip


def test_both_stand_side_by_side_and_become_one(client):
    one, two = pair()
    make.phone(two)

    shown = client.get(beside(one, two)).content.decode()
    done = client.post(beside(one, two), said(client, one, two), follow=True)

    assert "Tiah Marlow" in shown
    assert "Tia Marlowe" in shown
    assert done.redirect_chain[0][0] == reverse("person_details", kwargs={"number": one.pk})
    assert "Same birth certificate" in done.content.decode()
    assert Person.objects.seen_by(client.worker).get(pk=one.pk).given_name == "Tiah"


def test_the_address_of_the_record_that_went_leads_to_the_one_that_stays(client):
    one, two = pair()
    client.post(beside(one, two), said(client, one, two))

    for page in ("person", "person_details", "person_family"):
        answer = client.get(reverse(page, kwargs={"number": two.pk}))
        assert answer["Location"] == reverse(page, kwargs={"number": one.pk})
    make.restricted(one)
    assert client.get(reverse("person", kwargs={"number": two.pk})).status_code == 404


def test_what_was_typed_stays_when_it_is_refused(client):
    one, two = pair()

    no_reason = client.post(beside(one, two), said(client, one, two, reason=""))
    nothing = client.post(beside(one, two), {"reason": "Same birth certificate"})
    stale = said(client, one, two)
    make.phone(two)
    late = client.post(beside(one, two), stale)

    assert [answer.status_code for answer in (no_reason, nothing, late)] == [422, 422, 422]
    assert "Say how you know" in no_reason.content.decode()
    assert "Choose which record number stays" in nothing.content.decode()
    assert "Same birth certificate" in nothing.content.decode()
    assert "Somebody has changed one of the two records" in late.content.decode()
    assert Person.objects.seen_by(client.worker).filter(pk=two.pk).exists()


def test_a_restricted_record_is_answered_as_absent(client):
    one, two = pair()
    make.restricted(two)
    choose = reverse("person_merge", kwargs={"number": one.pk})

    by_number = client.post(choose, {"other": str(two.pk)})
    absent = client.post(choose, {"other": "999999"})

    assert client.get(beside(one, two)).status_code == client.get(beside(two, one)).status_code == 404
    assert by_number.status_code == absent.status_code == 422
    assert "Choose a person from the list" in by_number.content.decode()


def test_a_merge_is_undone_by_its_page(client):
    one, two = pair()
    client.post(beside(one, two), said(client, one, two))
    make.phone(one, "01632 960 555")
    deal = queries.merges_of(client.worker, one.pk)[0]
    page = reverse("person_unmerge", kwargs={"number": one.pk, "merge": deal.pk})

    shown = client.get(page).content.decode()
    refused = client.post(page, {"reason": ""})
    client.post(page, {"reason": "Two children after all"})

    assert "01632 960 555" in shown
    assert refused.status_code == 422
    assert client.get(reverse("person", kwargs={"number": two.pk})).status_code == 200
    assert client.get(page).status_code == 404
