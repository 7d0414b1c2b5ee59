import io
import re
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core.workbook_reading import first_sheet
from kith.improvement import actions, queries
from kith.improvement.conftest import ROWS, named, sheet_of
from kith.improvement.layout.actions import read_in
from kith.improvement.layout.queries import as_workbook
from kith.improvement.models import ImprovementPlan, ImprovementSource, PlanAction, Recommendation
from kith.improvement.queries import Asked
from kith.improvement.sources import actions as sources
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


def text(answer) -> str:
    return answer.content.decode()


def numbers(answer) -> list[str]:
    return re.findall(r'href="/improvement/action/\d+/" data-row-link><bdi>([\d.]+) ', text(answer))


def address(plan) -> str:
    return reverse("improvement_plan", kwargs={"code": plan.code})


def write(row) -> str:
    return reverse("plan_action_write", kwargs={"number": row.pk})


def workbook_of(plan) -> bytes:
    return as_workbook(plan, Asked(), TODAY)


def sent(client, data: bytes, **facts):
    form = {
        "name": "Another plan",
        "programme": "Safeguarding",
        "started_on": "5/1/2026",
        "inspected_on": "1/12/2025",
    }
    file = SimpleUploadedFile("plan.xlsx", data)
    return client.post(reverse("improvement_read_in"), form | facts | {"file": file})


def test_a_plan_counts_its_actions_by_project_and_rating(plan, head, browser) -> None:
    page = text(browser(head).get(address(plan)))

    assert "1 Assessments" in page
    assert [
        words for words in ("1 red", "1 amber", "1 green", "1 not rated", "2 late") if words not in page
    ] == []


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({}, ["1.1.1", "1.1.2", "1.1.3", "2.1"]),
        ({"rating": "amber"}, ["1.1.1"]),
        ({"rating": "none"}, ["2.1"]),
        ({"rating": "purple"}, ["1.1.1", "1.1.2", "1.1.3", "2.1"]),
        ({"late": "yes"}, ["1.1.1", "1.1.2"]),
        ({"late": "yes", "rating": "red"}, ["1.1.2"]),
        ({"officer": "AD CSC"}, ["1.1.2", "1.1.3"]),
        ({"officer": "Director"}, ["2.1"]),
        ({"body": "LSCB"}, ["1.1.2"]),
        ({"theme": "2"}, ["2.1"]),
        ({"theme": "999999"}, []),
    ],
)
def test_the_actions_can_be_filtered_with_and_without_scripts(plan, head, browser, filters, shown) -> None:
    given = dict(filters)
    if "body" in given:
        given["body"] = next(pk for pk, name in queries.bodies(plan) if name == given["body"])
    if given.get("theme") == "2":
        given["theme"] = plan.themes.get(number="2").pk
    client = browser(head)

    whole = client.get(address(plan), given)
    part = client.get(address(plan), given, headers={"HX-Request": "true"})

    assert numbers(whole) == shown
    assert numbers(part) == shown
    assert "<h1" not in text(part)


def test_a_plan_of_any_size_is_opened_in_as_many_queries(head, browser) -> None:
    small = read_in(head, named=named(name="Small"), sheet=sheet_of(ROWS))
    rows = [[f"{n}: Theme {n}", "", "", "Lead"] for n in range(1, 9)]
    rows += [
        ["NYCC / PCT", f"{n}.{m}", "Do it", "", "Red", "Note"] for n in range(1, 9) for m in range(1, 31)
    ]
    large = read_in(head, named=named(name="Large"), sheet=sheet_of(rows))
    client = browser(head)
    asked = []
    client.get(address(small))
    for plan in (small, large):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address(plan)).status_code == 200
        asked.append(len(caught))

    assert asked[0] == asked[1]
    assert asked[0] <= 25
    with CaptureQueriesContext(connection) as caught:
        client.get(f"{address(large)}?rating=red", headers={"HX-Request": "true"})
    assert len(caught) <= asked[0] - 6, "a filter fetches the actions alone"


def test_what_is_written_out_is_read_in_the_same(plan, head, browser) -> None:
    client = browser(head)
    found = client.get(reverse("improvement_plan_file", kwargs={"code": plan.code}))

    answer = sent(client, found.content)

    assert answer.status_code == 302
    again = ImprovementPlan.objects.get(name="Another plan")
    old, new = (list(first_sheet(workbook_of(one)).rows.values())[1:] for one in (plan, again))
    assert old == new


def test_a_workbook_with_mistakes_is_told_row_by_row_and_nothing_is_kept(plan, head, browser) -> None:
    bad = [["1"], ["", "1.1", "Do it", "", "Blue", ""]]
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        page = book.add_worksheet()
        for number, row in enumerate(
            [["Lead body", "Key actions", None, "Lead officer", "RAG", "Notes"], *bad]
        ):
            for column, cell in enumerate(row):
                page.write(number, column, cell)

    answer = sent(browser(head), data.getvalue())

    assert answer.status_code == 422
    assert text(answer).count("<li>Row 3: ") == 3
    assert "3 things in the workbook must be put right first; nothing was read in." in text(answer)
    assert "Another plan" in text(answer)
    assert ImprovementPlan.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "changed", "words"),
    [
        (b"no workbook", {}, "This is no workbook that can be read."),
        (b"", {}, "Choose a workbook."),
        (b"x", {"started_on": "31/6/2026"}, "Write the day, such as 21/4/2026."),
    ],
)
def test_what_is_no_plan_is_refused_with_the_words_given_back(head, browser, data, changed, words) -> None:
    answer = sent(browser(head), data, **changed)

    assert answer.status_code == 422
    assert words in text(answer)
    assert "Another plan" in text(answer)


def test_an_action_is_noted_and_rated_on_its_page(head, browser, one) -> None:
    client = browser(head)

    client.post(write(one()), {"do": "note", "words": "All five teams", "noted_on": "today"})
    client.post(
        write(one()), {"do": "rate", "rating": "green", "why": "Minutes kept", "rated_on": "14/10/2026"}
    )
    page = text(client.get(reverse("plan_action", kwargs={"number": one().pk})))

    assert "Amber → Green" in page
    assert "All five teams" in page
    assert "The lead says done" in page
    assert "The measure has moved: not yet" in page


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "note", "words": "", "noted_on": "14/10/2026"}, "Write it down in words."),
        ({"do": "rate", "rating": "proved", "why": "Yes", "rated_on": "14/10/2026"}, "Proved is not chosen"),
        ({"do": "rate", "rating": "green", "why": "Kept", "rated_on": "31/6/2026"}, "Write the day"),
        (
            {"do": "hear", "who": "child", "said": "Better now", "said_on": "14/10/2026"},
            "Choose whether it helped.",
        ),
        ({"do": "link", "measure": "no_such"}, "Choose a measure from the list."),
        ({"do": "check"}, "No measure is linked to this action."),
        ({"do": "answer", "recommendation": "77"}, "Choose a recommendation from the list."),
    ],
)
def test_a_form_that_cannot_be_taken_comes_back_with_its_words(head, browser, one, form, words) -> None:
    answer = browser(head).post(write(one()), form)

    assert answer.status_code == 422
    assert words in text(answer)
    assert form.get("said", "") in text(answer)


def test_what_is_not_there_is_not_found(head, browser, one) -> None:
    client = browser(head)

    assert client.post(write(one()), {"do": "burn"}).status_code == 404
    assert client.get("/improvement/no-such-plan/").status_code == 404
    assert client.get("/improvement/action/999999/").status_code == 404
    assert client.post("/improvement/recommendations/write/", {"do": "x", "source": "9"}).status_code == 404


def test_a_recommendation_is_registered_once_and_read_from_both_sides(head, browser, one) -> None:
    client, register = browser(head), reverse("recommendations_write")
    client.post(
        register, {"do": "source", "kind": "inspection", "title": "Inspection", "held_on": "1/12/2025"}
    )
    form = {"do": "recommendation", "source": "", "words": "Track each assessment", "within": "three_months"}
    source = ImprovementSource.objects.get()
    client.post(register, form | {"source": source.pk})
    found = Recommendation.objects.get()

    for _ in range(2):
        client.post(write(one()), {"do": "answer", "recommendation": found.pk})

    assert found.answers.count() == 1
    page = text(client.get(reverse("recommendations")))
    assert "1 Track each assessment" in page
    assert "by 1 Mar" in page
    assert "1.1.1 of Improvement plan" in page
    assert "Inspection, 1" in text(client.get(reverse("plan_action", kwargs={"number": one().pk})))
    assert "from: Inspection, 1" in text(client.get(address(one().plan)))


def test_a_recommendation_leads_to_the_evidence_and_the_live_figure(head, browser, one) -> None:
    make.involvement(make.child(), team=make.team(), started_on=date(2026, 1, 8))
    source = sources.register_source(head, kind="inspection", title="Inspection", held_on=date(2025, 12, 1))
    found = sources.recommend(head, source, words="Track each assessment")
    sources.answer(head, one(), recommendation=found.pk)
    actions.link_measure(head, one(), code="unallocated")
    actions.rate(head, one(), rating="green", why="Minutes of 28 meetings kept", rated_on=TODAY)
    address = reverse("recommendations")

    page = text(browser(head).get(address))
    member = text(browser(make.worker("Ruth Calloway", role="elected_member")).get(address))

    assert "Minutes of 28 meetings kept" in page and "Minutes of 28 meetings kept" in member
    assert 'href="/performance/unallocated/"' in page and ", now 1<" in page
    assert "/performance/" not in member

    actions.rate(head, one(), rating="amber", why="One team stopped", rated_on=TODAY)
    assert "Minutes of 28" not in text(browser(head).get(address))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"do": "source", "kind": "", "title": "", "held_on": ""}, "Choose what it was."),
        (
            {"do": "source", "kind": "inspection", "title": "Inspection", "held_on": "1/12/2025"},
            "registered already",
        ),
        ({"do": "recommendation", "words": ""}, "Write what is recommended"),
        ({"do": "recommendation", "words": "More", "within": "a year"}, "Choose by when"),
        ({"do": "recommendation", "words": "More", "number": "1"}, "has a recommendation 1 already"),
    ],
)
def test_what_cannot_be_registered_says_why(head, browser, form, words) -> None:
    source = sources.register_source(head, kind="inspection", title="Inspection", held_on=date(2025, 12, 1))
    sources.recommend(head, source, words="Track each assessment")

    answer = browser(head).post(reverse("recommendations_write"), form | {"source": source.pk})

    assert answer.status_code == 422
    assert words in text(answer)


def test_an_elected_member_sees_plans_and_no_child(plan, one, browser) -> None:
    child = make.child()
    client = browser(make.worker("Ruth Calloway", role="elected_member"))

    page = text(client.get(address(plan)))
    action = text(client.get(reverse("plan_action", kwargs={"number": one().pk})))

    assert client.get("/").headers["Location"] == reverse("improvement_plans")
    assert "1 Assessments" in page
    assert "Rate it" not in action
    assert client.post(write(one()), {"do": "note", "words": "x", "noted_on": "today"}).status_code == 403
    for route in (f"/person/{child.pk}/", "/find/", "/performance/", "/team/"):
        assert client.get(route).status_code in (403, 404, 405)
    assert PlanAction.objects.filter(pk=one().pk, rating="amber").exists()
