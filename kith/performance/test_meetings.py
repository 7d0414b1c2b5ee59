"""Growth of strategy discussions over two years, and reports with the family in time, on both sides of every border."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from kith.access import practice
from kith.core import period as periods
from kith.performance import lists, queries
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.practice.targets import ReportLimit
from kith.protection.models import (
    Conference,
    ConferenceChild,
    ConferenceInvitation,
    StrategyChild,
    StrategyDiscussion,
)
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 14)
HELD = date(2026, 9, 21)  # a Monday


@pytest.fixture
def case():
    """A child whose case has been open for three years."""
    return make.involvement(started_on=date(2023, 9, 1))


@pytest.fixture
def discussed(case):
    """A strategy discussion about the child on a day."""

    def hold(on: date) -> None:
        by = make.worker()
        row = StrategyDiscussion.objects.create(held_on=on, by=by, recorded_at=make.moment(on))
        StrategyChild.objects.create(
            discussion=row, person=case.person, involvement=case, held_on=on, decision="none"
        )

    return hold


def growth(on: date = ON):
    return queries.read(INDICATORS["strategy_growth"], periods.day(on), on=ON)


def test_growth_is_told_against_the_twelve_months_before(discussed):
    for on in (date(2026, 10, 14), date(2025, 10, 15), date(2026, 3, 2)):
        discussed(on)  # this year, with both its edges
    for on in (date(2025, 10, 14), date(2024, 10, 15)):
        discussed(on)  # the year before, with both its edges
    discussed(date(2024, 10, 14))  # before both

    found = growth()

    assert (found.value, found.counts) == (Decimal("50.0"), "1 added to the 2 of the year before")
    assert (found.part, found.whole) == (3, 5)
    behind = Behind(INDICATORS["strategy_growth"], periods.day(ON), on=ON)
    assert len(lists.rows(behind)) == found.whole


def test_fewer_than_the_year_before_is_below_nought(discussed):
    discussed(date(2026, 5, 1))
    for day in range(1, 5):
        discussed(date(2025, 5, day))

    assert (growth().value, growth().counts) == (Decimal("-75.0"), "-3 added to the 4 of the year before")


def test_there_is_no_growth_on_nothing(discussed):
    discussed(date(2026, 5, 1))

    assert growth().value is None


def invite(case, *days: tuple[date | None, date | None, date | None], kind: str = "transfer_in") -> None:
    """A conference held on `HELD`, with a report for each (asked for by, came on, shared on)."""
    by, at = make.worker(), make.moment(HELD)
    row = Conference.objects.create(
        kind=kind, team=make.team(), planned_at=at, place="Town hall", held_on=HELD, held_recorded_at=at, by=by,
        recorded_at=at, told_on=before(10) if kind == "transfer_in" else None,
    )  # fmt: skip
    ConferenceChild.objects.create(
        conference=row, person=case.person, involvement=case, kind=kind, held_on=HELD, decision="in_need",
        decided_by=by, decided_at=at, participation="spoke_for",
    )  # fmt: skip
    for place, (due_on, received_on, shared_on) in enumerate(days):
        ConferenceInvitation.objects.create(
            conference=row, agency="school", name=f"Head {place}", invited_at=timezone.now(), by=by,
            report_due_on=due_on, report_received_on=received_on, report_shared_on=shared_on,
        )  # fmt: skip


def before(days: int) -> date:
    return HELD - timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "reports", "in_time"),
    [
        ("transfer_in", [(None, before(9), before(4))], True),  # Thursday: two working days
        ("transfer_in", [(None, before(9), before(3))], False),  # Friday: one
        ("transfer_in", [(None, before(9), before(6)), (before(9), before(4), before(3))], False),
        ("transfer_in", [(None, before(9), before(6)), (before(9), None, None)], False),  # one never came
        ("transfer_in", [(None, None, None)], False),  # somebody invited, no report
        ("review", [(None, before(9), before(7))], True),  # five working days
        ("review", [(None, before(9), before(6))], False),
    ],
)
def test_every_report_is_with_the_family_in_time(case, kind, reports, in_time):
    invite(case, *reports, kind=kind)

    found = queries.read(INDICATORS["reports_before_conference"], periods.month(HELD), on=ON)

    assert (found.part, found.whole) == (int(in_time), 1)


@pytest.mark.parametrize(
    ("limits", "in_time", "counted"),
    [
        ([(2, None, HELD), (9, HELD + timedelta(days=1), None)], 1, 1),  # longer from the day after
        ([(2, None, before(1)), (9, HELD, None)], 0, 1),  # longer from the day itself
        ([(2, HELD + timedelta(days=1), None)], 0, 0),  # no limit yet
        ([], 0, 0),
    ],
)
def test_each_conference_is_held_against_the_limit_of_its_own_day(case, limits, in_time, counted):
    invite(case, (None, before(9), before(4)), kind="transfer_in")
    held = tuple(ReportLimit(days, days, "Us", since, until) for days, since, until in limits)

    with practice.tried(replace(practice.on(ON), report_limits=held)):
        found = queries.read(INDICATORS["reports_before_conference"], periods.month(HELD), on=ON)

    assert (found.part, found.whole) == (in_time, counted)
