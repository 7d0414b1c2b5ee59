"""Who cannot be the mother of whom, by birth dates, wherever one of them is written (rules 620 and 621)."""

from datetime import date

import pytest

from kith.core import Refused
from kith.people import actions
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def duty(monkeypatch):
    """Who may change what is known of people."""
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2024, 3, 1), "is not older than"),  # 621
        (date(2024, 2, 29), "was 0 when"),
        (date(2013, 3, 2), "was 10 when"),  # 620
        (date(2013, 3, 1), None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_620_and_621_nobody_is_the_mother_of_a_child_as_old_or_at_ten(duty, born_on, words, turned):
    girl, baby = make.child("Lena", born_on=born_on), make.child("Aya", born_on=date(2024, 3, 1))
    told = (baby, girl, "daughter") if turned else (girl, baby, "mother")

    if words is None:
        assert actions.relate(duty, *told[:2], kind=told[2], today=TODAY).pk
        return
    with pytest.raises(Refused, match=words):
        actions.relate(duty, *told[:2], kind=told[2], today=TODAY)
    actions.relate(duty, girl, baby, kind="brother or sister", today=TODAY)


def test_620_and_621_a_birth_date_agrees_with_parents_and_children_on_record(duty):
    girl, baby = make.child("Lena", born_on=date(2009, 5, 1)), make.child("Aya", born_on=date(2026, 5, 3))
    make.relationship(girl, "mother", baby)

    for person, told, words in (
        (baby, "30/4/2020", "was 10 when"),
        (baby, "1/5/2009", "is not older than"),
        (girl, "4/5/2015", "was 10 when"),
    ):
        with pytest.raises(Refused, match=words):
            actions.describe(duty, person, born_told=told, sex="F", today=TODAY)
    actions.describe(duty, baby, born_told="1/5/2020", sex="F", today=TODAY)
    actions.describe(duty, girl, born_told="2015", sex="F", today=TODAY)  # about a year nothing is sure


def test_what_could_not_be_before_stops_no_correction_of_a_birth_date(duty):
    girl, baby = make.child("Lena", born_on=date(2020, 5, 1)), make.child("Aya", born_on=date(2010, 5, 3))
    make.relationship(girl, "mother", baby)

    actions.describe(duty, baby, born_told="3/5/2026", sex="F", today=TODAY)
    actions.describe(duty, girl, born_told="1/5/2008", sex="F", today=TODAY)


def test_620_a_child_expected_is_not_born_to_a_mother_of_ten(duty):
    girl, baby = make.child("Lena", born_on=date(2015, 11, 1)), make.unborn(due_on=date(2026, 11, 20))
    actions.relate(duty, girl, baby, kind="mother", today=TODAY)

    with pytest.raises(Refused, match="was 10 when"):
        actions.born(duty, baby, born_on=TODAY, sex="F", today=TODAY)
