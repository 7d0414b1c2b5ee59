import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.access.models import SignInAttempt
from kith.database.models import Command
from kith.ui import uploads

pytestmark = pytest.mark.django_db
TOO_LARGE = "w" * (11 * 1024 * 1024)


def test_more_than_a_form_takes_is_refused_in_words_after_it_was_heard_out(client):
    answer = client.post("/sign-in/", f"password={TOO_LARGE}", "application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert "larger than 10 megabytes" in answer.content.decode()
    assert answer.wsgi_request.read() == b""


@pytest.mark.parametrize("fields", [{"words": TOO_LARGE}, {f"f{n}": "" for n in range(5001)}])
def test_a_form_that_is_too_large_changes_nothing(client, fields):
    answer = client.post("/sign-in/", {"username": "amina.rahman", "password": "wrong", **fields})

    assert answer.status_code == 413
    assert "not saved" in answer.content.decode()
    assert not SignInAttempt.objects.exists()
    assert not Command.objects.exists()


def test_files_beyond_what_may_be_sent_at_once_are_refused_before_they_are_read(client, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 2000)

    answer = client.post("/tell-us/", {"files": SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 3000)})

    assert answer.status_code == 413
    assert "with its files it is larger than 40 megabytes" in answer.content.decode()
    assert client.post("/tell-us/", {"files": SimpleUploadedFile("a.pdf", b"%PDF-")}).status_code == 200


def test_a_script_is_told_of_too_much_as_data(client):
    answer = client.post("/sign-in/", {"words": TOO_LARGE}, headers={"accept": "application/json"})

    assert answer.status_code == 413
    assert answer.json()["words"].startswith("What you sent was not saved")


def test_who_writes_to_a_page_that_is_not_there_any_more_gets_the_words_back(client):
    sent = {"words": "Mum was there and agreed.", "password": "a secret one", "_key": "not a word"}

    answer = client.post("/nowhere/", sent, headers={"Origin": "http://testserver"}).content.decode()

    assert "There is nothing here" in answer
    assert "Mum was there and agreed." in answer
    assert "secret" not in answer
    assert "Mum was there" not in client.post("/nowhere/", sent).content.decode()  # from who knows where
