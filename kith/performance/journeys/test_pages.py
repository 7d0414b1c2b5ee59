"""The page of children's journeys through a browser's eyes: sentences, lists as long as numbers, who sees names."""

import csv
import html
import io
import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.models import Look
from kith.core import calendar
from kith.performance.journeys.test_ways import WAYS, walked
from kith.performance.models import ComparatorFigure, WatchedMeasure
from tests import make

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 14)


@pytest.fixture
def world(db):
    """Three contacts that led somewhere, and two teams of which one is late with most of its assessments."""
    for said in (WAYS[0].values, WAYS[6].values, WAYS[9].values):
        walked(said, ON - timedelta(days=30))
    for name, late in (("North", 0), ("South", 24)):
        team = make.team(name)
        for number in range(30):
            made = make.step("single_assessment", [make.child()], team=team, started_on=date(2026, 6, 1))
            ended = calendar.england().add(made.due_on, 1 if number < late else 0)
            made.state, made.completed_on, made.completed_at = "completed", ended, make.moment(ended, 16)
            if number < late:
                made.late_reason, made.late_words = "waiting_agency", "Paediatric report"
            made.save()


def client_of(role):
    client = Client()
    client.force_login(make.worker(role=role, team=make.team("Head office")))
    return client


@pytest.fixture
def head(db):
    return client_of("head_of_service")


def words_of(answer):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def addresses(answer):
    """Every number of the page: how many it says, and what it opens."""
    page = answer.content.decode()
    found = re.findall(r'<a href="([^"]*journeys/children/[^"]*)" aria-label="([^"]*)"', page)
    return [(html.unescape(href), html.unescape(label)) for href, label in found]


def test_the_page_tells_each_chart_in_a_sentence(head, world):
    words = words_of(head.get(reverse("journeys")))

    assert "Where 3 contacts led" in words
    assert "2 of 3 contacts became a referral; England: 22 in 100 (2023-24)." in words
    assert "are still on their way" in words
    assert "The limit is missed most in: child and family assessment, 24 of 61 (39%)." in words
    assert "South (worse)" in words
    assert "Below the limit: South" in words
    assert "Left out, without a case:" in words


def test_every_number_opens_as_many_rows_as_it_says(head, world):
    opened = addresses(head.get(reverse("journeys"), {"as": "table"}))

    assert len(opened) > 15
    for href, label in opened:
        number = int(re.search(r"[\d,]+", label)[0].replace(",", ""))
        page = head.get(href)
        assert f": {number:,} row" in words_of(page), label
        assert page.content.decode().count("data-row-link") == min(number, 25), label


def test_charts_open_the_same_lists_as_tables(head, world):
    drawn = {href.replace("as=table&", "") for href, _ in addresses(head.get(reverse("journeys")))}
    listed = {
        href.replace("as=table&", "") for href, _ in addresses(head.get(reverse("journeys"), {"as": "table"}))
    }

    assert listed <= drawn


def test_listing_children_leaves_a_trail_and_the_page_itself_names_nobody(head, world):
    page = head.get(reverse("journeys"))
    assert not Look.objects.filter(page="journeys").exists()

    head.get(reverse("journey_children"), {"of": "contacts", "second": "referral"})

    assert Look.objects.filter(page="journey_children").count() == 2
    assert "Record number" not in words_of(page)


def test_names_and_what_workers_wrote_are_for_those_who_need_them(world):
    analyst, asked = client_of("analyst"), {"of": "contacts", "second": "referral"}

    assert "Names are for those who need them." in words_of(analyst.get(reverse("journey_children"), asked))
    assert ": 2 rows" in words_of(analyst.get(reverse("journey_children"), asked))
    assert analyst.get(reverse("journeys_csv"), asked | {"what": "children"}).status_code == 404
    assert "Paediatric report" not in words_of(analyst.get(reverse("journeys")))
    assert "Paediatric report" in words_of(client_of("head_of_service").get(reverse("journeys")))


@pytest.mark.parametrize("what", ["flow", "steps", "backlog", "teams"])
def test_each_chart_can_be_taken_away_as_a_file(head, world, what):
    answer = head.get(reverse("journeys_csv"), {"what": what})

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.status_code == 200
    assert len(lines) > 2
    assert {len(line) for line in lines} == {len(lines[0])}


def test_the_list_behind_a_number_can_be_taken_away(head, world):
    answer = head.get(reverse("journeys_csv"), {"of": "contacts", "second": "advice", "what": "children"})

    assert len(answer.content.decode().splitlines()) == 2


def test_nobody_and_nothing_are_said_instead_of_drawn(head):
    page = head.get(reverse("journeys"))
    words = words_of(page)

    assert page.status_code == 200
    assert "No contacts were received." in words
    assert "Too few cases to draw" in words
    assert "Nobody was in this backlog" in words
    assert "No team has a case." in words
    assert '<path class="k-chart__flow' not in page.content.decode()


@pytest.mark.parametrize("backlog", ["unallocated", "late", "unseen"])
@pytest.mark.parametrize("share", ["single_45wd", "NI059", "contact_decision_1wd", "re_referral_12m"])
def test_any_backlog_and_any_share_can_be_chosen(head, world, backlog, share):
    assert head.get(reverse("journeys"), {"backlog": backlog, "share": share}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [{"backlog": "weather"}, {"share": "weather"}, {"area": "atlantis"}, {"on": "tomorrow"}, {"as": "pie"}],
)
def test_a_choice_that_does_not_exist_is_told_and_the_usual_is_shown(head, asked):
    answer = head.get(reverse("journeys"), asked)

    assert answer.status_code == 422
    assert "There is a problem" in words_of(answer)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"of": "weather"},
        {"of": "contacts", "second": "x' or true"},
        {"of": "contacts", "second": "weather"},
        {"of": "step", "step": "weather"},
        {"of": "step", "step": "sign_off", "over": "yes"},
        {"of": "backlog", "move": "joined", "week": "8"},
        {"of": "backlog", "move": "sideways", "week": "1"},
        {"of": "backlog", "move": "left", "week": "1", "why": "' or true"},
        {"of": "share", "team": "atlantis"},
        {"of": "share"},
        {"of": "share", "team": "north", "side": "up"},
        {"of": "contacts", "area": "atlantis"},
    ],
)
def test_a_number_that_does_not_exist_is_not_there(head, asked):
    assert head.get(reverse("journey_children"), asked).status_code == 404
    assert head.get(reverse("journeys_csv"), asked | {"what": "children"}).status_code == 404


def test_a_file_of_nothing_known_is_not_there(head):
    assert head.get(reverse("journeys_csv"), {"what": "weather"}).status_code == 404
    assert head.get(reverse("journeys_csv"), {"what": "flow", "area": "atlantis"}).status_code == 404


def test_a_restricted_child_is_not_counted_to_who_may_not_know(head):
    child = walked(WAYS[6].values, ON - timedelta(days=30))
    make.restricted(child)

    assert "Where 0 contacts led" in words_of(client_of("team_manager").get(reverse("journeys")))
    assert "Where 1 contact led" in words_of(head.get(reverse("journeys")))


def test_a_worker_without_the_permission_stays_out(db):
    reader = client_of("business_support")

    assert reader.get(reverse("journeys")).status_code == 403
    assert reader.get(reverse("journey_children")).status_code == 403


def test_the_page_costs_the_same_however_many_there_are(head, world, django_assert_max_num_queries):
    head.get(reverse("journeys"))
    with django_assert_max_num_queries(40):
        head.get(reverse("journeys"))


def test_others_stand_in_the_sentence_and_referrers_are_one_press_away(head, world):
    ComparatorFigure.objects.create(
        code="contact_to_referral", kind="neighbours", who="neighbours", year="2024-25", value=38, source="Ours",
        read_at=make.moment(ON),
    )  # fmt: skip

    page = head.get(reverse("journeys"), {"period": "rolling12"})
    address = html.unescape(re.search(r'<a href="([^"]+)">Which referrers\?', page.content.decode())[1])

    assert "2 of 3 contacts became a referral; neighbours: 38 in 100 (2024-25)." in words_of(page)
    assert address == "/performance/decisions/by-level/?period=rolling12&by=agency"
    assert head.get(address).status_code == 200


def test_the_compared_share_is_put_on_the_watch_list_and_taken_off(head, world):
    asked = "?backlog=late&share=single_45wd"
    page = head.get(reverse("journeys") + asked).content.decode()
    address = html.unescape(re.search(r'action="([^"]+journeys/watch/[^"]*)"', page)[1])

    put = head.post(address, {"watch": "on"})
    after = head.get(put["Location"])
    on_list = [one.code for one in WatchedMeasure.objects.all()]
    off = head.post(address, {"watch": "off"})

    assert put["Location"] == f"{reverse('journeys')}{asked}#teams" == off["Location"]
    assert on_list == ["single_45wd"] and not WatchedMeasure.objects.exists()
    assert "Take off watch list" in words_of(after) and "Add to watch list" in page
    assert client_of("business_support").post(address, {"watch": "on"}).status_code == 403


def test_without_a_team_to_look_at_the_share_can_be_watched_too(head):
    assert "Add to watch list" in words_of(head.get(reverse("journeys")))
