from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kith.improvement import actions
from kith.improvement.adding.actions import begin_with, carry_on
from kith.improvement.answering.queries import MOST, actions_that_answer
from kith.improvement.conftest import named, sheet_of
from kith.improvement.layout.actions import read_in
from kith.performance.measure.beside import beside
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def linked(by, *rows, code="unallocated") -> None:
    for row in rows:
        actions.link_measure(by, row, code=code)


def test_the_page_of_a_measure_leads_to_the_actions_that_are_to_move_it(head, plan, one, browser) -> None:
    linked(head, one("1.1.1"), one("1.1.3"))
    linked(head, one("1.1.2"), code="cin_open")

    page = browser(head).get("/performance/unallocated/").content.decode()

    assert "Actions that answer this measure" in page
    assert f'href="/improvement/action/{one("1.1.1").pk}/"' in page
    assert "Improvement plan" in page and "Helen Marsh" in page and "late since 31 Mar 2026" in page
    assert f'href="/improvement/action/{one("1.1.2").pk}/"' not in page


def test_unfinished_ones_come_first(head, plan, one) -> None:
    linked(head, one("1.1.3"), one("1.1.1"), one("2.1"))

    (panel,) = beside(head, "unallocated")

    assert [row.words.split()[0] for row in panel.rows] == ["1.1.1", "2.1", "1.1.3"]
    assert [row.mark[1] for row in panel.rows] == ["Amber", "Not rated", "Green"]


def test_what_a_later_plan_carries_on_stands_there_alone(head, plan, one) -> None:
    linked(head, one())
    after = begin_with(head, named=named(name="Phase 2", started_on=TODAY), themes=["One"], predecessor=plan)
    carry_on(head, after, chosen={one().pk: after.themes.get().pk})

    (panel,) = beside(head, "unallocated")

    assert [(row.words.split()[0], row.small) for row in panel.rows] == [("1.1", "Phase 2")]


def test_without_any_there_is_no_panel_and_one_query_more(head, plan, browser) -> None:
    with CaptureQueriesContext(connection) as caught:
        assert actions_that_answer(head, "unallocated") is None

    assert len([one for one in caught if "improvement_planaction" in one["sql"]]) == 1
    assert "Actions that answer" not in browser(head).get("/performance/unallocated/").content.decode()


def test_however_many_there_are_a_dozen_is_shown_in_as_many_queries(head, plan, one) -> None:
    linked(head, one())
    with CaptureQueriesContext(connection) as few:
        beside(head, "unallocated")
    rows = [
        ["1", "", "", "AD CSC"],
        *(["NYCC", f"1.{n}", "Do it", "", "Red", ""] for n in range(1, MOST + 8)),
    ]
    large = read_in(head, named=named(name="Large"), sheet=sheet_of(rows))
    linked(head, *large.actions.all())

    with CaptureQueriesContext(connection) as many:
        (panel,) = beside(head, "unallocated")

    assert (len(panel.rows), panel.all) == (MOST, MOST + 8)
    assert len(many) == len(few)


def test_who_reads_no_plans_is_told_of_none(head, plan, one) -> None:
    linked(head, one())
    nobody = make.worker(role="lawyer")

    assert beside(nobody, "unallocated") == []
