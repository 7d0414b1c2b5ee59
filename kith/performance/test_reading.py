"""Random rows on the real tables: the list is the figure, splits add up, months add up,
the past stays the past.
"""

from dataclasses import replace
from datetime import date
from math import ceil
from random import Random
from statistics import median

import pytest
from django.db import connection

from kith.access.guarded import EVERY_ROW
from kith.core import period as periods
from kith.core.rounding import ratio
from kith.performance import lists, queries, rules
from kith.performance.compiler import as_known
from kith.performance.definition import Flow, Median, Stock
from kith.performance.facts.casework import assessments
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.indicators.assessment import IN_TIME
from kith.performance.lists import Behind
from kith.performance.tree import tree
from kith.work.models import Allocation, SignOff, Step, StepChild
from tests import make
from tests.random_rows import ENGLAND, KINDS, ON, World, make_world

pytestmark = pytest.mark.django_db
ALL = [entry.thing for entry in INDICATORS]


@pytest.fixture(scope="module")
def made_once(rows_of_a_module: None) -> World:
    return make_world()


@pytest.fixture
def world(made_once: World, request: pytest.FixtureRequest) -> World:
    """The rows are made once and each test finds them as they were; what it picks out of them is its own."""
    return replace(made_once, random=Random(request.node.name))


def whole(figure):
    return figure.part if figure.whole is None or figure.indicator.per else figure.whole


def the_periods(indicator):
    return [rules.period_for(indicator, kind, ON) for kind in rules.READABLE]


def test_the_list_is_as_long_as_the_figure_always(world):
    places = [EVERYWHERE, *tree().of_kind("area")[:1], *tree().of_kind("team")[:1]]
    wanted = [(one, world.random.choice(the_periods(one))) for one in ALL]
    readings = queries.Readings(wanted, on=ON, groups=queries.groups_of(places))
    for indicator, period in wanted:
        for place in places:
            figure = readings.figure(indicator, period, place)
            listed = lists.rows(Behind(indicator, period, ON, place))

            assert len(listed) == whole(figure), indicator.code
            assert sum(row["counted"] for row in listed) == figure.part, indicator.code
        assert len(lists.record_numbers(Behind(indicator, period, ON, places[2]))) == figure.part, (
            indicator.code
        )


@pytest.mark.parametrize("by", ["team", "area"])
def test_splits_add_up_to_the_whole_and_list_what_they_count(world, by):
    for indicator in ALL:
        period = the_periods(indicator)[2]
        figure = queries.read(indicator, period, on=ON)
        split = queries.read_split(indicator, period, by, on=ON)

        assert sum(one.part for one in split) == figure.part, indicator.code
        if not indicator.per:
            assert sum(whole(one) for one in split) == whole(figure), indicator.code
        for one in world.random.sample(split, 1):
            assert (
                len(lists.record_numbers(Behind(indicator, period, ON, one.place, nodes=one.nodes)))
                == one.part
            )


def test_months_add_up_to_the_year_to_date_the_quarter_and_twelve_months(world):
    """Pitfall 19: parts and wholes are added; percentages are never averaged."""
    for indicator in [one for one in ALL if rules.adds_up(one)]:
        for period in the_periods(indicator)[1:]:
            figure = queries.read(indicator, period, on=ON)
            months = queries.read_split(indicator, period, "month", on=ON)

            assert sum(month.part for month in months) == figure.part, (indicator.code, period)
            assert sum(whole(month) for month in months) == whole(figure), (indicator.code, period)


def test_one_statement_serves_all_indicators_of_several_relations(world):
    wanted = [(one, month) for one in ALL for month in rules.month_series(one, ON)]
    readings = queries.Readings(wanted, on=ON)

    assert readings.statements == ceil(len({one.fact.name for one in ALL}) / queries.TOGETHER) <= 15
    for indicator, month in world.random.sample(wanted, 30):
        assert readings.figure(indicator, month) == queries.read(indicator, month, on=ON), (
            indicator.code,
            month,
        )


def test_a_place_read_alone_has_the_figures_it_has_beside_others(world):
    known = tree()
    wanted = [(one, rules.period_for(one, "ytd", ON)) for one in ALL]
    every = queries.Readings(wanted, on=ON, groups=queries.groups_of_all(known))
    for place in known.places.values():
        alone = queries.Readings(wanted, on=ON, groups=queries.groups_of([place], known), everyone=False)
        for indicator, period in wanted:
            assert alone.figure(indicator, period, place) == every.figure(indicator, period, place)
        with pytest.raises(KeyError):
            alone.figure(*wanted[0], EVERYWHERE)


def test_figures_agree_with_a_count_by_hand(world):
    period = periods.rolling12(ON)
    children = StepChild.objects.unguarded(EVERY_ROW).filter(released_at__isnull=True)
    about = [(child.step, child.person_id) for child in children.select_related("step")]
    for code, kind in (
        ("NI059", "initial_assessment"),
        ("NI060", "core_assessment"),
        ("single_45wd", "single_assessment"),
    ):
        done = [
            step
            for step, _ in about
            if step.kind == kind and step.completed_on and step.completed_on in period
        ]
        in_time = [
            step for step in done if ENGLAND.between(step.clock_from_on, step.completed_on) <= KINDS[kind]
        ]

        figure = queries.read(INDICATORS[code], period, on=ON)

        assert (figure.part, figure.whole) == (len(in_time), len(done))
        assert figure.exact == ratio(len(in_time), len(done))


def test_the_stored_due_day_and_the_working_day_table_agree(world):
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select count(*), count(*) filter (where ({IN_TIME}) = (e.number - b.number <=
                 case f.kind when 'initial_assessment' then 10 when 'core_assessment' then 35 else 45 end))
               from ({as_known(assessments.sql, None)}) f
               join database_workingday b on b.day = f.clock_from_on
               join database_workingday e on e.day = f.completed_on"""
        )
        counted, agreeing = cursor.fetchone()

    assert counted == agreeing > 50


def test_stocks_agree_with_a_count_by_hand(world):
    held = Allocation.objects.unguarded(EVERY_ROW)
    for day in (ON, date(2026, 4, 1), date(2025, 9, 30)):
        open_now = [a for a in held if a.started_on <= day and (a.ended_on is None or a.ended_on > day)]
        nobody = [a for a in open_now if a.worker_id is None]

        assert queries.read(INDICATORS["cin_open"], periods.day(day), on=day).part == len(open_now)
        assert queries.read(INDICATORS["unallocated"], periods.day(day), on=day).part == len(nobody)
        late = [a for a in nobody if (day - _spell(held, a)).days > 28]
        assert queries.read(INDICATORS["unallocated_28"], periods.day(day), on=day).part == len(late)


def _spell(held, allocation) -> date:
    before = [
        a.ended_on
        for a in held
        if a.involvement_id == allocation.involvement_id
        and a.worker_id
        and a.ended_on
        and a.ended_on <= allocation.started_on
    ]
    return max(before, default=allocation.involvement.started_on)


def test_a_middle_value_agrees_with_one_worked_out_by_hand(world):
    period = periods.rolling12(ON)
    rows = SignOff.objects.unguarded(EVERY_ROW).filter(decision="signed_off")
    days = [
        ENGLAND.between(row.submitted_at.date(), row.decided_at.date())
        for row in rows
        if row.decided_at.date() in period
    ]

    figure = queries.read(INDICATORS["authorisation_time"], period, on=ON)

    assert (figure.part, float(figure.exact)) == (len(days), median(days))


def test_a_figure_as_at_a_past_day_knows_nothing_recorded_later(world):
    as_at = date(2026, 6, 30)
    before = {
        one.code: queries.read(one, rules.period_for(one, "ytd", as_at), on=as_at, as_at=as_at) for one in ALL
    }
    lengths = {
        one.code: len(lists.record_numbers(Behind(one, before[one.code].period, as_at, as_at=as_at)))
        for one in ALL
    }
    child = make.child()
    case = make.involvement(child, started_on=date(2026, 5, 1), recorded_at=make.moment(date(2026, 7, 2)))
    make.referral(child, date(2026, 5, 1), involvement=case, recorded_at=make.moment(date(2026, 7, 2)))
    open_step = next(s for s in world.steps if s.state == "in_progress" and s.started_on < as_at)
    Step.objects.unguarded(EVERY_ROW).filter(pk=open_step.pk).update(
        state="completed", completed_on=date(2026, 6, 29), completed_at=make.moment(date(2026, 7, 1))
    )

    for one in ALL:
        after = queries.read(one, before[one.code].period, on=as_at, as_at=as_at)
        assert (after.part, after.whole) == (before[one.code].part, before[one.code].whole), one.code
        assert after.part == lengths[one.code]
    assert (
        queries.read(INDICATORS["referrals"], before["referrals"].period, on=as_at).part
        == before["referrals"].part + 1
    )


def test_waiting_for_sign_off_is_told_in_bands_that_add_up(world):
    waiting = Behind(INDICATORS["awaiting_authorisation"], periods.day(ON), ON)
    rows = SignOff.objects.unguarded(EVERY_ROW).filter(decided_at__isnull=True)
    days = [
        ENGLAND.between(row.submitted_at.date(), ON) for row in rows if row.step.state not in ("cancelled",)
    ]

    found = [count for _, count in lists.waiting(waiting)]

    assert found == [sum(d <= 2 for d in days), sum(2 < d <= 5 for d in days), sum(d > 5 for d in days)]
    assert sum(found) == queries.read(waiting.indicator, waiting.period, on=ON).part
    assert lists.waiting(Behind(INDICATORS["cin_open"], periods.day(ON), ON)) == []


def test_kinds_of_indicators_cover_all(world):
    assert all(isinstance(one, (Flow, Stock, Median)) for one in ALL)
