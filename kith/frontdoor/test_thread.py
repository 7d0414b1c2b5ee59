"""From a call about three children to referrals, cases and the next piece of work."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from kith.access.guarded import EVERY_ROW
from kith.core import Refused, clock
from kith.frontdoor.contacts import actions as contacts
from kith.frontdoor.contacts.rules import Told
from kith.frontdoor.deciding import actions as deciding
from kith.frontdoor.models import Contact, ContactChild, Referral
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.sending import actions as sending
from kith.people.models import Person, Residence
from kith.work.models import Allocation, Involvement, Notice, Step
from tests import make

pytestmark = pytest.mark.django_db
ANSWERS = {
    "told": "He told his teacher.",
    "safe_now": "yes",
    "parents_know": "no_risk",
    "why": "Violence seen.",
}


def take(by, names=("Kian Doherty", "Aoife", "Finn"), **facts):
    told = {f"name_told.{place}": Told(name) for place, name in enumerate(names, start=1)}
    told |= {name: Told(value) for name, value in ({"source": "2A"} | facts).items()}
    return contacts.take_contact(by, received_at=clock.now(), facts=told)


def send(by, contact, outcome="referral_assessment", asked=None):
    answers = {name: (value, 0) for name, value in (ANSWERS | {"outcome": outcome}).items()}
    contacts.save_answers(by, contact, answers=answers)
    return sending.send_for_decision(by, contact, asked=asked)


def decide(by, contact, outcome="referral_assessment", team=None, **own):
    places = (
        ContactChild.objects.unguarded(EVERY_ROW).filter(contact=contact).values_list("position", flat=True)
    )
    outcomes = {place: own.get(f"line_{place}", outcome) for place in places}
    return deciding.decide(by, contact, outcomes=outcomes, reason="Agreed.", team=team)


def test_one_decision_on_three_new_children_makes_three_referrals_and_one_assessment(
    ewan, sanjay, north, colin
):
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
    assert step.family.name == "Doherty"


def send_three(ewan):
    return send(ewan, take(ewan))


def rows_of(model, **where):
    return list(model.objects.unguarded(EVERY_ROW).filter(**where))


def test_recognised_children_keep_their_records_and_their_family(ewan, sanjay, north, dochertys):
    kieran, aoife, finn, saoirse = dochertys.children
    contact = take(ewan)
    recognising.recognise(ewan, contact, position=1, person_id=kieran.pk, along={2: aoife.pk, 3: finn.pk})
    recognising.leave_out(ewan, contact, person_id=saoirse.pk, why="With her gran since June.")
    decide(sanjay, send(ewan, contact), team=north)

    assert {one.person_id for one in rows_of(Referral)} == {kieran.pk, aoife.pk, finn.pk}
    assert {one.family_id for one in rows_of(Involvement)} == {dochertys.family.pk}
    assert contact.step.people_ids()


def test_the_child_nobody_mentioned_must_be_added_or_explained(ewan, dochertys):
    contact = take(ewan, names=["Kieran Docherty"])
    recognising.recognise(ewan, contact, position=1, person_id=dochertys.children[0].pk)

    with pytest.raises(Refused) as refused:
        send(ewan, contact)
    assert refused.value.problems[0][0] == "unmentioned"
    assert "3 more children live in this household" in refused.value.words


def test_a_child_added_from_the_household_is_referred_too(ewan, sanjay, north, dochertys):
    kieran, aoife, finn, saoirse = dochertys.children
    contact = take(ewan, names=["Kieran"])
    recognising.recognise(ewan, contact, position=1, person_id=kieran.pk)
    for child in (aoife, finn, saoirse):
        recognising.add_unmentioned(ewan, contact, person_id=child.pk)
    decide(sanjay, send(ewan, contact), team=north)

    added = rows_of(ContactChild, person=saoirse)[0]
    assert (added.mentioned, added.outcome) == (False, "referral_assessment")
    assert len(rows_of(Referral)) == 4


def test_news_on_an_open_case_is_no_referral_and_its_worker_is_told(ewan, sanjay, north, dochertys):
    kieran = dochertys.children[0]
    amina = make.worker("Amina Rahman", team=north)
    case = make.involvement(kieran, north, amina)
    decide(sanjay, send_about(ewan, dochertys, kieran), team=north)

    assert rows_of(Referral) == []
    assert [one.pk for one in rows_of(Involvement, person=kieran)] == [case.pk]
    assert Notice.objects.filter(worker=amina, kind="joined").count() == 1
    step = rows_of(Step, kind="single_assessment")[0]
    assert step.worker == amina


def send_about(ewan, family, *children):
    """Sends a contact about these children; the others of the household are left out with a reason."""
    contact = take(ewan, names=[child.given_name for child in children])
    for place, child in enumerate(children, start=1):
        recognising.recognise(ewan, contact, position=place, person_id=child.pk)
    for other in family.children:
        if other not in children:
            recognising.leave_out(ewan, contact, person_id=other.pk, why="Not at home.")
    return send(ewan, contact)


def test_one_child_is_open_already_and_the_other_is_referred(ewan, sanjay, north, dochertys):
    kieran, aoife, *_ = dochertys.children
    make.involvement(kieran, north, make.worker("Amina Rahman", team=north))
    decide(sanjay, send_about(ewan, dochertys, kieran, aoife), team=north)

    assert [one.person_id for one in rows_of(Referral)] == [aoife.pk]
    assert len(rows_of(Involvement, ended_on=None)) == 2


def test_two_calls_on_one_day_are_one_referral(ewan, sanjay, north, dochertys):
    """Pitfall 4."""
    kieran = dochertys.children[0]
    first, second = send_about(ewan, dochertys, kieran), send_about(ewan, dochertys, kieran)
    decide(sanjay, first, team=north)
    decide(sanjay, second, team=north)

    assert len(rows_of(Referral)) == len(rows_of(Involvement)) == 1
    assert len(rows_of(Step, kind="single_assessment")) == 1


def test_a_referral_without_action_opens_nothing_until_a_second_call_that_day(ewan, sanjay, north, dochertys):
    kieran = dochertys.children[0]
    first, second = send_about(ewan, dochertys, kieran), send_about(ewan, dochertys, kieran)
    decide(sanjay, first, "referral_nfa", team=north)
    assert [(one.no_further_action, one.involvement_id) for one in rows_of(Referral)] == [(True, None)]

    decide(sanjay, second, team=north)

    (referral,) = rows_of(Referral)
    assert (referral.no_further_action, referral.contact_id) == (False, first.pk)
    assert referral.involvement_id == rows_of(Involvement)[0].pk


def test_advice_leaves_a_decided_contact_and_no_referral(ewan, sanjay):
    contact = decide(sanjay, send_three(ewan), "advice")

    assert rows_of(Referral) == rows_of(Involvement) == []
    assert (contact.decided_by, contact.decided_on) == (sanjay, date(2026, 10, 14))
    assert {line.outcome for line in rows_of(ContactChild)} == {"advice"}


def test_one_child_needs_something_different(ewan, sanjay, north):
    decide(sanjay, send_three(ewan), team=north, line_2="early_help")

    outcomes = {line.position: line.outcome for line in rows_of(ContactChild)}
    assert outcomes == {1: "referral_assessment", 2: "early_help", 3: "referral_assessment"}
    assert len(rows_of(Referral)) == 2


def test_a_strategy_discussion_starts_today_for_all(ewan, sanjay, north):
    decide(sanjay, send_three(ewan), "referral_strategy", team=north)

    step = rows_of(Step, kind="strategy_discussion")[0]
    assert (len(step.people_ids()), step.started_on, step.team) == (3, date(2026, 10, 14), north)


def test_in_2011_the_same_decision_starts_an_initial_assessment(ewan, sanjay, north, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    decide(sanjay, send_three(ewan), team=north)

    step = rows_of(Step, kind="initial_assessment")[0]
    assert (step.pack, step.due_on, step.limit_days) == ("westmere2011", date(2011, 11, 9), 10)


def test_a_child_who_came_before_is_flagged_with_the_closing_before(ewan, sanjay, north, dochertys):
    kieran = dochertys.children[0]
    closed = make.involvement(kieran, north, started_on=date(2026, 1, 5), ended_on=date(2026, 3, 2))
    make.referral(kieran, date(2026, 1, 5), involvement=closed, team=north)
    decide(sanjay, send_about(ewan, dochertys, kieran), team=north)

    again = max(rows_of(Referral), key=lambda one: one.received_on)
    assert (again.previous_on, again.previous_closed_on) == (date(2026, 1, 5), date(2026, 3, 2))
    assert again.involvement_id != closed.pk


def test_joining_work_needs_open_work(ewan, sanjay):
    contact = send_three(ewan)

    with pytest.raises(Refused, match="Kian Doherty has no open work"):
        decide(sanjay, contact, "join_open")
    assert not Contact.objects.unguarded(EVERY_ROW).get(pk=contact.pk).decided_at


def test_a_decision_needs_outcome_reason_and_team(ewan, sanjay):
    contact = send_three(ewan)

    with pytest.raises(Refused) as refused:
        deciding.decide(sanjay, contact, outcomes={1: "referral_assessment"}, reason=" ", team=None)
    assert [field for field, _ in refused.value.problems] == ["outcome.2", "outcome.3", "words", "team"]


def test_who_decides_second_is_told_who_was_first_and_when(ewan, sanjay, duty_team):
    contact = send_three(ewan)
    decide(sanjay, contact, "advice")

    with pytest.raises(Refused, match=r"Sanjay Pillai decided this contact at \d\d:\d\d on 14 October 2026"):
        decide(make.worker("Dee Marsh", role="duty_manager", team=duty_team), contact, "early_help")
    assert {line.outcome for line in rows_of(ContactChild)} == {"advice"}


def test_nobody_decides_their_own_contact(sanjay, north):
    contact = send_three(sanjay)

    with pytest.raises(Refused, match="Somebody else signs off"):
        decide(sanjay, contact, team=north)


def test_a_duty_worker_may_not_decide(ewan, sanjay, north):
    contact = send_three(ewan)

    with pytest.raises(PermissionDenied):
        decide(ewan, contact, team=north)


def test_a_contact_sent_back_can_be_written_and_sent_again(ewan, sanjay, north):
    contact = send_three(ewan)
    deciding.send_back(sanjay, contact, words="Ask where dad is now.")
    contacts.save_answers(ewan, contact, answers={"told": ("He told his teacher. Dad is at work.", 1)})
    sending.send_for_decision(ewan, contact, asked=None)
    decide(sanjay, contact, team=north)

    assert Notice.objects.filter(worker=ewan, kind="returned").exists()
    assert len(rows_of(Referral)) == 3


def test_sending_tells_everything_that_is_missing_and_makes_nobody(ewan):
    contact = take(ewan, names=["Kian"], source="")
    people = Person.objects.unguarded(EVERY_ROW).count()

    with pytest.raises(Refused) as refused:
        sending.send_for_decision(ewan, contact, asked=None)
    fields = [field for field, _ in refused.value.problems]
    assert fields[:2] == ["source", "outcome"]
    assert {"told", "safe_now", "parents_know", "why"} <= set(fields)
    assert Person.objects.unguarded(EVERY_ROW).count() == people


def test_a_birth_date_that_cannot_be_is_told_with_the_name(ewan):
    contact = take(ewan, names=["Kian"], **{"born_told.1": "31/2/2019"})

    with pytest.raises(Refused) as refused:
        send(ewan, contact)
    assert refused.value.problems[0][0] == "born_told.1"
    assert refused.value.words.startswith("Kian: ")


def test_a_likely_record_is_not_doubled_without_an_answer(ewan, dochertys):
    contact = take(ewan, names=["Kieran Docherty"], **{"born_told.1": "21/4/2017"})

    with pytest.raises(Refused, match=r"may be this child\. Say which, or that none is"):
        send(ewan, contact)
    recognising.nobody_on_record(ewan, contact, position=1)
    sending.send_for_decision(ewan, contact, asked=None)
    assert Person.objects.unguarded(EVERY_ROW).filter(given_name="Kieran").count() == 2


def test_what_was_told_of_the_home_makes_the_household_of_new_children(ewan, sanjay):
    contact = take(ewan, home_told="3 Kiln Lane", postcode_told="wm1 1ab")
    send(ewan, contact)

    homes = {one.address for one in Residence.objects.unguarded(EVERY_ROW).select_related("address")}
    assert [(home.lines, home.postcode) for home in homes] == [("3 Kiln Lane", "WM1 1AB")]
