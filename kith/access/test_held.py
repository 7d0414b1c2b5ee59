"""A form whose writer was signed out meanwhile: no word is lost, none is kept on the server, none leaks."""

import re
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import SignInAttempt
from kith.database.models import Command
from kith.work.models import Note
from tests import make

pytestmark = pytest.mark.django_db
RIGHT = "long-enough-2026"
WORDS = 'Gran said: "Tia sleeps now" & <b>smiles</b>.\r\n\r\nSecond paragraph – ’twas fine.'


@pytest.fixture
def amina():
    return make.worker(username="amina.rahman", password=RIGHT)


@pytest.fixture
def tia(amina):
    child = make.child()
    make.involvement(child, amina.team, amina)
    return child


@pytest.fixture
def window(amina):
    """A browser whose forms are checked for where they came from, signed in as Amina."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(amina)
    return client


def form_of(answer, label):
    """Where the form called so leads, and what it sends."""
    html = answer.content.decode()
    form = re.search(
        rf'<form method="post" action="([^"]*)"[^>]*aria-label="{label}".*?</form>', html, re.DOTALL
    )
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[0])
    fields = {}
    for name, value in hidden:
        fields.setdefault(unescape(name), []).append(unescape(value))
    return unescape(form[1]), fields


def write_and_be_signed_out(window, child):
    """A note typed into its page, sent after the session had ended."""
    address, fields = form_of(window.get(f"/note/new/?person={child.pk}"), "Write a note")
    Session.objects.all().delete()
    typed = {"kind": "call", "words": WORDS, "on": "13 Oct 2026", "at": "09:00", "children": [str(child.pk)]}
    return window.post(address, fields | typed)


def notes():
    return list(Note.objects.unguarded(EVERY_ROW).values_list("words", flat=True))


def test_a_note_sent_after_the_session_ended_is_saved_once_after_signing_in(window, tia):
    signed_out = write_and_be_signed_out(window, tia)
    assert signed_out.status_code == 401
    assert "You are signed out" in signed_out.content.decode()

    address, fields = form_of(signed_out, "Sign in")
    assert address == "/sign-in/"
    signed_in = window.post(address, fields | {"username": "amina.rahman", "password": RIGHT})
    assert signed_in.status_code == 200
    assert notes() == []
    address, fields = form_of(signed_in, "What you wrote")
    assert address == f"/note/new/?person={tia.pk}"
    answers = [window.post(address, fields) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert [note.replace("\r\n", "\n") for note in notes()] == [WORDS.replace("\r\n", "\n")]


def test_the_words_can_be_read_and_copied_and_are_escaped(window, tia):
    page = write_and_be_signed_out(window, tia).content.decode()

    shown = re.search(r'<textarea[^>]*id="held-1"[^>]* readonly[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert unescape(shown[1]) == WORDS
    assert "<b>smiles" not in page


def test_a_wrong_password_costs_no_word(window, tia):
    address, fields = form_of(write_and_be_signed_out(window, tia), "Sign in")

    refused = window.post(address, fields | {"username": "amina.rahman", "password": "wrong"})

    assert refused.status_code == 422
    assert "The name or the password is not right." in refused.content.decode()
    held = {name: value for name, value in fields.items() if name.startswith("held:")}
    again = form_of(refused, "Sign in")[1]
    assert held
    assert {name: value for name, value in again.items() if name.startswith("held:")} == held
    assert SignInAttempt.objects.count() == 1


def test_nothing_of_it_is_kept_on_the_server_or_in_an_address(window, tia):
    answer = write_and_be_signed_out(window, tia)

    assert "Location" not in answer
    assert notes() == []
    assert not Command.objects.exists()
    assert not Session.objects.exists()
    assert "no-store" in answer["Cache-Control"]


def test_the_proof_of_origin_is_not_carried_and_a_new_one_is_needed(window, tia):
    address, fields = form_of(write_and_be_signed_out(window, tia), "Sign in")
    signed_in = window.post(address, fields | {"username": "amina.rahman", "password": RIGHT})
    to, again = form_of(signed_in, "What you wrote")

    assert "held:csrfmiddlewaretoken" not in fields
    assert len(again.pop("csrfmiddlewaretoken")) == 1
    assert window.post(to, again).status_code == 403
    assert notes() == []


def test_a_form_from_elsewhere_is_not_held(window, tia):
    window.logout()

    answer = window.post(
        "/note/new/?person=200001", {"words": WORDS}, headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403
    assert "Gran said" not in answer.content.decode()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_what_is_held_is_sent_to_no_other_site(client, amina, to):
    fields = {"username": "amina.rahman", "password": RIGHT, "next": to, "held:words": "Two words"}

    assert form_of(client.post("/sign-in/", fields), "What you wrote")[0] == "/"


def test_a_form_of_ours_whose_proof_has_changed_may_be_sent_again(window, tia):
    address, fields = form_of(window.get(f"/note/new/?person={tia.pk}"), "Write a note")
    fields |= {
        "csrfmiddlewaretoken": "x" * 64,
        "kind": "call",
        "words": WORDS,
        "on": "13 Oct 2026",
        "at": "09:00",
    }
    fields |= {"children": [str(tia.pk)]}

    too_old = window.post(address, fields, headers={"Origin": "http://testserver"})

    assert too_old.status_code == 403
    assert "too old" in too_old.content.decode()
    assert window.post(*form_of(too_old, "What you wrote")).status_code == 302
    assert len(notes()) == 1


def test_a_file_is_lost_and_its_name_is_told_until_the_form_is_sent(window, tia):
    address, fields = form_of(window.get(f"/note/new/?person={tia.pk}"), "Write a note")
    Session.objects.all().delete()
    told = "plan &lt;1&gt;.pdf could not be kept and will not be sent."

    file = SimpleUploadedFile("plan <1>.pdf", b"%PDF")
    signed_out = window.post(address, fields | {"words": "Two words", "file": file})
    address, fields = form_of(signed_out, "Sign in")
    signed_in = window.post(address, fields | {"username": "amina.rahman", "password": RIGHT})

    for answer in (signed_out, signed_in):
        assert told in re.sub("[\u2066-\u2069]", "", answer.content.decode())


def test_held_words_outlast_a_sign_in_form_that_has_grown_too_old(window, tia):
    address, fields = form_of(write_and_be_signed_out(window, tia), "Sign in")
    fields |= {"csrfmiddlewaretoken": "x" * 64, "username": "amina.rahman", "password": RIGHT}

    too_old = window.post(address, fields, headers={"Referer": "http://testserver/note/new/"})

    to, again = form_of(too_old, "What you wrote")
    assert (too_old.status_code, to) == (403, f"/note/new/?person={tia.pk}")
    assert again["words"] == [WORDS]
    assert RIGHT not in too_old.content.decode()
    assert window.post(to, again).status_code == 401


def test_a_password_is_never_given_back(window):
    fields = {"username": "amina.rahman", "password": RIGHT, "next": "/"}

    answer = window.post("/sign-in/", fields, headers={"Origin": "http://testserver"})

    assert answer.status_code == 403
    assert RIGHT not in answer.content.decode()


def test_in_the_demonstration_a_button_signs_in_and_leads_on_to_the_words(client, amina, settings):
    settings.KITH_DEMO = True
    fields = {"username": "amina.rahman", "next": "/note/new/?person=200001", "held:words": "Two words"}

    to, again = form_of(client.post("/sign-in/demo/", fields), "What you wrote")

    assert (to, again["words"]) == ("/note/new/?person=200001", ["Two words"])


def test_signing_out_twice_only_leads_to_the_sign_in_page(client):
    assert client.post("/sign-out/")["Location"].startswith("/sign-in/")
