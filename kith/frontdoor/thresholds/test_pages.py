# ruff: noqa: E501 -- what is shown is quoted whole
"""The threshold aid through the screens: offered while one types, ticked by people, kept with the decision."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.frontdoor.models import Contact, KeptGuide, Threshold, ThresholdTick
from kith.frontdoor.thresholds import queries, rules
from tests import make

pytestmark = pytest.mark.django_db
TOLD = "Dad pushed mum. Finn has been quiet and clingy. No marks seen."
WHOLE = {
    "told": TOLD,
    "safe_now": "yes",
    "parents_know": "no_risk",
    "outcome": "referral_assessment",
    "why": "Violence seen.",
}


def rows(model, **where):
    return list(model.objects.unguarded(EVERY_ROW).filter(**where).order_by("pk"))


@pytest.fixture
def contact(browser, ewan):
    first = {"caller_name": "Priya Anand", "source": "2A", "name_told.1": "Kian Doherty"}
    browser(ewan).post(reverse("contact_new"), first)
    return rows(Contact)[-1]


def page(client, contact):
    return client.get(reverse("contact", args=[contact.pk])).content.decode()


def seen_in(text):
    found = re.search(r'name="threshold_seen" value="([^"]*)"', text)
    return found[1].replace("&#34;", '"')


def live(client, contact, told=TOLD, seen=None, **fields):
    """What the page's script sends while somebody types."""
    shown = seen_in(page(client, contact)) if seen is None else seen
    posted = {"told": told, "threshold_seen": shown} | fields
    return client.post(reverse("contact_threshold", args=[contact.pk]), posted)


def press(client, contact, do="look", **fields):
    posted = {"threshold_seen": seen_in(page(client, contact))} | fields | {"do": do}
    return client.post(reverse("contact", args=[contact.pk]), posted)


def chosen(stage="recommended"):
    """(level, ticks with the words they were found in)."""
    (one,) = rows(Threshold, stage=stage)
    ticks = rows(ThresholdTick, threshold=one)
    return one.level, {(tick.kind, tick.code): tick.found_in for tick in ticks}


# --- offered ----------------------------------------------------------------------------------------


def test_lines_are_offered_while_one_types_and_none_is_ticked(browser, ewan, contact):
    answer = live(browser(ewan), contact)

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in shown
    assert "Child sees, hears or hides from violence between adults at home" in shown
    assert "“pushed mum”" in shown
    assert "“quiet and clingy”" in shown
    assert re.search(r"“No marks seen”<small>said with a no</small>", shown)
    assert "checked" not in shown
    assert rows(Threshold) == []


def test_after_saving_the_page_itself_offers_them_and_chooses_no_level(browser, ewan, contact):
    client = browser(ewan)
    press(client, contact, told=TOLD)

    shown = page(client, contact)
    assert "Westmere threshold guide, version 7" in shown
    assert "“pushed mum”" in shown
    assert "selected" not in shown.split('name="threshold_level"')[1].split("</select>")[0]


def test_no_words_of_the_guide_are_told_as_that(browser, ewan, contact):
    shown = live(browser(ewan), contact, told="All is well.").content.decode()

    assert "No line of the guide has words that you wrote." in shown


def test_other_lines_are_looked_for_and_ticked(browser, ewan, contact):
    client = browser(ewan)
    shown = live(client, contact, told="", threshold_find="drink").content.decode()

    assert "Drink or drugs keep a parent from looking after the child" in shown
    live(client, contact, told="", threshold_line=["parent_drink_drugs"])
    assert chosen() == ("", {("line", "parent_drink_drugs"): ""})
    assert "No other line has the words" in live(client, contact, threshold_find="zebra").content.decode()


# --- ticked -----------------------------------------------------------------------------------------


def test_ticks_are_kept_at_once_with_the_words_when_sent(browser, ewan, contact):
    client = browser(ewan)
    live(
        client,
        contact,
        threshold_line=["violence_seen", "tired"],
        threshold_item=["under_five"],
        threshold_level="4",
    )
    assert (
        'value="violence_seen" aria-label="It fits: Child sees, hears or hides from violence between adults at home" checked'
        in page(client, contact)
    )

    whole = {
        "threshold_line": ["violence_seen", "tired"],
        "threshold_item": ["under_five"],
        "threshold_level": "4",
    }
    answer = press(client, contact, "send", **WHOLE, **whole)

    assert answer["Location"] == reverse("front_door")
    assert chosen() == (
        "4",
        {("line", "violence_seen"): "“pushed mum”", ("line", "tired"): "", ("item", "under_five"): ""},
    )


def test_a_tick_taken_away_is_gone(browser, ewan, contact):
    client = browser(ewan)
    press(client, contact, threshold_line=["tired", "money"], threshold_level="2")
    press(client, contact, threshold_line=["money"], threshold_level="")

    assert chosen() == ("", {("line", "money"): ""})


def test_without_the_aid_nothing_is_asked_and_nothing_kept(browser, ewan, contact):
    answer = press(browser(ewan), contact, "send", **WHOLE)

    assert answer["Location"] == reverse("front_door")
    assert rows(Threshold) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"threshold_level": "9"}, "Choose a level from the list."),
        ({"threshold_line": ["invented"]}, "Tick lines that are in the guide."),
        ({"threshold_item": ["x" * 500]}, "Tick lines that are in the guide."),
    ],
)
def test_what_is_not_in_the_guide_is_refused_and_the_rest_of_the_page_stays(
    browser, ewan, contact, fields, words
):
    client = browser(ewan)

    assert words in live(client, contact, **fields).content.decode()
    answer = press(client, contact, told=TOLD, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert TOLD in answer.content.decode()
    assert rows(Threshold) == []


def test_two_who_tick_at_once_lose_nothing_and_two_levels_are_told(browser, ewan, sanjay, contact):
    client, other = browser(ewan), browser(sanjay)
    seen = seen_in(page(client, contact))
    live(other, contact, seen=seen, threshold_line=["tired"], threshold_level="2")

    live(client, contact, seen=seen, threshold_line=["money"])
    assert chosen() == ("2", {("line", "money"): "", ("line", "tired"): ""})
    clash = live(client, contact, seen=seen, threshold_level="4").content.decode()
    assert "chose 2 Early help meanwhile" in clash
    assert chosen()[0] == "2"


def test_a_contact_that_is_sent_is_no_longer_weighed(browser, ewan, contact):
    client = browser(ewan)
    seen = seen_in(page(client, contact))
    press(client, contact, "send", **WHOLE)

    answer = live(client, contact, seen=seen, threshold_level="4")
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert rows(Threshold) == []


def test_who_may_take_no_contacts_gets_nothing(browser, north, contact):
    reader = make.worker("Anneke Vos", role="auditor", team=north)
    posted = {"told": TOLD, "threshold_seen": rules.written(rules.Choice())}

    assert browser(reader).post(reverse("contact_threshold", args=[contact.pk]), posted).status_code == 403


# --- decided ----------------------------------------------------------------------------------------


@pytest.fixture
def waiting(browser, ewan, contact):
    """A contact sent with level 4 and two lines."""
    lines = {"threshold_line": ["violence_seen", "behaviour_after_event"], "threshold_level": "4"}
    press(browser(ewan), contact, "send", **WHOLE, **lines)
    return contact


def decide(client, contact, **fields):
    agreed = {"outcome": "referral_assessment", "words": "Agreed.", "do": "decide"}
    return client.post(reverse("contact_decide", args=[contact.pk]), agreed | fields)


def test_the_manager_sees_what_was_chosen_and_decides_the_level(browser, sanjay, north, waiting):
    client = browser(sanjay)
    shown = client.get(reverse("contact_decide", args=[waiting.pk])).content.decode()
    assert "Recommended: 4 Significant harm" in shown
    assert "Ewan Price chose 4 Significant harm." in shown
    assert "selected" not in shown.split('name="threshold_level"')[1].split("</select>")[0]

    answer = decide(
        client, waiting, team=north.pk, threshold_level="3", threshold_line=["violence_seen", "money"]
    )

    assert answer.status_code == 302
    assert chosen("decided") == ("3", {("line", "violence_seen"): "“pushed mum”", ("line", "money"): ""})
    assert chosen()[0] == "4"
    read = client.get(reverse("contact_read", args=[waiting.pk])).content.decode()
    assert "Decided: 3 Child in need" in read
    assert "Recommended: 4 Significant harm" in read


def test_a_decision_without_a_level_stays_three_acts(browser, sanjay, north, waiting):
    assert decide(browser(sanjay), waiting, team=north.pk).status_code == 302
    assert rows(Threshold, stage="decided") == []


def test_a_form_left_as_it_was_shown_is_no_choice_of_the_manager(browser, sanjay, north, waiting):
    client = browser(sanjay)
    seen = seen_in(client.get(reverse("contact_decide", args=[waiting.pk])).content.decode())
    carried = {"threshold_seen": seen, "threshold_line": ["violence_seen", "behaviour_after_event"]}

    assert decide(client, waiting, team=north.pk, **carried).status_code == 302
    assert rows(Threshold, stage="decided") == []


def test_a_manager_who_disagrees_with_a_line_takes_it_away(browser, sanjay, north, waiting):
    client = browser(sanjay)
    seen = seen_in(client.get(reverse("contact_decide", args=[waiting.pk])).content.decode())

    decide(client, waiting, team=north.pk, threshold_seen=seen, threshold_line=["violence_seen"])
    assert chosen("decided") == ("", {("line", "violence_seen"): "“pushed mum”"})


def test_a_level_that_is_not_in_the_guide_decides_nothing(browser, sanjay, north, waiting):
    answer = decide(browser(sanjay), waiting, team=north.pk, threshold_level="9")

    assert answer.status_code == 422
    assert "Choose a level from the list." in answer.content.decode()
    assert rows(Threshold, stage="decided") == []
    assert rows(Contact)[0].decided_at is None


# --- the guide of the day ------------------------------------------------------------------------------


def test_a_contact_keeps_the_guide_it_was_begun_with(browser, ewan, sanjay, north, waiting, monkeypatch):
    (kept,) = KeptGuide.objects.all()
    held = practice.current().thresholds
    changed = [line for line in held.lines if line.code != "violence_seen"]
    monkeypatch.setattr(
        queries,
        "guide_on",
        lambda day: type(held)(held.title, False, held.versions, held.levels, tuple(changed)).on(day),
    )

    shown = browser(sanjay).get(reverse("contact_decide", args=[waiting.pk])).content.decode()
    assert kept.version == "7"
    assert "Child sees, hears or hides from violence between adults at home" in shown
    assert (
        decide(browser(sanjay), waiting, team=north.pk, threshold_line=["violence_seen"]).status_code == 302
    )


def test_a_pack_that_asks_for_a_level_gets_one(browser, ewan, sanjay, north, contact, monkeypatch):
    held = practice.current().thresholds
    asking = type(held)(held.title, True, held.versions, held.levels, held.lines, held.items)
    monkeypatch.setattr(queries, "guide_on", asking.on)
    client = browser(ewan)

    answer = press(client, contact, "send", **WHOLE)
    assert answer.status_code == 422
    assert "Choose a level of the Westmere threshold guide." in answer.content.decode()
    press(client, contact, "send", **WHOLE, threshold_level="4")
    assert "Choose a level" in decide(browser(sanjay), contact, team=north.pk).content.decode()
    assert decide(browser(sanjay), contact, team=north.pk, threshold_level="4").status_code == 302


def test_anyone_at_work_reads_the_guide_and_its_versions(browser, colin):
    client = browser(colin)
    shown = client.get(reverse("threshold_guide")).content.decode()

    assert "Version 7" in shown
    assert "Child sees, hears or hides from violence" in shown
    old = client.get(reverse("threshold_guide") + "?version=6").content.decode()
    assert "This version does not hold today." in old
    assert "Child sees or hears violence between adults at home" in old
    assert client.get(reverse("threshold_guide") + "?version=99").status_code == 404


def test_the_database_keeps_one_choice_a_stage(ewan, dochertys):
    contact = make.contact(dochertys.children[:1])
    held = queries.guide_on(contact.received_on)
    guide = KeptGuide.objects.create(hash=held.hash, pack="westmere", version="7", content=held.content())
    values = {"contact": contact, "guide": guide, "by": ewan, "at": clock.now()}
    Threshold.objects.create(stage="decided", level="4", **values)

    for stage in ("decided", "other"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Threshold.objects.create(stage=stage, **values)


def test_what_was_chosen_is_hidden_with_the_child(ewan, dochertys):
    contact = make.contact(dochertys.children[:1])
    held = queries.guide_on(contact.received_on)
    guide = KeptGuide.objects.create(hash=held.hash, pack="westmere", version="7", content=held.content())
    Threshold.objects.create(
        contact=contact, stage="decided", guide=guide, level="4", by=ewan, at=clock.now()
    )
    assert Threshold.objects.seen_by(ewan).count() == 1

    make.restricted(dochertys.children[0])
    assert Threshold.objects.seen_by(ewan).count() == 0
