"""A small plan, and whoever works with it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kith.core.workbook_reading import Sheet
from kith.improvement.layout.actions import Named, read_in
from kith.improvement.layout.writing import HEADS
from kith.improvement.models import ImprovementPlan, PlanAction
from tests import make

ROWS = [
    ["1: Assessments", "", "", "AD CSC"],
    ["1.1 Timeliness"],
    ["NYCC", "1.1.1", "Weekly tracking (by 31/03/2026)", "Helen Marsh", "Amber", "Begun in two teams"],
    ["NYCC / LSCB", "1.1.2", "Independent evaluation (within three months)", "", "Red", ""],
    ["NYCC", "1.1.3", "A plain copy for families (by 31/12/2026)", "", "Green", "Sent in all teams"],
    ["2", "", "", "Director"],
    ["NYCC / PCT", "2.1", "Links with the board", "", "", ""],
]


SMALL = Named("Improvement plan", "Safeguarding", date(2026, 1, 5), date(2025, 12, 1))


def sheet_of(rows) -> Sheet:
    """Rows under the heads of the layout, as a sheet that was read."""
    laid = [["A plan"], list(HEADS), *rows]
    return Sheet({n: {c: text for c, text in enumerate(row) if text} for n, row in enumerate(laid, 1)})


def named(**facts: Any) -> Named:
    """What the small plan is called."""
    return replace(SMALL, **facts)


@pytest.fixture
def head():
    """Who changes plans and speaks for the board."""
    return make.worker("Ngozi Bright", role="head_of_service")


@pytest.fixture
def plan(head) -> ImprovementPlan:
    """The small plan, read in."""
    return read_in(head, named=named(), sheet=sheet_of(ROWS))


@pytest.fixture
def one(plan):
    """One action of the plan, by its number."""
    return lambda number="1.1.1", of=plan: PlanAction.objects.get(plan=of, number=number)


@pytest.fixture
def unallocated_fell():
    """Ten children were unallocated at the end of each month for years, and none is any more."""
    team = make.team()
    for _ in range(10):
        make.involvement(make.child(), team=team, started_on=date(2024, 1, 8), ended_on=date(2026, 10, 5))


@pytest.fixture
def browser():
    """Somebody signed in."""

    def signed_in(worker) -> Client:
        client = Client()
        client.force_login(worker)
        return client

    return signed_in
