"""The page of a child's protection plan."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.protection.models import CoreGroup
from kith.protection.plan import actions
from kith.protection.plan.test_plans import JUNE, SEPTEMBER, begin, conference, days_of
from tests import make

pytestmark = pytest.mark.django_db


def browser(worker):
    client = Client()
    client.force_login(worker)
    return client


def page(child):
    return reverse("person_protection_plan", kwargs={"number": child.pk})


def send(client, child, name, do, **said):
    fields = {f"{field}.{do}": value for field, value in said.items()}
    return client.post(
        reverse(name, kwargs={"number": child.pk}), {"_key": str(uuid.uuid4()), "do": do, **fields}
    )


def test_the_page_tells_category_reviews_core_groups_and_plans_before(grace, amina, tia):
    begin(grace, tia)
    held = conference(grace, [tia], SEPTEMBER)
    actions.review_plan(grace, person=tia.pk, conference=held, goes_on=True, category="EMO", on=SEPTEMBER)
    told = {"old_started_on": "1/3/2018", "old_ended_on": "1/3/2019", "old_words": "Card 1144"}
    send(browser(amina), tia, "protection_plan_write", "old", **told)
    send(
        browser(amina),
        tia,
        "protection_plan_write",
        "core_group",
        children=[str(tia.pk)],
        group_on="25/6/2026",
    )

    shown = browser(amina).get(page(tia)).content.decode()

    for words in ("Emotional abuse (at first: Neglect)", "Card 1144", "25 Jun", "Review conference", "1 Sep"):
        assert words in shown


def test_a_chair_is_led_to_a_challenge_and_a_worker_is_not(grace, amina, tia):
    address = reverse("challenge_new", kwargs={"number": tia.pk})

    assert address in browser(grace).get(page(tia)).content.decode()
    assert address not in browser(amina).get(page(tia)).content.decode()


def test_an_empty_page_says_so(amina, tia):
    shown = browser(amina).get(page(tia)).content.decode()

    assert "There is no child protection plan of ours now" in shown
    assert "No challenge was raised" in shown


def test_the_chair_ends_a_plan_that_another_council_took_over(grace, amina, tia):
    begin(grace, tia)
    told = {"children": [str(tia.pk)], "ended_on": "1/9/2026", "end_reason": "transfer"}

    refused = send(browser(grace), tia, "protection_plan_end", "end", **told)
    forbidden = send(browser(amina), tia, "protection_plan_end", "end", **told)
    send(browser(grace), tia, "protection_plan_end", "end", to_council="Redfell", **told)

    assert (refused.status_code, forbidden.status_code) == (422, 403)
    assert "which council" in refused.content.decode()
    assert days_of(tia) == [(JUNE, SEPTEMBER, "transfer")]


def test_a_stay_on_another_councils_plan_is_told_and_ends(amina, tia):
    client = browser(amina)
    told = {
        "children": [str(tia.pk)],
        "council": "Redfell",
        "told_on": "10/6/2026",
        "stays_since": "9/6/2026",
    }
    send(client, tia, "protection_plan_write", "stay", **told)
    shown = client.get(page(tia)).content.decode()

    send(client, tia, "protection_plan_write", "left", children=[str(tia.pk)], left_on="1/9/2026")

    assert "On a plan of Redfell" in shown
    assert "Written down 127 days after it happened" in shown
    assert "not counted among our plans" in shown
    assert [end for _, end, _ in days_of(tia, "temporary_protection")] == [SEPTEMBER]


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("core_group", {"group_on": "12/6/2026"}),
        ("core_group", {"group_on": "31/6/2026"}),
        ("stay", {"council": "", "told_on": "x", "stays_since": "9/6/2026"}),
        ("left", {"left_on": ""}),
        ("old", {"old_started_on": "1/3/2019", "old_ended_on": "1/3/2018", "old_words": "Card"}),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(do, said, grace, amina, tia):
    begin(grace, tia)

    refused = send(browser(amina), tia, "protection_plan_write", do, children=[str(tia.pk)], **said)

    assert refused.status_code == 422
    assert not CoreGroup.objects.unguarded(EVERY_ROW).exists()


def test_a_hidden_child_is_not_there(amina, tia):
    make.restricted(tia)

    assert browser(amina).get(page(tia)).status_code == 404
    assert send(browser(amina), tia, "protection_plan_write", "old").status_code == 404


def test_the_page_asks_the_same_however_much_there_was(grace, amina, tia, django_assert_max_num_queries):
    begin(grace, tia)
    for day in range(17, 29):
        actions.record_core_group(grace, [tia.pk], held_on=JUNE.replace(day=day))
    client = browser(amina)
    client.get(page(tia))

    with django_assert_max_num_queries(25):
        client.get(page(tia))
