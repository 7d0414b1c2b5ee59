"""The public form: what a person sends arrives, what a robot sends does not, and nothing typed is lost."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import clock
from kith.documents.models import Mail, StoredFile
from kith.frontdoor.models import Contact, ContactFile, FormTry
from kith.frontdoor.webform import actions, pages, rules
from kith.work.models import Answer
from kith.work.steps.actions import cancel
from tests import make

WHOLE = {
    "name": "Priya Anand",
    "organisation": "St Brigid's Primary",
    "source": "2A",
    "phone": "01632 960 118",
    "email": "priya@school.example",
    "child.1": "Kian Doherty",
    "born.1": "9",
    "sex.1": "M",
    "child.2": "Aoife Doherty",
    "told": "He said\nhe is afraid.",
    "safe_now": "unknown",
}


@pytest.fixture
def _open(duty_team, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    actions.open_form(duty_team.code, "business_support")


def send(told=WHOLE, *, seconds=60, files=(), **more):
    mark = pages.SIGNER.sign(f"{time.time() - seconds:.0f}")
    posted = {"_page": mark} | told | more
    return Client().post("/tell-us/", posted | ({"files": list(files)} if files else {}))


def rows_of(model):
    return model.objects.unguarded(EVERY_ROW)


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_what_a_professional_sends_waits_in_the_queue_and_is_acknowledged(browser, ewan):
    answer = send(files=[SimpleUploadedFile("drawing.exe", b"\x89PNG\r\n\x1a\n...")])

    contact = rows_of(Contact).select_related("step").get()
    assert (contact.method, contact.source, contact.caller_email) == ("form", "2A", "priya@school.example")
    assert (contact.caller_name, contact.step.state) == ("Priya Anand", "in_progress")
    assert [line.name_told for line in contact.children.unguarded(EVERY_ROW).order_by("position")] == [
        "Kian Doherty",
        "Aoife Doherty",
    ]
    assert rows_of(Answer).get(question="told").value == "He said\nhe is afraid."
    page = Client().get(answer.headers["Location"]).content.decode()
    assert f"C{contact.pk}: received" in page and "Doherty" not in page
    assert answer.headers["Location"] in Mail.objects.get(kind="acknowledgement").words
    client = browser(ewan)
    assert "Kian Doherty" in client.get("/front-door/").content.decode()
    files = client.get(f"/front-door/contact/{contact.pk}/files/").content.decode()
    assert "drawing.png" in files
    file = client.get(f"/front-door/contact/{contact.pk}/files/{rows_of(ContactFile).get().pk}/")
    assert (file["Content-Type"], file.content[:4]) == ("image/png", b"\x89PNG")
    assert file["Content-Disposition"].startswith("attachment")
    taken = Event.objects.get(action="frontdoor.webform.actions.hand_out")
    assert (taken.worker, taken.subject_id) == (ewan, rows_of(ContactFile).get().pk), (
        "nobody is recognised yet"
    )
    writing = client.get(f"/front-door/contact/{contact.pk}/").content.decode()
    assert f'href="/front-door/contact/{contact.pk}/files/"' in writing
    assert 'value="priya@school.example"' in writing


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Write your name."),
        ({"source": "1A"}, "Choose what kind of agency you work for."),
        ({"email": "priya at school"}, "This is no e-mail address"),
        ({"child.1": "", "child.2": ""}, "Name at least one child."),
        ({"safe_now": "perhaps"}, "Say whether the children are safe right now."),
        ({"told": "x" * 8001}, "in at most 8,000 letters; there are 8,001."),
        ({"website": "http://buy.example"}, "A box that people do not see was filled in"),
        ({"seconds": 1}, "That was quicker than anybody reads."),
        ({"seconds": 13 * 3600}, "The form had been open for too long."),
        ({"_page": "1790000000:forged"}, "The form had been open for too long."),
        (
            {"files": [SimpleUploadedFile("a.pdf", b"MZ\x90\x00 program")]},
            "a.pdf: This kind of file is not taken",
        ),
        ({"files": [SimpleUploadedFile("a.txt", b"x")] * 6}, "At most 5 files; there are 6."),
    ],
)
def test_what_is_refused_keeps_what_was_typed_and_makes_nothing(change, words):
    told = WHOLE | {name: value for name, value in change.items() if name not in ("seconds", "files")}
    more = {name: value for name, value in change.items() if name in ("seconds", "files")}

    answer = send(told, **more)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.replace("&#39;", "'")
    assert 'value="Aoife Doherty"' in page or "child.2" in change
    assert not rows_of(Contact).exists() and not StoredFile.objects.exists() and not Mail.objects.exists()
    assert FormTry.objects.count() == 1, "a refused try counts too"


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_an_address_that_sends_too_often_waits_and_loses_nothing(monkeypatch):
    for _ in range(rules.TRIES):
        actions.note_try("127.0.0.1")

    answer = send()

    assert answer.status_code == 429
    assert 'value="Priya Anand"' in answer.content.decode()
    assert not rows_of(Contact).exists()
    FormTry.objects.all().update(at=FormTry.objects.first().at - rules.WINDOW - timedelta(minutes=1))
    assert send().status_code == 302


@pytest.mark.django_db
def test_a_closed_form_says_so_and_takes_nothing(duty_team):
    assert "The form is closed" in send().content.decode()
    actions.open_form(duty_team.code, "business_support")
    actions.close_form()

    assert "The form is closed" in Client().get("/tell-us/").content.decode()
    assert not rows_of(Contact).exists()


@pytest.mark.django_db
def test_the_command_opens_the_form_at_a_team_that_exists(duty_team, capsys):
    with pytest.raises(CommandError, match="There is no team nowhere"):
        call_command("online_form", "open", "nowhere")
    with pytest.raises(CommandError, match="may not take contacts"):
        call_command("online_form", "open", duty_team.code, "--role", "auditor")

    call_command("online_form", "open", duty_team.code)
    call_command("online_form", "open", duty_team.code)

    assert "open at /tell-us/" in capsys.readouterr().out
    assert not Client().login(username="online-form", password="")


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_files_about_a_restricted_child_are_not_there(browser, ewan):
    contact = make.contact([make.restricted()])

    assert browser(ewan).get(f"/front-door/contact/{contact.pk}/files/").status_code == 404


def test_a_person_is_told_from_a_robot():
    assert rules.robot_problem("", rules.QUICKEST) is None
    assert rules.robot_problem("", rules.LONGEST) is None
    assert rules.robot_problem("", rules.QUICKEST - timedelta(seconds=1))
    assert rules.robot_problem("", rules.LONGEST + timedelta(seconds=1))
    assert rules.robot_problem("x", rules.QUICKEST) and rules.robot_problem("", None)


@pytest.mark.django_db
@pytest.mark.usefixtures("_open")
def test_files_that_came_to_nothing_are_deleted_in_their_time_and_leave_a_trace(
    browser, ewan, sanjay, django_capture_on_commit_callbacks, capsys
):
    for child in ("Kian Doherty", "Finn Doherty"):
        send({**WHOLE, "child.1": child}, files=[SimpleUploadedFile("a.txt", b"Seen.")])
    kept, gone = rows_of(ContactFile).select_related("contact__step", "stored").order_by("pk")
    cancel(sanjay, gone.contact.step, reason="Sent twice.")
    photo = default_storage.save("photos/somebody.png", ContentFile(b"x"))
    stray = default_storage.save("2026/10/" + "a" * 32, ContentFile(b"left behind"))
    for place in (photo, stray):
        os.utime(default_storage.path(place), (clock.now().timestamp(),) * 2)

    def purge(days):
        now = clock.now() + timedelta(days=days)
        with django_capture_on_commit_callbacks(execute=True):
            return dict(actions.purge_files(now))

    assert purge(1) == {"abandoned_file": 0, "refused_file": 0}
    assert default_storage.exists(stray)
    assert purge(31) == {"abandoned_file": 1, "refused_file": 1}
    assert purge(31) == {"abandoned_file": 0, "refused_file": 0}, "a second time finds nothing"

    here = [default_storage.exists(place) for place in (kept.stored.place, photo, stray, gone.stored.place)]
    assert here == [True, True, False, False]
    trace = StoredFile.objects.get(place=stray)
    assert (trace.size, trace.kind) == (11, "") and "refused or broke off" in trace.purged_why
    page = browser(ewan).get(f"/front-door/contact/{gone.contact_id}/files/").content.decode()
    assert "a.txt" in page and "The contact was cancelled more than 30 days before." in page
    assert browser(ewan).get(f"/front-door/contact/{gone.contact_id}/files/{gone.pk}/").status_code == 404
    call_command("form_files", "rules")
    call_command("form_files", "purge")
    told = capsys.readouterr().out
    assert "30 days (UK GDPR" in told and "0 files deleted" in told
