"""Two secretaries at the same moment: committed rows, two connections."""

import threading
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from kith.core import Refused
from kith.improvement.boards import actions
from kith.improvement.boards.by_itself.actions import lock_due, set_day
from kith.improvement.models import BoardPaper
from kith.work.models import Notice

pytestmark = pytest.mark.django_db(transaction=True)
TODAY, SEPTEMBER = date(2026, 10, 14), date(2026, 9, 1)


def test_of_two_who_lock_one_paper_one_is_told_of_the_other(secretary, meeting) -> None:
    told, together = [], threading.Barrier(2)

    def lock() -> None:
        together.wait()
        try:
            actions.lock(secretary, meeting, stood_on=TODAY, month_on=SEPTEMBER)
            told.append("locked")
        except Refused as refused:
            told.append(refused.words)
        connection.close()

    both = [threading.Thread(target=lock) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert BoardPaper.objects.count() == 1
    assert sorted(words.split(" at ")[0] for words in told) == ["Dale Whitmore locked this paper", "locked"]


def test_of_two_jobs_that_lock_one_paper_one_does_it_and_says_so_once(secretary, board, monkeypatch) -> None:
    meeting = actions.call(secretary, board, held_on=date(2026, 10, 29))
    set_day(secretary, meeting, locks_on=date(2026, 10, 26))
    monkeypatch.setenv("KITH_TODAY", "2026-10-26")
    told, together = [], threading.Barrier(2)

    def run() -> None:
        together.wait()
        told.append(lock_due(datetime(2026, 10, 26, 7, tzinfo=UTC)))
        connection.close()

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sum(told, Counter()) == {"board paper": 1}
    assert BoardPaper.objects.count() == 1
    assert Notice.objects.filter(worker=secretary).count() == 1
