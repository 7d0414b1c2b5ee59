"""Two jobs at the same moment: committed rows, two connections."""

import threading

import pytest
from django.db import connection

from kith.documents.models import Mail
from kith.performance.daily.conftest import WEDNESDAY, at
from kith.performance.delivering.actions import deliver_due
from kith.performance.models import DailyList, Delivery, DeliveryRun

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_jobs_at_once_make_one_list_and_one_mail_for_each(place, waiting):
    told, together = [], threading.Barrier(2)

    def deliver():
        together.wait()
        told.append(dict(deliver_due(at(WEDNESDAY))))
        connection.close()

    jobs = [threading.Thread(target=deliver) for _ in range(2)]
    for one in jobs:
        one.start()
    for one in jobs:
        one.join()

    assert sorted(told, key=len) == [{}, {"daily": 1}]
    assert (DeliveryRun.objects.count(), DailyList.objects.count(), Delivery.objects.count()) == (1, 1, 3)
    assert Mail.objects.count() == 2


def test_a_job_that_comes_upon_a_run_another_holds_makes_nothing_twice(place, waiting):
    told, together = [], threading.Barrier(2)
    DeliveryRun.objects.create(kind="daily", on=WEDNESDAY, next_try_at=at(WEDNESDAY))

    def deliver(minute):
        together.wait()
        told.append(dict(deliver_due(at(WEDNESDAY, 6, minute))))
        connection.close()

    jobs = [
        threading.Thread(target=deliver, args=[minute]) for minute in (1, 59)
    ]  # the second claims it again
    for one in jobs:
        one.start()
    for one in jobs:
        one.join()

    assert sum(made.get("daily", 0) for made in told) == 1
    assert DailyList.objects.count() == 1
