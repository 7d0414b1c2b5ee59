"""What a kind of visit asks besides who was seen: kept, told, and never dropped."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kith.core import clock
from kith.work.models import Visit, VisitChild
from kith.work.visits.actions import record_visit
from tests import make


def post(client, person, **fields):
    known = {"_key": str(uuid.uuid4()), "on": "14/10/2026", "at": "00:01"}
    return client.post(f"{reverse('visit_new')}?person={person.pk}", {**known, **fields})


def answered(tia, **told):
    """A child protection visit to Tia, with answers."""
    return {"kind": "protection", "words": "At home.", f"seen.{tia.pk}": "alone", **told}


def test_a_kind_of_visit_asks_its_own_and_what_is_told_of_one_child_stays_with_that_child(
    amina, children, browser
):
    tia, kofi, _ = children
    told = {
        f"told.bedroom_seen.{tia.pk}": "yes",
        f"told.said.{tia.pk}": "“I heard dad shout.”",
        f"told.said.{kofi.pk}": "",
        "told.worry": "more",
        "told.next_by": "16/10/2026",
        f"seen.{kofi.pk}": "seen",
    }

    post(browser(amina), tia, **answered(tia, **told))

    visit = Visit.objects.seen_by(amina).get()
    rows = {row.person_id: row for row in VisitChild.objects.seen_by(amina).filter(visit=visit)}
    assert visit.told == {"worry": "more", "next_by": "16/10/2026"}
    assert (rows[tia.pk].told, rows[tia.pk].bedroom_seen) == ({"said": "“I heard dad shout.”"}, "yes")
    assert (rows[kofi.pk].told, rows[kofi.pk].bedroom_seen) == ({}, "")
    text = browser(amina).get(reverse("visit", kwargs={"number": visit.pk})).content.decode()
    for words in (
        "Child protection visit",
        "I heard dad shout",
        "Was the bedroom seen?",
        "More",
        "section 47(4)",
    ):
        assert words in text
    listed = browser(amina).get(reverse("person_visits", kwargs={"number": tia.pk})).content.decode()
    assert "4 more answers" in listed and "I heard dad shout" not in listed


def test_a_visit_without_answers_keeps_no_form(amina, children, browser):
    tia = children[0]
    post(browser(amina), tia, **answered(tia))

    assert Visit.objects.seen_by(amina).get().form is None


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"told.next": "x" * 200_001}, "200,001 letters; this holds 200,000"),
        ({"told.next_who": "x" * 401}, "401 letters; this holds 400"),
        ({"told.worry": "moon"}, "More or less worried than last time? – choose one of the answers offered"),
        ({"told.next_by": "some day"}, "“some day” cannot be read as a day"),
        ({"told.school_says": "Ms Hale: tired."}, "this kind of visit does not ask it"),
        ({"told.colour": "Words of last week"}, "This question is no longer asked: “Words of last week”"),
        ({"told.next.{tia}": "For Tia"}, "This question is no longer asked: “For Tia”"),
        ({"told.said.{kofi}": "“Ask my sister.”"}, "Kofi: you wrote something of this child alone"),
        ({"words.{kofi}": "Kofi hid."}, "Kofi: you wrote something of this child alone"),
        ({"kind": "sleepover", "told.next": "Ring"}, "The one you chose is not used on that day"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_told_and_nothing_typed_is_lost(
    amina, children, browser, told, words
):
    tia, kofi, _ = children
    sent = {name.format(tia=tia.pk, kofi=kofi.pk): value for name, value in told.items()}

    answer = post(browser(amina), tia, **{**answered(tia), **sent})

    text = answer.content.decode().replace("&#39;", "'")
    assert answer.status_code == 422
    assert words in text
    assert "At home." in text
    assert all(value in text for name, value in sent.items() if value not in ("moon", "sleepover"))
    assert not Visit.objects.seen_by(amina).exists()


def test_a_child_one_may_not_know_of_is_not_told_by_what_was_written(amina, children, browser):
    tia, hidden = children[0], make.restricted()
    facts = {"told": {("said", hidden.pk): ["“Hello.”"]}, "left_out": {hidden.pk}}

    visit = record_visit(
        amina, kind="protection", visited_at=clock.now(), place="", words="", children=[(tia.pk, "alone", "", "")],
        **facts,
    )  # fmt: skip

    assert visit.people_ids() == [tia.pk]


def test_the_kinds_that_a_law_names_are_marked_with_the_clocks_they_set_back(amina, children, browser):
    text = browser(amina).get(f"{reverse('visit_new')}?person={children[0].pk}").content.decode()

    assert "Visit to a looked-after child – by law" in text
    assert "Home visit – by law" not in text
    assert "Counts for: Child in need visit of Tia, Kofi and Elsie." in text
    assert "Counts for no visit clock of these children." in text


def test_a_page_of_a_visit_asks_as_few_questions_for_three_children_as_for_one(amina, children, browser):
    client, asked = browser(amina), []
    for people in (children[:1], children):
        address = reverse("visit", kwargs={"number": make.visit(people, by=amina).pk})
        client.get(address)  # what is read once only is read
        with CaptureQueriesContext(connection) as counted:
            client.get(address)
        asked.append(len(counted))

    assert asked[1] <= asked[0] <= 16


def test_a_visit_of_a_hidden_child_is_not_found(amina, children, browser):
    visit = make.visit([make.restricted()])

    assert browser(amina).get(reverse("visit", kwargs={"number": visit.pk})).status_code == 404
