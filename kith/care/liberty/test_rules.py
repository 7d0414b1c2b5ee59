"""Secure accommodation and deprivation of liberty, on both sides of each border."""

from datetime import date, timedelta

import pytest

from kith.care.liberty import rules
from kith.care.liberty.rules import Held

TODAY, DAY = date(2026, 10, 14), timedelta(days=1)
ON, UNTIL = date(2026, 9, 1), date(2026, 11, 1)
BORN = date(2011, 3, 4)


def told(kind="deprivation", on=ON, until=UNTIL, born_on=BORN, placement="K2", others=(), approved=False):
    found = rules.problems(
        kind, on, until, TODAY, born_on=born_on, placement=placement, others=others, is_approved=approved
    )
    return [field for field, _ in found]


def test_an_order_in_a_childrens_home_begins():
    assert told() == []
    assert told(kind="other") == ["kind"]


@pytest.mark.parametrize("placement", ["K1", "P1", "R5", "K3"])
def test_some_placements_do_not_go_with_an_order_710(placement):
    assert told(placement=placement) == [None]


def test_days_702_703_708():
    assert told(until=ON) == ["until"]
    assert told(until=ON + DAY) == []
    assert told(on=TODAY + DAY) == ["on"]
    assert told(on=TODAY, until=UNTIL) == []
    assert told(born_on=ON) == []
    assert told(born_on=ON + DAY) == ["on"]


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        (Held("deprivation", date(2026, 8, 1)), True),
        (Held("deprivation", date(2026, 8, 1), ON), False),
        (Held("deprivation", date(2026, 8, 1), ON + DAY), True),
        (Held("deprivation", ON + DAY), True),
        (Held("secure", date(2026, 8, 1)), False),
    ],
)
def test_orders_of_a_kind_do_not_overlap_705(other, refused):
    assert (told(others=[other]) == ["on"]) is refused


def test_secure_accommodation_is_in_a_secure_home_and_from_13():
    assert told("secure", placement="K1") == []
    assert told("secure", placement="K2") == [None]
    assert told("secure", placement="K1", born_on=date(2013, 9, 1)) == []
    assert told("secure", placement="K1", born_on=date(2013, 9, 2)) == ["approved"]
    assert told("secure", placement="K1", born_on=date(2013, 9, 2), approved=True) == []


def test_without_a_court_72_hours_in_28_days():
    used = Held("secure_no_court", date(2026, 8, 10), date(2026, 8, 12))
    more = Held("secure_no_court", date(2026, 8, 20), date(2026, 8, 21))

    assert told("secure_no_court", placement="K1", until=None, others=[used]) == []
    assert told("secure_no_court", placement="K1", until=None, others=[used, more]) == ["on"]
    assert rules.days_without_court([used, more], date(2026, 9, 8)) == 2, "28 days back is 11 August"


def test_an_order_lasts_three_months_first_and_six_again():
    def until(day, again=False, kind="secure"):
        return bool(rules.problems_of_until(kind, date(2026, 11, 30), day, again))

    assert not until(date(2027, 2, 28))
    assert until(date(2027, 3, 1))
    assert not until(date(2027, 5, 30), again=True)
    assert until(date(2027, 5, 31), again=True)
    assert until(None)
    assert not until(None, kind="secure_no_court")
    assert not until(date(2026, 12, 3), kind="secure_no_court")
    assert until(date(2026, 12, 4), kind="secure_no_court")
    assert rules.longest_until("secure_no_court", date(2026, 11, 30), False, 2) == date(2026, 12, 1)
    assert rules.problems_of_until("secure_no_court", date(2026, 11, 30), date(2026, 12, 2), False, 2)
    assert not until(date(2027, 12, 3), kind="deprivation")


def test_one_ends_after_it_began_and_within_care_702_704_707():
    def end(on, kind="deprivation", ended_on=None, care_until=None):
        return bool(rules.problems_of_end(Held(kind, ON, ended_on), on, TODAY, care_until))

    assert end(ON)
    assert not end(ON + DAY)
    assert not end(ON, kind="secure_no_court")
    assert end(ON - DAY, kind="secure_no_court")
    assert not end(TODAY)
    assert end(TODAY + DAY)
    assert end(TODAY, ended_on=TODAY)
    assert end(TODAY, care_until=TODAY - DAY)


def test_what_the_return_asks_about_709():
    assert rules.question("deprivation", "U4")
    assert not rules.question("deprivation", "Z13")
    assert not rules.question("secure", "K1")
