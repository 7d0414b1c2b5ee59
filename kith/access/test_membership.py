"""A worker of one day opens records on that day and on no other."""

from datetime import date, timedelta

import pytest
from django.test import Client

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
