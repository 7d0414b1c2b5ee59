"""Somebody rates an action, or carries it on, while somebody else carries it on: committed rows, two connections."""

import threading
from datetime import date

import pytest
from django.db import connection

from kith.core import Refused
from kith.improvement import actions
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.conftest import named
from kith.improvement.models import PlanAction

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 10, 14)


def test_an_action_is_rated_before_it_is_carried_on_or_not_at_all(head, plan, one) -> None:
    after = begin_with(
        head, named=named(name="Phase 2", started_on=date(2026, 9, 1)), themes=["One"], predecessor=plan
    )
    row, theme, told, together = one(), after.themes.get().pk, [], threading.Barrier(2)

    def rate() -> None:
        together.wait()
        try:
            actions.rate(head, row, rating="red", why="Stopped", rated_on=TODAY)
            told.append("rated")
        except Refused as refused:
            told.append(refused.words)
        connection.close()

    def carry() -> None:
        together.wait()
        carry_on(head, after, chosen={row.pk: theme})
        connection.close()

    both = [threading.Thread(target=rate), threading.Thread(target=carry)]
    for one_thread in both:
        one_thread.start()
    for one_thread in both:
        one_thread.join()

    made = PlanAction.objects.get(plan=after)
    row.refresh_from_db()
    assert made.rating == row.rating == ("red" if told == ["rated"] else "amber")
    assert told == ["rated"] or told[0].startswith("It is carried on as 1.1 of Phase 2")


def test_two_who_carry_an_action_on_carry_it_once(head, plan, one) -> None:
    named_so = {"started_on": date(2026, 9, 1)}
    plans = [
        begin_with(head, named=named(name=name, **named_so), themes=["One"], predecessor=plan)
        for name in ("Phase 2", "Phase 3")
    ]
    row, told, together = one(), [], threading.Barrier(2)

    def carry(after) -> None:
        theme = after.themes.get().pk
        together.wait()
        try:
            carry_on(head, after, chosen={row.pk: theme})
            told.append("")
        except Refused as refused:
            told.append(refused.words)
        connection.close()

    both = [threading.Thread(target=carry, args=(after,)) for after in plans]
    for one_thread in both:
        one_thread.start()
    for one_thread in both:
        one_thread.join()

    assert sorted(told) == ["", f"{row.number} is carried on already."]
    assert PlanAction.objects.filter(carried_from=row).count() == 1
