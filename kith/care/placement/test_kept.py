"""Keeping the address of a placement from a parent, told with the start or the move itself."""

import re
import uuid

import pytest
from django.urls import reverse

from kith.care.conftest import begin
from kith.care.models import Placement
from kith.care.placement.kept import Kept, problems_with, relatives
from kith.care.test_pages import START_TYPED
from kith.core import clock
from kith.people.models import KeptAddress
from kith.work.models import Standing
from tests import make

MOVE = {
    "on": "5/5/2026", "kind": "U4", "provider": "PR1", "carer": "Ms Bell", "urn": "SC123456", "lines": "2 Oak Way",
    "postcode": "WM7 1AB", "end_reason": "CARPL",
}  # fmt: skip


def send(client, name, person, **fields):
    address = reverse(name, kwargs={"number": person.pk})
    return client.post(address, {"_key": str(uuid.uuid4()), **fields})


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def kept(by):
    return set(KeptAddress.objects.seen_by(by).values_list("person_id", "kept_from_id", "reason"))


@pytest.fixture
def dean(children):
    """Father of the two eldest."""
    father = make.adult("Dean", "Marlowe")
    for child in children[:2]:
        make.relationship(father, "father", child)
    return father


def test_who_and_why_belong_together():
    assert problems_with(Kept()) == []
    assert problems_with(Kept((1,), "Violence")) == []
    assert [field for field, _ in problems_with(Kept((1,), " "))] == ["keep_reason"]
    assert [field for field, _ in problems_with(Kept((), "Violence"))] == ["keep_from"]
    assert [field for field, _ in problems_with(Kept((1,), "x" * 401))] == ["keep_reason"]


@pytest.mark.django_db
def test_a_move_and_from_whom_it_is_kept_are_told_in_one_go(amina, children, dean, browser):
    begin(amina, children)
    tia, kofi = children[:2]
    ticked = {"children": [str(tia.pk), str(kofi.pk)], "keep_from": [str(dean.pk)], "keep_reason": "Violence"}

    answer = send(browser(amina), "person_care_move", tia, **MOVE, **ticked)

    assert answer.status_code == 302
    assert kept(amina) == {(tia.pk, dean.pk, "Violence"), (kofi.pk, dean.pk, "Violence")}
    assert "2 Oak Way, WM7 1AB (do not tell Dean Marlowe)" in words(browser(amina).get(answer.url))


@pytest.mark.django_db
def test_without_a_reason_nobody_moves_and_what_was_ticked_stays(amina, children, dean, browser):
    begin(amina, children)
    tia = children[0]

    answer = send(
        browser(amina), "person_care_move", tia, children=str(tia.pk), keep_from=str(dean.pk), **MOVE
    )

    assert answer.status_code == 422
    assert "Say why they must not know where the child lives." in words(answer)
    assert re.search(rf'value="{dean.pk}"[^>]* checked', answer.content.decode())
    assert (kept(amina), Placement.objects.seen_by(amina).filter(carer="Ms Bell").count()) == (set(), 0)


@pytest.mark.django_db
def test_a_start_of_care_keeps_it_too(amina, children, dean, browser):
    tia = children[0]

    answer = send(
        browser(amina), "person_care_start", tia, children=str(tia.pk), keep_from=str(dean.pk), keep_reason="Violence",
        **START_TYPED,
    )  # fmt: skip

    assert (answer.status_code, kept(amina)) == (302, {(tia.pk, dean.pk, "Violence")})
    assert Standing.objects.seen_by(amina).filter(kind="looked_after").count() == 1


@pytest.mark.django_db
def test_what_is_kept_already_is_said_and_not_kept_twice(amina, children, dean, browser):
    begin(amina, children)
    tia = children[0]
    facts = {"reason": "Order", "started_on": clock.today(), "recorded_at": clock.now(), "by": amina}
    KeptAddress.objects.create(person=tia, kept_from=dean, **facts)
    client = browser(amina)

    shown = words(client.get(reverse("person_care_move", kwargs={"number": tia.pk})))
    again = {
        "keep_from": str(dean.pk),
        "keep_reason": "Violence",
        "children": [str(one.pk) for one in children],
    }
    done = send(client, "person_care_move", tia, **MOVE, **again)

    assert "Dean Marlowe, father of Tia and Kofi (kept already for Tia)" in shown
    assert done.status_code == 302
    assert len(kept(amina)) == 3
    assert (tia.pk, dean.pk, "Order") in kept(amina)


@pytest.mark.django_db
def test_nobody_is_offered_who_may_not_be_known_of_and_no_other_number_counts(amina, children, dean, browser):
    begin(amina, children)
    tia, stranger = children[0], make.adult("Sam", "Stranger")
    make.restricted(dean)

    offered = relatives(amina, {one.pk: one.given_name for one in children}, clock.today())
    answer = send(
        browser(amina), "person_care_move", tia, children=str(tia.pk), keep_reason="Violence",
        keep_from=[str(stranger.pk), str(dean.pk)], **MOVE,
    )  # fmt: skip

    assert [one for one, _ in offered] == [str(tia.relationships_from_others.seen_by(amina).get().person_id)]
    assert (answer.status_code, kept(amina)) == (422, set())
