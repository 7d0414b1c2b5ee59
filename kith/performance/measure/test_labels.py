"""The words of codes as the practice of a day has them."""

from datetime import date

import pytest

from kith.performance.measure.queries import labels

pytestmark = pytest.mark.django_db


def test_a_past_day_is_told_in_the_words_of_its_time():
    assert labels("primary_need", date(2025, 3, 31))["N1"] == "Abuse or neglect"
    assert labels("primary_need", date(2025, 4, 1))["N1"] == "Abuse, neglect and exploitation"


def test_what_is_in_force_no_more_has_its_words_still_and_its_place_in_the_list():
    found = labels("rec", date(2026, 10, 14))

    assert found["E43"] == "Special guardianship order to former foster carers"
    assert list(found).index("E43") < list(found).index("E45")


def test_a_list_that_nobody_keeps_has_no_words():
    assert labels("no_such_list", date(2026, 10, 14)) == {}
