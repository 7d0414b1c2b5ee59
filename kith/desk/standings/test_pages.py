"""The list of children by how they stand: whom it shows to whom."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.work.standings.actions import begin, end
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def colin(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker("Colin Burge", role="team_manager")


def on_a_plan(by, name, since, team=None, before=()):
    child = make.child(name, "Marlowe")
    make.involvement(child, team or by.team, by, started_on=date(2022, 1, 10))
    for started_on, ended_on in before:
        past = begin(by, person=child.pk, kind="protection", on=started_on)
        end(by, past, on=ended_on, reason="review")
    begin(by, person=child.pk, kind="protection", on=since)
    return child


def page(worker, **asked):
    client = Client()
    client.force_login(worker)
    return client.get(reverse("standings"), asked).content.decode()


def test_children_on_a_plan_are_listed_by_length_and_by_how_often(colin):
    on_a_plan(colin, "Tia", date(2024, 10, 13))
    on_a_plan(colin, "Kofi", date(2026, 7, 2), before=[(date(2023, 1, 9), date(2023, 9, 4))])
    on_a_plan(colin, "Elsewhere", date(2024, 1, 9), team=make.team())

    every, long, again = page(colin), page(colin, longer="2y"), page(colin, again="1")

    assert "Child protection plan: 2 children now" in every
    assert "Elsewhere" not in every
    assert "2 years" in every
    assert ("Tia Marlowe" in long, "Kofi Marlowe" in long) == (True, False)
    assert ("Tia Marlowe" in again, "Kofi Marlowe" in again) == (False, True)
    assert "No child of your teams stands so now." in page(colin, kind="looked_after")
    assert "Tia Marlowe" in page(colin, kind="nonsense", longer="x", page="-1", team="nobody")


def test_a_child_one_may_not_know_of_is_neither_listed_nor_counted(colin):
    child = on_a_plan(colin, "Tia", date(2026, 7, 2))
    make.restricted(child)

    shown = page(colin)

    assert "Tia" not in shown
    assert "0 children now" in shown
