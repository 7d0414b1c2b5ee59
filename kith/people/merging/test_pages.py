"""Merging by its pages: both side by side, refused in words, and the old address leading to the record that stays."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.doors import record_look
from kith.access.models import Look
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


def test_what_somebody_wrote_meanwhile_goes_to_the_record_that_stays(client):
    one, two = pair()
    client.post(beside(one, two), said(client, one, two))
    night = reverse("person_night", kwargs={"number": two.pk})

    answer = client.post(night, {"_key": "k", "words": "Lee may come to the house."})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lee may come to the house." in page and "has become part of another" in page
    assert f'action="{reverse("person_night", kwargs={"number": one.pk})}"' in page
    make.restricted(one)
    assert client.post(night, {"words": "Lee may come."}).status_code == 404


@pytest.mark.parametrize("page", ["note_new", "visit_new"])
def test_a_note_begun_at_the_number_that_went_is_about_the_one_that_stays(client, page):
    one, two = pair()
    client.post(beside(one, two), said(client, one, two))

    answer = client.get(f"{reverse(page)}?person={two.pk}")

    assert answer.status_code == 200
    assert Look.objects.filter(person_id=one.pk, page=page).exists()


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


def test_what_speaks_against_it_is_said_and_asked_before_anything_moves(client):
    one, two = make.child("Tia", "Marlowe", sex="F"), make.child("Tiah", "Marlow", sex="M")
    facts = {"sex": one.pk}

    shown = client.get(beside(one, two)).content.decode()
    unasked = client.post(beside(one, two), said(client, one, two, **facts))
    done = client.post(beside(one, two), said(client, one, two, **facts, confirmed="yes"), follow=True)

    assert "One is recorded as female, the other as male." in shown
    assert unasked.status_code == 422
    assert "say that they are one person all the same" in unasked.content.decode()
    assert "Same birth certificate" in unasked.content.decode()
    assert "Spoke against it, and was looked at: One is recorded as female" in done.content.decode()


def test_who_was_told_apart_is_said_on_the_page_and_no_more_proposed(client):
    one, two = pair()
    choose = reverse("person_merge", kwargs={"number": one.pk})
    before = client.get(choose).content.decode()

    client.post(
        reverse("person_alike", kwargs={"number": one.pk}),
        {"other": two.pk, f"why.{two.pk}": "Two certificates"},
    )

    assert "Records that look like this one" in before
    assert "Records that look like this one" not in client.get(choose).content.decode()
    shown = client.get(beside(one, two)).content.decode()
    assert "that they are two people: Two certificates" in shown
    assert "Or they are two people" not in shown


def test_who_looked_under_the_number_that_went_is_told_at_the_one_that_stays(client):
    one, two = pair()
    ewan = make.worker("Ewan Price", role="duty_worker")
    record_look(ewan, {two.pk: "Taking a contact"}, "person_chronology")
    client.post(beside(one, two), said(client, one, two))
    record_look(make.worker("Omar Other", role="duty_worker"), {one.pk: "Taking a contact"}, "person_visits")

    def trail(person: Person) -> str:
        return client.get(reverse("who_looked", kwargs={"number": person.pk}), follow=True).content.decode()

    assert "Ewan Price" in trail(one)
    assert "Ewan Price" in trail(two)
    deal = queries.merges_of(client.worker, one.pk)[0]
    client.post(
        reverse("person_unmerge", kwargs={"number": one.pk, "merge": deal.pk}),
        {"reason": "Two children after all"},
    )
    record_look(make.worker("Lena Later", role="duty_worker"), {one.pk: "Taking a contact"}, "person_steps")
    assert "Ewan Price" not in trail(one)
    assert "Ewan Price" in trail(two)
    assert "Omar Other" in trail(two), "looked at it while it was part of the other"
    assert "Lena Later" not in trail(two)


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
