from datetime import date

import pytest
from django.test import Client

from kith.access.models import Team
from tests import make

TODAY = date(2026, 10, 14)


@pytest.fixture
def north(db, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", TODAY.isoformat())
    return make.team("North", code="north")


def window(worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


@pytest.fixture
def bryn(north):
    service = make.team("Us", kind="service")
    return window(make.worker("Bryn Hallett", role="information_governance", team=service))


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_teams_are_split_and_merged_on_one_page(bryn, north):
    amina = make.worker("Amina Rahman", team=north)
    make.involvement(make.child(), north, amina, started_on=date(2026, 9, 1))
    change = "/set-up/teams/change/"
    assert "Amina Rahman (Social worker)" in words(bryn.get("/set-up/teams/"))

    done = bryn.post(change, {"what": "split", "from": "north", "name": "North B", "worker": amina.pk})
    assert done.status_code == 302
    assert bryn.post(change, {"what": "merge", "old": "north-b", "into": "north"}).status_code == 302

    assert Team.objects.get(code="north-b").ended_on == TODAY
    assert 'value="north-b"' not in words(bryn.get("/set-up/teams/"))


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"what": "merge", "old": "north", "into": ""}, "Choose a team."),
        ({"what": "merge", "old": "north", "into": "north"}, "Choose two different teams."),
        ({"what": "split", "from": "north", "name": "", "worker": ["x"]}, "Write the name"),
        ({"what": "end", "team": "north", "last_day": "soon"}, "cannot be read as a day"),
        ({"what": "end", "team": "north"}, "Write the last day."),
    ],
)
def test_what_cannot_be_is_told(bryn, sent, told):
    answer = bryn.post("/set-up/teams/change/", sent)
    assert (answer.status_code, told in words(answer)) == (422, True)


def test_a_team_for_a_time_is_warned_of_on_its_board(bryn, north):
    bryn.post("/set-up/teams/change/", {"what": "end", "team": "north", "last_day": "30/10/2026"})
    colin = window(make.worker("Colin Burge", role="team_manager", team=north))

    assert "This team ends on 30 Oct 2026" in words(colin.get("/team/north/board/"))
    assert "North ends on 30 Oct. What it holds must go" in words(colin.get("/work/"))
    assert "ends on 30 Oct" not in words(window(make.worker("Amina Rahman", team=north)).get("/work/"))
    assert colin.get("/set-up/teams/").status_code == 403
