from dataclasses import replace
from decimal import Decimal

from kith.access import practice
from kith.performance import checks
from kith.practice import Comparator, Target


def test_every_measure_that_a_pack_names_is_counted():
    assert checks.targets_are_of_measures(None) == []


def test_a_target_or_comparator_of_no_measure_is_told_with_what_may_be_meant():
    here = practice.authority().practice("westmere")
    target = Target("unallocated_29", Decimal(1), "ceiling", "us")
    other = Comparator("zzz", "england", Decimal(1), "2024-25", "them")

    one, two = checks.not_counted(
        replace(here, targets=(*here.targets, target, target), comparators=(other,))
    )

    assert one.msg == 'westmere/targets.toml, target.indicator: There is no measure "unallocated_29".'
    assert one.hint == "Meant is perhaps unallocated_28."
    assert two.msg == 'westmere/targets.toml, comparator.indicator: There is no measure "zzz".'
