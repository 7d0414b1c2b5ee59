"""Two managers who decide the same contacts at the same moment: committed rows, two connections."""

import threading
from collections import Counter

import pytest
from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.frontdoor.models import Contact
from kith.frontdoor.triage.test_pages import decide, decisions, waiting
from tests import make


@pytest.mark.django_db(transaction=True)
def test_one_wins_and_the_other_is_told_who_decided(browser, ewan, sanjay, duty_team):
    rita = make.worker("Rita Lund", role="duty_manager", team=duty_team)
    first, second = waiting(ewan), waiting(ewan)
    start, answers = threading.Barrier(2), {}

    def press(manager, client, *contacts):
        start.wait()
        answers[manager.name] = decide(client, *contacts, reason=f"Words of {manager.name}.")
        connection.close()

    orders = ((sanjay, browser(sanjay), first, second), (rita, browser(rita), second, first))
    hands = [threading.Thread(target=press, args=order) for order in orders]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()

    assert Counter(answer.status_code for answer in answers.values()) == {302: 1, 409: 1}
    winner = next(name for name, answer in answers.items() if answer.status_code == 302)
    loser = next(name for name in answers if name != winner)
    page = answers[loser].content.decode()
    assert f"{winner} decided this contact at" in page or "It is not there." in page
    assert f"Words of {loser}." in page, "nothing typed is lost"
    assert {words for _, _, words in decisions()} == {f"Words of {winner}."}
    assert set(Contact.objects.unguarded(EVERY_ROW).values_list("decided_by__name", flat=True)) == {winner}
