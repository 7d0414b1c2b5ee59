"""Whom a report lists, whatever it shows of them; and what fits into an answer and a file."""

import io

import pytest
from django.core.management import call_command
from django.test import Client
from pyarrow import parquet

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.performance.builder import actions, rules
from kith.performance.models import ReportResult
from kith.performance.reporting import running
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def north():
    return make.team("North team")


@pytest.fixture
def analyst(north):
    return make.worker(role="analyst", team=north)


def client_of(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def child_of(contact):
    return contact.children.unguarded(EVERY_ROW).get().person


@pytest.mark.parametrize("query", [
    "select record_number + 0 as x from contacts",
    "select record_number as x from contacts union all select record_number from contacts",
    "select max(record_number) as newest from contacts group by team",
    "select record_number::text as x from contacts",
    "select case when team is null then 0 else record_number end as x from contacts",
    "select row_id as x from children",
    "select c.row_id from children c",
])  # fmt: skip
def test_a_number_that_is_worked_out_is_noted_as_the_child_it_names(analyst, north, query) -> None:
    contact = make.contact(team=north)

    page = (
        client_of(analyst)
        .post("/performance/own-reports/sql/", {"query": query, "do": "show"})
        .content.decode()
    )

    assert f"{child_of(contact).pk}</td>" in page
    assert Look.objects.get(worker=analyst).person_id == child_of(contact).pk


def test_a_list_without_record_numbers_is_noted_all_the_same(analyst, north) -> None:
    contact = make.contact(team=north)
    asked = {"columns": ["team", "received_on"], "do": "show"}

    page = client_of(analyst).post("/performance/own-reports/new/contacts/", asked).content.decode()
    file = client_of(analyst).post("/performance/own-reports/new/contacts/", {**asked, "do": "csv"})

    assert "North team" in page and "Record number</th>" not in page
    assert str(child_of(contact).pk) not in page
    assert file.content.decode("utf-8-sig").splitlines()[0] == "Team,Received on"
    noted = Look.objects.filter(worker=analyst).values_list("person_id", flat=True)
    assert list(noted) == [child_of(contact).pk] * 2


def test_a_child_restricted_since_is_in_no_result_that_shows_no_number(analyst, north) -> None:
    contact = make.contact(team=north)
    asks = rules.read("contacts", {"columns": ["team", "received_on"]}).kept()
    actions.keep(analyst, None, title="Contacts", asks=asks, query="", every="day")
    actions.keep(
        analyst,
        None,
        title="Written",
        asks={},
        query="select record_number + 0 as x from contacts",
        every="day",
    )
    call_command("reports", "run-due", verbosity=0)
    addresses = [f"/performance/own-reports/result/{one.pk}/" for one in ReportResult.objects.order_by("pk")]
    before = [client_of(analyst).get(address).content.decode() for address in addresses]

    make.restricted(child_of(contact))

    after = [client_of(analyst).get(address).content.decode() for address in addresses]
    assert ["North team</td>" in before[0], "North team</td>" in after[0]] == [True, False]
    assert str(child_of(contact).pk) not in before[0]
    assert [f"{child_of(contact).pk}</td>" in page for page in (before[1], after[1])] == [True, False]


@pytest.mark.parametrize("value", ["'NaN'::numeric", "9" * 200 + "::numeric"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_number_that_fits_no_kind_is_taken_away_as_words(analyst, north, value, form) -> None:
    make.contact(team=north)
    query = f"select {value} as x, team as a, team_code as a_3, team as a from contacts"

    answer = client_of(analyst).post("/performance/own-reports/sql/", {"query": query, "do": form})

    assert answer.status_code == 200
    if form == "parquet":
        read = parquet.read_table(io.BytesIO(answer.content))
        assert (read.num_columns, read.column("a").to_pylist()) == (4, ["North team"])


def test_a_negative_average_is_a_number_in_a_file(analyst, north) -> None:
    make.contact(team=north)
    query = "select avg(-2.5) as x from contacts"

    answer = client_of(analyst).post("/performance/own-reports/sql/", {"query": query, "do": "csv"})

    assert answer.content.decode("utf-8-sig").splitlines()[1].startswith("-2.5")


def test_an_answer_longer_than_a_web_process_may_hold_is_refused(analyst, north, monkeypatch) -> None:
    monkeypatch.setattr(running, "MOST_LETTERS", 10_000)
    make.contact(team=north)
    query = f"select '{'x' * 3000}' as a, '{'y' * 3000}' as b from contacts a, contacts b, contacts c"

    fits = client_of(analyst).post("/performance/own-reports/sql/", {"query": query, "do": "csv"})
    make.contact(team=north)
    refused = client_of(analyst).post("/performance/own-reports/sql/", {"query": query, "do": "csv"})

    assert (fits.status_code, refused.status_code) == (200, 422)
    assert "more than a file can hold" in refused.content.decode()
    assert "x" * 3000 in refused.content.decode()
