import csv
import io
import zipfile
from datetime import date

import pytest
from django.test import Client

from kith.access.models import Team
from kith.core import clock
from kith.performance.models import TeamTarget
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Client:
    team = make.team("North team", parent=make.team("North", code="north", kind="area"))
    for _ in range(2):
        make.referral(team=team, received_on=date(2026, 9, 1))
    client = Client()
    client.force_login(make.worker(role="head_of_service", team=team))
    return client


def test_the_dashboard_is_given_as_csv(head) -> None:
    answer = head.get("/performance/download/csv/?topic=Front+door")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    referrals = next(row for row in rows if row["Code"] == "referrals")
    assert (referrals["Value"], referrals["Counted"], referrals["Area"]) == ("2", "2", "Everyone")
    assert answer["Content-Disposition"] == 'attachment; filename="figures-2026-10-14.csv"'


def test_a_range_is_given_with_both_its_ends(head) -> None:
    TeamTarget.objects.create(
        team=Team.objects.get(code="north"), code="referrals", kind="range", value=10, high=20, why="Agreed",
        started_on=date(2026, 4, 1), set_at=clock.now(), by=make.worker(),
    )  # fmt: skip

    answer = head.get("/performance/download/csv/?topic=Front+door&area=north")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert [row["Target"] for row in rows if row["Code"] == "referrals"] == ["10 to 20"]


def test_the_workbook_has_figures_definitions_and_months(head) -> None:
    answer = head.get("/performance/download/xlsx/?topic=Front+door")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        book = opened.read("xl/workbook.xml").decode()
        second = (
            opened.read("xl/worksheets/sheet2.xml").decode() + opened.read("xl/sharedStrings.xml").decode()
        )
    assert [book.index(f'name="{title}"') for title in ("Figures", "Definitions", "Months")] == sorted(
        book.index(f'name="{title}"') for title in ("Figures", "Definitions", "Months")
    )
    assert "How it is counted" in second


@pytest.mark.parametrize(
    "address", ["/performance/download/csv/?on=2030-01-01", "/performance/download/pdf/"]
)
def test_what_cannot_be_given_is_not_given(head, address) -> None:
    assert head.get(address).status_code == (422 if "csv" in address else 404)
