"""A board that oversees the small plan, and somebody who keeps it."""

from datetime import date

import pytest

from kith.improvement.boards import actions
from kith.improvement.conftest import ROWS, named, sheet_of
from kith.improvement.layout.actions import read_in
from kith.improvement.models import Board, BoardMeeting, ImprovementPlan
from tests import make


@pytest.fixture
def plan(head) -> ImprovementPlan:
    """The small plan as it stood on 1 September."""
    return read_in(head, named=named(stood_on=date(2026, 9, 1)), sheet=sheet_of(ROWS))


@pytest.fixture
def secretary():
    """Who keeps boards and changes no plan."""
    return make.worker("Dale Whitmore", role="business_support")


@pytest.fixture
def board(secretary, plan) -> Board:
    """A board with a chair from outside."""
    made = actions.set_up(secretary, name="Improvement Board", plans=[plan.pk])
    actions.seat(
        secretary, made, seat="chair", started_on=date(2026, 1, 5), name="Colin Wardle", agency="Health"
    )
    return made


@pytest.fixture
def meeting(secretary, board) -> BoardMeeting:
    """A meeting on today's day, without a paper yet."""
    return actions.call(secretary, board, held_on=date(2026, 10, 14))
