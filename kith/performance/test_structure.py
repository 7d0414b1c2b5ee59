"""Teams are merged, and what was counted of the days before stays counted where it was."""

from datetime import date, timedelta

import pytest

from kith.core import period as periods
from kith.performance import queries
from kith.performance.indicators import INDICATORS
from kith.work.restructuring import actions
from tests import make

TODAY = date(2026, 10, 14)
BEFORE = TODAY - timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["cin_open", "unallocated"])
def test_figures_of_the_days_before_stay_with_the_team_that_was(code, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    north, south = make.team("North", code="north"), make.team("South", code="south")
    amina = make.worker("Amina Rahman", team=north)
    bryn = make.worker("Bryn Hallett", role="information_governance", team=make.team("Us", kind="service"))
    for worker in (amina, None):
        make.involvement(make.child(), north, worker, started_on=date(2026, 9, 1))
    held = {"cin_open": 2, "unallocated": 1}[code]

    def counted(day: date) -> dict[str, int]:
        found = queries.read_split(INDICATORS[code], periods.day(day), "team", on=TODAY)
        return {one.place.name: one.part for one in found if one.place.name in ("North", "South")}

    assert counted(BEFORE) == {"North": held, "South": 0}

    actions.merge(bryn, north, into=south)

    assert counted(BEFORE) == {"North": held, "South": 0}
    assert counted(TODAY) == {"North": 0, "South": held}
