import uuid
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.models import Look
from kith.core import clock
from kith.work.models import PlannedVisit, Visit
from kith.work.visits import rules
from kith.work.visits.actions import record_visit
from kith.work.visits.ahead.actions import plan_visit
from kith.work.visits.away import key
from tests import make

DEVICE = str(uuid.UUID(int=7))


def test_each_worker_and_each_browser_has_a_secret_of_its_own_that_comes_again() -> None:
    one, two = uuid.UUID(int=1), uuid.UUID(int=2)

    assert key.secret_of(1, one) == key.secret_of(1, one)
    assert len({key.secret_of(1, one), key.secret_of(2, one), key.secret_of(1, two)}) == 3


@pytest.mark.parametrize("token", ["", "1", "x" * 500])
def test_a_token_that_is_not_ours_is_nobodys(token) -> None:
    assert key.worker_of(token) is None


def test_a_token_of_ours_is_known_whole_only() -> None:
    assert key.worker_of(key.token_of(3)) == 3
    assert key.worker_of(key.token_of(3)[:-1]) is None


def plan(amina, children, **facts):
    at = datetime(2026, 10, 14, 0, 5, tzinfo=clock.LONDON)
    known = {"planned_at": at, "kind": "home", "place": "27 Alder Walk"}
    return plan_visit(amina, children=[one.pk for one in children], **{**known, **facts})


def send(client, children, number=None, **fields):
    known = {
        "key": str(number or uuid.uuid4()), "kind": "home", "on": "2026-10-14", "at": "00:01", "place": "27 Alder Walk",
        "words": "Mum opened.", **{f"seen.{one.pk}": "alone" for one in children},
    }  # fmt: skip
    return client.post(reverse("visit_send"), {**known, **fields})


def test_a_phone_is_given_the_visits_of_today_and_no_others(amina, children, browser) -> None:
    plan(amina, children)
    plan(amina, children[:1], planned_at=clock.now() + timedelta(days=2))

    told = browser(amina).get(reverse("visits_kept"), headers={"X-Device": DEVICE}).json()

    (visit,) = told["day"]["visits"]
    assert told["secret"] == key.secret_of(amina.pk, uuid.UUID(DEVICE))
    assert [child["words"] for child in visit["children"]] == ["Tia, 9", "Kofi, 6", "Elsie, 2"]
    assert "Child in need visit by" in visit["children"][0]["clock"]
    assert Look.objects.filter(page="visits_kept").count() == len(children)


def test_only_the_key_is_given_to_a_form_and_nothing_without_a_number(amina, children, browser) -> None:
    plan(amina, children)
    client = browser(amina)

    told = client.get(reverse("visits_kept"), headers={"X-Device": DEVICE, "X-Only": "key"}).json()

    assert "day" not in told and told["secret"]
    assert client.get(reverse("visits_kept"), headers={"X-Device": "seven"}).status_code == 422
    assert not Look.objects.exists()
    signed_out = Client().get(
        reverse("visits_kept"), headers={"X-Device": DEVICE, "Accept": "application/json"}
    )
    assert signed_out.status_code == 401


def test_a_visit_arrives_once_however_often_it_is_sent(amina, children, browser) -> None:
    planned, number = plan(amina, children), uuid.uuid4()
    client = browser(amina)

    answers = [send(client, children, number, planned=planned.pk).json() for _ in range(2)]

    visit = Visit.objects.seen_by(amina).get()
    assert visit.sent_key == number
    assert PlannedVisit.objects.seen_by(amina).get().visit == visit
    assert answers[0] == answers[1]
    assert answers[0]["words"].startswith(
        "Visit recorded for Tia, Kofi and Elsie. To be seen next: Tia by 11 Nov"
    )


def test_what_the_kind_of_visit_asks_arrives_with_it_and_once(amina, children, browser) -> None:
    tia, number, client = children[0], uuid.uuid4(), browser(amina)
    told = {"kind": "protection", "told.worry": "more", f"told.said.{tia.pk}": "“Gran came.”"}

    for _ in range(2):
        assert send(client, children, number, **told).status_code == 200

    visit = Visit.objects.seen_by(amina).get()
    assert visit.told == {"worry": "more"}
    assert dict(visit.children.seen_by(amina).values_list("person", "told"))[tia.pk] == {
        "said": "“Gran came.”"
    }


def test_the_phone_is_given_what_each_kind_asks_and_whose_clock_it_sets_back(
    amina, children, browser
) -> None:
    plan(amina, children)

    day = browser(amina).get(reverse("visits_kept"), headers={"X-Device": DEVICE}).json()["day"]

    asked = {one["id"]: one for one in day["asked"]}
    assert asked["bedroom_seen"]["alone"] and asked["bedroom_seen"]["kinds"] == ["protection"]
    assert ["protection", "Child protection visit – by law"] in day["kinds"]
    assert "Child in need visit of Tia, Kofi and Elsie" in day["visits"][0]["kind_lines"]["protection"]


def test_a_visit_recorded_at_the_desk_meanwhile_is_told_and_both_are_kept(amina, children, browser) -> None:
    planned = plan(amina, children)
    record_visit(
        amina, kind="home", visited_at=clock.now(), place="", words="", planned=planned.pk,
        children=[(children[0].pk, "seen", "", "")],
    )  # fmt: skip
    number = uuid.uuid4()

    told = [send(browser(amina), children, number, planned=planned.pk).json()["also"] for _ in range(2)]

    assert Visit.objects.seen_by(amina).count() == 2
    assert "Both are kept" in told[0][0] and told[0] == told[1]


def test_a_child_closed_to_the_worker_meanwhile_is_named_by_number_only(amina, children, browser) -> None:
    make.restricted(children[1])

    answer = send(browser(amina), children)

    assert answer.status_code == 422
    assert answer.json()["unknown"] == [children[1].pk]
    assert "Kofi" not in answer.content.decode()
    assert not Visit.objects.seen_by(amina).exists()
    assert send(browser(amina), [children[0], children[2]]).status_code == 200


def test_children_of_two_families_are_not_made_one_visit(amina, children, browser) -> None:
    stranger = make.family("Hendry", children=1).children[0]

    answer = send(browser(amina), [*children, stranger])

    assert answer.status_code == 422
    assert answer.json()["problems"] == [
        ["children", "These children are not of one family. Record a visit for each family."]
    ]
    assert answer.json()["unknown"] == []
    assert not Visit.objects.seen_by(amina).exists()
    planned = plan(amina, [children[0], stranger])  # as it was planned while they were one family
    assert send(browser(amina), [children[0], stranger], planned=planned.pk).status_code == 200
    assert send(browser(amina), [children[1], stranger], planned=planned.pk).status_code == 422


@pytest.mark.parametrize(
    ("children", "together"),
    [
        ([1], True),
        ([1, 2], True),
        ([2, 3], True),  # both offered on the page of 1, who is of both families
        ([1, 2, 3], True),
        ([2, 4], False),
        ([2, 3, 4], False),
        ([5, 6], False),  # of no family at all
    ],
)
def test_one_visit_is_to_children_whom_one_page_offers(children, together) -> None:
    families = {1: {10, 20}, 2: {10}, 3: {20}, 4: {30}, 7: {10, 20}}

    assert rules.are_together(children, families) is together


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"on": "2026-10-15"}, "still to come"),
        ({"on": "yesterday"}, "cannot be read as a day"),
        ({"kind": "moon"}, "Choose what kind"),
        ({"key": "7"}, "not come from a phone that we know"),
        ({"told.worry": "more"}, "this kind of visit does not ask it"),
        ({"told.colour": "It was red."}, "This question is no longer asked: “It was red.”"),
    ],
)
def test_what_a_phone_cannot_have_meant_is_asked(amina, children, browser, fields, words) -> None:
    answer = send(browser(amina), children, **fields)

    assert answer.status_code == 422
    assert words in str(answer.json()["problems"])
    assert not Visit.objects.seen_by(amina).exists()


def test_a_phone_learns_that_its_worker_was_locked(amina, children) -> None:
    def may() -> bool:
        answer = Client().post(reverse("visits_standing"), {"token": key.token_of(amina.pk)})
        return bool(answer.json()["may"])

    assert may()
    amina.is_active = False
    amina.save()
    assert not may()
    assert Client().post(reverse("visits_standing"), {"token": "7"}).json() == {"may": False}


def test_the_page_and_the_script_without_signal_say_nothing_about_anybody(amina, children, browser) -> None:
    plan(amina, children)
    page = browser(amina).get(reverse("visits_away")).content.decode()
    script = Client().get(reverse("visits_worker"))

    assert script["Content-Type"].startswith("text/javascript")
    assert reverse("visits_away") in script.content.decode()
    for told in (page, script.content.decode()):
        assert "Amina" not in told and "Marlowe" not in told and "Alder" not in told
