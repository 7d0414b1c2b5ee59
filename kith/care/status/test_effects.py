"""What an order of a court does to the legal status of a child who is looked after."""

from datetime import date

import pytest

from kith.care.models import LegalStatus
from kith.care.status.effects import change_by_order, code_on
from tests import make

pytestmark = pytest.mark.django_db
ORDERED = date(2026, 9, 7)


def statuses(by):
    return list(LegalStatus.objects.seen_by(by).order_by("started_on").values_list("code", "started_on"))


def test_an_order_changes_the_status_from_its_first_day(amina, tia):
    began = statuses(amina)

    change_by_order(amina, person=tia.standing.person_id, code="C1", on=ORDERED)
    change_by_order(amina, person=tia.standing.person_id, code="C1", on=date(2026, 10, 1))

    assert statuses(amina) == [*began, ("C1", ORDERED)]


def test_nothing_changes_for_a_child_who_is_not_looked_after(amina, tia):
    began = statuses(amina)

    change_by_order(amina, person=make.child().pk, code="C2", on=ORDERED)
    change_by_order(amina, person=tia.standing.person_id, code="C2", on=date(2026, 1, 1))

    assert statuses(amina) == began


def test_which_status_held_on_a_day(amina, tia):
    person = tia.standing.person_id

    change_by_order(amina, person=person, code="C1", on=ORDERED)

    assert code_on(amina, person=person, on=date(2026, 9, 6)) == "V2"
    assert code_on(amina, person=person, on=ORDERED) == "C1"
    assert code_on(amina, person=person, on=date(2026, 3, 3)) == ""
    assert code_on(amina, person=make.child().pk, on=ORDERED) == ""
