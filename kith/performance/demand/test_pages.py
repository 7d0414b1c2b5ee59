"""Demand: every number opens a list of its length; nothing that leaves points to a child."""

import csv
import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.care.models import Postcode
from kith.frontdoor.models import Referral
from kith.performance.everyone import SEEN
from kith.performance.models import PopulationCount
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 1)
PIER, QUAY = "E05000001", "E05000002"


@pytest.fixture
def team(db):
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


def client_of(role, team):
    client = Client()
    client.force_login(make.worker(role=role, team=team))
    return client


@pytest.fixture
def head(team):
    return client_of("head_of_service", team)


@pytest.fixture
def referred(team):
    """Eight children of 3 in Pier, seven of 7 in Quay, two from nowhere, and a year before ten of 3 in Pier."""
    Postcode.objects.create(key="WM11AA", easting=1, northing=1, ward=PIER, decile=1)
    Postcode.objects.create(key="WM22BB", easting=1, northing=1, ward=QUAY, decile=9)

    def refer(number, born_on, postcode, on=ON):
        for _ in range(number):
            child = make.child(born_on=born_on, born_precision="exact")
            if postcode:
                make.home(child, postcode=postcode)
            make.referral(child, on, team=team, source="6", need="N1")

    refer(8, date(2023, 8, 1), "WM1 1AA")
    refer(7, date(2019, 9, 1), "WM2 2BB")
    refer(2, None, "")
    refer(10, date(2022, 8, 1), "WM1 1AA", date(2025, 9, 1))


def rows_of(client, **asked):
    text = client.get("/performance/demand/csv/", asked).content.decode("utf-8-sig")
    return {(row[0], row[1]): row[2:] for row in csv.reader(io.StringIO(text)) if len(row) > 2}


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_dimension_adds_up_to_the_whole(head, referred):
    answer = head.get("/performance/demand/")

    said = words(answer)
    assert "1 to 4 8 10 −2 (−20.0%)" in said
    assert "5 to 9 7 – +7" in said
    assert "1: the most deprived tenth 8 10" in said
    assert "Ward not known 2 – +2" in said
    assert said.count("All together 17 10 +7 (+70.0%)") == 5


@pytest.mark.parametrize(
    ("row", "number"),
    [
        ("age:1", 8),
        ("age:5", 7),
        ("age:", 2),
        (f"ward:{QUAY}", 7),
        ("decile:1", 8),
        ("need:N1", 17),
        ("source:6", 17),
        ("", 17),
    ],
)
def test_the_list_behind_a_number_has_its_length_and_leaves_a_trail(head, referred, row, number):
    answer = head.get("/performance/demand/", {"row": row})

    assert answer.content.decode().count("data-row-link") == number
    assert Look.objects.filter(page="demand").count() == number


def test_the_rate_is_told_by_ward_and_age_where_children_are_known(head, referred):
    known = {"year": 2025, "source": "The statistics office", "read_at": make.moment(ON)}
    for kind, code, name, first, last, people in (
        ("ward", PIER, "Pier", 0, 17, 1600),
        ("authority", "westmere", "Westmere", 0, 0, 4000),
        ("authority", "westmere", "Westmere", 1, 4, 16000),
        ("authority", "westmere", "Westmere", 5, 17, 57000),
    ):
        PopulationCount.objects.create(
            kind=kind, code=code, name=name, age_from=first, age_to=last, people=people, **known
        )

    yearly = words(head.get("/performance/demand/"))
    monthly = words(head.get("/performance/demand/?period=ytd"))

    assert "Pier 8 10 −2 (−20.0%) 50.0" in yearly
    assert "1 to 4 8 10 −2 (−20.0%) 5.0" in yearly
    assert "5 to 9 7 – +7 – " in yearly  # five to nine is not told apart from seventeen
    assert "All together 17 10 +7 (+70.0%) 2.2" in yearly
    assert "Rates are told for twelve months only" in monthly


def test_the_file_hides_small_numbers_and_what_would_reveal_them(head, referred):
    rows = rows_of(head)

    assert rows["Ward", "Ward not known"][0] == "c"
    assert [rows["Ward", ward][0] for ward in (PIER, QUAY)].count("c") >= 1
    assert rows["Ward", "All together"][:2] == ["17", "10"]
    assert rows["Source", "All together"][:2] == ["17", "10"]


@pytest.mark.parametrize(
    ("role", "total"), [("analyst", "17"), ("head_of_service", "17"), ("team_manager", "16")]
)
def test_no_file_tells_a_manager_of_a_child_whom_the_page_does_not(referred, team, role, total):
    """Held against the page, a file of everyone would tell age, ward, need, source and day of a restricted child."""
    make.restricted(
        Referral.objects.unguarded(EVERY_ROW).filter(person__born_on__isnull=False).first().person
    )
    reader = client_of(role, team)

    said = reader.get("/performance/demand/csv/").content.decode("utf-8-sig")

    assert rows_of(reader)["Age", "All together"][0] == total
    assert (SEEN in said) is (role == "team_manager")


def test_names_are_for_those_who_need_them(referred, team):
    analyst = client_of("analyst", team)

    answer = analyst.get("/performance/demand/?row=age:1")

    assert answer.status_code == 200
    assert "Names are for those who need them" in words(answer)
    assert analyst.get("/performance/demand/csv/?what=children&row=age:1").status_code == 404


@pytest.mark.parametrize("asked", ["row=town:1", "row=age:5'"])
def test_a_row_there_cannot_be_is_not_found(head, asked):
    assert head.get(f"/performance/demand/?{asked}").status_code == 404


def test_what_cannot_be_shown_is_said(head):
    answer = head.get("/performance/demand/?subject=visits&on=never")

    assert answer.status_code == 422
    assert "There is nothing like that to show" in words(answer)


def test_contacts_are_told_apart_without_a_need(head, team):
    make.contact([make.child(), make.child()], outcome="advice", source="6", team=team)

    said = words(head.get("/performance/demand/?subject=contacts"))

    assert "By source" in said
    assert "By primary need" not in said
    assert "All together 2 – +2" in said


def test_the_page_asks_the_same_few_questions_however_many_there_are(head, team, referred):
    head.get("/performance/demand/")
    with CaptureQueriesContext(
        connection,
    ) as few:
        head.get("/performance/demand/")
    for _ in range(5):
        make.referral(make.child(), ON, team=team)
    with CaptureQueriesContext(connection) as more:
        head.get("/performance/demand/")

    assert len(more) == len(few)
    assert len(few) <= 22


def test_a_need_is_called_as_it_was_called_on_the_day(head, team, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-09-30")
    make.referral(make.child(), date(2011, 9, 1), team=team, need="N1")

    said = words(head.get("/performance/demand/"))

    assert "Abuse or neglect 1" in said
    assert "exploitation" not in said
