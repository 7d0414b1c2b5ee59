import io
import zipfile
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.core import period as periods
from kith.people.models import Person
from kith.performance import choices
from kith.performance.board import actions, queries, rules
from kith.performance.everyone import SEEN
from kith.performance.figure import figure_of
from kith.performance.indicators import INDICATORS
from kith.performance.models import BoardReport, Publication
from kith.performance.outward import is_small_itself
from kith.performance.tree import tree
from tests import make

TODAY = date(2026, 10, 14)
FRONT = "Assessments"


def figure(code, part, whole):
    return figure_of(INDICATORS[code], periods.day(TODAY), TODAY, part, whole)


@pytest.mark.parametrize(
    ("code", "part", "whole", "hidden"),
    [
        ("single_45wd", 10, 20, False),
        ("single_45wd", 5, 20, True),
        ("single_45wd", 15, 20, True),  # five are late
        ("single_45wd", 20, 20, False),
        ("single_45wd", 0, 5, True),
        ("unallocated", 5, 5, True),
        ("unallocated", 6, 6, False),
        ("unallocated", 0, 0, False),
    ],
)
def test_a_small_number_and_what_lies_beside_it_are_hidden(code, part, whole, hidden):
    assert is_small_itself(figure(code, part, whole)) is hidden
    assert (rules.told(figure(code, part, whole), is_hidden=hidden)[0] == rules.HIDDEN) is hidden


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


@pytest.fixture
def analyst(north):
    return make.worker(role="analyst", team=north)


@pytest.fixture
def head(north):
    return make.worker(role="head_of_service", team=north)


def done(team, children):
    people = [make.child() for _ in range(children)]
    step = make.step("single_assessment", people, team=team, state="in_progress", started_on=date(2026, 6, 1))
    step.state, step.completed_on = "completed", step.due_on
    step.completed_at = make.moment(step.due_on, 16)
    step.save()
    return step


def chosen(**query):
    return choices.read({"topic": FRONT, **query}, tree(), TODAY)


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def row_of(pack, measure):
    return next(
        row for part in pack.parts for table in part.tables for row in table.rows if row[0] == measure
    )


@pytest.mark.django_db
def test_a_frozen_report_keeps_every_word_and_publishes_its_figures(north, analyst) -> None:
    done(north, 9)
    report = actions.freeze(analyst, chosen())
    before = queries.pack_of(report)

    done(north, 8)

    now = queries.pack(queries.cards(chosen(), tree()), chosen())
    assert row_of(before, "Assessments finished in 45 working days")[2] == "9 of 9"
    assert row_of(now, "Assessments finished in 45 working days")[2] == "17 of 17"
    assert queries.pack_of(BoardReport.objects.get()) == before
    assert set(report.figures) == set(Publication.objects.values_list("pk", flat=True))
    assert Publication.objects.get(code="single_45wd").part == 9


@pytest.mark.django_db
def test_it_counts_restricted_children_whoever_freezes_it(north, analyst) -> None:
    make.restricted(done(north, 9).children.unguarded(EVERY_ROW).first().person)

    report = actions.freeze(analyst, chosen())

    assert row_of(queries.pack_of(report), "Assessments finished in 45 working days")[2] == "9 of 9"


@pytest.mark.django_db
def test_small_numbers_are_hidden_on_paper_and_whole_in_the_published_figure(north, analyst) -> None:
    done(north, 3)

    report = actions.freeze(analyst, chosen())

    assert row_of(queries.pack_of(report), "Assessments finished in 45 working days")[1:3] == [
        "hidden",
        "hidden",
    ]
    assert Publication.objects.get(code="single_45wd").part == 3


@pytest.mark.django_db
def test_a_report_is_frozen_once_and_takes_figures_published_before(north, analyst) -> None:
    done(north, 9)
    actions.freeze(analyst, chosen())

    with pytest.raises(Refused, match="frozen already"):
        actions.freeze(analyst, chosen())
    actions.freeze(analyst, chosen(topic=""))

    assert Publication.objects.filter(code="single_45wd").count() == 1


@pytest.mark.django_db
def test_somebody_else_signs_it_and_once(north, analyst, head) -> None:
    done(north, 9)
    report = actions.freeze(head, chosen())
    other = make.worker(role="head_of_service", team=north)

    with pytest.raises(Refused, match="somebody else"):
        actions.sign(head, report)
    with pytest.raises(PermissionDenied):
        actions.sign(analyst, report)
    actions.sign(other, report)
    with pytest.raises(Refused, match="signed already"):
        actions.sign(other, report)
    assert f"Signed off by {other.name}" in queries.pack_of(BoardReport.objects.get()).lead[-1]


@pytest.mark.django_db
def test_the_day_on_which_it_was_frozen_is_londons(north, analyst) -> None:
    done(north, 9)
    report = actions.freeze(analyst, chosen())

    report.frozen_at = datetime(2026, 10, 13, 23, 30, tzinfo=UTC)  # half past midnight in London

    assert "on Wednesday 14 October 2026" in queries.pack_of(report).lead[-1]


@pytest.mark.django_db
def test_nothing_is_frozen_where_nothing_was_counted(north, analyst) -> None:
    with pytest.raises(Refused, match="no figure"):
        actions.freeze(analyst, chosen(topic="Looked after"))


@pytest.mark.django_db
def test_the_pages(north, analyst, head) -> None:
    done(north, 9)
    client = client_of(analyst)

    answer = client.post(f"/performance/board/freeze/?topic={FRONT}", {"_key": str(uuid4())})
    again = client.post(f"/performance/board/freeze/?topic={FRONT}", {"_key": str(uuid4())})
    report = answer["Location"]
    paper = client.get(f"{report}file/pdf/")
    signed = client_of(head).post(f"{report}sign/", {"_key": str(uuid4())})

    assert (answer.status_code, again.status_code, signed.status_code) == (302, 422, 302)
    assert paper.content.startswith(b"%PDF-") and b"/StructTreeRoot" in paper.content
    assert f"Signed off by {head.name}" in client.get(report).content.decode()
    assert client.get("/performance/board/").status_code == 200
    assert client.get("/performance/board/?on=2030-01-01").status_code == 422
    assert client.get("/performance/board/file/xlsx/?area=nowhere").status_code == 422
    assert client.get("/performance/board/999/").status_code == 404
    assert client.get("/performance/board/file/docx/").status_code == 404
    assert client.post(f"{report}sign/", {"_key": str(uuid4())}).status_code == 403


@pytest.mark.django_db
def test_one_measure_is_given_for_the_board_without_a_name(north, head) -> None:
    done(north, 9)
    client = client_of(head)

    page = client.get("/performance/single_45wd/").content.decode()
    address = "/performance/board/file/xlsx/?measure=single_45wd"
    told = told_in(client, address)

    assert address.replace("xlsx", "pdf") in page
    assert "9 of 9" in told and "Assessments finished in 45 working days" in told
    assert "Contacts received" not in told
    assert not any(one.name in told for one in Person.objects.unguarded(EVERY_ROW))
    for other in ("unheard_of", "single_45wd_due"):
        assert client.get(f"/performance/board/file/xlsx/?measure={other}").status_code == 404
    assert client.get(f"{address}&on=2030-01-01").status_code == 422


def told_in(client, address) -> str:
    with zipfile.ZipFile(io.BytesIO(client.get(address).content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "counts", "is_said"), [("analyst", "9 of 9", False), ("team_manager", "8 of 8", True)]
)
def test_a_paper_counts_everyone_for_who_may_publish_and_else_says_so(north, role, counts, is_said) -> None:
    make.restricted(done(north, 1).children.unguarded(EVERY_ROW).first().person)
    done(north, 8)

    told = told_in(
        client_of(make.worker(role=role, team=north)), f"/performance/board/file/xlsx/?topic={FRONT}"
    )

    assert counts in told
    assert (SEEN in told) is is_said
