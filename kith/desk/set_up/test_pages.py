"""Pages of Set-up: the map counts what the viewer may see, with one question; costs stand beside their budgets."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access import practice
from kith.core import clock
from kith.desk.set_up.queries import open_work
from kith.desk.set_up.rules import Open
from kith.practice.budgets import Budget, Budgets
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make.worker("Colin Burge", role="team_manager")


@pytest.fixture
def signed_in(manager) -> Client:
    client = Client()
    client.force_login(manager)
    return client


def test_the_map_counts_what_is_open_and_late_and_asks_once(signed_in, manager) -> None:
    today = clock.today()
    for due_on in (today - timedelta(days=1), today, None):
        make.step(due_on=due_on)
    make.step(state="completed")
    open_work(manager, today)  # put together once for all

    with CaptureQueriesContext(connection) as asked:
        counts = open_work(manager, today)

    assert counts == {make.ASSESSMENT: Open(3, 1)}
    assert len(asked) <= 1
    page = signed_in.get("/set-up/map/").content.decode()
    assert "<desc>Child and family assessment: 3 open, 1 late." in page


def test_work_about_a_hidden_child_is_not_counted(manager) -> None:
    reader = make.worker("Priti Solanki", role="team_manager")
    make.step(people=[make.restricted(readers=[reader])])
    make.step()

    assert open_work(manager, clock.today()) == {make.ASSESSMENT: Open(1, 0)}
    assert open_work(reader, clock.today()) == {make.ASSESSMENT: Open(2, 0)}


def test_every_step_of_the_practice_stands_on_the_map_and_in_its_table(signed_in) -> None:
    page = unescape(signed_in.get("/set-up/map/").content.decode())

    for code, kind in practice.current().steps.items():
        assert f'href="#step-{code}"' in page
        assert f'<tr id="step-{code}">' in page
        assert all(limit.source in page for limit in kind.limits)


def test_open_work_of_an_earlier_practice_is_shown_apart(signed_in) -> None:
    make.step("core_assessment", started_on=date(2013, 4, 1))

    page = signed_in.get("/set-up/map/").content.decode()

    assert "Open work of an earlier practice" in page
    assert "Core assessment" in page


def test_the_costs_of_every_form_stand_beside_their_budget(signed_in) -> None:
    page = signed_in.get("/set-up/costs/").content.decode()

    for form in practice.current().forms.values():
        assert f'<tr id="form-{form.code}">' in page
    assert "budget 30" in page
    assert "Hammersmith and Fulham 2010" in page
    assert "Beyond the budget" not in page


def test_a_practice_beyond_its_budget_says_so_first(signed_in, monkeypatch) -> None:
    held = practice.current()
    tight = Budgets((Budget("shown_questions", 5, "Us"),))
    monkeypatch.setattr(practice, "current", lambda: replace(held, budgets=tight))

    page = signed_in.get("/set-up/costs/").content.decode()

    assert "Beyond the budget without a named reason" in page
    assert "the budget is 5 (Us)." in page
    assert "No routine case is described." in page


def test_what_differs_from_the_pack_below_is_shown_first(signed_in) -> None:
    page = signed_in.get("/set-up/compare/").content.decode()

    assert "Form: Contact" in page
    assert "Which children live there whom the caller did not mention?" in page


def test_two_that_say_the_same_say_so_and_a_pack_that_is_none_is_not_there(signed_in) -> None:
    same = signed_in.get("/set-up/compare/?before=westmere&after=westmere")

    assert "Westmere today and Westmere today say the same." in same.content.decode()
    assert signed_in.get("/set-up/compare/?before=westmere&after=eastmere").status_code == 404


@pytest.mark.parametrize("address", ["/set-up/map/", "/set-up/costs/", "/set-up/compare/"])
def test_who_may_not_see_the_practice_is_refused(address) -> None:
    client = Client()
    client.force_login(make.worker("Amina Rahman", role="social_worker"))

    assert client.get(address).status_code == 403
