"""Reports count in the copy of the record where there is one; who read them is written down in the record itself."""

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.database.turns import COUNTING
from kith.performance.builder import actions
from kith.performance.models import Report, ReportResult, ReportRun
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)
LIST = {"columns": ["record_number", "team"], "do": "show"}
WRITTEN = {"query": "select record_number, team from contacts", "do": "show"}
WAYS = [
    ("/performance/own-reports/new/contacts/", LIST, "1 row,"),
    ("/performance/own-reports/new/contacts/", LIST | {"do": "csv"}, "North"),
    ("/performance/own-reports/sql/", WRITTEN, "1 row,"),
]


@pytest.fixture
def analyst():
    return make.worker(role="analyst")


@pytest.fixture
def contacts():
    """One that the analyst may know of, and one of a restricted child."""
    team = make.team("North")
    known, hidden = (make.contact(team=team).children.unguarded(EVERY_ROW).get().person for _ in range(2))
    make.restricted(hidden)
    return known


def asks_as_reader(asked):
    return any("set local role" in one["sql"] for one in asked)


@pytest.mark.parametrize(("address", "given", "told"), WAYS)
def test_what_an_analyst_asks_is_counted_in_the_copy_and_noted_in_the_record(
    replica, analyst, contacts, address, given, told
) -> None:
    client = Client()
    client.force_login(analyst)

    with (
        CaptureQueriesContext(connections[COUNTING]) as there,
        CaptureQueriesContext(connection) as here,
    ):
        answer = client.post(address, given)

    assert (answer.status_code, told in answer.content.decode()) == (200, True)
    assert (asks_as_reader(there), asks_as_reader(here)) == (True, False)
    assert ReportRun.objects.get().by == analyst
    assert list(Look.objects.values_list("person_id", flat=True)) == [contacts.pk]


def test_a_job_counts_in_the_record(replica, analyst, contacts) -> None:
    Report.objects.create(
        by=analyst, title="Ours", query=WRITTEN["query"], every="day", made_at=make.moment(make.LONG_AGO)
    )

    with (
        CaptureQueriesContext(connections[COUNTING]) as there,
        CaptureQueriesContext(connection) as here,
    ):
        actions.run_due(make.moment(make.LONG_AGO).date())

    assert len(ReportResult.objects.get().rows) == 1
    assert (asks_as_reader(there), asks_as_reader(here)) == (False, True)
