"""What a plan waits for after a birth, and beside care: a clock each, met by the next look at the plan."""

from datetime import date

import pytest

from kith.access.guarded import EVERY_ROW
from kith.people import actions as people
from kith.protection.plan import actions
from kith.protection.plan.test_plans import begin, conference, days_of, running
from kith.work.models import Notice, Timescale
from kith.work.standings import actions as standings
from tests import make

pytestmark = pytest.mark.django_db
JUNE, SEPTEMBER, OCTOBER = date(2026, 6, 15), date(2026, 9, 1), date(2026, 10, 5)
TODAY = date(2026, 10, 14)


@pytest.fixture
def baby(north, amina, the_day):
    """A child not yet born, open since June."""
    made = make.unborn(due_on=OCTOBER)
    make.involvement(made, north, amina, started_on=date(2026, 6, 8))
    return made


def is_born(amina, baby, on=OCTOBER):
    people.born(amina, baby, born_on=on, sex="F", today=TODAY, given_name="Noor")


def row(child, code):
    return Timescale.objects.unguarded(EVERY_ROW).get(person=child, code=code)


def test_a_plan_from_before_the_birth_is_looked_at_again_early_after_it(grace, amina, baby):
    """Process.md 4.9 and 4.10; pitfall 8: the conference comes before the birth, the record stays the same."""
    begin(grace, baby)
    assert "review_after_birth" not in running(baby)

    is_born(amina, baby)

    assert running(baby)["review_after_birth"] == date(2026, 10, 15)
    actions.record_core_group(amina, [baby.pk], held_on=date(2026, 10, 12))
    assert row(baby, "review_after_birth").met_on == date(2026, 10, 12)


def test_a_review_does_as_well_also_where_the_birth_is_written_down_after_it(grace, amina, baby):
    begin(grace, baby)
    held = conference(grace, [baby], date(2026, 10, 9))
    actions.review_plan(
        grace, person=baby.pk, conference=held, goes_on=True, category="NEG", on=date(2026, 10, 9)
    )

    is_born(amina, baby)

    assert row(baby, "review_after_birth").met_on == date(2026, 10, 9)


def test_nothing_is_asked_after_the_birth_of_a_child_without_a_plan_or_with_one_made_later(
    grace, amina, baby
):
    begin(grace, baby, OCTOBER)

    is_born(amina, baby, date(2026, 10, 2))

    assert "review_after_birth" not in running(baby)


def test_a_plan_goes_on_beside_care_and_those_who_decide_are_told(grace, colin, amina, tia):
    """Process.md 4.13: a child may be looked after and on a plan; neither ends because of the other."""
    begin(grace, tia)

    standings.begin(colin, person=tia.pk, kind="looked_after", on=SEPTEMBER)

    assert days_of(tia) == [(JUNE, None, "")]
    assert running(tia)["plan_beside_care"] == date(2026, 9, 29)
    told = Notice.objects.filter(kind="plan_beside_care").values_list("worker__name", "person")
    assert set(told) == {("Grace Adeyemi", tia.pk), ("Amina Rahman", tia.pk)}


def test_the_next_review_or_the_end_of_the_plan_decides_it(grace, colin, children):
    tia, kofi = children
    for child in children:
        begin(grace, child)
        standings.begin(colin, person=child.pk, kind="looked_after", on=SEPTEMBER)
    held = conference(grace, [tia], date(2026, 9, 21))

    actions.review_plan(
        grace, person=tia.pk, conference=held, goes_on=True, category="NEG", on=date(2026, 9, 21)
    )
    actions.end(grace, [kofi.pk], on=date(2026, 9, 22), reason="looked_after")

    assert row(tia, "plan_beside_care").met_on == date(2026, 9, 21)
    assert row(kofi, "plan_beside_care").met_on == date(2026, 9, 22)


def test_it_is_not_asked_any_more_once_care_has_ended(grace, colin, tia):
    begin(grace, tia)
    care = standings.begin(colin, person=tia.pk, kind="looked_after", on=SEPTEMBER)

    standings.end(colin, care, on=date(2026, 9, 10), reason="E8")

    assert row(tia, "plan_beside_care").dropped_on == date(2026, 9, 10)
    assert days_of(tia) == [(JUNE, None, "")]


def test_a_plan_that_a_conference_made_of_a_child_in_care_is_not_asked_about(grace, colin, tia):
    standings.begin(colin, person=tia.pk, kind="looked_after", on=date(2026, 6, 9))

    begin(grace, tia)

    assert "plan_beside_care" not in running(tia)
