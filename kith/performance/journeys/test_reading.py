"""What the page of journeys counts, on real rows: each contact once, lists as long as numbers, backlogs that add up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kith.access import practice
from kith.core import period as periods
from kith.performance import lists, queries
from kith.performance.choices import Choices
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.journeys import queries as counts
from kith.performance.journeys.measures import BACKLOGS
from kith.performance.journeys.test_ways import WAYS, walked
from kith.performance.tree import tree
from tests.random_rows import ON, World, make_world

pytestmark = pytest.mark.django_db
CHOSEN = Choices(ON, ON, period="rolling12")


@pytest.fixture(scope="module")
def made_once(rows_of_a_module: None) -> World:
    world = make_world()
    for number in range(24):
        walked(WAYS[number % len(WAYS)].values, ON - timedelta(days=20 + number))
    return world


def test_every_place_and_band_lists_exactly_as_many_as_it_says(made_once):
    for place in (EVERYWHERE, *tree().of_kind("team")[:2]):
        chosen = replace(CHOSEN, place=place)
        found = counts.journey(chosen, counts.first_steps(practice.on(ON)))
        parts = [part for stage in found.stages for part in stage] + [band[2] for band in found.bands]

        for part in parts:
            assert len(lists.rows(counts.behind_contacts(chosen, dict(part.at)))) == part.number, part
        assert (
            found.whole
            == queries.read(INDICATORS["contacts"], periods.rolling12(ON), on=ON, place=place).part
        )
    assert found.whole <= 400


def test_every_step_lists_its_cases_and_those_over_the_limit(made_once):
    steps = counts.steps(practice.on(ON), ON)
    found = counts.lengths(steps, CHOSEN)

    for step in steps:
        assert len(lists.rows(counts.behind_step(step, CHOSEN, over=False))) == sum(found[step.code].values())
        if step.limit is not None:
            late = sum(number for length, number in found[step.code].items() if length > step.limit)
            assert len(lists.rows(counts.behind_step(step, CHOSEN, over=True))) == late
    assert {step.code: step.limit for step in steps} == {
        "decision": 1, "allocation": None, "sight": None, "single_assessment": 45, "conference": 15, "sign_off": None,
    }  # fmt: skip


def test_the_practice_of_2011_has_its_own_steps_and_limits():
    held = practice.on(date(2011, 9, 1))

    for on, days in ((date(2011, 9, 1), 10), (date(2010, 3, 1), 7)):
        codes = {step.code: step.limit for step in counts.steps(held, on)}
        assert (codes["initial_assessment"], codes["core_assessment"]) == (days, 35)
    assert list(counts.first_steps(held)) == ["strategy_discussion", "initial_assessment", "core_assessment"]
    assert counts.usual_share(held) == "NI059"


@pytest.mark.parametrize("code", list(BACKLOGS))
def test_a_backlog_leads_from_its_start_to_its_end_and_lists_every_move(made_once, code):
    of = BACKLOGS[code]
    for place in (EVERYWHERE, *tree().of_kind("team")[:1]):
        chosen = replace(CHOSEN, place=place)

        found = counts.backlog(of, chosen)

        assert found.levels[-1] == found.end
        for one in found.moved:
            day = periods.day(one.week.last_day)
            assert (
                queries.read(of.stock, day, on=ON, place=place).part == found.levels[found.moved.index(one)]
            )
            for flow, moved in ((of.joined, one.joined), (of.gone, one.left)):
                whole = lists.rows(lists.Behind(flow(), one.week, ON, place))
                assert len(whole) == sum(moved.values())
                for why, number in moved.items():
                    assert len(lists.rows(lists.Behind(flow(why), one.week, ON, place))) == number


def test_backlogs_are_the_measures_of_the_dashboard(made_once):
    for day in (ON, ON - timedelta(days=30), ON - timedelta(days=200)):
        at = {"on": ON, "period": periods.day(day)}

        def number(one, at=at):
            return queries.read(one, **at).part

        late = [INDICATORS[f"{kind}_out_of_timescale"] for kind in ("ia", "ca", "single")]
        assert number(BACKLOGS["unallocated"].stock) == number(INDICATORS["unallocated"])
        assert number(BACKLOGS["late"].stock) == sum(number(one) for one in late)


def test_the_shares_of_teams_are_those_of_their_lists(made_once):
    indicator, compared = INDICATORS["NI059"], 0
    for figure in counts.teams(indicator, CHOSEN, tree()):
        behind = counts.behind_team(indicator, CHOSEN, figure.place)
        assert len(lists.rows(behind)) == figure.whole
        late = counts.reasons(indicator, CHOSEN, figure.place)
        assert sum(why.number for why in late) == (figure.whole or 0) - figure.part
        for why in late:
            only = counts.behind_team(indicator, CHOSEN, figure.place, why.code)
            assert len(lists.rows(only, which="others")) == why.number
        compared += bool(figure.whole)
    assert compared > 1


def test_each_chart_is_one_statement(made_once, django_assert_max_num_queries):
    steps = counts.steps(practice.on(ON), ON)
    with django_assert_max_num_queries(3):
        counts.journey(CHOSEN, {})
    with django_assert_max_num_queries(3):
        counts.lengths(steps, CHOSEN)
    with django_assert_max_num_queries(3):
        counts.backlog(BACKLOGS["unallocated"], CHOSEN)
