from dataclasses import replace
from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership
from kith.core import Refused
from kith.work.allocation.actions import allocate
from kith.work.leaving import actions, queries, rules
from kith.work.models import (
    Allocation,
    FamilyPlan,
    Notice,
    PlanChange,
    PlannedVisit,
    PlannedVisitChild,
    PlanTask,
    SignOff,
    Step,
)
from kith.work.plans.actions import begin_plan
from kith.work.plans.promises.actions import add_task
from kith.work.plans.rules import Promise
from tests import make

TODAY = date(2026, 10, 14)


def ending(**facts):
    known = {
        "began_on": date(2026, 1, 1), "last_day": TODAY, "today": TODAY, "left": rules.Left(),
        "is_handed_over": False, "name": "Amina",
    }  # fmt: skip
    return rules.obstacle_to_ending(**{**known, **facts})


def test_a_place_in_a_team_does_not_end_with_work_left_behind():
    some = rules.Left(children=2, steps=3, drafts=1, sign_offs=1)
    assert ending() is None
    assert ending(left=some) == (
        "Amina still holds 2 children, 3 open pieces of work, 1 of them begun and 1 decision that waits. "
        "Say who takes it."
    )
    assert ending(left=some, is_handed_over=True) is None
    assert ending(left=some, last_day=date(2026, 10, 30)) is None  # noted ahead: the board warns until then
    assert "Write the last day" in ending(last_day=None)
    assert "cannot end before" in ending(last_day=date(2025, 12, 31))
    assert "more than a year" in ending(last_day=date(2028, 1, 1))
    assert rules.Left().words == "nothing"


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North")


@pytest.fixture
def colin(north):
    return make.worker("Colin Burge", role="team_manager", team=north)


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def ben(north):
    return make.worker("Ben Okoye", team=north)


def test_everything_goes_to_somebody_in_one_go(colin, amina, ben, north):
    tia, kofi = (make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1)) for _ in range(2))
    ngozi = make.worker("Ngozi Bright", role="head_of_service", team=north)
    hidden = make.involvement(make.restricted(), north, amina, started_on=date(2026, 9, 1))
    with_child = make.step("single_assessment", [tia.person], worker=amina, team=north)
    alone = make.step("strategy_discussion", [make.child()], worker=amina, team=north)
    waiting = make.step("single_assessment", [make.child()], state="submitted", worker=ben, team=north)
    make.sign_off(waiting, asked=amina)
    assert queries.left(colin, amina, north, leaves_us=True).children == 2

    with pytest.raises(Refused, match="still holds 2 children"):
        actions.leave(colin, amina, team=north, last_day=TODAY)
    actions.leave(colin, amina, team=north, last_day=TODAY, takers={tia.pk: ben}, manager=colin)

    held = (
        Allocation.objects.unguarded(EVERY_ROW)
        .filter(ended_on=None)
        .values_list("involvement", "worker__name")
    )
    assert dict(held) == {tia.pk: "Ben Okoye", kofi.pk: None, hidden.pk: "Amina Rahman"}
    steps = dict(Step.objects.unguarded(EVERY_ROW).values_list("pk", "worker__name"))
    assert (steps[with_child.pk], steps[alone.pk]) == ("Ben Okoye", "Colin Burge")
    assert not queries.left(colin, amina, north, leaves_us=True).anything
    assert Membership.objects.get(worker=amina).ended_on == date(2026, 10, 15)
    assert Notice.objects.filter(worker=ben, kind="allocated").exists()
    assert "holds a child whose record is restricted" in Notice.objects.get(worker=ngozi).words
    assert not Notice.objects.filter(worker=colin).exists()


def test_a_day_ahead_is_noted_and_the_work_stays_until_then(colin, amina, north):
    held = make.involvement(make.child(), north, amina)

    actions.leave(colin, amina, team=north, last_day=date(2026, 10, 30))

    assert Membership.objects.get(worker=amina).ended_on == date(2026, 10, 31)
    assert Allocation.objects.unguarded(EVERY_ROW).get(involvement=held).worker == amina


def test_who_stays_in_another_team_keeps_what_lies_there(colin, amina, ben, north):
    south = make.team("South")
    make.member(amina, south, "social_worker")
    there = make.involvement(make.child(), south, amina)
    waiting = make.step("single_assessment", [make.child()], state="submitted", worker=ben, team=north)
    make.sign_off(waiting, asked=amina)

    actions.leave(colin, amina, team=north, last_day=TODAY, manager=colin)

    assert Allocation.objects.unguarded(EVERY_ROW).get(involvement=there).worker == amina
    assert SignOff.objects.unguarded(EVERY_ROW).get(step=waiting).asked == amina
    Membership.objects.filter(team=north, worker=amina).update(ended_on=TODAY)
    with pytest.raises(Refused, match="has left this team already"):
        actions.leave(colin, amina, team=north, last_day=TODAY)


def test_plans_and_promises_go_with_the_children_or_to_the_manager(colin, amina, ben, north):
    tia, kofi = make.child(), make.child()
    cases = [make.involvement(one, north, amina, started_on=date(2026, 9, 1)) for one in (tia, kofi)]
    plans = [begin_plan(amina, kind="in_need", people=[one.pk]) for one in (tia, kofi)]
    for plan in plans:
        told = Promise(words="Ring the school", owner_kind="worker", owner="Amina Rahman", when="23 October")
        add_task(amina, plan, told=replace(told, worker=amina.pk))
    held = queries.left(colin, amina, north, leaves_us=True)
    assert (held.plans, held.promises) == (2, 2)
    assert held.words == "2 children, 2 plans and 2 promises in plans"

    actions.leave(colin, amina, team=north, last_day=TODAY, takers={cases[0].pk: ben}, manager=colin)

    tasks = PlanTask.objects.unguarded(EVERY_ROW).order_by("pk").values_list("worker__name", "owner")
    assert list(tasks) == [("Ben Okoye", "Ben Okoye"), ("Colin Burge", "Colin Burge")]
    kept = FamilyPlan.objects.unguarded(EVERY_ROW).order_by("pk").values_list("worker__name", flat=True)
    assert list(kept) == ["Ben Okoye", None]
    changes = (
        PlanChange.objects.unguarded(EVERY_ROW).filter(plan=plans[0]).values_list("part", "field", "before")
    )
    assert ("task", "owner", "Amina Rahman") in changes
    assert not queries.left(colin, amina, north, leaves_us=True).anything


def test_a_plan_stays_with_its_worker_until_the_last_of_its_children_goes(colin, amina, ben, north):
    family = [make.child(), make.child()]
    cases = [make.involvement(one, north, amina, started_on=date(2026, 9, 1)) for one in family]
    plan = begin_plan(amina, kind="in_need", people=[one.pk for one in family])

    allocate(colin, cases[0], worker=ben, team=north, on=TODAY)
    assert FamilyPlan.objects.unguarded(EVERY_ROW).get(pk=plan.pk).worker == amina
    allocate(colin, cases[1], worker=ben, team=north, on=TODAY)
    assert FamilyPlan.objects.unguarded(EVERY_ROW).get(pk=plan.pk).worker == ben


def test_nobody_is_handed_a_child_they_may_not_know_of(amina, ben, north):
    dana = make.worker("Dana Whitlow", role="team_manager", team=north)
    ngozi = make.worker("Ngozi Bright", role="head_of_service", team=north)
    known, kept = make.child(), make.child()
    case = make.involvement(known, north, amina, started_on=date(2026, 9, 1))
    make.step("single_assessment", [kept], worker=amina, team=north)
    visit = PlannedVisit.objects.create(
        worker=amina, planned_at=make.moment(TODAY), kind="home", by=amina, recorded_at=make.moment(TODAY)
    )
    PlannedVisitChild.objects.bulk_create(
        PlannedVisitChild(planned=visit, person=one) for one in (known, kept)
    )
    make.restricted(kept, readers=[amina])

    with pytest.raises(Refused, match="Dana Whitlow cannot be given"):
        actions.leave(ngozi, amina, team=north, last_day=TODAY, takers={case.pk: ben}, manager=dana)
    assert Step.objects.unguarded(EVERY_ROW).get().worker == amina

    actions.leave(ngozi, amina, team=north, last_day=TODAY, takers={case.pk: ben}, manager=ngozi)
    assert Step.objects.unguarded(EVERY_ROW).get().worker == ngozi
    assert PlannedVisit.objects.unguarded(EVERY_ROW).get().worker == ngozi


def test_what_brothers_and_sisters_share_goes_past_who_may_not_know_of_one(colin, amina, ben, north):
    tia, kept = make.child("Tia"), make.child("Zephyr")
    case = make.involvement(tia, north, amina, started_on=date(2026, 9, 1))
    work = make.step("single_assessment", [tia, kept], worker=amina, team=north)
    make.restricted(kept, readers=[colin, amina])

    allocate(colin, case, worker=ben, team=north, on=TODAY)
    assert Step.objects.unguarded(EVERY_ROW).get(pk=work.pk).worker == amina

    actions.leave(colin, amina, team=north, last_day=TODAY, manager=colin)
    assert Step.objects.unguarded(EVERY_ROW).get(pk=work.pk).worker == colin
