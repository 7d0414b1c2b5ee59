"""A contact begun from a record, and the caller's address: nothing is typed twice, nothing is ticked for anybody."""

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.frontdoor.contacts import rules
from kith.frontdoor.models import Contact, ContactChild
from tests import make

NEW = "/front-door/contact/new/"


def lines():
    return list(ContactChild.objects.unguarded(EVERY_ROW).order_by("position"))


def ticked(page):
    boxes = [box for box in page.split("<input")[1:] if 'name="about"' in box]
    return [" checked" in box.split(">")[0] for box in boxes]


@pytest.mark.django_db
def test_a_contact_about_a_family_begins_with_the_children_the_caller_names(browser, ewan, dochertys):
    kieran, aoife, *_ = dochertys.children
    client = browser(ewan)

    page = client.get(f"{NEW}?family={dochertys.family.pk}").content.decode()
    assert ticked(page) == [False] * 4
    assert dochertys.mother.name not in page
    assert ticked(client.get(f"{NEW}?person={aoife.pk}").content.decode()) == [False, True, False, False]
    assert Look.objects.filter(person_id=kieran.pk, page="contact_new").count() == 2

    told = {"caller_name": "Priya", "about": [aoife.pk, kieran.pk, 999_999_999], "name_told.1": "A cousin"}
    made = client.post(f"{NEW}?family={dochertys.family.pk}", told)

    assert made.status_code == 302
    assert [(line.name_told, line.person_id, line.mentioned) for line in lines()] == [
        ("A cousin", None, True), ("Kian Docherty", kieran.pk, True), ("Aoife Docherty", aoife.pk, True),
    ]  # fmt: skip
    assert Contact.objects.unguarded(EVERY_ROW).get().people_ids() == [kieran.pk, aoife.pk]


@pytest.mark.django_db
def test_what_is_refused_keeps_the_ticks_and_who_may_not_be_known_is_not_there(browser, ewan, dochertys):
    kieran, client = dochertys.children[0], browser(ewan)
    address = f"{NEW}?person={kieran.pk}"

    refused = client.post(address, {"about": [kieran.pk], "received_on": "yesterday"})
    assert (refused.status_code, ticked(refused.content.decode())) == (422, [True, False, False, False])
    make.restricted(dochertys.children[1])
    assert ticked(client.get(address).content.decode()) == [True, False, False]
    make.restricted(kieran)
    assert [
        client.get(f"{NEW}?{what}").status_code for what in (f"person={kieran.pk}", "family=987654321")
    ] == [404] * 2
    assert not Contact.objects.unguarded(EVERY_ROW).exists()


@pytest.mark.django_db
def test_the_callers_address_is_corrected_and_a_wrong_one_is_told(browser, ewan):
    client = browser(ewan)
    client.post(NEW, {"caller_name": "Priya", "caller_email": "priya@school.example"})
    contact = Contact.objects.unguarded(EVERY_ROW).get()
    assert contact.caller_email == "priya@school.example"

    def save(value, version):
        told = {"question": "caller_email", "value": value, "version": version}
        return client.post(reverse("contact_save", args=[contact.pk]), told)

    assert (wrong := save("priya at school", 1)).status_code == 422
    assert wrong.json()["words"] == "This is no e-mail address, like name@school.example."
    assert save(" p.anand@school.example ", 1).status_code == 200
    contact.refresh_from_db()
    assert contact.caller_email == "p.anand@school.example"


@pytest.mark.parametrize(
    ("value", "is_kept"),
    [
        ("", True),
        ("a@b.example", True),
        ("a@b", False),
        ("a b@c.example", False),
        ("a" * 112 + "@b.example", False),
    ],
)
def test_an_address_is_kept_only_where_mail_can_go(value, is_kept):
    assert (rules.problem("caller_email", value, ()) is None) is is_kept
