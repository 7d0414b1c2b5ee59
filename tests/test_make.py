"""The builders make what they say, and the rows pass every constraint."""

from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.people.models import Person
from kith.work.models import Allocation, Involvement, StepChild
from tests import make


@pytest.mark.django_db
def test_a_family_has_its_children_its_mother_and_a_home():
    home = make.family(children=3)

    assert len(home.children) == 3
    assert home.family.members.unguarded(EVERY_ROW).count() == 4


@pytest.mark.django_db
def test_a_step_is_due_as_the_practice_of_its_first_day_says():
    modern = make.step("single_assessment", started_on=date(2026, 9, 7))
    older = make.step("initial_assessment", started_on=date(2011, 10, 12))

    assert (modern.due_on, modern.limit_days, modern.pack) == (date(2026, 11, 9), 45, "westmere")
    assert (older.due_on, older.limit_days, older.pack) == (date(2011, 10, 26), 10, "westmere2011")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", ["not_started", "in_progress", "submitted", "returned", "completed", "cancelled"]
)
def test_a_step_can_be_made_in_every_state(state):
    assert make.step(state=state, people=[make.child(), make.child()]).people_ids() != []


@pytest.mark.django_db
def test_a_step_belongs_to_the_open_involvement_of_its_child():
    case = make.involvement()

    step = make.step(people=[case.person])

    assert StepChild.objects.unguarded(EVERY_ROW).get(step=step).involvement_id == case.pk


@pytest.mark.django_db
def test_an_involvement_is_held_from_its_first_day_to_its_last():
    worker = make.worker()

    made = make.involvement(
        team=worker.team, worker=worker, started_on=date(2026, 1, 5), ended_on=date(2026, 5, 1)
    )

    held = Allocation.objects.unguarded(EVERY_ROW).get(involvement=made)
    assert (held.started_on, held.ended_on, held.worker) == (date(2026, 1, 5), date(2026, 5, 1), worker)


@pytest.mark.django_db
def test_a_referral_opens_an_involvement_unless_nothing_follows():
    opened, closed = make.referral(), make.referral(no_further_action=True)

    assert opened.involvement is not None
    assert closed.involvement is None
    assert Involvement.objects.unguarded(EVERY_ROW).count() == 1


@pytest.mark.django_db
def test_contacts_visits_notes_answers_and_notices_can_be_made():
    child, worker = make.child(), make.worker()
    contact = make.contact([child], outcome="advice", by=worker)
    step = make.step(people=[child], worker=worker, state="submitted")

    make.answer(step, "why_now", "Because.")
    make.sign_off(step)
    make.visit([child], seen="not_seen", by=worker)
    make.note([child], by=worker)
    make.notice(worker)
    make.alert(child), make.phone(child), make.identifier(child), make.other_name(child, "Tiana")
    make.unborn()

    assert contact.decided_on == clock.today()


@pytest.mark.django_db
def test_a_restricted_child_is_seen_by_its_readers_only():
    reader, other = make.worker(), make.worker()

    child = make.restricted(readers=[reader])

    assert Person.objects.seen_by(reader).filter(pk=child.pk).exists()
    assert not Person.objects.seen_by(other).filter(pk=child.pk).exists()
