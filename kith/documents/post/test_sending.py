"""The outbox against a real mail server on this machine."""

import socket
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command, load_command_class
from django.db import transaction

from kith.core import Refused, clock
from kith.database.management.commands import serve
from kith.documents.models import Mail
from kith.documents.post import actions
from tests.post_office import open_post_office

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def office(settings):
    with open_post_office() as one:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", one.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        yield one


def write(to="priya@school.example"):
    return actions.write(
        to=to, subject="About your referral\n W1", words="We have it.\nThank you.", kind="test"
    )


def send(later=timedelta()):
    return dict(actions.send_waiting(clock.now() + later))


def test_a_mail_is_sent_once_with_what_was_written(office):
    mail = write()

    assert (send(), send()) == ({"sent": 1}, {})
    mail.refresh_from_db()
    (letter,) = office.letters
    assert (letter["To"], letter["Subject"]) == ("priya@school.example", "About your referral W1")
    assert letter.get_payload() == "We have it.\r\nThank you.\r\n"
    assert letter["Message-ID"] == f"<{mail.key}@localhost>"
    assert (mail.state, mail.attempts, mail.trouble) == ("sent", 1, "") and mail.sent_at


def test_what_causes_a_mail_takes_it_along_when_it_is_undone(office):
    def cause():
        with transaction.atomic():
            write()
            raise Refused("No.")

    with pytest.raises(Refused):
        cause()

    assert send() == {} and not Mail.objects.exists()


def test_a_server_that_is_away_is_tried_again_and_the_mail_comes_once(office, settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    mail = write()
    assert send() == {"put_off": 1}
    assert send() == {}, "not before its time"

    settings.EMAIL_PORT = office.port
    assert send(timedelta(minutes=1)) == {"sent": 1}
    assert send(timedelta(days=9)) == {}
    mail.refresh_from_db()
    assert (len(office.letters), mail.attempts) == (1, 2)


def test_a_server_that_hangs_up_is_tried_again_under_the_same_name(office):
    mail = write()
    office.hangs_up = True
    assert send() == {"put_off": 1}
    mail.refresh_from_db()
    assert mail.trouble == "The mail server did not answer."

    office.hangs_up = False
    send(timedelta(minutes=1))
    assert [letter["Message-ID"] for letter in office.letters] == [f"<{mail.key}@localhost>"]


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        ("550 priya@school.example unknown", "given_up", "The mail server knows no such address (code 550)."),
        ("451 greylisted priya@school.example", "put_off", "The mail server put it off (code 451)."),
    ],
)
def test_an_answer_of_the_server_is_told_without_the_address(office, caplog, answer, state, words):
    office.answer_to_address = answer
    mail = write()

    assert send() == {state: 1}
    mail.refresh_from_db()
    assert mail.trouble == words
    assert "priya" not in caplog.text


def test_after_eight_tries_it_is_given_up(office):
    office.answer_to_address = "451 later"
    mail = write()

    told = [send(timedelta(days=3 * number)) for number in range(9)]

    assert told == [{"put_off": 1}] * 7 + [{"given_up": 1}, {}]
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("given_up", 8)


def test_an_address_that_cannot_stand_on_a_letter_is_given_up_and_the_next_mail_goes(office):
    bad = write()
    Mail.objects.filter(pk=bad.pk).update(to=f"a@{'b' * 64}.zz")
    write()

    assert send() == {"given_up": 1, "sent": 1}
    bad.refresh_from_db()
    assert bad.trouble == "No mail can be sent to an address like this."


def test_one_bad_mail_does_not_hold_up_the_next(office):
    write("nobody@there.example")
    office.answer_to_address = "550 unknown"
    send()
    office.answer_to_address = "250 known"
    write("other@school.example")

    assert send() == {"sent": 1}


def test_what_is_no_address_is_refused():
    for wrong in ("", "priya", "a@b", "a@b.c\nBcc: x@y.z", "a b@c.de", f"{'x' * 250}@y.zz", "a@b..c"):
        with pytest.raises(Refused):
            write(wrong)


def test_the_command_sends_counts_and_says_when_there_is_no_server(office, settings):
    write()
    told = StringIO()
    call_command("post", "send", stdout=told)
    call_command("post", "send", stdout=told)
    call_command("post", "count", stdout=told)
    assert told.getvalue().split("\n")[:3] == ["1 mail sent", "Nothing waits.", f"{'sent':<10} {1:>6}"]

    settings.EMAIL_BACKEND = ""
    with pytest.raises(CommandError, match="KITH_MAIL"):
        call_command("post", "send")


def test_what_serve_starts_beside_the_web_server_is_a_command_that_exists():
    (order,) = serve.helpers({"no_post": False, "no_deliver": True})

    told = load_command_class("kith.documents", order[3]).create_parser("manage.py", order[3])

    assert told.parse_args(order[4:]).do == "watch"
    assert serve.helpers({"no_post": True, "no_deliver": True}) == []
