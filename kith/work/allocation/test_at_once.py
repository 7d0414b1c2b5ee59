"""Two managers who give the same children to different workers at the same moment: committed rows, two connections."""

import threading
from datetime import date

import pytest
from django.db import connection
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.work.models import Allocation, Notice
from tests import make


@pytest.mark.django_db(transaction=True)
def test_one_gives_all_and_the_other_gives_nothing_and_is_told():
    team = make.team("North", code="north")
    homes = [make.family(name, children=2) for name in ("Hendry", "Umeh")]
    for home in homes:
        for child in home.children:
            make.involvement(child, team, family=home.family, started_on=date(2026, 9, 1))
    pairs = [
        (make.worker(manager, role="team_manager", team=team), make.worker(worker, team=team))
        for manager, worker in (("Colin Burge", "Amina Rahman"), ("Ines Duarte", "Ben Okoye"))
    ]
    start, answers = threading.Barrier(2), {}

    def press(manager, worker):
        client = Client()
        client.force_login(manager)
        sent = {"family": [home.family.pk for home in homes], "everyone": worker.pk, "note": "Ring today."}
        start.wait()
        answers[worker.name] = client.post("/team/north/allocate/", sent)
        connection.close()

    hands = [threading.Thread(target=press, args=pair) for pair in pairs]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    winner, loser = sorted(answers, key=lambda name: answers[name].status_code)
    assert [answers[name].status_code for name in (winner, loser)] == [302, 422]
    held = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None, worker__isnull=False)
    assert list(held.values_list("worker__name", flat=True)) == [winner] * 4
    assert set(Notice.objects.filter(kind="allocated").values_list("worker__name", flat=True)) == {winner}
    page = answers[loser].content.decode()
    assert "allocated or closed by somebody else meanwhile" in page
    assert "Ring today." in page, "nothing typed is lost"
