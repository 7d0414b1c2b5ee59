"""How many children a worker is to hold at most, dated in a pack, and what is said of a slip in it."""

from datetime import date

import pytest

from kith.practice import load
from kith.practice.test_broken_packs import mistakes, packs, write
from kith.practice.test_packs import PACKS

__all__ = ["packs"]
LIMIT = """
[[caseload_limit]]
children        = 18
newly_qualified = 15
source          = "Us"
since           = 2025-04-01
"""
LIMIT_MISTAKES = [
    ("children        = 18", "", "caseload_limit.children: This is missing."),
    ("= 18", "= 0", "caseload_limit.children: Expected a whole number from 1 up, found 0."),
    ("= 15", "= 19", "caseload_limit.newly_qualified: 19 is more than the 18 of everybody else."),
    ("= 15", '= "15"', "caseload_limit.newly_qualified: Expected a whole number from 1 up, found '15'."),
    ('source          = "Us"', "", "caseload_limit.source: This is missing."),
    ("since", "sinse", 'caseload_limit.sinse: There is no entry "sinse".'),
]


@pytest.mark.parametrize(("before", "after", "told"), LIMIT_MISTAKES)
def test_a_mistake_in_the_limit_of_a_caseload_is_told(packs, before, after, told):
    write(packs, "local/targets.toml", LIMIT.replace(before, after, 1))

    assert any(line.startswith(f"local/targets.toml, {told}") for line in mistakes(packs)), mistakes(packs)


def test_two_limits_of_a_caseload_on_one_day_are_told(packs):
    write(packs, "local/targets.toml", LIMIT + LIMIT)

    told = (
        "local/targets.toml, caseload_limit[1]: Two limits of a caseload hold on one day. Give one an until."
    )
    assert told in mistakes(packs)


@pytest.mark.parametrize(
    ("day", "children"),
    [(date(2022, 3, 31), None), (date(2022, 4, 1), 20), (date(2025, 3, 31), 20), (date(2025, 4, 1), 18)],
)
def test_the_limit_of_a_caseload_is_that_of_the_day(day, children):
    found = load(PACKS).practice("westmere").caseload_limit(day)

    assert (found.children if found else None) == children
