"""Targets: on, near and below, on both sides of the border, for floors and ceilings."""

from decimal import Decimal

import pytest

from kith.core.examples import parse
from kith.practice import Target

TABLE = parse("""
    kind    | value | tolerance | figure | verdict
    floor   | 80    | 5         | 80     | on
    floor   | 80    | 5         | 79.99  | near
    floor   | 80    | 5         | 75     | near
    floor   | 80    | 5         | 74.99  | below
    floor   | 80    | 0         | 79.99  | below
    floor   | 80    | 5         | 57.7   | below
    ceiling | 100   | 10        | 40     | on
    ceiling | 100   | 10        | 100    | on
    ceiling | 100   | 10        | 110    | near
    ceiling | 100   | 10        | 110.1  | below
    ceiling | 100   | 10        |        |
""")


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.values['kind']} {row.values['figure']}")
def test_how_a_figure_stands_against_its_target(row):
    wanted = row.values
    target = Target("x", Decimal(wanted["value"]), wanted["kind"], "us", Decimal(wanted["tolerance"]))

    assert target.verdict(Decimal(wanted["figure"]) if wanted["figure"] else None) == wanted["verdict"]
