"""A worker of one day opens records on that day and on no other."""

from datetime import date, timedelta

import pytest
from django.test import Client

from kith.access.models import Team
from kith.access.teams import below, reached
from tests import make

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 14)


@pytest.mark.parametrize(
    ("today", "code"), [(DAY - timedelta(1), 403), (DAY, 200), (DAY + timedelta(1), 403)]
)
def test_an_agency_worker_opens_records_on_the_day_of_the_contract_only(monkeypatch, today, code) -> None:
    locum, child = make.worker("Lou Locum", role=None), make.child("Tia", "Marlowe")
    make.member(locum, make.team(), "social_worker", since=DAY, until=DAY + timedelta(1))
    monkeypatch.setenv("KITH_TODAY", today.isoformat())
    client = Client()
    client.force_login(locum)

    answer = client.get(f"/person/{child.pk}/")

    assert answer.status_code == code
    assert ("Marlowe" in answer.content.decode()) is (code == 200)


def test_a_worker_reaches_the_parts_of_their_teams_until_they_end(monkeypatch) -> None:
    monkeypatch.setenv("KITH_TODAY", DAY.isoformat())
    area = make.team("Area", kind="area")
    north, over = (make.team(name, parent=area) for name in ("North", "Over"))
    part = make.team("Part", parent=north)
    make.team("Elsewhere")
    Team.objects.filter(pk=over.pk).update(ended_on=DAY)
    Team.objects.filter(pk=part.pk).update(ended_on=DAY + timedelta(1))
    ruth = make.worker("Ruth Ellison", role="head_of_service", team=area)

    assert [team.name for team in reached(ruth, DAY)] == ["Area", "North", "Part"]
    assert below(north.pk, {part.pk: north.pk, north.pk: area.pk, area.pk: None}) == {part.pk}
