"""What begins with a time in care and ends with it, whatever feature it belongs to."""

from datetime import date

import pytest

from kith.care.conftest import begin
from kith.care.liberty import actions as liberty
from kith.care.missing import actions as missing
from kith.care.period import actions as periods
from kith.care.permanence import actions as permanence
from kith.care.placement import actions as placements
from kith.care.placement.rules import Told
from kith.care.status import actions as statuses
from kith.care.status.rules import Told as Status
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.work.models import Timescale
from tests import caring

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ALL = "a rule needs every row, and shows none"


def test_a_start_of_care_sets_the_clocks_of_health_education_and_permanence(amina, children):
    begin(amina, children)

    codes = Timescale.objects.unguarded(ALL).filter(person=children[0]).values_list("code", flat=True)

    asked = {
        "health_plan_first",
        "dental_check",
        "strengths_score",
        "education_plan_first",
        "permanence_plan",
    }
    assert asked <= set(codes)


def test_care_ends_with_the_permanence_plan_and_orders_and_not_while_a_child_is_missing(amina, children):
    child = children[0]
    period = caring.in_care(child, date(2026, 3, 4), amina, kind="K2")
    held = in_care(amina, child.pk, TODAY)
    permanence.plan(amina, held, kind="return_to_family", on=date(2026, 5, 1), words="")
    order = liberty.begin(amina, period, kind="deprivation", on=date(2026, 6, 1), until=date(2026, 12, 1))
    at = clock.london(clock.now()).replace(day=12, hour=9)
    missing.record(amina, held, kind="M", started_at=at)

    with pytest.raises(Refused, match="577"):
        periods.end_care(amina, period, on=date(2026, 10, 13), reason="E4A")
    missing.come_back(amina, [period.times_missing.unguarded(ALL).get()], ended_at=at.replace(hour=10))
    periods.end_care(amina, period, on=date(2026, 10, 13), reason="E4A")

    order.refresh_from_db()
    assert order.ended_on == date(2026, 10, 13)
    assert period.permanence_plans.unguarded(ALL).get().ended_on == date(2026, 10, 13)


def test_a_child_is_placed_for_adoption_only_after_decision_and_match(amina, children):
    child = children[2]
    period = caring.in_care(child, date(2026, 3, 4), amina)
    told = Told("A6", "PR1", "Adopters", urn="SC123456", postcode="WM6 1AB")

    with pytest.raises(Refused, match="551"):
        placements.move(amina, [period], told=told, on=date(2026, 9, 1), why="CARPL")
    permanence.decide(amina, in_care(amina, child.pk, TODAY)[:1], on=date(2026, 6, 1))
    statuses.change(amina, [period], told=Status("E1"), on=date(2026, 7, 1))
    with pytest.raises(Refused, match="331"):
        placements.move(amina, [period], told=told, on=date(2026, 9, 1), why="CARPL")
    permanence.match(
        amina, period, on=date(2026, 8, 3), by_foster_carer=False, adopters=2, sex="FF", legal="L2"
    )
    placements.move(amina, [period], told=told, on=date(2026, 9, 1), why="CARPL")
