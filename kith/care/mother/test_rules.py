"""Mothers of the looked-after return: both sides of every border."""

from datetime import date

import pytest

from kith.care.mother.rules import NO_MOTHER, Mother, OwnChild, mother, warning

BORN = date(2026, 5, 3)
CHILD = OwnChild(BORN)


@pytest.mark.parametrize("sex", ["M", "U"])
def test_174_nobody_but_a_female_has_the_birth_date_of_a_mothers_child(sex):
    assert mother(sex, [CHILD], BORN) == NO_MOTHER


def test_612_a_female_with_a_child_of_her_own_is_a_mother_and_one_without_is_none():
    assert mother("F", [CHILD], BORN) == Mother(True, BORN)
    assert mother("F", [], BORN) == NO_MOTHER


def test_625_a_child_born_after_the_year_or_the_time_in_care_does_not_count_yet():
    assert mother("F", [CHILD], date(2026, 5, 2)) == NO_MOTHER
    assert mother("F", [CHILD, OwnChild(date(2025, 1, 1))], date(2026, 5, 2)) == Mother(
        True, date(2025, 1, 1)
    )


@pytest.mark.parametrize(
    ("children", "first"),
    [
        ([CHILD, OwnChild(date(2027, 1, 1))], BORN),
        ([CHILD, OwnChild(date(2026, 5, 1), is_exact=False)], None),
        ([CHILD, OwnChild(date(2026, 6, 1), is_exact=False)], BORN),
        ([CHILD, OwnChild(None, is_exact=False)], None),
        ([OwnChild(None, is_exact=False)], None),
    ],
)
def test_611_the_birth_date_is_that_of_her_first_child_where_it_is_sure(children, first):
    found = mother("F", children, date(2027, 12, 31))

    assert found == Mother(True, first)
    assert (warning("Tia", found) is None) is (first is not None)


def test_611_what_is_missing_is_told():
    assert warning("Tia", Mother(True)) == (
        "Tia is a mother. The day her first child was born is missing (rule 611)."
    )
    assert warning("Tia", NO_MOTHER) is None
