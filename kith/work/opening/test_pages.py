import uuid
from datetime import date

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.database.working_day import close_on
from kith.work.models import Involvement, Step
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def post(client, child, **fields):
    known = {"_key": str(uuid.uuid4()), "kind": "strategy_discussion", "started_on": "14/10/2026"}
    return client.post(f"{reverse('step_new')}?person={child.pk}", {**known, **fields})


def test_the_page_offers_what_may_be_started_and_the_open_brothers_and_sisters(amina, children, browser):
    text = browser(amina).get(f"{reverse('step_new')}?person={children[0].pk}").content.decode()

    assert "Strategy discussion" in text
    assert "Kofi, 6" in text
    assert 'value="contact"' not in text


def test_a_step_is_started_for_the_children_chosen_and_given_to_who_holds_them(
    amina, colin, children, browser
):
    answer = post(browser(colin), children[0], children=[children[0].pk, children[2].pk])

    made = Step.objects.seen_by(amina).get()
    assert answer["Location"] == f"/step/{made.pk}/"
    assert sorted(made.people_ids()) == sorted([children[0].pk, children[2].pk])
    assert (made.worker, made.started_on) == (amina, TODAY)


def test_the_first_assessment_runs_from_the_referral_even_when_started_by_hand(amina, children, browser):
    post(browser(amina), children[0], kind="single_assessment", children=[children[0].pk])

    assert Step.objects.seen_by(amina).get().due_on == date(2026, 11, 9)


def test_a_day_on_which_the_authority_closes_moves_the_due_day(amina, children, browser):
    close_on(date(2026, 11, 5), "Offices move")

    post(browser(amina), children[0], kind="single_assessment", children=[children[0].pk])

    assert Step.objects.seen_by(amina).get().due_on == date(2026, 11, 10)


def test_a_core_assessment_by_hand_runs_from_the_strategy_discussion_it_follows(
    amina, children, browser, monkeypatch
):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    Involvement.objects.unguarded(EVERY_ROW).update(started_on=date(2011, 10, 3))
    held = {"state": "completed", "worker": amina}
    earlier = make.step("strategy_discussion", children[:1], started_on=date(2011, 10, 17), **held)
    asked = {"kind": "core_assessment", "started_on": "26/10/2011", "children": [children[0].pk]}

    post(browser(amina), children[0], **asked)

    first = Step.objects.seen_by(amina).get(kind="core_assessment")
    assert (first.came_from, first.clock_from_on, first.due_on) == (
        earlier,
        date(2011, 10, 17),
        date(2011, 12, 5),
    )
    make.step("core_assessment", children[1:2], started_on=date(2011, 10, 18), **held)
    make.step("strategy_discussion", children[1:2], started_on=date(2011, 10, 17), **held)
    post(browser(amina), children[1], **asked | {"children": [children[1].pk]})
    again = Step.objects.seen_by(amina).get(kind="core_assessment", state="not_started", came_from=None)
    assert again.clock_from_on == date(2011, 10, 26), "the clock of that discussion was used already"


def test_a_later_assessment_runs_from_its_own_start(amina, children, browser):
    make.step(
        "single_assessment", [children[0]], state="completed", started_on=date(2026, 9, 7), worker=amina
    )

    post(browser(amina), children[0], kind="single_assessment", children=[children[0].pk])

    assert Step.objects.seen_by(amina).get(state="not_started").due_on == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": ""}, "Choose what to start."),
        ({"kind": "contact"}, "Choose what to start."),
        ({"kind": "referral"}, "Choose what to start."),
        ({"children": []}, "Choose at least one child."),
        ({"children": ["999"]}, "Choose at least one child."),
        ({"started_on": "31/2/2026"}, "Write the day like"),
        ({"started_on": "15/10/2026"}, "cannot start in the future"),
    ],
)
def test_what_cannot_be_started_is_told_and_starts_nothing(amina, children, browser, fields, words):
    answer = post(browser(amina), children[0], **{"children": [children[0].pk], **fields})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Step.objects.seen_by(amina).exists()


def test_nothing_starts_for_a_child_who_is_not_open(amina, browser):
    child = make.child("Noor")

    answer = post(browser(amina), child, kind="single_assessment", children=[child.pk])

    assert answer.status_code == 422
    assert "Noor is not open to us. Begin with a contact at the front door." in answer.content.decode()
    assert not Step.objects.seen_by(amina).exists()


def test_nothing_starts_for_a_child_whose_involvement_has_ended(amina, north, browser):
    child = make.child("Noor")
    make.involvement(child, north, amina, started_on=date(2026, 3, 2), ended_on=date(2026, 6, 1))

    assert post(browser(amina), child, children=[child.pk]).status_code == 422
    assert not Step.objects.seen_by(amina).exists()


def test_a_hidden_child_is_not_found(amina, browser):
    assert post(browser(amina), make.restricted(), children=["1"]).status_code == 404


@pytest.mark.parametrize("person", ["", "x", "9" * 30, "-1"])
def test_nobodys_number_is_not_found(amina, browser, person):
    assert browser(amina).get(f"{reverse('step_new')}?person={person}").status_code == 404
