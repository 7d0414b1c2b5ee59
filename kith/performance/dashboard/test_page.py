import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.core import calendar
from kith.performance import choices
from kith.performance.choices import Choices
from kith.performance.dashboard import queries, sections
from kith.performance.indicators import TOPICS
from kith.performance.models import WatchedMeasure
from kith.performance.tree import tree
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def north():
    return make.team("North team", parent=make.team("North", code="north", kind="area"))


@pytest.fixture
def head(north) -> Client:
    client = Client()
    client.force_login(make.worker(role="head_of_service", team=north))
    return client


def assessed(team, late: int) -> None:
    """An assessment of one child that was so many working days late."""
    made = make.step(
        "single_assessment", [make.child()], team=team, state="in_progress", started_on=date(2026, 6, 1)
    )
    made.state, made.completed_on = "completed", calendar.england().add(made.due_on, late)
    made.completed_at = make.moment(made.completed_on, 16)
    made.save()


def page_of(client: Client, query: str = "", **headers: str) -> str:
    return client.get(f"/performance/{query}", headers=headers).content.decode()


def card_ids(page: str) -> list[str]:
    return re.findall(r'<li class="k-card" id="(\w+)">', page)


def test_what_is_off_target_stands_first_with_its_sentence_and_the_rest_is_closed(head, north) -> None:
    assessed(north, late=9)
    make.referral(team=north, received_on=date(2026, 9, 1))

    page = page_of(head)

    assert "single_45wd" in card_ids(page) and "referrals" not in card_ids(page)
    assert page.index('id="watched"') < page.index('id="off-target"') < page.index('id="topics"')
    assert re.search(r'k-card__says">[^<]+', page)
    assert "Show " in page and "of Front door</a>" in page
    assert "k-card" not in page[page.index('id="topics"') :], "closed topics send no card"


def test_only_the_topic_that_is_opened_is_sent(head, north) -> None:
    make.referral(team=north, received_on=date(2026, 9, 1))

    whole = page_of(head, "?open=Front+door")
    part = page_of(head, "?open=Front+door", **IN_PLACE)

    for found in (whole, part):
        assert "Referrals received" in found
        assert "/performance/referrals/" in found
    assert "<html" in whole and "<html" not in part
    assert "/performance/unallocated/" not in part
    assert len(part) < len(whole)


def test_opening_a_topic_counts_no_other(head, north) -> None:
    make.referral(team=north, received_on=date(2026, 9, 1))
    page_of(head)  # what is asked once only

    with CaptureQueriesContext(connection) as whole:
        page_of(head)
    with CaptureQueriesContext(connection) as part:
        page_of(head, "?open=Front+door", **IN_PLACE)

    assert len(part) < len(whole) <= 25


def test_every_topic_can_be_opened_at_once(head, north) -> None:
    make.referral(team=north, received_on=date(2026, 9, 1))
    assessed(north, late=0)

    page = page_of(head, "?open=all")

    assert "/performance/referrals/" in page and "/performance/single_45wd/" in page
    assert "Close all" in page and "hx-get" not in page


def test_a_topic_stands_once_whatever_the_order_of_measures(north) -> None:
    make.referral(team=north, received_on=date(2026, 9, 1))
    chosen = Choices(TODAY, TODAY)
    shown = [one for one in queries.cards(chosen, tree()) if one.has_cases]

    found = sections.groups(shown, chosen)

    assert len({one.topic for one in found}) == len(found)
    assert sum(len(one.cards) for one in found) == len(shown)


def test_words_narrow_to_measures_that_are_called_so(head, north) -> None:
    assessed(north, late=9)
    make.referral(team=north, received_on=date(2026, 9, 1))

    page = page_of(head, "?words=45+ASSESSMENTS")

    assert card_ids(page) == ["single_45wd"]
    assert "By what fell due" in page, "its twin is counted with it"
    assert "Nothing is on your watch list" not in page
    assert "No measure fits what you chose." in page_of(head, "?words=lighthouse")


def test_too_many_words_are_told(head) -> None:
    answer = head.get("/performance/", {"words": "x" * 61})

    assert answer.status_code == 422
    assert "Write at most 60 letters" in answer.content.decode()


def test_an_unknown_topic_to_open_is_told(head) -> None:
    answer = head.get("/performance/?open=Lighthouses", headers=IN_PLACE)

    assert answer.status_code == 422
    assert "There is no such group." in answer.content.decode()


def test_states_are_parts_of_all_and_none_is_in_two(north) -> None:
    assessed(north, late=9)
    assessed(north, late=0)
    make.referral(team=north, received_on=date(2026, 9, 1))
    found = queries.cards(Choices(TODAY, TODAY), tree())

    def of(show: str) -> set[str]:
        return {one.indicator.code for one in found if sections.belongs(one, show, ("NI062",))}

    assert of("off") and of("none") and of("quiet")
    assert not of("off") & of("on") and not of("all") & of("quiet")
    assert of("off") | of("on") | of("none") | of("real") <= of("all")
    assert of("all") | of("quiet") == {one.indicator.code for one in found}
    assert of("mine") == {"NI062"}


def test_what_is_watched_stands_first_and_once(head, north) -> None:
    assessed(north, late=9)
    head.post("/performance/single_45wd/watch/", {"watch": "on"})

    page = page_of(head)

    assert WatchedMeasure.objects.count() == 1
    assert card_ids(page).count("single_45wd") == 1
    assert page.index('id="watched"') < page.index('id="single_45wd"') < page.index('id="off-target"')
    assert "My watch list (1)" in page


def test_an_authority_without_a_case_says_what_would_stand_here(head) -> None:
    page = page_of(head)

    for words in (
        "Nothing is on your watch list yet.",
        "Nothing is off target.",
        "Nothing changed beyond chance",
    ):
        assert words in page, words
    assert "No measure fits what you chose." in page


def test_each_topic_and_all_of_them_can_be_named_in_an_address() -> None:
    for topic in (*TOPICS, "all"):
        read = choices.read({"open": topic}, tree(), TODAY)
        assert (read.open, read.problems) == (topic, ())
