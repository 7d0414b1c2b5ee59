"""Invented wards: where a postcode lies in one, and that their children are those of the authority."""

from datetime import date

import pytest

from kith.access import practice as practices
from kith.desk.demo.parts import wards


@pytest.mark.parametrize(
    ("postcode", "ward"),
    [
        ("WM14AB", "E05999001"),
        ("WM15AB", "E05999002"),
        ("WM99ZZ", "E05999018"),
        ("WM04AB", None),  # no such district
        ("WM1", None),
        ("", None),
        ("AB12CD", None),  # elsewhere
    ],
)
def test_an_invented_postcode_lies_in_a_ward(postcode, ward):
    found = wards.ward_of(postcode)

    assert (found[0] if found else None) == ward
    assert found is None or 1 <= found[1] <= 10


@pytest.mark.parametrize("today", [date(2026, 10, 14), date(2011, 10, 26)])
def test_the_children_of_the_wards_are_those_of_the_authority(today):
    rows = list(wards.children(today))

    assert len({row.code for row in rows}) == len({row.name for row in rows}) == 18
    assert sum(row.people for row in rows) == practices.authority().population(today).value
