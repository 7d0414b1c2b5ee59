from datetime import UTC, date, datetime

import pytest

from kith.desk.my_work import queries as my_work
from kith.desk.record import queries as record
from tests import make


@pytest.mark.django_db
def test_the_day_a_child_was_last_seen_is_the_day_in_london(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    amina = make.worker()
    child = make.involvement(make.child(), amina.team, amina).person
    make.visit([child], by=amina, visited_at=datetime(2026, 9, 28, 23, 30, tzinfo=UTC))

    known = record.known_of(amina, child.pk, date(2026, 10, 14))
    assert known and known.beside.seen == (date(2026, 9, 29), "seen")
    (row,) = my_work.caseload(amina, my_work.own(amina), date(2026, 10, 14))
    assert row.last_seen == date(2026, 9, 29)
