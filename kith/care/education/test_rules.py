"""Personal education plans: from nursery to 18."""

from datetime import date

import pytest

from kith.care.education import rules

BORN = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("on", "has"),
    [
        (date(2023, 2, 28), False),
        (date(2023, 3, 1), True),
        (date(2038, 2, 28), True),
        (date(2038, 3, 1), False),
    ],
)
def test_a_plan_is_from_3_to_18(on, has):
    assert rules.has_plan(BORN, on) is has
    assert bool(rules.problems(on, BORN, "")) is not has


def test_without_a_birth_date_a_plan_may_be_held():
    assert rules.has_plan(None, date(2026, 1, 1))
    assert rules.problems(date(2026, 1, 1), None, "x" * 121) == [("school", "Say it in at most 120 letters.")]
