from decimal import Decimal

import pytest

from kith.practice.caseload import Weights
from kith.work.allocation.weighing import capacity, total, weight_of_child, weight_of_co_work

WEIGHTS = Weights(
    work={"involvement": Decimal("0.5"), "assessment": Decimal(1), "enquiry": Decimal("1.5")},
    extra={"extra_court": Decimal(1), "extra_travel": Decimal("0.5"), "co_work": Decimal("0.5")},
    share={"newly_qualified": Decimal("0.6")},
    labels={"assessment": "Being assessed", "extra_court": "In court", "newly_qualified": "First year"},
)


def weight(work=(), extras=()):
    return weight_of_child(work, extras, WEIGHTS)


def test_the_heaviest_work_counts_and_an_open_case_weighs_something():
    assert weight().points == Decimal("0.5")
    assert weight(["assessment"]).points == Decimal(1)
    assert weight(["assessment", "enquiry"]).points == Decimal("1.5")
    assert weight(["something new"]).points == Decimal("0.5")


def test_what_is_added_is_added_once_and_says_why():
    heavy = weight(["assessment"], ["extra_court", "extra_travel", "extra_court"])

    assert heavy.points == Decimal("2.5")
    assert [(one.words, one.points) for one in heavy.reasons] == [
        ("Being assessed", Decimal(1)),
        ("In court", Decimal(1)),
        ("extra_travel", Decimal("0.5")),
    ]
    assert weight([], ["left the list"]).points == Decimal("0.5")


def test_without_weights_nothing_weighs_anything():
    assert weight_of_child(["assessment"], ["extra_court"], Weights()).points == 0
    assert weight_of_co_work(Weights()).points == 0


def test_working_on_it_beside_somebody_weighs_its_own_points():
    assert total([weight(["assessment"]), weight_of_co_work(WEIGHTS)]) == Decimal("1.5")


@pytest.mark.parametrize(
    ("guideline", "share", "first_year", "carries"),
    [
        (24, "1", False, "24"),
        (24, "0.6", False, "14.0"),
        (24, "1", True, "14.0"),
        (22, "1", False, "22"),
        (24, "0.5", True, "7.0"),
        (10, "0.01", False, "0.0"),
    ],
)
def test_part_time_and_the_first_year_lessen_what_a_worker_can_carry(guideline, share, first_year, carries):
    found = capacity(Decimal(guideline), Decimal(share), first_year, WEIGHTS)

    assert found.points == Decimal(carries)
    assert len(found.reasons) == 1 + (share != "1") + first_year
