"""From a call about three children to referrals, cases and the next piece of work."""

from datetime import date

import pytest

from kith.core import clock
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.deciding import actions as deciding
from kith.frontdoor.models import ContactChild, Referral
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.sending import actions as sending
from kith.work.models import Allocation, Involvement, Step
from tests import make

pytestmark = pytest.mark.django_db
EVERY_ROW = "a rule needs every row, and shows none"
ANSWERS = {"told": "He told his teacher.", "safe_now": "yes", "parents_know": "no_risk", "why": "Violence seen."}


def take(by, names=("Kian Doherty", "Aoife", "Finn"), **facts):
    told = {f"name_told.{place}": Told(name) for place, name in enumerate(names, start=1)}
    told |= {name: Told(value) for name, value in ({"source": "2A"} | facts).items()}
    return contacts.take_contact(by, received_at=clock.now(), facts=told)


def send(by, contact, outcome="referral_assessment", asked=None):
    answers = {name: (value, 0) for name, value in (ANSWERS | {"outcome": outcome}).items()}
    contacts.save_answers(by, contact, answers=answers)
    return sending.send_for_decision(by, contact, asked=asked)


def decide(by, contact, outcome="referral_assessment", team=None, **own):
    places = ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact).values_list("position", flat=True)
    outcomes = {place: own.get(f"line_{place}", outcome) for place in places}
    return deciding.decide(by, contact, outcomes=outcomes, reason="Agreed.", team=team)


def test_one_decision_on_three_new_children_makes_three_referrals_and_one_assessment(ewan, sanjay, north, colin):
    contact = send_three(ewan)
    decide(sanjay, contact, team=north)

    referrals = list(Referral.objects.unguarded(EVERY_ROW).all())
    cases = Involvement.objects.unguarded(EVERY_ROW).filter(ended_on=None)
    step = Step.objects.unguarded(EVERY_ROW).get(kind="single_assessment")
    held = Allocation.objects.unguarded(EVERY_ROW).all()
    assert len(referrals) == cases.count() == 3
    assert {referral.received_on for referral in referrals} == {date(2026, 10, 14)}
    assert sorted(step.people_ids()) == sorted(referral.person_id for referral in referrals)
    assert (step.team, step.worker, step.due_on) == (north, None, date(2026, 12, 16))
    assert {(one.team_id, one.worker_id) for one in held} == {(north.pk, None)}
    assert step.family and step.family.name == "Doherty"


def send_three(ewan):
    return send(ewan, take(ewan))
