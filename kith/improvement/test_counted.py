"""The figure of actions done, counted from plans as people keep them."""

from datetime import date

import pytest

from kith.core import period
from kith.improvement import actions
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.conftest import named
from kith.performance.indicators import INDICATORS
from kith.performance.queries import read

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def done(on=TODAY) -> tuple[int, int | None]:
    found = read(INDICATORS["actions_rag"], period.day(on), on=on)
    return found.part, found.whole


def test_green_ones_are_counted_among_all_of_a_plan(head, plan, one) -> None:
    assert done() == (1, 4)

    actions.rate(head, one("1.1.1"), rating="green", why="All teams", rated_on=TODAY)

    assert done() == (2, 4)


def test_what_a_later_plan_carries_on_counts_there_and_once(head, plan, one) -> None:
    after = begin_with(head, named=named(name="Phase 2", started_on=TODAY), themes=["One"], predecessor=plan)
    carry_on(head, after, chosen={one("1.1.1").pk: after.themes.get().pk})

    assert done() == (0, 1)


def test_two_ratings_of_one_day_count_once(head, plan, one) -> None:
    actions.rate(head, one("1.1.1"), rating="green", why="All teams", rated_on=TODAY)
    actions.rate(head, one("1.1.1"), rating="red", why="It broke down", rated_on=TODAY)

    assert done() == (1, 4)
