"""One child at a level of its own, a pack that asks for a level everywhere, and lines looked for without scripts."""

import re

import pytest
from django.urls import reverse

from kith.access import practice
from kith.frontdoor.models import Contact, Threshold, ThresholdTick
from kith.frontdoor.thresholds import queries
from kith.frontdoor.thresholds.test_pages import WHOLE, chosen, decide, press, rows
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(browser, ewan):
    first = {"caller_name": "Priya Anand", "source": "2A", "name_told.1": "Kian Doherty"}
    browser(ewan).post(reverse("contact_new"), first)
    return rows(Contact)[-1]


def test_one_child_has_a_level_lines_and_a_reason_of_its_own(browser, ewan, sanjay, north, dochertys):
    contact = make.contact(dochertys.children[:2], state="submitted", worker=ewan)
    make.sign_off(contact.step, submitted_by=ewan, asked_role="duty_manager")
    both = {"team": north.pk, "threshold_level": "3", "threshold_seen": '["", []]'}
    alone = {
        "threshold_level.2": "4",
        "threshold_line.2": ["violence_seen"],
        "why.2": "Aoife was in the room.",
    }
    silent = {name: value for name, value in alone.items() if name != "why.2"}

    refused = decide(browser(sanjay), contact, **both, **silent)
    assert (refused.status_code, "Say why the level differs" in refused.content.decode()) == (422, True)
    assert re.search(r'<details[^>]*id="different"[^>]* open', refused.content.decode())
    assert decide(browser(sanjay), contact, **both, **alone).status_code == 302

    kept = {row.line.position if row.line else None: row.level for row in rows(Threshold, stage="decided")}
    assert kept == {None: "3", 2: "4"}
    (tick,) = rows(ThresholdTick)
    assert (tick.threshold.line.position, tick.code) == (2, "violence_seen")
    read = browser(sanjay).get(reverse("contact_read", args=[contact.pk])).content.decode()
    assert "Aoife was in the room." in read and "Decided for Aoife" in read


def test_where_a_pack_asks_the_level_is_asked_in_bulk_and_cannot_be_gone_round(
    browser, ewan, sanjay, contact, monkeypatch
):
    held = practice.current().thresholds
    asking = type(held)(held.title, True, held.versions, held.levels, held.lines, held.items)
    monkeypatch.setattr(queries, "guide_on", asking.on)
    press(browser(ewan), contact, "send", **WHOLE, threshold_level="4")
    client, told = browser(sanjay), {"contact": contact.pk, "outcome": "advice", "reason": "Seen."}

    assert "Choose a level" in client.post("/front-door/triage/", told).content.decode()
    elsewhere = client.post(f"/step/{contact.pk}/sign-off/", {"decision": "agree", "words": "Fine."})
    assert elsewhere["Location"] == reverse("contact_decide", args=[contact.pk])
    assert rows(Contact)[0].decided_at is None
    assert client.post("/front-door/triage/", told | {f"level.{contact.pk}": "2"}).status_code == 302
    assert chosen("decided") == ("2", {})


def test_lines_are_looked_for_without_scripts_and_nothing_typed_is_lost(browser, ewan, contact):
    client = browser(ewan)

    answer = press(
        client, contact, "find", told="He sleeps badly.", threshold_find="drink", threshold_line=["tired"]
    )

    assert answer["Location"] == reverse("contact", args=[contact.pk]) + "?find=drink#threshold"
    shown = client.get(answer["Location"]).content.decode()
    assert "Drink or drugs keep a parent from looking after the child" in shown
    assert "He sleeps badly." in shown and shown.count('id="threshold-line-parent_drink_drugs"') == 1
    assert chosen() == ("", {("line", "tired"): ""})


def test_the_guide_itself_can_be_searched(browser, colin):
    client, address = browser(colin), reverse("threshold_guide")

    found = client.get(address + "?find=drink&version=6").content.decode()
    assert "Drink or drugs" in found and "Injury that nobody explains" not in found
    assert 'name="version" value="6"' in found
    assert "No line has these words." in client.get(address + "?find=zebra").content.decode()
