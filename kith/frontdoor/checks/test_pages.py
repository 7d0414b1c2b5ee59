from datetime import timedelta

import pytest
from django.test import Client

from kith.access.guarded import EVERY_ROW
from kith.frontdoor.checks import actions
from kith.frontdoor.models import ContactChild, PartnerCheck, SharingEntry
from kith.frontdoor.recognising import actions as recognising
from kith.frontdoor.sending import actions as sending
from tests import make

pytestmark = pytest.mark.django_db
ASKED = {
    "agency": "police",
    "whom": "Vulnerability desk",
    "asked": "Calls to the house this year",
    "basis": "public_task",
    "why": "Shouting was heard by a neighbour.",
    "within": "amber",
}
OWN = {"agency": "school", "whom": "", "what": "Her own", "basis": "none", "why": "He asks there."}


@pytest.fixture
def ewan():
    return make.worker(role="duty_worker")


@pytest.fixture
def window(ewan) -> Client:
    client = Client()
    client.force_login(ewan)
    return client


@pytest.fixture
def call(ewan):
    children = [make.child(given_name="Tia"), make.child(given_name="Elsie")]
    return make.contact(children, team=ewan.team, worker=ewan, state="in_progress"), children


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_question_has_a_clock_and_stands_in_each_childs_ledger(window, call, ewan) -> None:
    contact, children = call

    answer = window.post(f"/front-door/contact/{contact.pk}/checks/", ASKED)

    check = PartnerCheck.objects.seen_by(ewan).get()
    assert answer.status_code == 302
    assert (check.reply_due_at - check.asked_at).total_seconds() == 24 * 3600
    for child in children:
        assert "Calls to the house this year" in text_of(window.get(f"/person/{child.pk}/sharing/"))


def test_what_is_missing_is_told_and_what_was_typed_stays(window, call, ewan) -> None:
    contact, _ = call

    answer = window.post(
        f"/front-door/contact/{contact.pk}/checks/", ASKED | {"basis": "none", "within": "soon"}
    )

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Without a basis nothing is shared." in page and "Choose how soon they should reply." in page
    assert "Shouting was heard by a neighbour." in page
    assert not SharingEntry.objects.seen_by(ewan).exists()


def test_a_reply_is_kept_once(window, call, ewan) -> None:
    window.post(f"/front-door/contact/{call[0].pk}/checks/", ASKED)
    number = PartnerCheck.objects.seen_by(ewan).get().pk
    address = f"/front-door/check/{number}/reply/"

    empty = window.post(address, {"outcome": "known", "reply": ""})
    kept = window.post(address, {"outcome": "known", "reply": "Three calls since May."})
    again = window.post(address, {"outcome": "not_known", "reply": "None."})

    assert [empty.status_code, kept.status_code, again.status_code] == [422, 302, 422]
    assert "None." in text_of(again)
    assert PartnerCheck.objects.seen_by(ewan).get().reply == "Three calls since May."


def test_the_queue_says_whose_reply_is_overdue(window, call, ewan) -> None:
    ask = f"/front-door/contact/{call[0].pk}/checks/"
    window.post(ask, ASKED)
    assert "overdue" not in text_of(window.get("/front-door/"))

    late = PartnerCheck.objects.seen_by(ewan).get()
    PartnerCheck.objects.seen_by(ewan).update(
        asked_at=late.asked_at - timedelta(days=2), reply_due_at=late.reply_due_at - timedelta(days=2)
    )
    queue = text_of(window.get("/front-door/"))
    assert "1 reply overdue" in queue and f'href="{ask}"' in queue

    window.post(f"/front-door/check/{late.pk}/reply/", {"outcome": "not_known"})
    assert "overdue" not in text_of(window.get("/front-door/"))


def test_not_sharing_is_a_decision_too(window, call, ewan) -> None:
    child = call[1][0]
    told = {
        "agency": "school",
        "whom": "",
        "what": "Her new address",
        "basis": "none",
        "why": "Mum is afraid he asks there.",
    }

    unsaid = window.post(f"/person/{child.pk}/sharing/decide/", told)
    window.post(f"/person/{child.pk}/sharing/decide/", told | {"shared": "no"})

    assert unsaid.status_code == 422
    assert "Not shared" in text_of(window.get(f"/person/{child.pk}/sharing/"))


def test_a_child_recognised_after_the_question_has_it_in_the_ledger_too(window, call, ewan) -> None:
    contact, children = call
    late = make.child("Kofi")
    ContactChild.objects.create(contact=contact, position=3, name_told="Kofi")
    window.post(f"/front-door/contact/{contact.pk}/checks/", ASKED)

    recognising.recognise(ewan, contact, position=3, person_id=late.pk)

    ledger = text_of(window.get(f"/person/{late.pk}/sharing/"))
    assert "Calls to the house this year" in ledger and "Shouting was heard by a neighbour." in ledger
    assert SharingEntry.objects.seen_by(ewan).count() == 3, "the others are not told twice"

    recognising.undo(ewan, contact, position=3)

    assert "thought to be part of the contact" in text_of(window.get(f"/person/{late.pk}/sharing/"))
    assert "thought to be" not in text_of(window.get(f"/person/{children[0].pk}/sharing/"))


def test_a_new_child_has_the_question_in_the_ledger_once_on_record(ewan) -> None:
    contact = make.contact([make.child()], team=ewan.team, worker=ewan, state="in_progress")
    ContactChild.objects.create(contact=contact, position=2, name_told="Zoe Oakes", is_new=True)
    actions.ask_partner(ewan, contact, **ASKED)

    sending.hand_in(ewan, contact)

    assert SharingEntry.objects.seen_by(ewan).get(person__given_name="Zoe").why == ASKED["why"]


def test_words_of_a_contact_are_hidden_with_any_of_its_children(window, call, ewan, as_worker) -> None:
    contact, (tia, elsie) = call
    window.post(f"/front-door/contact/{contact.pk}/checks/", ASKED)
    actions.decide_sharing(ewan, elsie, is_shared=False, **OWN)
    make.restricted(tia, readers=[make.worker()])

    ledger = text_of(window.get(f"/person/{elsie.pk}/sharing/"))

    assert "Her own" in ledger and "Calls to the house" not in ledger
    as_worker(ewan)
    seen = SharingEntry.objects.unguarded(EVERY_ROW)
    assert [entry.what for entry in seen] == ["Her own"], "the second wall hides it too"


def test_a_restricted_child_hides_the_question_and_the_ledger(window, call, ewan) -> None:
    window.post(f"/front-door/contact/{call[0].pk}/checks/", ASKED)
    number = PartnerCheck.objects.seen_by(ewan).get().pk
    make.restricted(call[1][0], readers=[make.worker()])

    assert window.get(f"/front-door/contact/{call[0].pk}/checks/").status_code == 404
    assert window.post(f"/front-door/check/{number}/reply/", {"outcome": "not_known"}).status_code == 404
    assert window.get(f"/person/{call[1][0].pk}/sharing/").status_code == 404
