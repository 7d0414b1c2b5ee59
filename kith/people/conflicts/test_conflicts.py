"""A worker's own relative: for this worker there is no record, whatever the role, and the refusal says why."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from kith.access.models import Look
from kith.core import Refused, clock
from kith.people.conflicts import actions
from kith.people.matching.queries import search
from kith.people.models import Conflict, Person
from tests import make

pytestmark = pytest.mark.django_db


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def post(client: Client, page: str, person: Person, **said):
    return client.post(reverse(page, kwargs={"number": person.pk}), said)


@pytest.fixture
def tia() -> Person:
    return make.child("Tia", "Marlowe")


@pytest.mark.parametrize("tab", ["", "visits/", "details/", "family/"])
def test_who_says_so_finds_the_record_closed_with_the_reason_and_the_try_is_written(
    tia, as_worker, tab
) -> None:
    aunt = make.worker("Amina Rahman", role="information_governance")
    window = client_of(aunt)

    wordless = post(window, "person_my_relative", tia, relative_words=" ")
    done = post(window, "person_my_relative", tia, relative_words="her aunt")
    answer = window.get(f"/person/{tia.pk}/{tab}")

    assert wordless.status_code == 422
    assert done.status_code == 302
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "This record is closed to you" in page and "her aunt" in page and "Marlowe" not in page
    assert (
        Look.objects.filter(worker=aunt, person_id=tia.pk, reason="Refused: related (her aunt)").count() == 1
    )
    as_worker(aunt)
    assert not search(aunt, "Tia Marlowe", clock.today())
    assert not Person.objects.seen_by(aunt).filter(pk=tia.pk).exists()
    assert window.get("/person/999999999/").status_code == 404


def test_a_manager_keeps_it_from_a_worker_and_opens_it_again_but_not_to_themselves(tia) -> None:
    manager, uncle = make.worker("Colin Burge", role="team_manager"), make.worker("Ben Okoye")
    window = client_of(manager)

    unknown = post(window, "person_keep_from_worker", tia, conflict_worker="Nobody", conflict_words="uncle")
    post(window, "person_keep_from_worker", tia, conflict_worker="ben okoye", conflict_words="uncle")
    twice = post(window, "person_keep_from_worker", tia, conflict_worker="Ben Okoye", conflict_words="uncle")

    assert unknown.status_code == twice.status_code == 422
    assert client_of(uncle).get(f"/person/{tia.pk}/").status_code == 403
    assert client_of(make.worker()).get(f"/person/{tia.pk}/").status_code == 200
    conflict = Conflict.objects.get()
    assert post(window, "person_keep_from_worker", tia, ended=str(conflict.pk)).status_code == 302
    assert client_of(uncle).get(f"/person/{tia.pk}/").status_code == 200
    own = actions.declare(manager, tia, words="niece")
    with pytest.raises(Refused, match="Ask another manager"):
        actions.let_worker_read(manager, own)
    with pytest.raises(PermissionDenied):
        actions.keep_from_worker(uncle, tia, manager, words="x")
