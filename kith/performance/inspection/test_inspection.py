import io
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.models import Look
from kith.performance import choices
from kith.performance.inspection import queries
from kith.performance.packs import printing
from kith.performance.packs.queries import Scope, counts, period_of
from kith.performance.packs.registers import ANNEX_A
from kith.performance.queries import read
from kith.performance.tree import tree
from kith.work.paper import pages_of
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


def signed_in(role: str, team) -> tuple[Client, object]:
    worker, client = make.worker(role=role, team=team), Client()
    client.force_login(worker)
    return client, worker


def pack_of(worker, query=None):
    known = tree()
    chosen = choices.read(query or {}, known, TODAY)
    return queries.pack(Scope(worker, chosen.place, chosen.on, known), chosen)


def lists_of(pack) -> dict[str, list]:
    return {table.title.rpartition(":")[0]: list(table.rows) for table in pack.parts[-1].tables}


def text_of(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
        return "".join(opened.read(name).decode() for name in opened.namelist())


def case(team, **facts):
    child = make.child()
    make.involvement(child, team=team, started_on=date(2026, 5, 4), **facts)
    return child


def test_every_list_is_as_long_as_its_number(north) -> None:
    _, head = signed_in("head_of_service", north)
    for _ in range(3):
        case(north)
    make.referral(team=north, received_on=date(2026, 9, 1))
    make.step("single_assessment", [make.child()], team=north, started_on=date(2026, 9, 1))

    pack = pack_of(head)

    contents = {row[0]: row[1] for row in pack.parts[0].tables[0].rows}
    for one in ANNEX_A:
        figure = read(one.indicator, period_of(one, TODAY), on=TODAY, as_at=TODAY)
        assert figure.part == contents[one.title], one.code
    assert {title: len(rows) for title, rows in lists_of(pack).items()} == {
        one.title: contents[one.title] for one in ANNEX_A
    }
    assert contents["3 Referrals"] >= 1 and contents["4 Assessments"] == 1
    assert contents["11 Prospective adopters"] is None


def test_a_pack_of_a_past_day_is_the_same_whatever_is_recorded_later(north) -> None:
    _, head = signed_in("head_of_service", north)
    query = {"on": "2026-09-30"}
    case(north)
    before = pack_of(head, query)

    late = make.child()
    make.involvement(late, team=north, started_on=date(2026, 9, 1), recorded_at=make.moment(TODAY))
    make.referral(late, received_on=date(2026, 9, 1), team=north, recorded_at=make.moment(TODAY))

    assert pack_of(head, query) == before
    assert pack_of(head) != pack_of(head, {"on": (TODAY - timedelta(days=1)).isoformat()})


def test_names_are_for_those_who_may_see_them_and_are_noted(north) -> None:
    child = case(north)
    head, _ = signed_in("head_of_service", north)
    analyst, reader = signed_in("analyst", north)

    named = text_of(head.get("/performance/inspection/xlsx/").content)
    looked = set(Look.objects.values_list("person_id", flat=True))
    counted = text_of(analyst.get("/performance/inspection/xlsx/").content)

    assert child.name in named and looked == {child.pk}
    assert child.name not in counted and str(child.pk) not in counted
    assert {row[0]: row[1] for row in pack_of(reader).parts[0].tables[0].rows}["6 Children in need"] == 1
    assert Look.objects.count() == 1


def test_a_restricted_child_is_in_no_list_of_those_who_may_not_know(north) -> None:
    child = case(north)
    make.restricted(child)
    _, manager = signed_in("team_manager", north)

    assert child.name not in str(pack_of(manager))


def test_a_pack_is_a_tagged_paper_even_with_names_in_other_letters(north) -> None:
    _, head = signed_in("head_of_service", north)
    make.involvement(make.child("王", "#panic()"), team=north, started_on=date(2026, 5, 4))

    file = printing.pdf(pack_of(head))

    assert file.startswith(b"%PDF-") and b"/StructTreeRoot" in file
    assert pages_of(file) > 1


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?on=2030-01-01", "Choose today or a day in the past."),
        ("?area=nowhere", "There is no such area or team."),
        ("?on=soon", "Write the day as 2026-09-30."),
    ],
)
def test_what_cannot_be_made_is_told(north, query, words) -> None:
    head, _ = signed_in("head_of_service", north)

    for address in ("/performance/inspection/", "/performance/inspection/pdf/"):
        answer = head.get(address + query)

        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_there_is_no_other_form_and_no_pack_for_those_without_figures(north) -> None:
    head, _ = signed_in("head_of_service", north)
    social_worker, _ = signed_in("social_worker", north)

    assert head.get("/performance/inspection/docx/").status_code == 404
    assert social_worker.get("/performance/inspection/").status_code == 403
    assert social_worker.get("/performance/inspection/pdf/").status_code == 403


def test_the_file_names_nobody_and_the_page_shows_the_lengths(north, django_assert_max_num_queries) -> None:
    case(north)
    head, _ = signed_in("head_of_service", north)

    page = head.get("/performance/inspection/").content.decode()
    with django_assert_max_num_queries(80):
        answer = head.get("/performance/inspection/pdf/?area=north")

    assert "6 Children in need" in page
    assert answer["Content-Disposition"] == 'attachment; filename="inspection-pack-2026-10-14.pdf"'


def test_a_pack_asks_the_same_questions_however_many_children(north) -> None:
    head, _ = signed_in("head_of_service", north)
    case(north)
    for form in ("pdf", "xlsx"):
        head.get(f"/performance/inspection/{form}/?on=2026-09-30")
    few = {form: _questions(head, form) for form in ("pdf", "xlsx")}

    for _ in range(6):
        make.referral(case(north), received_on=date(2026, 9, 1), team=north)

    assert {form: _questions(head, form) for form in few} == few


def _questions(client, form) -> int:
    with CaptureQueriesContext(connection) as made:
        client.get(f"/performance/inspection/{form}/?on=2026-09-30")
    return len(made)


def test_a_list_that_is_cut_says_how_long_it_is(north) -> None:
    _, head = signed_in("head_of_service", north)
    for _ in range(5):
        case(north)
    known = tree()

    found = queries.pack(Scope(head, known.named(""), TODAY, known), choices.read({}, known, TODAY), 2)

    in_need = next(table for table in found.parts[-1].tables if table.title.startswith("6 "))
    assert (len(in_need.rows), in_need.total) == (2, 5)
    assert counts(Scope(head, known.named(""), TODAY, known), ANNEX_A)["annex_a_in_need"] == 5
