from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import Refused
from kith.improvement.deliverables.actions import add_deliverable
from kith.improvement.models import Milestone, PlanChange
from kith.improvement.project import actions, queries, rules
from kith.improvement.project.actions import Brief
from kith.improvement.risks import actions as risks
from kith.improvement.risks.actions import Threat, Trouble

TODAY = date(2026, 10, 14)
DUE = date(2026, 10, 13)


@pytest.mark.parametrize(
    ("due", "reached", "mark", "words"),
    [
        (TODAY, None, "soon", "by 14 Oct 2026"),
        (DUE, None, "late", "late since 13 Oct 2026"),
        (DUE, DUE, "done", "reached 13 Oct 2026"),
        (DUE, TODAY, "done", "reached 14 Oct 2026, late"),
    ],
)
def test_a_milestone_is_reached_late_or_ahead(due, reached, mark, words) -> None:
    assert rules.milestone(due, reached, TODAY) == (mark, words)


@pytest.mark.parametrize(
    ("starts", "ends", "fields"),
    [(None, None, []), (TODAY, None, []), (DUE, TODAY, []), (TODAY, TODAY, []), (TODAY, DUE, ["ends_on"]),
     (date(1989, 12, 31), None, ["starts_on"]), (None, date(2061, 1, 1), ["ends_on"])],
)  # fmt: skip
def test_a_project_starts_before_it_ends(starts, ends, fields) -> None:
    assert [field for field, _ in rules.problems_of_days(starts, ends)] == fields


def test_a_project_says_what_needs_a_look() -> None:
    assert rules.told(0, 0, 0, 0) == "Nothing is late, no issue is open."
    assert rules.told(1, 0, 2, 1) == "Needs a look: 1 action late, 2 very high risks, 1 open issue."


@pytest.fixture
def project(plan):
    return plan.themes.get(number="1")


def brief(**facts) -> Brief:
    usual = {"lead": "Director", "scope": "All five teams", "outcomes": "Assessments in time", "impact": "No waiting",
             "starts_on": date(2026, 1, 5), "ends_on": date(2027, 12, 31)}  # fmt: skip
    return Brief(**usual | facts)


@pytest.mark.django_db
def test_a_project_is_set_up_and_what_it_said_before_is_kept(head, plan, project) -> None:
    actions.set_up(head, project, brief=brief())
    actions.set_up(head, project, brief=brief(ends_on=date(2028, 3, 31)), why="Two more teams")

    project.refresh_from_db()
    assert (project.scope, project.ends_on) == ("All five teams", date(2028, 3, 31))
    last = PlanChange.objects.filter(plan=plan).order_by("-pk").first()
    told = (last.subject, last.field, last.before, last.after, last.why)
    assert told == ("Project 1", "ends", "31 Dec 2027", "31 Mar 2028", "Two more teams")
    with pytest.raises(Refused, match="before it starts"):
        actions.set_up(head, project, brief=brief(ends_on=date(2025, 1, 1)))
    with pytest.raises(Refused, match="at most 5,000"):
        actions.set_up(head, project, brief=brief(scope="s" * 5001))


@pytest.mark.django_db
def test_a_milestone_is_moved_with_a_reason_and_reached_once(head, plan, project) -> None:
    row = actions.add_milestone(head, project, title="Structure in place", due_on=DUE)
    with pytest.raises(Refused, match="has that milestone"):
        actions.add_milestone(head, project, title="Structure  in place", due_on=DUE)
    with pytest.raises(Refused, match="Write why it moves"):
        actions.move_milestone(head, row, due_on=TODAY, why="")
    with pytest.raises(Refused, match="on that day already"):
        actions.move_milestone(head, row, due_on=DUE, why="Late")
    with pytest.raises(Refused, match="a day in the past"):
        actions.reach_milestone(head, row, reached_on=date(2026, 10, 15))

    actions.move_milestone(head, row, due_on=TODAY, why="Posts not filled")
    actions.reach_milestone(head, row, reached_on=TODAY)

    with pytest.raises(Refused, match="reached already"):
        actions.move_milestone(head, row, due_on=DUE, why="Late")
    assert Milestone.objects.get().due_on == TODAY
    fields = PlanChange.objects.filter(plan=plan).exclude(field="read in").order_by("pk")
    assert list(fields.values_list("field", flat=True)) == [
        "milestone added",
        "milestone moved",
        "milestone reached",
    ]


@pytest.fixture
def full(head, plan, project, one):
    """A project with something of everything."""
    actions.add_milestone(head, project, title="Structure in place", due_on=DUE)
    add_deliverable(head, one(), title="The guide", owner="Helen", due_on=TODAY)
    threat = Threat("Workers leave", "Offer", "Director", 5, 5, date(2026, 12, 1), TODAY, project.pk)
    risks.register_risk(head, plan, threat=threat)
    risks.raise_issue(head, plan, trouble=Trouble("No rooms", "Helen", TODAY, TODAY, project.pk))
    return project


@pytest.mark.django_db
def test_the_status_of_a_project_holds_everything_of_it_and_nothing_of_others(plan, full) -> None:
    status, other = (queries.status(theme, TODAY, DUE) for theme in (full, plan.themes.get(number="2")))

    assert [line.row.number for line in status.lines] == ["1.1.1", "1.1.2", "1.1.3"]
    assert status.told == "Needs a look: 2 actions late, 1 milestone late, 1 very high risk, 1 open issue."
    assert [one.title for one in status.deliverables] == ["The guide"]
    assert [line.row.number for line in other.lines] == ["2.1"]
    assert other.told == "Nothing is late, no issue is open."


@pytest.mark.django_db
def test_the_status_page_takes_as_many_queries_with_more_on_it(head, full, one, browser) -> None:
    client, page = browser(head), reverse("plan_project", kwargs={"number": full.pk})
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for place in range(5):
        actions.add_milestone(head, full, title=f"Milestone {place}", due_on=DUE)
        add_deliverable(head, one(), title=f"Guide {place}", owner="Helen", due_on=TODAY)
    with CaptureQueriesContext(connection) as many:
        told = client.get(page).content.decode()

    assert len(many) == len(few)
    shown = ("Structure in place", "The guide", "Workers leave", "No rooms", "Nobody agrees yet")
    assert [words for words in shown if words not in told] == []


@pytest.mark.django_db
def test_a_project_is_kept_on_the_screen(head, plan, project, browser) -> None:
    client, write = browser(head), reverse("plan_project_write", kwargs={"number": project.pk})
    client.post(write, {"do": "set_up", "lead": "Director", "scope": "All teams", "starts_on": "5/1/2026"})
    client.post(write, {"do": "milestone", "title": "In place", "due_on": "13/10/2026"})
    row = Milestone.objects.get()
    client.post(write, {"do": "move", "moved": row.pk, "moved_to": "14/10/2026", "why": "Later"})
    client.post(write, {"do": "reach", "reached": row.pk, "reached_on": "today"})

    page = client.get(reverse("plan_project", kwargs={"number": project.pk})).content.decode()
    log = client.get(reverse("plan_changes", kwargs={"code": plan.code})).content.decode()

    assert [words for words in ("All teams", "reached 14 Oct 2026") if words not in page] == []
    assert [words for words in ("milestone moved", "13 Oct 2026", "Later") if words not in log] == []
    assert client.post(write, {"do": "else"}).status_code == 404
    section = plan.themes.get(number="1.1")
    assert client.get(reverse("plan_project", kwargs={"number": section.pk})).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "set_up", "scope": "Kept", "starts_on": "soon"}, "or leave it empty"),
        ({"do": "milestone", "title": "Kept"}, "Write the day"),
        ({"do": "move", "why": "Kept"}, "Choose a milestone"),
        ({"do": "reach", "reached_on": "Kept"}, "Choose a milestone"),
    ],
)
def test_forms_that_cannot_be_taken_come_back(head, plan, project, browser, form, words) -> None:
    actions.add_milestone(head, project, title="In place", due_on=DUE)

    answer = browser(head).post(reverse("plan_project_write", kwargs={"number": project.pk}), form)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert "Kept" in answer.content.decode()
