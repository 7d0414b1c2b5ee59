from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership, Team
from kith.core import Refused
from kith.people.models import Conflict
from kith.work.models import Allocation, FamilyPlan, Step, Supervision
from kith.work.plans.actions import begin_plan
from kith.work.restructuring import actions, rules
from tests import make

TODAY = date(2026, 10, 14)


def test_what_cannot_be_merged_split_or_ended_is_told():
    merging = {"same": False, "old_is_open": True, "new_is_open": True, "are_teams": True}
    assert rules.obstacle_to_merging(**merging) is None
    assert "two different" in rules.obstacle_to_merging(**merging | {"same": True})
    assert "has ended already" in rules.obstacle_to_merging(**merging | {"old_is_open": False})
    assert "has ended" in rules.obstacle_to_merging(**merging | {"new_is_open": False})
    assert "Only teams" in rules.obstacle_to_merging(**merging | {"are_teams": False})
    splitting = {"name": "North B", "code": "north-b", "is_taken": False, "is_open": True, "workers": 1}
    assert rules.obstacle_to_splitting(**splitting) is None
    for change in (
        {"name": " ", "code": ""},
        {"name": "x" * 121},
        {"is_taken": True},
        {"is_open": False},
        {"workers": 0},
    ):
        assert rules.obstacle_to_splitting(**splitting | change)


def test_a_team_ends_empty_or_ahead_and_is_warned_of_four_weeks_before():
    ending = {"began_on": date(2026, 1, 1), "last_day": TODAY, "today": TODAY, "children": 0, "steps": 0}
    assert rules.obstacle_to_ending(**ending) is None
    assert "still holds 2 children and 0 open" in rules.obstacle_to_ending(**ending | {"children": 2})
    assert rules.obstacle_to_ending(**ending | {"children": 2, "last_day": date(2026, 12, 1)}) is None
    assert "Write the last day" in rules.obstacle_to_ending(**ending | {"last_day": None})
    assert "cannot end before" in rules.obstacle_to_ending(**ending | {"last_day": date(2025, 1, 1)})
    assert "five years" in rules.obstacle_to_ending(**ending | {"last_day": date(2033, 1, 1)})
    assert rules.warned_of(date(2026, 11, 11), TODAY)
    assert not rules.warned_of(date(2026, 11, 12), TODAY)
    assert not rules.warned_of(None, TODAY)


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North", code="north")


@pytest.fixture
def south(north):
    return make.team("South", code="south")


@pytest.fixture
def bryn(north):
    return make.worker(
        "Bryn Hallett", role="information_governance", team=make.team("Service", kind="service")
    )


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


def held():
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(ended_on=None).order_by("involvement")
    return list(rows.values_list("team__name", "worker__name"))


def test_a_merged_team_goes_with_workers_children_and_work_from_that_day(bryn, amina, north, south):
    one = make.involvement(make.restricted(), north, amina, started_on=date(2026, 9, 1))
    make.involvement(make.child(), north, started_on=date(2026, 9, 1))
    work = make.step("single_assessment", [one.person], worker=amina, team=north)
    done = make.step("single_assessment", [make.child()], state="completed", worker=amina, team=north)
    contact = make.contact([make.child()], team=north).step

    assert actions.merge(bryn, north, into=south) == 2

    assert held() == [("South", "Amina Rahman"), ("South", None)]
    teams = dict(Step.objects.unguarded(EVERY_ROW).values_list("pk", "team__name"))
    assert (teams[work.pk], teams[done.pk], teams[contact.pk]) == ("South", "North", "South")
    assert Team.objects.get(pk=north.pk).ended_on == TODAY
    places = Membership.objects.filter(worker=amina).order_by("pk").values_list("team__name", "ended_on")
    assert list(places) == [("North", TODAY), ("South", None)]
    with pytest.raises(Refused, match="has ended already"):
        actions.merge(bryn, north, into=south)


def test_what_goes_with_no_child_and_who_is_still_to_come_go_too(bryn, amina, north, south):
    ben, dana = make.worker("Ben Okoye", team=north), make.worker("Dana Whitlow", team=north)
    child = make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1)).person
    plan = begin_plan(ben, kind="in_need", people=[child.pk])
    Membership.objects.filter(worker=dana).update(started_on=date(2026, 11, 2))
    talk = Supervision.objects.create(
        worker=amina, supervisor=ben, team=north, planned_on=TODAY, by=ben, recorded_at=make.moment(TODAY)
    )

    actions.merge(bryn, north, into=south)

    assert FamilyPlan.objects.unguarded(EVERY_ROW).get(pk=plan.pk).team == south
    assert Supervision.objects.get(pk=talk.pk).team == south
    places = Membership.objects.filter(worker=dana, team=south).values_list("started_on", "ended_on")
    assert list(places) == [(date(2026, 11, 2), None)]


def test_who_comes_to_the_new_team_later_is_there_from_today(bryn, amina, north, south):
    make.member(amina, south, "social_worker", since=date(2026, 11, 2))
    make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1))

    actions.merge(bryn, north, into=south)

    assert held() == [("South", "Amina Rahman")]
    places = Membership.objects.filter(worker=amina, team=south).order_by("started_on")
    assert [one.started_on for one in places] == [TODAY, date(2026, 11, 2)]


def test_a_split_takes_the_chosen_workers_and_what_they_hold(bryn, amina, north):
    ben = make.worker("Ben Okoye", team=north)
    make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1))
    make.involvement(make.child(), north, ben, started_on=date(2026, 9, 1))
    make.involvement(make.child(), north, started_on=date(2026, 9, 1))

    made = actions.split(bryn, north, name="North B", workers=[ben.pk])

    assert (made.code, made.parent, made.started_on) == ("north-b", north.parent, TODAY)
    assert held() == [("North", "Amina Rahman"), ("North B", "Ben Okoye"), ("North", None)]
    with pytest.raises(Refused, match="of that name already"):
        actions.split(bryn, north, name="north b", workers=[amina.pk])
    with pytest.raises(Refused, match="at least one worker"):
        actions.split(bryn, north, name="North C", workers=[ben.pk])
    with pytest.raises(Refused, match="Write the name"):
        actions.split(bryn, north, name="!!!", workers=[amina.pk])


def test_nothing_moves_where_somebody_would_stay_behind(bryn, amina, north, south):
    kept = make.child()
    make.involvement(kept, north, amina, started_on=date(2026, 9, 1))
    make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1))
    Conflict.objects.create(person=kept, worker=bryn, words="uncle", started_at=make.moment(TODAY), by=amina)

    with pytest.raises(Refused, match="Not everything would move"):
        actions.merge(bryn, north, into=south)
    assert held() == [("North", "Amina Rahman"), ("North", "Amina Rahman")]


def test_a_team_with_children_ends_ahead_and_not_today(bryn, amina, north):
    make.involvement(make.child(), north, amina)
    with pytest.raises(Refused, match="still holds 1 child"):
        actions.set_last_day(bryn, north, last_day=TODAY)

    actions.set_last_day(bryn, north, last_day=date(2026, 10, 30))

    assert Team.objects.get(pk=north.pk).ended_on == date(2026, 10, 31)
