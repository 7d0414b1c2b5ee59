"""Where single contacts led, case by case; each on rows of its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.core import examples
from kith.core import period as periods
from kith.performance import lists
from kith.performance.choices import Choices
from kith.performance.journeys import measures, stages
from kith.performance.journeys import queries as counts
from kith.performance.journeys.measures import BACKLOGS
from kith.work.models import Allocation, Standing, Step
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 14)
CHOSEN = Choices(ON, ON, period="rolling12")
KINDS = {
    "single": "single_assessment",
    "initial": "initial_assessment",
    "core": "core_assessment",
    "strategy": "strategy_discussion",
}
WAYS = examples.parse("""
    outcome    | steps             | stood                   | ended | second     | third    | fourth
    advice     |                   |                         |       | advice     |          |
               |                   |                         |       | waiting    |          |
    early_help |                   |                         |       | early_help |          |
    join_open  |                   |                         |       | joined     |          |
    referral   |                   |                         |       | referral   | unbegun  |
    referral   |                   |                         | yes   | referral   | none     |
    referral   | single            |                         |       | referral   | single   | assessing
    referral   | single done       |                         |       | referral   | single   | open
    referral   | single done       |                         | yes   | referral   | single   | ended
    referral   | single done       | in_need                 |       | referral   | single   | in_need
    referral   | strategy          | protection              |       | referral   | strategy | protection
    referral   | strategy          | protection looked_after |       | referral   | strategy | looked_after
    referral   | initial done core |                         |       | referral   | initial  | assessing
    referral   | initial done core done |                    |       | referral   | initial  | open
""")


def walked(said, on: date):
    """A child of a contact that went this way."""
    child, worker = make.child(), make.worker("Amina Rahman", team=make.team(f"Way {on}"))
    day = make.moment(on)
    contact = make.contact(
        [child], outcome=said["outcome"], received_at=day, received_on=on, team=worker.team, recorded_at=day
    )
    if said["outcome"] != "referral":
        return child
    ends = {"ended_on": on + timedelta(days=18)} if said["ended"] else {}
    case = make.involvement(child, worker.team, worker, started_on=on, **ends)
    make.referral(child, on, involvement=case, contact=contact, team=worker.team)
    words = said["steps"].split()
    for place, kind in enumerate(words):
        if kind == "done":
            continue
        done = words[place + 1 : place + 2] == ["done"]
        facts = {"completed_on": on + timedelta(days=9), "completed_at": make.moment(on + timedelta(days=9))}
        made = make.step(
            "single_assessment",
            [child],
            state="completed" if done else "in_progress",
            started_on=on + timedelta(days=place),
            involvements={child: case},
            team=worker.team,
            **(facts if done else {}),
        )
        Step.objects.unguarded(EVERY_ROW).filter(pk=made.pk).update(kind=KINDS[kind])
    for kind in said["stood"].split():
        began = on + timedelta(days=10)
        facts = {"by": worker, "recorded_at": make.moment(began)}
        Standing.objects.create(person=child, involvement=case, kind=kind, started_on=began, **facts)
    return child


@pytest.mark.parametrize("said", [pytest.param(way.values, id=f"way {n}") for n, way in enumerate(WAYS)])
def test_a_contact_is_at_one_place_of_each_stage_it_reached(said):
    child = walked(said, date(2026, 8, 3))

    rows = lists.tally(counts.behind_contacts(CHOSEN, {}), stages.way(ON), which="all")

    third = KINDS.get(said["third"], said["third"])
    assert rows == [([said["second"], third, said["fourth"], "false"], 1)]
    at = {name: key for name, key in (("second", said["second"]), ("third", third)) if key}
    (row,) = lists.rows(counts.behind_contacts(CHOSEN, at))
    assert row["person_id"] == child.pk


def test_what_followed_is_read_up_to_the_day_asked():
    said = next(way.values for way in WAYS if way.values["fourth"] == "in_need")
    walked(said, date(2026, 8, 3))
    for on, place in (
        (date(2026, 8, 3), "assessing"),
        (date(2026, 8, 11), "assessing"),
        (date(2026, 8, 12), "open"),
        (date(2026, 8, 13), "in_need"),
    ):
        chosen = replace(CHOSEN, on=on)
        ((way, _),) = lists.tally(counts.behind_contacts(chosen, {}), stages.way(on), which="all")

        assert way[2] == place, on


def test_who_had_a_strategy_discussion_later_is_told_apart():
    said = {"outcome": "referral", "steps": "single strategy", "stood": "", "ended": ""}
    walked(said, date(2026, 8, 3))

    found = counts.journey(CHOSEN, counts.first_steps(practice.on(ON)))

    assert (found.whole, found.went_back) == (1, 1)
    assert found.number(third="single_assessment") == 1


def test_why_unallocated_children_left_is_told_apart():
    team, other = make.team("North"), make.team("South")
    worker = make.worker(team=team)
    week = counts.weeks_to(ON)[-1]
    began, left = week.starts - timedelta(days=9), week.starts + timedelta(days=2)

    def waiting(**facts):
        return make.involvement(make.child(), team, None, started_on=began, **facts)

    waiting(ended_on=left)
    for then in ({"worker": worker}, {"team": other}):
        case = waiting()
        held = Allocation.objects.unguarded(EVERY_ROW).filter(involvement=case)
        held.update(ended_on=left, ended_recorded_at=make.moment(left))
        make.allocation(case, started_on=left, **then)

    found = counts.backlog(BACKLOGS["unallocated"], CHOSEN)

    assert found.moved[-1].left == {"allocated": 1, "closed": 1, "moved": 1}
    assert found.moved[-1].joined == {"new": 0, "let_go": 0, "moved": 1}
    assert (found.start, found.end) == (0, 1)


def test_a_child_is_first_seen_after_its_first_worker():
    child, worker = make.child(), make.worker(team=make.team("North"))
    make.involvement(child, worker.team, worker, started_on=date(2026, 9, 1))
    for day, how in (
        (date(2026, 8, 20), "seen"),
        (date(2026, 9, 2), "not_seen"),
        (date(2026, 9, 8), "alone"),
    ):
        make.visit([child], by=worker, seen=how, visited_at=make.moment(day))

    (row,) = lists.rows(lists.Behind(measures.sight_length, periods.rolling12(ON), ON))

    assert (row["seen_on"], row["working_days"]) == (date(2026, 9, 8), 5)
