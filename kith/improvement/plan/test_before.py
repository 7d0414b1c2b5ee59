from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import clock
from kith.improvement import actions
from kith.improvement.boards.actions import call, lock, seat, set_up
from kith.improvement.boards.standing import counts_of, stood
from kith.improvement.conftest import ROWS, named, sheet_of
from kith.improvement.layout.actions import read_in
from kith.improvement.models import BoardMeeting, ImprovementPlan
from kith.improvement.plan import queries
from tests import make

pytestmark = pytest.mark.django_db
TODAY, MET = date(2026, 10, 14), date(2026, 9, 24)


def rated(head, row, rating, on) -> None:
    actions.rate(head, row, rating=rating, why="As agreed", rated_on=on)


def page_of(browser, who, plan, name="improvement_plan", **headers) -> str:
    return browser(who).get(reverse(name, kwargs={"code": plan.code}), headers=headers).content.decode()


@pytest.fixture
def plan(head) -> ImprovementPlan:
    """The small plan as it stood on 1 September."""
    return read_in(head, named=named(stood_on=date(2026, 9, 1)), sheet=sheet_of(ROWS))


@pytest.fixture
def meeting(head, plan) -> BoardMeeting:
    """A meeting in September of a board that oversees the plan."""
    made = set_up(head, name="Improvement board", plans=[plan.pk])
    seat(head, made, seat="chair", started_on=date(2026, 1, 5), name="Ruth Calloway", agency="Council")
    return BoardMeeting.objects.create(board=made, held_on=MET, by=head, recorded_at=clock.now())


def test_without_a_meeting_counts_are_held_against_a_month_ago(head, plan, one, browser) -> None:
    rated(head, one("1.1.2"), "amber", date(2026, 9, 14))
    rated(head, one("1.1.1"), "red", date(2026, 9, 15))

    since, counts = queries.before(plan, TODAY)

    assert since.on == date(2026, 9, 14)
    assert (counts.red, counts.amber, counts.green) == (0, 2, 1)
    page = page_of(browser, head, plan)
    assert "Change since a month ago, 14 Sep" in page
    assert "was 2" in page and "was 0" in page


def test_counts_are_held_against_the_last_meeting_though_one_is_to_come(head, plan, one, meeting) -> None:
    call(head, meeting.board, held_on=date(2026, 10, 29))
    rated(head, one("1.1.2"), "amber", MET)

    since, counts = queries.before(plan, TODAY)

    assert (since.words, counts.amber) == ("since the meeting of 24 Sep 2026", 2)


def test_counts_are_those_of_the_locked_paper_whatever_was_rated_for_its_day_later(
    head, plan, one, meeting, browser
) -> None:
    paper = lock(head, meeting, stood_on=date(2026, 9, 17), month_on=date(2026, 8, 1))
    told = counts_of(stood([plan], paper.stood_on))
    rated(head, one("1.1.2"), "amber", date(2026, 9, 17))

    since, counts = queries.before(plan, TODAY)

    assert since.on == date(2026, 9, 17)
    assert (counts.red, counts.amber, counts.green) == (told.red, told.amber, told.green) == (1, 1, 1)
    assert "the day told in the paper of 24 Sep 2026" in page_of(browser, head, plan)


def test_a_plan_that_began_since_shows_no_counts_of_before(head, plan, browser) -> None:
    plan.started_on = date(2026, 10, 1)
    plan.save()

    assert queries.before(plan, TODAY) is None
    assert "was 0" not in page_of(browser, head, plan)


def test_the_measures_of_a_project_stand_beside_it_and_say_what_they_do_on_a_page(
    head, plan, one, browser, unallocated_fell
) -> None:
    for number in ("1.1.1", "2.1"):
        actions.link_measure(head, one(number), code="unallocated")
    top = {row.number: row.pk for row in plan.themes.filter(parent=None)}

    assert queries.measures(plan) == {top["1"]: ["unallocated"], top["2"]: ["unallocated"]}
    page = page_of(browser, head, plan)
    assert f'id="measure-{top["1"]}-unallocated"' in page
    assert 'hx-trigger="load"' in page and "real change" not in page
    part = page_of(browser, head, plan, "improvement_plan_measures", **{"HX-Request": "true"})
    assert f'id="measure-{top["2"]}-unallocated" hx-swap-oob="true"' in part
    assert "real change: better" in part and "<h1" not in part
    whole = page_of(browser, head, plan, "improvement_plan_measures")
    assert whole.count("real change: better") == 2 and "1 Assessments" in whole
    project = browser(head).get(reverse("plan_project", kwargs={"number": top["1"]})).content.decode()
    assert "real change: better" in project


def test_who_sees_no_figures_sees_the_names_of_the_measures(head, plan, one, browser) -> None:
    actions.link_measure(head, one(), code="unallocated")
    member = make.worker("Ruth Calloway", role="elected_member")

    page, whole = (
        page_of(browser, member, plan, name) for name in ("improvement_plan", "improvement_plan_measures")
    )

    assert "/performance/" not in page and 'hx-trigger="load"' not in page
    assert "/performance/" not in whole and "figures are not for you to see" in whole
    assert "real change" not in page_of(
        browser, member, plan, "improvement_plan_measures", **{"HX-Request": "true"}
    )


def test_measures_of_any_number_of_projects_are_read_in_as_many_queries(head, plan, one, browser) -> None:
    client, address = browser(head), reverse("improvement_plan_measures", kwargs={"code": plan.code})
    asked = []
    for number in ("1.1.1", "1.1.2", "2.1"):
        actions.link_measure(head, one(number), code="unallocated")
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        asked.append(len(caught))

    assert asked[0] == asked[1] == asked[2]


def test_a_plan_without_measures_says_so(head, plan, browser) -> None:
    assert "No action of this plan is linked to a measure" in page_of(
        browser, head, plan, "improvement_plan_measures"
    )
