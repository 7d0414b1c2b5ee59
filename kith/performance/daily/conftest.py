"""The cast of these tests: a service with two teams, their managers, a social worker and a head of service."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest

from kith.core import clock
from kith.performance.delivering.actions import deliver_due
from tests import make
from tests.cast import browser

__all__ = ["browser"]

TUESDAY, WEDNESDAY = date(2026, 10, 13), date(2026, 10, 14)


def at(day: date, hour: int = 6, minute: int = 1) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LONDON)


@pytest.fixture
def place(db, monkeypatch):
    """The service on Wednesday 14 October 2026."""
    monkeypatch.setenv("KITH_TODAY", WEDNESDAY.isoformat())
    service = make.team("Children’s Services", kind="service")
    area = make.team("North area", kind="area", parent=service)
    north, south = make.team("North", parent=area), make.team("South", parent=service)
    return SimpleNamespace(
        service=service,
        north=north,
        south=south,
        head=make.worker(
            "Ngozi Bright", role="head_of_service", team=service, email="ngozi@westmere.example"
        ),
        colin=make.worker("Colin Burge", role="team_manager", team=north, email="colin@westmere.example"),
        martin=make.worker("Martin Sole", role="team_manager", team=south),
        amina=make.worker("Amina Rahman", team=north),
    )


@pytest.fixture
def waiting(place):
    """Two sisters of one family whom nobody in North has held for three working days."""
    house, since = make.family("Marlowe", children=2), date(2026, 10, 9)
    for child in house.children:
        make.involvement(child, place.north, family=house.family, started_on=since)
    return house


@pytest.fixture
def late(place):
    """A child of South whose assessment is late with a reason; seen yesterday, so that nothing else is to be said."""
    child = make.child(given_name="Jordan", family_name="Ellis")
    ben = make.worker("Ben Okoye", team=place.south)
    make.involvement(child, place.south, ben, started_on=date(2026, 7, 1))
    make.visit([child], visited_at=at(TUESDAY, 11) - timedelta(days=1))
    return make.step(
        "single_assessment", [child], worker=ben, started_on=date(2026, 7, 1),
        late_reason="family_moved", late_words="Away until Monday.",
    )  # fmt: skip


def deliver(day: date = WEDNESDAY, **when):
    """Everything due on a morning, made; gives what was made."""
    return dict(deliver_due(at(day, **when), [day]))
