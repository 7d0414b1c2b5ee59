"""Deciding many contacts on the screen."""

import re
from datetime import timedelta

import pytest

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event, Look
from kith.core import clock
from kith.frontdoor.models import Contact, KeptGuide, Referral, Threshold
from kith.work.models import SignOff
from tests import make

pytestmark = pytest.mark.django_db


def waiting(ewan, *people, **facts):
    facts = {"method": "police_notice", "source": "6", "worker": ewan, "state": "submitted"} | facts
    contact = make.contact(people, **facts)
    make.sign_off(contact.step, submitted_by=ewan, asked_role="duty_manager")
    make.answer(contact.step, "told", "Shouting was heard.", by=ewan)
    return contact


def decide(client, *contacts, address="/front-door/triage/", **more):
    told = {
        "contact": [one.pk for one in contacts],
        "outcome": "no_further_action",
        "reason": "Known, supported.",
    }
    return client.post(address, told | more)


def decisions():
    rows = SignOff.objects.unguarded(EVERY_ROW).order_by("step_id")
    return list(rows.values_list("step_id", "decision", "words"))


def test_many_are_decided_with_one_reason_and_one_with_its_own(browser, ewan, sanjay):
    first, second = waiting(ewan), waiting(ewan)

    own = {f"outcome.{second.pk}": "advice", f"reason.{second.pk}": "Rang the mother."}
    answer = decide(browser(sanjay), first, second, **own)

    assert answer.status_code == 302
    assert decisions() == [
        (first.pk, "signed_off", "Known, supported."),
        (second.pk, "signed_off", "Rang the mother."),
    ]
    for contact, outcome in ((first, "no_further_action"), (second, "advice")):
        contact.refresh_from_db()
        assert (contact.decided_by, contact.children.seen_by(sanjay).get().outcome) == (sanjay, outcome)
        about = Event.objects.filter(action="frontdoor.deciding.actions.decide", subject_id=contact.pk)
        assert about.get().people == contact.people_ids()
    assert not Referral.objects.unguarded(EVERY_ROW).exists()


def test_what_a_colleague_decided_meanwhile_stops_all_and_loses_nothing(browser, ewan, sanjay, duty_team):
    first, second = waiting(ewan), waiting(ewan)
    other = make.worker("Rita Lund", role="duty_manager", team=duty_team)
    decide(browser(other), first, reason="Mine.")

    answer = decide(browser(sanjay), first, second, **{f"reason.{second.pk}": "My own words."})

    words = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(rf"Contact {first.pk}: Rita Lund decided this contact at \d\d:\d\d", words)
    assert "Somebody decided while you wrote." in words and 'value="My own words."' in words
    second.refresh_from_db()
    assert second.decided_at is None
    assert decisions()[0][2] == "Mine."


def test_one_that_cannot_be_decided_so_keeps_the_others_waiting(browser, ewan, sanjay):
    first, second = waiting(ewan), waiting(ewan)

    answer = decide(browser(sanjay), first, second, **{f"outcome.{second.pk}": "join_open"})

    assert answer.status_code == 422
    assert f"Contact {second.pk}:" in answer.content.decode()
    assert "has no open work that this could join" in answer.content.decode()
    assert [decision for _, decision, _ in decisions()] == ["", ""]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"contact": []}, "Tick at least one contact."),
        ({"outcome": ""}, "Choose what happens."),
        ({"outcome": "referral_assessment"}, "Choose what happens."),
        ({"reason": "  "}, "Give the reason for your decision."),
        ({"contact": ["999999999", "x"]}, "Contact 999999999: It is not there."),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_decided(browser, ewan, sanjay, more, words):
    answer = decide(browser(sanjay), waiting(ewan), **more)

    assert answer.status_code in (409, 422)
    assert words in answer.content.decode()
    assert decisions()[0][1] == ""


def test_nobody_decides_what_they_wrote(browser, ewan, sanjay):
    mine = waiting(sanjay)

    assert (
        "Somebody else signs off what you wrote."
        in browser(sanjay).get("/front-door/triage/").content.decode()
    )
    assert decide(browser(sanjay), mine).status_code == 422
    assert decisions()[0][1] == ""


def test_the_household_is_counted_over_brothers_and_sisters(browser, ewan, sanjay, dochertys):
    kieran, aoife, finn, _ = dochertys.children
    for one, days, method in (
        (aoife, 20, "phone"),
        (finn, 100, "police_notice"),
        (aoife, 200, "police_notice"),
    ):
        make.contact([one], received_at=clock.now() - timedelta(days=days), method=method, outcome="advice")
    make.contact([aoife], received_at=clock.now() - timedelta(days=400), outcome="advice")
    contact = waiting(ewan, kieran)

    for address in ("/front-door/triage/?way=police_notice", f"/front-door/contact/{contact.pk}/decide/"):
        words = browser(sanjay).get(address).content.decode()
        assert "3 other contacts in 12 months, 2 by police notification" in words
        assert "3 more children at home" in words
    assert set(Look.objects.values_list("person_id", flat=True)) == {kieran.pk}


def test_a_contact_about_a_restricted_child_is_not_there(browser, ewan, sanjay):
    hidden = waiting(ewan, make.restricted())

    assert f"contact {hidden.pk}" not in browser(sanjay).get("/front-door/triage/").content.decode()
    assert "It is not there." in decide(browser(sanjay), hidden).content.decode()


def test_what_a_page_asks_does_not_grow_with_its_rows(browser, ewan, sanjay, django_assert_max_num_queries):
    for _ in range(6):
        waiting(ewan)
    client = browser(sanjay)
    client.get("/front-door/triage/")

    with django_assert_max_num_queries(25):
        client.get("/front-door/triage/")


def test_the_highest_level_recommended_comes_first_when_asked(browser, ewan, sanjay):
    early = make.contact(received_at=clock.now() - timedelta(days=3), worker=ewan)
    two, four = waiting(ewan), waiting(ewan)
    guide = KeptGuide.objects.create(hash="x" * 64, version="1", content={})
    for contact, level in ((two, "2"), (four, "4")):
        facts = {"stage": "recommended", "guide": guide, "by": ewan, "at": clock.now()}
        Threshold.objects.create(contact=contact, level=level, **facts)

    words = browser(sanjay).get("/front-door/?sort=level").content.decode()

    assert re.findall(r"Contact (\d+)</small>", words) == [str(one.pk) for one in (four, two, early)]
    assert "level 4 recommended" in words


def test_the_queue_offers_to_decide_together_and_can_be_ordered_and_filtered(browser, ewan, sanjay):
    early = make.contact(
        received_at=clock.now() - timedelta(days=3), method="phone", worker=ewan, source="2A"
    )
    late = waiting(ewan)
    client = browser(sanjay)

    def order(address):
        found = re.findall(r"Contact (\d+)</small>", client.get(address).content.decode())
        return [int(number) for number in found]

    assert order("/front-door/") == [early.pk, late.pk]
    assert order("/front-door/?sort=received") == [late.pk, early.pk]
    assert order("/front-door/?sort=level") == [early.pk, late.pk], "nobody recommended a level"
    assert order("/front-door/?way=police_notice") == [late.pk]
    assert order("/front-door/?way=invented&sort=nothing&page=9") == [early.pk, late.pk]
    assert order(f"/front-door/?team={early.step.team.code}") == [early.pk]
    assert f'name="contact" value="{late.pk}"' in client.get("/front-door/").content.decode()
    assert 'name="contact"' not in browser(ewan).get("/front-door/").content.decode()
    assert Contact.objects.unguarded(EVERY_ROW).count() == 2
