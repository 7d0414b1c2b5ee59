"""The scorecard: every field of Torbay's, computed; what leaves it; what is refused."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.core import period as periods
from kith.performance.everyone import SEEN
from kith.performance.indicators import INDICATORS
from kith.performance.telling.actions import comment
from kith.work.paper import pages_of
from tests import make

pytestmark = pytest.mark.django_db
FIELDS = (
    "Current status", "Since last period", "Target", "Latest performance", "In month", "Responsible officer",
    "It is best to be high", "It is best to be low", "Definition", "England", "Neighbours",
)  # fmt: skip


@pytest.fixture
def then(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-09-30")


@pytest.fixture
def team(db):
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


@pytest.fixture
def head(team):
    client = Client()
    client.force_login(make.worker("Ngozi Bright", role="head_of_service", team=team))
    return client


def assessed(team, started_on, completed_on, number=1):
    for _ in range(number):
        make.step(
            "initial_assessment", [make.child()], team=team, state="completed", started_on=started_on,
            completed_on=completed_on,
        )  # fmt: skip


@pytest.fixture
def september(then, team):
    """Seven of ten in time in September, six of twelve in August."""
    assessed(team, date(2011, 9, 1), date(2011, 9, 14), 7)
    assessed(team, date(2011, 8, 1), date(2011, 9, 14), 10)
    assessed(team, date(2011, 8, 1), date(2011, 8, 10), 6)
    assessed(team, date(2011, 7, 1), date(2011, 8, 10), 6)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_field_of_torbays_scorecard_is_computed(head, september):
    answer = head.get("/performance/scorecard/")

    said = words(answer)
    assert answer.status_code == 200
    for field in FIELDS:
        assert field in said, field
    panel = said[said.index("NI059 initial") : said.index("NI060 core")] if "NI060 core" in said else said
    assert "44.8% · 13 of 29 · 1 Apr to 30 Sep" in panel
    assert "41.2% · 7 of 17 · Sep 2011" in panel
    assert "Worsened: 5.2 points worse than 1 Apr to 31 Aug" in panel
    assert "79.6% in 2010‑11" in panel
    assert "Well off target" in panel
    assert "/performance/NI059/?#children" in answer.content.decode()


def test_the_practice_says_which_measures_belong_together(head, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-09-30")
    then = head.get("/performance/scorecard/").content.decode()
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    now = head.get("/performance/scorecard/").content.decode()

    assert re.findall(r'k-panel[^>]*id="(\w+)"', then) == ["NI059", "NI060", "NI062"]
    assert 'id="single_45wd"' in now
    assert 'id="NI059"' not in now


def test_what_is_unknown_is_refused_in_words(head, then):
    answer = head.get("/performance/scorecard/?set=nobody&on=tomorrow")

    assert answer.status_code == 422
    assert "There is no such scorecard" in words(answer)
    assert "Write the day as" in words(answer)
    assert head.get("/performance/scorecard/csv/?set=nobody").status_code == 404


def test_the_file_for_a_spreadsheet_hides_small_numbers(head, september, team):
    assessed(team, date(2011, 4, 1), date(2011, 6, 1), 2)

    text = head.get("/performance/scorecard/csv/").content.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text)))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (first["Code"], first["Latest"], first["Counted"], first["Among"]) == ("NI059", "41.9", "13", "31")
    assert (first["In month"], first["Counted in month"]) == ("41.2", "7")
    assert first["Jun 2011"] == "c"
    assert first["Aug 2011"] == "50.0"


def test_the_sheets_are_a_file_of_a4(head, september):
    answer = head.get("/performance/scorecard/pdf/")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="scorecard-torbay-2011-09-30.pdf"'
    assert pages_of(answer.content) == 2


@pytest.mark.parametrize(
    ("role", "latest", "is_said"),
    [("analyst", ["46.7", "14", "30"], False), ("team_manager", ["44.8", "13", "29"], True)],
)
def test_what_leaves_counts_everyone_for_who_may_publish(september, team, role, latest, is_said):
    child = make.child()
    make.step(
        "initial_assessment", [child], team=team, state="completed", started_on=date(2011, 9, 1),
        completed_on=date(2011, 9, 14),
    )  # fmt: skip
    make.restricted(child)

    reader = Client()
    reader.force_login(make.worker(role=role, team=team))

    page = words(reader.get("/performance/scorecard/"))
    text = reader.get("/performance/scorecard/csv/").content.decode("utf-8-sig")

    assert "13 of 29" in page
    assert "NI059" in text
    assert list(csv.reader(io.StringIO(text)))[1][5:8] == latest
    assert (SEEN in text) is is_said
    assert pages_of(reader.get("/performance/scorecard/pdf/").content) == 2


def test_a_worker_without_the_permission_finds_no_scorecard(then, team):
    client = Client()
    client.force_login(make.worker(role="social_worker", team=team))

    assert client.get("/performance/scorecard/").status_code in (403, 404)


def test_what_was_said_of_a_figure_stands_as_its_commentary(head, september):
    measure, on = INDICATORS["NI059"], date(2011, 9, 30)
    by = make.worker("John Skinner", role="head_of_service")
    comment(by, measure, period=periods.month(on), words="The backlog is being cleared.")
    comment(by, measure, period=periods.month(date(2010, 9, 1)), words="Of another year.")

    page = words(head.get("/performance/scorecard/"))
    file = head.get("/performance/scorecard/csv/").content.decode("utf-8-sig")

    assert "Commentary. The backlog is being cleared. (John Skinner," in page
    assert "Of another year" not in page
    assert "The backlog is being cleared." in file


def test_the_page_asks_the_same_few_questions_whatever_is_counted(head, team, then):
    head.get("/performance/scorecard/")
    with CaptureQueriesContext(connection) as few:
        head.get("/performance/scorecard/")
    assessed(team, date(2011, 9, 1), date(2011, 9, 14), 4)
    with CaptureQueriesContext(connection) as more:
        head.get("/performance/scorecard/")

    assert len(more) == len(few)
    assert len(few) <= 20
