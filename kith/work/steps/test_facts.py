from datetime import UTC, datetime

import pytest

from kith.work.steps import facts
from tests import make

pytestmark = pytest.mark.django_db


def test_a_visit_after_midnight_is_of_that_day_in_london(amina, children, work):
    tia = children[0]
    make.visit([tia], by=amina, seen="alone", visited_at=datetime(2026, 9, 28, 23, 30, tzinfo=UTC))

    (told,) = facts.visits(amina, work, {tia.pk: "Tia"}, ["visits"])

    assert (told.words, told.source) == ("Tia: 1 time, 1 alone", "Visits, last 29 Sep")
