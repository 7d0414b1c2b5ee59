"""The contact page at its edges: sent, restricted, very full, or asked for what is not there."""

import json
import re

import pytest
from django.urls import reverse

from kith.frontdoor.contacts.test_pages import WHOLE, begin, press, rows, save
from kith.frontdoor.models import ContactChild
from tests import make

pytestmark = pytest.mark.django_db


def test_a_sent_contact_is_read_and_no_longer_written(browser, ewan, sanjay):
    client = browser(ewan)
    contact = begin(client)
    press(client, contact, "send", **WHOLE)

    assert client.get(reverse("contact", args=[contact.pk]))["Location"] == reverse(
        "contact_read", args=[contact.pk]
    )
    late = save(client, contact, "caller_phone", "0777")
    assert late.status_code == 422
    assert "waits for sign-off" in late.json()["words"]


# --- what may not be -----------------------------------------------------------------------------------


def test_a_contact_about_a_restricted_child_is_not_there(browser, ewan, dochertys):
    contact = make.contact([dochertys.children[0]], state="in_progress")
    make.restricted(dochertys.children[0])
    client = browser(ewan)

    for name in ("contact", "contact_read"):
        assert client.get(reverse(name, args=[contact.pk])).status_code == 404
        assert client.get(reverse(name, args=[987654321])).status_code == 404
    assert save(client, contact, "told", "x").status_code == 404


@pytest.mark.parametrize(
    "do", ["fly", "same", "same.1", "same.x.y", "undo.77", "add.", "new.", "leave.9" * 9]
)
def test_a_button_that_is_not_there_does_nothing(browser, ewan, do):
    client = browser(ewan)
    contact = begin(client)

    assert press(client, contact, do).status_code in (404, 422)
    assert rows(ContactChild)[0].person_id is None


def test_a_number_too_large_for_any_contact_is_not_found(browser, ewan):
    assert browser(ewan).get(f"/front-door/contact/{'9' * 18}/").status_code == 404
    assert browser(ewan).get(f"/front-door/contact/{'9' * 30}/").status_code == 404


def test_the_page_asks_the_database_the_same_however_many_children(
    browser, ewan, sanjay, dochertys, django_assert_max_num_queries
):
    client = browser(ewan)
    contact = begin(client)
    names = {f"name_told.{place}": f"Child {place}" for place in range(4, 31)}
    press(client, contact, "save", **names)
    press(client, contact, f"same.1.{dochertys.children[0].pk}")
    make.child("Child", "Four")

    with django_assert_max_num_queries(28):
        page = client.get(reverse("contact", args=[contact.pk]))
    assert "Child Four" in page.content.decode()


def test_the_versions_of_the_page_are_sent_back_with_it(browser, ewan):
    client = browser(ewan)
    contact = begin(client)
    save(client, contact, "told", "He said so.")
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()

    seen = re.search(r'name="_seen" value="([^"]*)"', page)[1].replace("&#34;", '"')
    assert json.loads(seen)["told"] == 1


def test_the_cell_of_one_line_is_fetched_alone(browser, ewan, dochertys):
    client = browser(ewan)
    contact = begin(client)

    cell = client.get(reverse("contact_match", args=[contact.pk, 1])).content.decode()

    assert "Very likely: Kieran Docherty" in cell
    assert "<html" not in cell
    assert client.get(reverse("contact_match", args=[contact.pk, 39])).status_code == 404
