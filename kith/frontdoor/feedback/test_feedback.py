"""What a referrer is told: by mail without a name, on a private page, and measured."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.documents.models import Mail
from kith.frontdoor.deciding.actions import decide
from kith.frontdoor.feedback import actions, rules
from kith.frontdoor.models import Feedback, PrivateLink
from tests import make

pytestmark = pytest.mark.django_db


def waiting(ewan, people=(), **facts):
    facts = {
        "source": "2A",
        "worker": ewan,
        "state": "submitted",
        "caller_email": "priya@school.example",
    } | facts
    contact = make.contact(people, **facts)
    make.sign_off(contact.step, submitted_by=ewan, asked_role="duty_manager")
    return contact


def close(sanjay, contact, outcome="advice"):
    return decide(sanjay, contact, outcomes={1: outcome}, reason="Mum rang. Kieran is fine.", team=None)


def path_in(mail):
    return re.search(r"http://localhost:8000(/told/\S+)", mail.words)[1]


def test_a_decision_tells_the_professional_and_names_nobody(ewan, sanjay, dochertys):
    contact = waiting(ewan, [dochertys.children[0]])

    close(sanjay, contact)

    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == ("priya@school.example", f"What became of C{contact.pk}")
    assert "It was answered with information or advice." in mail.words
    for secret in ("Kieran", "Kian", "Docherty", "Mum rang", "2017", "Sanjay"):
        assert secret not in mail.words + mail.subject


def test_no_outcome_goes_to_a_family_member_or_to_who_gave_no_address(ewan, sanjay):
    close(sanjay, waiting(ewan, source="1A"))
    close(sanjay, waiting(ewan, caller_email=""))

    assert not Mail.objects.exists()
    assert not Feedback.objects.unguarded(EVERY_ROW).exists()


def test_a_decision_that_is_refused_tells_nobody(ewan, sanjay, browser):
    contact = waiting(ewan)

    browser(sanjay).post(f"/front-door/contact/{contact.pk}/decide/", {"outcome": "advice", "words": ""})

    assert not Mail.objects.exists()


def test_the_private_page_goes_from_received_to_told_and_takes_one_rating(ewan, sanjay, caplog):
    contact = waiting(ewan)
    link = actions.acknowledge(contact)
    visitor = Client()
    assert link in Mail.objects.get().words
    assert "being looked at" in visitor.get(link).content.decode()
    assert visitor.post(link, {"rating": "5"}).status_code == 422
    assert link not in caplog.text, "the log keeps no private address"

    close(sanjay, contact)

    told = path_in(Mail.objects.get(kind="outcome"))
    for address in (link, told):
        assert "answered with information or advice" in visitor.get(address).content.decode()
    assert visitor.post(told, {"rating": "6"}).status_code == 422
    assert visitor.post(told, {"rating": "4"}).status_code == 302
    assert Feedback.objects.unguarded(EVERY_ROW).get().rating == 4


def test_only_the_mark_of_an_address_is_kept_and_it_ends(ewan, monkeypatch):
    link = actions.acknowledge(waiting(ewan))
    token = link.split("/")[2]
    kept = PrivateLink.objects.get()
    assert kept.digest == rules.digest(token) and token not in str(vars(kept))

    for other in ("x" * 43, token[:-1], "a/b", kept.digest):
        assert Client().get(f"/told/{other}/").status_code == 404
    monkeypatch.setenv("KITH_TODAY", str(kept.expires_on))
    assert Client().get(link).status_code == 200
    monkeypatch.setenv("KITH_TODAY", str(kept.expires_on + timedelta(days=1)))
    assert Client().get(link).status_code == 404


def test_the_page_names_nobody(ewan, dochertys):
    link = actions.acknowledge(waiting(ewan, [dochertys.children[0]], caller_name="Priya Anand"))

    words = Client().get(link).content.decode()

    assert "Docherty" not in words and "Priya" not in words


def test_children_with_different_outcomes_are_told_so(ewan, sanjay):
    contact = waiting(ewan, [make.child(), make.child()])

    decide(sanjay, contact, outcomes={1: "advice", 2: "early_help"}, reason="Two needs.", team=None)

    assert "differs between the children" in Mail.objects.get().words


def test_waits_are_measured(ewan, sanjay, colin, browser):
    contact = waiting(ewan, received_at=clock.now() - timedelta(hours=3))
    actions.acknowledge(contact)
    close(sanjay, contact)
    late = waiting(ewan, received_at=clock.now() - timedelta(days=7), method="form")
    actions.acknowledge(late)
    Mail.objects.update(state=Mail.SENT, sent_at=clock.now())

    words = browser(colin).get("/front-door/feedback/").content.decode()

    cells = [re.sub(r"<[^>]+>", " ", row) for row in re.findall(r"<tr>(.*?)</tr>", words, re.S)]
    told = {" ".join(row.split())[:40] for row in cells}
    assert any(row.startswith("Phone call 1 1 middle wait 3 h 1 1") for row in told)
    assert any(row.startswith("Online form 1 0 middle wait 7 days 0 0") for row in told)
    assert any(row.startswith("All 2 1") for row in told)


def test_a_mail_that_was_never_sent_tells_nobody(ewan, sanjay, colin, browser):
    contact = waiting(ewan, received_at=clock.now() - timedelta(hours=3))
    actions.acknowledge(contact)
    close(sanjay, contact)
    Mail.objects.filter(kind="outcome").update(state=Mail.GIVEN_UP)

    words = browser(colin).get("/front-door/feedback/").content.decode()

    assert re.findall(r"middle wait ([^<]+)<", words) == ["–", "–"]


NOON = clock.now()


@pytest.mark.parametrize(
    ("by_mail", "sent_at", "heard_at"), [(True, None, None), (True, NOON, NOON), (False, None, NOON)]
)
def test_who_is_written_to_hears_when_the_mail_goes_out(by_mail, sent_at, heard_at):
    assert rules.heard_at(written_at=NOON, by_mail=by_mail, sent_at=sent_at) == heard_at


@pytest.mark.parametrize(
    ("source", "is_told"),
    [("2A", True), ("6", True), ("1A", False), ("9", False), ("10", False), ("", False)],
)
def test_professionals_are_told(source, is_told):
    assert rules.is_professional(source) is is_told


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"state": "in_progress", "is_decided": False, "told": ""}, "Received"),
        ({"state": "submitted", "is_decided": False, "told": ""}, "Being looked at"),
        ({"state": "cancelled", "is_decided": False, "told": ""}, "Closed"),
        ({"state": "completed", "is_decided": True, "told": ""}, "Decided"),
        ({"state": "completed", "is_decided": True, "told": "Advice was given."}, "Decided"),
    ],
)
def test_how_a_contact_stands_for_its_referrer(facts, title):
    stage, words = rules.stage(**facts)

    assert stage == title
    assert ("Ring us with the reference" in words) is (
        title == "Closed" or (title == "Decided" and not facts["told"])
    )
