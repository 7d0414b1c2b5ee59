"""A mother in care, on her care page, as the record tells it."""

import re
from datetime import date

import pytest

from kith.care.conftest import begin
from kith.care.mother.queries import mother_of
from kith.care.mother.rules import NO_MOTHER, Mother
from kith.people.models import Person
from tests import make

pytestmark = pytest.mark.django_db
TODAY, BORN = date(2026, 10, 14), date(2026, 5, 3)


@pytest.fixture
def girl(north, amina):
    """A girl of 16 who is looked after."""
    made = make.child("Lena", "Marlowe", born_on=date(2010, 2, 1), sex="F")
    make.involvement(
        made, north, amina, started_on=date(2026, 1, 5), family=make.family(children=[made]).family
    )
    begin(amina, [made])
    return made


def baby(**told):
    return make.child("Aya", "Marlowe", **{"born_on": BORN, **told})


def shown(client, girl):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.page("person_care", girl).content.decode()))


@pytest.mark.parametrize("kind", ["mother", "parent"])
def test_a_mother_is_said_to_be_one_from_either_end(amina, girl, browser, kind):
    make.relationship(girl, kind, baby())

    assert mother_of(amina, girl, TODAY) == Mother(True, BORN)
    assert "A mother her first child was born on 3 May" in shown(browser(amina), girl)


def test_a_child_told_from_its_own_end_counts_too(amina, girl):
    make.relationship(baby(), "daughter", girl)

    assert mother_of(amina, girl, TODAY) == Mother(True, BORN)


def test_an_unborn_child_a_brother_and_a_relationship_that_ended_make_no_mother(amina, girl, browser):
    make.relationship(girl, "mother", make.unborn())
    make.relationship(girl, "brother or sister", baby())
    make.relationship(girl, "mother", baby(), ended_on=TODAY)
    make.relationship(make.adult("Jade", "Marlowe"), "mother", girl)

    assert mother_of(amina, girl, TODAY) == NO_MOTHER
    assert "A mother" not in shown(browser(amina), girl)


def test_a_child_whose_birth_date_nobody_knows_is_to_be_put_right_611(amina, girl, browser):
    make.relationship(girl, "mother", baby(born_on=None, born_precision="unknown"))

    page = shown(browser(amina), girl)

    assert "the day her first child was born is not on record" in page
    assert "(rule 611)" in page


def test_a_hidden_child_tells_nothing_of_its_mother(north, amina, girl, as_worker):
    child = baby()
    make.relationship(girl, "mother", child)
    make.restricted(child)
    stranger = make.worker("Sam Stranger", team=north)

    as_worker(stranger)
    assert mother_of(stranger, Person.objects.seen_by(stranger).get(pk=girl.pk), TODAY) == NO_MOTHER
