import pytest

from kith.access.models import Look
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(client):
    client.force_login(make.worker())
    return make.child(family_name="Quillfeather")


@pytest.mark.parametrize(
    ("method", "code"), [("options", 204), ("put", 405), ("delete", 405), ("trace", 405)]
)
def test_a_method_that_no_page_knows_opens_no_record(client, child, method, code):
    answer = getattr(client, method)(f"/person/{child.pk}/")

    assert (answer.status_code, answer.content) == (code, b"")
    assert answer["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert not Look.objects.exists()


def test_asking_for_the_head_of_a_record_is_a_look_at_it(client, child):
    answer = client.head(f"/person/{child.pk}/")

    assert (answer.status_code, answer.content) == (200, b"")
    assert Look.objects.get().person_id == child.pk


def test_who_is_signed_out_learns_the_methods_and_nothing_of_the_page(client):
    assert client.options("/person/200001/").status_code == client.options("/sign-in/").status_code == 204


@pytest.mark.parametrize(("whose", "code"), [("own", 200), ("", 200), ("999999", 401), ("x", 401)])
def test_a_page_left_open_by_one_worker_saves_nothing_as_another(client, whose, code):
    worker = make.worker(role="social_worker")
    client.force_login(worker)
    whose = str(worker.pk) if whose == "own" else whose

    answer = client.post(
        "/find/live/", {"q": "Quill"}, headers={"Accept": "application/json", "X-Worker": whose}
    )

    assert answer.status_code == code
    assert code == 200 or "Sign in again" in answer.json()["words"]
