"""Whom the child on a line is not stays said when the contact is sent: on both records, for everybody."""

from datetime import date

import pytest

from kith.core import clock
from kith.frontdoor.contacts.actions import take_contact
from kith.frontdoor.contacts.rules import facts_in
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.sending.actions import hand_in
from kith.people.apart import queries as apart
from kith.people.matching.queries import alike_to
from kith.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def test_the_new_child_of_a_line_is_told_apart_from_whom_it_is_not(ewan):
    born = {"born_on": date(2017, 4, 21), "sex": "M"}
    kieran, hidden = make.child("Kieran", "Docherty", **born), make.child("Kieron", "Docherty", **born)
    facts = {"name_told.1": "Kieran Doherty", "born_told.1": "21/4/2017", "caller_name": "Priya Anand"}
    contact = take_contact(ewan, received_at=clock.now(), facts=facts_of(facts))
    for person in (kieran, hidden):
        recognising.not_the_same(ewan, contact, position=1, person_id=person.pk)
    make.restricted(hidden, [ewan])

    hand_in(ewan, contact)

    made = Person.objects.seen_by(ewan).latest("pk")
    assert (made.given_name, made.family_name) == ("Kieran", "Doherty")
    told = apart.told_of(make.worker("Amina Rahman", role="social_worker"), kieran.pk)
    assert [sorted(one.people_ids()) for one in told] == [[kieran.pk, made.pk]]
    assert told[0].reason == f"Said while contact {contact.pk} was taken"
    assert apart.between(ewan, made.pk, hidden.pk) is None
    assert kieran.pk not in {
        hit.person_id for hit in alike_to(ewan, made.pk, clock.today(), apart={kieran.pk})
    }


def facts_of(told: dict[str, str]):
    """As a page hands them on."""
    return {name: fact for name, fact in facts_in(told).items() if fact.value}
