"""Liberty on the record: secure accommodation without an order, an order in its place, deprivation of liberty."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from kith.care.liberty import actions, queries
from kith.care.models import LibertyOrder
from kith.core import Refused, clock
from kith.work.models import Timescale
from tests import caring, make

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 5)
ALL = "a rule needs every row, and shows none"


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


def period(by, kind):
    return caring.in_care(make.child("Max", "Dunn", born_on=date(2011, 3, 4)), SINCE, by, kind=kind)


def test_an_order_takes_the_place_of_72_hours_without_one(amina):
    care = period(amina, "K1")
    actions.begin(amina, care, kind="secure_no_court", on=date(2026, 10, 1), until=None)
    clocks = Timescale.objects.unguarded(ALL).filter(code="secure_without_court")
    assert [one.due_on for one in clocks] == [date(2026, 10, 4)]

    actions.begin(amina, care, kind="secure", on=date(2026, 10, 3), until=date(2027, 1, 3))

    orders = queries.of_person(amina, care.standing.person_id)
    assert [(one.kind, one.ended_on) for one in orders] == [
        ("secure", None), ("secure_no_court", date(2026, 10, 3)),
    ]  # fmt: skip
    assert clocks.get().met_on == date(2026, 10, 3)
    with pytest.raises(Refused, match="at most"):
        actions.begin(amina, care, kind="secure", on=date(2026, 10, 4), until=date(2027, 10, 4))


def test_days_used_in_the_28_days_before_count_towards_the_72_hours(amina):
    care = period(amina, "K1")
    for on in (date(2026, 9, 20), date(2026, 10, 1)):
        held = actions.begin(amina, care, kind="secure_no_court", on=on, until=None)
        actions.end(amina, held, on=on + timedelta(days=2 if on.month == 9 else 1))

    clocks = Timescale.objects.unguarded(ALL).filter(code="secure_without_court").order_by("from_on")
    assert [one.due_on for one in clocks] == [date(2026, 9, 23), date(2026, 10, 2)]
    assert clocks[1].moved_why == "2 days of the three were used in the 28 days before"


def test_deprivation_of_liberty_ends_with_care_707(amina):
    care = period(amina, "K2")
    order = actions.begin(amina, care, kind="deprivation", on=date(2026, 9, 1), until=date(2026, 12, 1))
    with pytest.raises(Refused, match="705"):
        actions.begin(amina, care, kind="deprivation", on=date(2026, 9, 2), until=date(2026, 12, 1))
    with pytest.raises(Refused, match="702"):
        actions.end(amina, order, on=date(2026, 9, 1))

    actions.end_with_care(amina, care, on=date(2026, 10, 1), reason="E4A")

    assert queries.of_person(amina, care.standing.person_id)[0].ended_on == date(2026, 10, 1)


def test_not_with_every_placement_and_only_in_care_710_707(amina):
    with pytest.raises(Refused, match="710"):
        actions.begin(
            amina, period(amina, "K3"), kind="deprivation", on=date(2026, 9, 1), until=date(2026, 12, 1)
        )
    with pytest.raises(Refused, match="707"):
        actions.begin(
            amina, period(amina, "K2"), kind="deprivation", on=date(2026, 1, 4), until=date(2026, 12, 1)
        )


def test_rows_that_cannot_be_are_not_written(amina):
    care = period(amina, "K2")
    actions.begin(amina, care, kind="deprivation", on=date(2026, 9, 1), until=date(2026, 12, 1))
    facts = {
        "period": care,
        "kind": "deprivation",
        "until": date(2027, 1, 1),
        "by": amina,
        "recorded_at": clock.now(),
    }
    for told in ({"started_on": date(2026, 9, 2)}, {"started_on": date(2026, 1, 4)}, {"kind": "x"}):
        with pytest.raises(IntegrityError):
            caring.put(LibertyOrder, **{"started_on": date(2026, 8, 1), **facts, **told})
