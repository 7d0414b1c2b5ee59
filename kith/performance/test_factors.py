from datetime import date

import pytest
from django.test import Client

from kith.core import period as periods
from kith.database.session import as_system
from kith.performance import lists
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind
from kith.performance.measure import queries
from kith.performance.queries import read
from kith.work.models import CountedAnswer
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
FACTORS = INDICATORS["factors"]


@pytest.fixture
def team(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North")


def assessed(team, *codes, completed_on=date(2026, 10, 5), **facts):
    """A completed assessment of one child that found these."""
    child = make.child()
    step = make.step(
        people=[child],
        state="completed",
        team=team,
        started_on=date(2026, 9, 7),
        completed_on=completed_on,
        **facts,
    )
    for code in codes:
        CountedAnswer.objects.create(
            step=step, person=child, question="factor_codes", code=code, is_none=code == "21"
        )
    return child


def month():
    return Behind(FACTORS, periods.month(TODAY), TODAY)


def test_an_assessment_is_counted_by_whether_it_found_anything_and_told_by_what(team):
    assessed(team, "3B", "17A")
    assessed(team, "3B")
    assessed(team, "21")
    assessed(team)  # nobody asked
    assessed(team, "3B", completed_on=date(2026, 9, 30))

    with as_system("a test counts"):
        figure = read(FACTORS, periods.month(TODAY), on=TODAY)
        rows = lists.rows(month(), which="counted")
        told = dict(queries.bands(month()))

    assert (figure.part, figure.whole) == (2, 3)
    assert sorted(row["factors"] for row in rows) == ["17A, 3B", "3B"]
    assert told == {
        "Domestic abuse: parent(s)/carer(s)": 2,
        "Abuse or neglect: emotional abuse": 1,
    }


def test_the_factors_of_a_restricted_child_are_counted_for_nobody_else(team):
    make.restricted(assessed(team, "3B"))
    assessed(team, "17A")
    client = Client()
    client.force_login(make.worker(role="team_manager", team=team))

    page = client.get("/performance/factors/").content.decode()

    assert "emotional abuse" in page
    assert "Domestic abuse" not in page
