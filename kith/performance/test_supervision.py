"""Supervision that is late is late of somebody who works here."""

from datetime import date

import pytest

from kith.access.models import Membership
from kith.core import period as periods
from kith.performance import queries
from kith.performance.indicators import INDICATORS
from kith.work.models import SupervisionLine
from tests import make

TODAY = date(2026, 10, 14)


@pytest.mark.django_db
@pytest.mark.parametrize(("left_on", "late"), [(None, 1), (date(2026, 10, 15), 1), (TODAY, 0)])
def test_whoever_left_is_not_counted_as_late(left_on, late, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    north = make.team("North", code="north")
    amina, colin = make.worker(team=north), make.worker("Colin Burge", role="team_manager", team=north)
    SupervisionLine.objects.create(
        worker=amina, supervisor=colin, by=colin, started_on=date(2026, 8, 3), first_due_on=date(2026, 9, 2),
        recorded_at=make.moment(date(2026, 8, 3)),
    )  # fmt: skip
    Membership.objects.filter(worker=amina).update(ended_on=left_on)

    found = queries.read_split(INDICATORS["supervision_late"], periods.day(TODAY), "team", on=TODAY)

    assert {one.place.name: one.part for one in found}["North"] == late


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("left_on", "counts"), [(None, (0, 1)), (date(2026, 9, 3), (0, 1)), (date(2026, 9, 2), (0, 0))]
)
def test_a_supervision_that_was_never_held_was_not_held_in_time(left_on, counts):
    north = make.team("North", code="north")
    amina, colin = make.worker(team=north), make.worker("Colin Burge", role="team_manager", team=north)
    SupervisionLine.objects.create(
        worker=amina, supervisor=colin, by=colin, started_on=date(2026, 8, 3), first_due_on=date(2026, 9, 2),
        recorded_at=make.moment(date(2026, 8, 3)),
    )  # fmt: skip
    Membership.objects.filter(worker=amina).update(ended_on=left_on)

    months = [periods.month(date(2026, month, 1)) for month in (8, 9, 10)]
    found = queries.series(INDICATORS["supervision_in_time"], months, on=TODAY)

    assert [(one.part, one.whole) for one in found] == [(0, 0), counts, (0, 0)]
