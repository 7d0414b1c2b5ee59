"""Two senders at the same moment: committed rows, two connections."""

import threading

import pytest
from django.db import connection

from kith.core import clock
from kith.documents.post import actions
from tests.post_office import open_post_office

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_senders_send_each_mail_once(settings):
    with open_post_office() as office:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", office.port
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        for number in range(6):
            actions.write(to=f"one{number}@school.example", subject="S", words="W", kind="test")

        def send():
            actions.send_waiting(clock.now())
            connection.close()

        senders = [threading.Thread(target=send) for _ in range(2)]
        for one in senders:
            one.start()
        for one in senders:
            one.join()

    assert sorted(letter["To"] for letter in office.letters) == [f"one{n}@school.example" for n in range(6)]
