"""Adults told of with the children: recognised or put on record, one household, related to each child."""

import pytest
from django.urls import reverse

from kith.frontdoor.contacts.test_pages import WHOLE, begin, press, rows, save
from kith.frontdoor.models import ContactAdult
from kith.people.models import FamilyMember, Person, Relationship, Residence
from tests import make

pytestmark = pytest.mark.django_db
MUM = {"adult_name.1": "Zinnia", "adult_kin.1": "mother", "adult_phone.1": "01632 960 111"}
HOME = {"home_told": "6 Kestrel Rise", "postcode_told": "WM3 1QQ"}
THREE = {
    "name_told.1": "Isolde Ravenscar",
    "born_told.1": "9",
    "name_told.2": "Merrick",
    "name_told.3": "Quenby",
}


def send(client, **more):
    contact = begin(client, **THREE, **more)
    return contact, press(client, contact, "send", **WHOLE)


def test_a_new_family_is_made_from_one_page_household_and_relationships(browser, ewan, sanjay):
    _, answer = send(browser(ewan), **MUM, **HOME)

    assert answer.status_code == 302, answer.content.decode()
    mother = rows(Person, given_name="Zinnia")[0]
    children = rows(Person, family_name="Ravenscar", given_name__in=["Isolde", "Merrick", "Quenby"])
    assert (mother.family_name, mother.sex) == ("Ravenscar", "F")
    ties = {(one.person_id, one.kind, one.other_id) for one in rows(Relationship)}
    assert ties == {(mother.pk, "mother", child.pk) for child in children}
    assert len({one.address_id for one in rows(Residence, person__in=[mother, *children])}) == 1
    assert len({one.family_id for one in rows(FamilyMember, person__in=[mother, *children])}) == 1


def test_an_adult_who_may_be_on_record_is_not_made_twice_unseen(browser, ewan, sanjay):
    known = make.adult("Zinnia", "Ravenscar")
    client = browser(ewan)
    contact, refused = send(client, **MUM)

    assert refused.status_code == 422
    assert "may be this adult. Say which, or that none is." in refused.content.decode()
    assert rows(Person, given_name="Isolde") == []
    press(client, contact, f"adult_same.1.{known.pk}")
    assert "Yes – Zinnia Ravenscar" in client.get(reverse("contact", args=[contact.pk])).content.decode()

    assert press(client, contact, "send").status_code == 302
    assert rows(Person, given_name="Zinnia") == [known]
    assert {one.person_id for one in rows(Relationship)} == {known.pk}


def test_what_was_said_of_an_adult_can_be_taken_back(browser, ewan):
    known = make.adult("Zinnia", "Ravenscar")
    client = browser(ewan)
    contact = begin(client, **THREE, **MUM)

    press(client, contact, "adult_new.1")
    assert [(one.person_id, one.is_new) for one in rows(ContactAdult)] == [(None, True)]
    press(client, contact, "adult_undo.1")

    assert [(one.person_id, one.is_new) for one in rows(ContactAdult)] == [(None, False)]
    assert f"adult_same.1.{known.pk}" in client.get(reverse("contact", args=[contact.pk])).content.decode()


def test_what_cannot_be_is_told_together_and_nothing_is_made(browser, ewan, sanjay):
    wrong = MUM | {"adult_phone.1": "ring me", "adult_born.1": "31/2/1990", "adult_kin.2": "father"}
    _, refused = send(browser(ewan), **wrong)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Enter a telephone number" in page
    assert 'href="#adult-born-1"' in page
    assert "Write the adult’s name, or empty the line." in page
    assert rows(Person, given_name="Isolde") == []


def test_a_mother_who_is_too_young_is_told_on_her_line_and_nothing_is_made(browser, ewan, sanjay):
    young = MUM | {"adult_born.1": "1/2/2012"}
    _, refused = send(browser(ewan), **(young | {"born_told.2": "1/2/2022"}))

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "was 10 when" in page
    assert 'href="#adult-kin-1"' in page
    assert rows(Person, given_name="Isolde") == rows(Person, given_name="Zinnia") == []


def test_what_is_no_kinship_is_refused_and_an_emptied_line_is_nobody(browser, ewan):
    client = browser(ewan)
    contact = begin(client, **THREE, **MUM)

    assert save(client, contact, "adult_kin.1", "queen", 1).status_code == 422
    assert save(client, contact, "adult_name.9", "Many", 0).status_code == 422
    for field in MUM:
        assert save(client, contact, field, "", 1).status_code == 200
    assert rows(ContactAdult) == []


def test_a_restricted_adult_is_no_match_and_no_hint(browser, ewan, sanjay):
    client = browser(ewan)
    contact = begin(client, **THREE, **MUM)
    hidden = make.restricted(make.adult("Zinnia", "Ravenscar"))

    page = client.get(reverse("contact", args=[contact.pk])).content.decode()

    assert str(hidden.pk) not in page
    assert press(client, contact, f"adult_same.1.{hidden.pk}").status_code == 422
    assert press(client, contact, "adult_same.1.999999999").status_code == 422


def test_a_button_that_is_not_there_does_nothing(browser, ewan):
    client = browser(ewan)
    contact = begin(client, **MUM)

    for do in ("adult_same", "adult_same.x.y", "adult_new.7", "adult_undo.", "adult_new.9999"):
        assert press(client, contact, do).status_code in (404, 422)
    assert rows(ContactAdult)[0].person_id is None


def test_who_decides_reads_who_looks_after_them(browser, ewan, sanjay):
    contact, _ = send(browser(ewan), **MUM)

    page = browser(sanjay).get(reverse("contact_decide", args=[contact.pk])).content.decode()

    assert "Zinnia, mother, 01632 960 111" in page
