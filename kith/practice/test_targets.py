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


RANGES = parse("""
    low | high | tolerance | figure | verdict
    20  | 30   | 2         | 20     | on
    20  | 30   | 2         | 30     | on
    20  | 30   | 2         | 19.99  | near
    20  | 30   | 2         | 18     | near
    20  | 30   | 2         | 17.99  | below
    20  | 30   | 2         | 30.01  | near
    20  | 30   | 2         | 32     | near
    20  | 30   | 2         | 32.01  | below
    20  | 20   | 0         | 20     | on
    20  | 20   | 0         | 20.1   | below
    20  | 30   | 2         |        |
""")


@pytest.mark.parametrize("row", RANGES, ids=lambda row: f"{row.values['low']} {row.values['figure']}")
def test_how_a_figure_stands_against_a_range(row):
    wanted = row.values
    low, high, tolerance = (Decimal(wanted[name]) for name in ("low", "high", "tolerance"))
    target = Target("x", low, "range", "us", tolerance, high=high)

    assert target.verdict(Decimal(wanted["figure"]) if wanted["figure"] else None) == wanted["verdict"]


@pytest.mark.parametrize(
    ("kind", "figure", "short"),
    [("floor", 75, 5), ("floor", 85, -5), ("ceiling", 85, 5), ("ceiling", 75, -5)],
)
def test_how_far_a_figure_is_on_the_wrong_side(kind, figure, short):
    assert Target("x", Decimal(80), kind, "us").short(Decimal(figure)) == short
