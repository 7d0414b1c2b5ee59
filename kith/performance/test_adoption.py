from datetime import date

import pytest

from kith.care.models import AdoptionDecision, AdoptionMatch
from kith.core import period as periods
from kith.performance import queries
from kith.performance.indicators import INDICATORS
from tests import caring, make

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 14)


def adopted(*, decided_on: date, placed_on: date, reason: str = "E12") -> None:
    """A child in care since 2024, placed for adoption and adopted in September 2026."""
    period = caring.in_care(
        make.child(age=3), date(2024, 3, 1), kind="A6", placed_on=placed_on, status="E1", until=date(2026, 9, 21),
        reason=reason,
    )  # fmt: skip
    told = {"by": make.system(), "recorded_at": make.moment(decided_on)}
    decision = AdoptionDecision.objects.create(period=period, decided_on=decided_on, **told)
    AdoptionMatch.objects.create(
        decision=decision, matched_on=date(2025, 8, 1), by_foster_carer=False, adopters=2, adopters_sex="MF",
        adopters_legal="L11", **told,
    )  # fmt: skip


def read(code: str):
    return queries.read(INDICATORS[code], periods.rolling12(ON), on=ON)


def test_placed_on_the_day_a_year_after_the_decision_is_in_time_and_the_day_after_is_not() -> None:
    adopted(decided_on=date(2024, 9, 2), placed_on=date(2025, 9, 2))
    adopted(decided_on=date(2024, 9, 2), placed_on=date(2025, 9, 3))
    adopted(decided_on=date(2024, 9, 2), placed_on=date(2025, 9, 1), reason="E4A")  # went home: no adoption

    assert (read("NI061").part, read("NI061").whole) == (1, 2)


def test_the_days_to_adopters_are_averaged_and_no_match_is_left_out() -> None:
    adopted(decided_on=date(2024, 9, 2), placed_on=date(2025, 9, 1))
    adopted(decided_on=date(2024, 9, 2), placed_on=date(2025, 9, 11))

    assert read("adoption_a1").exact == (date(2025, 9, 1) - date(2024, 3, 1)).days + 5
    assert (read("adoption_a2").part, read("adoption_a2").whole) == (2, 2)
