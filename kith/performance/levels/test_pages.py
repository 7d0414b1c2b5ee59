"""The report of decisions by level: what it counts, what lies behind each number, who may see names."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.frontdoor.models import KeptGuide, Threshold
from kith.frontdoor.thresholds.queries import guide_on
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams(db):
    return make.team("Front door East"), make.team("Front door West")


@pytest.fixture
def decided(teams):
    """Three children of one contact at level 4, two contacts of the police, one without a level."""
    east, west = teams
    held = guide_on(clock.today())
    guide = KeptGuide.objects.create(hash=held.hash, pack="westmere", version="7", content=held.content())
    manager = make.worker("Sanjay Pillai", role="duty_manager", team=east)

    def contact(children, level, source, team):
        made = make.contact(
            [make.child() for _ in range(children)], outcome="advice", source=source, team=team
        )
        for stage, said in (("recommended", "4"), ("decided", level)):
            if said:
                Threshold.objects.create(
                    contact=made, stage=stage, guide=guide, level=said, by=manager, at=clock.now()
                )
        return made

    return [
        contact(3, "4", "2A", east),
        contact(1, "2", "6", east),
        contact(1, "4", "6", west),
        contact(1, "", "6", west),
    ]


def client_of(role, team):
    client = Client()
    client.force_login(make.worker(role=role, team=team))
    return client


@pytest.fixture
def head(teams):
    return client_of("head_of_service", teams[0])


def shown(client, **asked):
    answer = client.get(reverse("decisions_by_level"), asked)
    return answer, re.sub(r"<[^>]+>", " ", answer.content.decode())


def rows_of(client, **asked):
    text = client.get(reverse("decisions_by_level_csv"), asked).content.decode("utf-8-sig")
    return [line.split(",") for line in text.splitlines()[1:]]


def test_each_agency_has_its_share_at_each_level(head, decided):
    rows = rows_of(head, by="agency")

    assert ["All together", "4 Significant harm", "4", "6", "66.7"] in rows
    assert ["All together", "No level", "1", "6", "16.7"] in rows
    police = [row for row in rows if row[0] == "Police"]
    assert [(row[1], row[2], row[3]) for row in police if row[2] != "0"] == [
        ("4 Significant harm", "1", "3"), ("2 Early help", "1", "3"), ("No level", "1", "3"),
    ]  # fmt: skip


def test_each_team_that_decides_has_its_share(head, decided):
    rows = rows_of(head, by="team")

    assert ["Front door East", "4 Significant harm", "3", "4", "75.0"] in rows
    assert ["Front door West", "No level", "1", "2", "50.0"] in rows


def test_the_list_is_as_long_as_the_number_and_leaves_a_trail(head, decided):
    answer, text = shown(head, by="agency", row="2A", level="4")

    assert answer.status_code == 200
    assert answer.content.decode().count("data-row-link") == 3
    assert "4 Significant harm" in text
    assert Look.objects.filter(page="decisions_by_level").count() == 3


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        ({"by": "agency", "row": "6", "level": "none"}, 1),
        ({"by": "agency", "row": "6"}, 3),
        ({"by": "agency", "level": "4"}, 4),
        ({"by": "agency", "row": "3A"}, 0),
    ],
)
def test_behind_each_number_are_its_children(head, decided, asked, rows):
    answer = head.get(reverse("decisions_by_level_csv"), asked | {"what": "children"})

    assert len(answer.content.decode().splitlines()) == rows + 1


def test_names_are_for_those_who_need_them(teams, decided):
    analyst = client_of("analyst", teams[0])
    _, text = shown(analyst, by="agency", row="6")

    assert "Names are for those who need them." in text
    assert "Sanjay" not in text
    file = analyst.get(reverse("decisions_by_level_csv"), {"by": "agency", "what": "children"})
    assert file.status_code == 404


def test_a_child_with_a_level_of_its_own_counts_at_that_level(head, decided):
    held = Threshold.objects.unguarded(EVERY_ROW).get(contact=decided[0], stage="decided")
    line = decided[0].children.unguarded(EVERY_ROW).get(position=2)
    facts = {"stage": "decided", "guide": held.guide, "by": held.by, "at": held.at}
    Threshold.objects.create(contact=decided[0], line=line, level="2", **facts)

    rows = [row for row in rows_of(head, by="agency") if row[0] == "All together"]

    assert {row[1]: row[2] for row in rows if row[2] != "0"} == {
        "4 Significant harm": "3", "2 Early help": "2", "No level": "1",
    }  # fmt: skip


def test_a_level_chosen_is_not_known_before_the_decision(head, decided):
    before = rows_of(head, by="agency", on=date(2026, 10, 13).isoformat())

    assert ["All together", "4 Significant harm", "0", "0", ""] in before


def test_a_restricted_child_is_not_counted_to_who_may_not_know(head, teams, decided):
    make.restricted(decided[1].step.children.unguarded(EVERY_ROW).first().person)

    assert ["Police", "2 Early help", "0", "2", "0.0"] in rows_of(
        client_of("team_manager", teams[0]), by="agency"
    )
    assert ["Police", "2 Early help", "1", "3", "33.3"] in rows_of(head, by="agency")


def test_a_period_without_decisions_says_so(head):
    _, text = shown(head)

    assert "No decisions." in text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"by": "weather"}, 404),
        ({"by": "agency", "row": "6' or true"}, 404),
        ({"by": "team", "row": "x"}, 404),
        ({"by": "team", "level": "%s"}, 404),
        ({"area": "atlantis"}, 422),
        ({"on": "tomorrow"}, 422),
        ({"page": "9999999999"}, 200),
    ],
)
def test_an_address_that_asks_nonsense_is_told(head, decided, asked, status):
    assert shown(head, **asked)[0].status_code == status
    if status == 404:
        assert head.get(reverse("decisions_by_level_csv"), asked | {"what": "children"}).status_code in (404,)


def test_a_worker_without_the_permission_stays_out(teams):
    reader = client_of("business_support", teams[0])

    assert reader.get(reverse("decisions_by_level")).status_code == 403
