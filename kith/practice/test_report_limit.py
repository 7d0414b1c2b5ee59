"""How long before a conference its reports are to be with the family, dated in a pack, and slips in it."""

from datetime import date

import pytest

from kith.practice import load
from kith.practice.test_broken_packs import mistakes, packs, write
from kith.practice.test_packs import PACKS

__all__ = ["packs"]
LIMIT = """
[[report_limit]]
initial = 2
review  = 5
source  = "Us"
since   = 2025-04-01
"""
MISTAKES = [
    ("initial = 2", "", "report_limit.initial: This is missing."),
    ("= 5", "= -1", "report_limit.review: Expected a whole number from 0 up, found -1."),
    ("= 5", '= "5"', "report_limit.review: Expected a whole number from 0 up, found '5'."),
    ('source  = "Us"', "", "report_limit.source: This is missing."),
    ("since", "sinse", 'report_limit.sinse: There is no entry "sinse".'),
]


@pytest.mark.parametrize(("before", "after", "told"), MISTAKES)
def test_a_mistake_in_the_limit_of_reports_is_told(packs, before, after, told):
    write(packs, "local/targets.toml", LIMIT.replace(before, after, 1))

    assert any(line.startswith(f"local/targets.toml, {told}") for line in mistakes(packs)), mistakes(packs)


def test_two_limits_of_reports_on_one_day_are_told(packs):
    write(packs, "local/targets.toml", LIMIT + LIMIT)

    told = "report_limit[1]: Two limits of reports for a conference hold on one day. Give one an until."
    assert f"local/targets.toml, {told}" in mistakes(packs)


@pytest.mark.parametrize(("day", "days"), [(date(2022, 3, 31), None), (date(2022, 4, 1), (2, 5))])
def test_the_limit_of_reports_is_that_of_the_day(day, days):
    found = load(PACKS).practice("westmere").report_limit(day)

    assert ((found.initial, found.review) if found else None) == days
