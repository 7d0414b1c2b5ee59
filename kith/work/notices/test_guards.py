"""A number of a hidden person gives nobody away, and those who guard the record hear of it."""

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.people.adoption.rules import SEALED
from kith.people.models import Conflict, Identifier, Person, Restriction
from kith.work.models import Notice
from tests import make

pytestmark = pytest.mark.django_db


def typed(worker, place: str, number: str):
    client = Client()
    client.force_login(worker)
    page = place.endswith("new/")
    said = (
        {"given_name": "Zoe", "nhs": number, "sex": "F"} if page else {"number_kind": "nhs", "number": number}
    )
    return client.post(place, said)


@pytest.fixture
def duty():
    return make.worker("Ewan Price", role="duty_worker")


@pytest.fixture
def guard():
    return make.worker("Ada Voss", role="information_governance")


def hide(how: str, person: Person, worker) -> None:
    facts = {"person": person, "by": make.system(), "started_at": clock.now()}
    if how == "conflict":
        Conflict.objects.create(worker=worker, words="aunt", **facts)
    else:
        Restriction.objects.create(reason=SEALED, sealed=how == "sealed", **facts)


@pytest.mark.parametrize("how", ["seen", "restricted", "sealed", "conflict"])
def test_the_answer_is_one_whoever_holds_the_number_and_only_a_guard_learns_more(duty, guard, how):
    head = make.worker("Ines Hall", role="head_of_service")
    holder, open_to_all = make.child("Zephyr"), make.child("Tia")
    number = make.identifier(holder).value
    if how != "seen":
        hide(how, holder, duty)
    page = f"/person/{open_to_all.pk}/details/number/"

    answers = [typed(duty, place, number) for place in (page, page, "/person/new/")]

    for answer in answers:
        text = answer.content.decode()
        assert answer.status_code == 422
        assert (
            "This number cannot be recorded here." in text and "ask: Head of service or Information" in text
        )
        assert "Zephyr" not in text and str(holder.pk) not in text and "already" not in text
    assert Look.objects.filter(worker=duty, page="person_number").count() == 2
    assert Identifier.objects.unguarded(EVERY_ROW).get().person_id == holder.pk
    told = {(row.worker, row.person_id) for row in Notice.objects.all()}
    assert (
        told
        == {
            "seen": set(),
            "restricted": {(guard, holder.pk), (head, holder.pk)},
            "conflict": {(guard, holder.pk), (head, holder.pk)},
            "sealed": {(guard, open_to_all.pk), (guard, None)},
        }[how]
    )
    assert not any("Zephyr" in row.words or number in row.words for row in Notice.objects.all())
    assert sum(str(open_to_all.pk) in row.words for row in Notice.objects.all()) == len(
        {one for one, _ in told}
    )


def test_a_guard_to_whom_the_record_is_closed_hears_nothing(duty, guard):
    holder, other = make.child(), make.child()
    number = make.identifier(holder).value
    hide("conflict", holder, guard)
    hide("restricted", holder, duty)

    typed(duty, f"/person/{other.pk}/details/number/", number)

    assert not Notice.objects.exists()
