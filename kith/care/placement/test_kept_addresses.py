"""What is made for somebody from whom a child keeps its address does not tell where, or with whom, it is placed."""

from datetime import date

import pytest
from django.urls import reverse

from kith.care.conftest import START, begin
from kith.care.placement import actions
from kith.care.placement.rules import Told
from kith.core import clock
from kith.people.models import KeptAddress, Residence
from kith.people.outputs import queries as outputs
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def dad(amina, children):
    """Who must not learn where Tia lives."""
    made = make.adult("Darren", "Marlowe")
    make.relationship(made, "father", children[0])
    KeptAddress.objects.create(
        person=children[0],
        kept_from=made,
        reason="Violence",
        started_on=START,
        recorded_at=clock.now(),
        by=amina,
    )
    return made


def secrets(amina, dad, child):
    return outputs.reader(amina, dad.pk, [child.pk], TODAY).secrets


def test_an_address_that_was_put_right_is_kept_as_well(amina, children, dad):
    (period,) = begin(amina, children[:1])
    placement = period.placements.seen_by(amina).get()
    told = Told("U6", "PR1", "Mr and Mrs Osei", urn="SC123456", lines="12 Hill Rise", postcode="WM6 9ZZ")

    actions.correct(amina, placement, told=told, on=START, why="Typed wrong")

    assert {"12 Hill Rise", "WM6 9ZZ"} <= set(secrets(amina, dad, children[0]))


def test_the_address_of_a_placement_is_kept_where_the_home_on_record_is_another(amina, children, dad):
    Residence.objects.seen_by(amina).filter(person=children[0]).update(started_on=START)

    begin(amina, children[:1])

    assert {"9 Elm Row", "WM6 1AB"} <= set(secrets(amina, dad, children[0]))


def test_a_chronology_for_somebody_tells_the_placement_and_not_with_whom(amina, children, dad, browser):
    begin(amina, children[:1])
    page = reverse("person_chronology", kwargs={"number": children[0].pk})

    ours = browser(amina).get(page, {"with": "all"}).content.decode()
    for_dad = browser(amina).get(page, {"with": "all", "for": dad.pk}).content.decode()

    assert "Placement with Mr and Mrs Osei" in ours
    assert "Placement" in for_dad
    assert "Osei" not in for_dad
