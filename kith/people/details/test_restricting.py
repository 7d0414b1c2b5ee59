"""Restricting a record by its page: who may still know of it, and who is told no."""

import pytest
from django.test import Client
from django.urls import reverse

from kith.people.models import Person, Restriction
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tia(db) -> Person:
    return make.child("Tia", "Marlowe")


def client_of(name: str = "Ewan Price", role: str = "duty_worker") -> Client:
    client = Client()
    client.worker = make.worker(name, role=role)
    client.force_login(client.worker)
    return client


def post(client: Client, person: Person, **said):
    return client.post(reverse("person_restrict", kwargs={"number": person.pk}), said)


def details(client: Client, person: Person):
    return client.get(reverse("person_details", kwargs={"number": person.pk}))


def test_a_record_is_restricted_to_those_named_and_gone_for_the_rest(tia):
    lead, duty = client_of("Gia Lead", "information_governance"), client_of()
    reader = make.worker("Rita Reader")

    unknown = post(lead, tia, reason="Works here", readers="Nobody Known")
    done = post(lead, tia, reason="Works here", readers="rita reader")

    assert unknown.status_code == 422
    assert "Nobody who works here is called Nobody Known" in unknown.content.decode()
    assert "Works here" in unknown.content.decode()
    assert done.status_code == 302
    assert set(Restriction.objects.get().readers.values_list("worker_id", flat=True)) == {
        lead.worker.pk,
        reader.pk,
    }
    assert "Rita Reader" in details(lead, tia).content.decode()
    assert details(duty, tia).status_code == 404
    assert post(duty, tia, reason="x", readers="").status_code == 403
    assert post(lead, tia, lift="yes").status_code == 302
    assert "Tia Marlowe" in details(duty, tia).content.decode()


def test_a_form_that_names_no_readers_shuts_nobody_out(tia):
    lead = client_of("Gia Lead", "information_governance")
    reader = make.worker("Rita Reader")
    post(lead, tia, reason="Works here", readers="Rita Reader")

    answer = post(lead, tia)

    assert answer.status_code == 422
    assert "Say who may still know of this record." in answer.content.decode()
    assert Restriction.objects.get().readers.filter(worker=reader).exists()


def test_two_workers_of_one_name_are_told_apart_before_anybody_is_let_in(tia):
    lead = client_of("Gia Lead", "information_governance")
    make.worker("Sam Same")
    make.worker("Sam Same")

    answer = post(lead, tia, reason="Works here", readers="Sam Same")

    assert answer.status_code == 422
    assert "Two people here are called Sam Same" in answer.content.decode()
    assert not Restriction.objects.exists()
