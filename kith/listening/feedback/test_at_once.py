"""Two workers ask the same address by mail at the same moment: committed rows, two connections."""

import threading

import pytest
from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.listening.feedback import actions
from kith.listening.models import FeedbackRequest

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_write_to_one_address_send_one_letter(amina, colin):
    told, together = [], threading.Barrier(2)

    def ask(by):
        together.wait()
        try:
            actions.ask_by_mail(
                by, None, point="any_time", questionnaire="staff", to="ben@westmere.example", agreed=True
            )
            told.append("sent")
        except Refused as refused:
            told.append(refused.words)
        connection.close()

    both = [threading.Thread(target=ask, args=(by,)) for by in (amina, colin)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    refused, sent = sorted(told)
    assert (sent, refused.startswith("A link went to this address already")) == ("sent", True)
    assert FeedbackRequest.objects.unguarded(EVERY_ROW).count() == 1
