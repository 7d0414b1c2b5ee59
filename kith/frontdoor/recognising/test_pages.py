"""Looking while the first lines of a contact are typed: nothing is kept, and nothing hidden is hinted at."""

from datetime import date

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.frontdoor.models import Contact, ContactChild, SetAside
from kith.people.models import Agency, Tie
from tests import make

pytestmark = pytest.mark.django_db
KIAN = {"name_told.1": "Kian Doherty", "born_told.1": "21/4/17"}


def look(client, place=1, **typed):
    return client.post(reverse("contact_look", args=[place]), typed)


def contacts():
    return list(Contact.objects.unguarded(EVERY_ROW))


def test_a_name_and_a_date_show_who_it_may_be_and_keep_nothing(browser, ewan, dochertys):
    answer = look(browser(ewan), **KIAN)

    assert "Very likely: Kieran Docherty" in answer.content.decode()
    assert contacts() == []
    assert not Look.objects.filter(person_id=dochertys.children[0].pk).exists()


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ({"name_told.1": "Kieran"}, False),
        ({"born_told.1": "9"}, False),
        ({"name_told.1": "Kieran", "born_told.1": "9"}, True),
        ({"name_told.1": "Kieran", "postcode_told": "WM2 8HD"}, True),
        ({"name_told.1": "Kieran", "sex_told.1": "M"}, True),
        ({"name_told.1": "Kieran", "name_told.2": "Aoife"}, True),
        ({"name_told.1": "Kieran Docherty"}, True),
    ],
)
def test_looking_begins_with_the_second_thing_told(browser, ewan, dochertys, typed, searched):
    assert ("Kieran Docherty" in look(browser(ewan), **typed).content.decode()) is searched


def test_the_school_that_rings_speaks_for_the_children_who_go_there(browser, ewan, dochertys):
    school = Agency.objects.create(kind="school", name="Parkside Primary", recorded_at=clock.now())
    Tie.objects.create(
        person=dochertys.children[0], agency=school, role="pupil", started_on=date(2021, 9, 1),
        recorded_at=clock.now(), by=ewan,
    )  # fmt: skip

    page = look(browser(ewan), caller_organisation="Parkside Primary School", **KIAN).content.decode()

    assert "goes to Parkside Primary" in page


def test_a_restricted_child_is_no_answer_and_no_hint(browser, ewan, dochertys):
    client = browser(ewan)
    nobody = look(client, **{"name_told.1": "Zeb Quill", "born_told.1": "9"}).content
    make.restricted(make.child("Zeb", "Quill", age=9))

    assert look(client, **{"name_told.1": "Zeb Quill", "born_told.1": "9"}).content == nobody


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name_told.1": "\x00 x", "born_told.1": "9"},
        {"name_told.1": "x" * 500, "born_told.1": "9"},
        {"name_told.1": "Kian Doherty", "sex_told.1": "<b>"},
        {"name_told.1": "<script>alert(1)</script> x", "born_told.1": "99/99/99"},
    ],
)
def test_whatever_is_typed_breaks_nothing(browser, ewan, typed):
    answer = look(browser(ewan), **typed)

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()


def test_there_is_no_line_beyond_the_last_and_no_looking_by_address(browser, ewan):
    client = browser(ewan)

    assert [look(client, place).status_code for place in (0, 41)] == [404, 404]
    assert client.get(reverse("contact_look", args=[1])).status_code == 405


def test_what_is_said_beside_the_line_begins_the_contact_with_it(browser, ewan, dochertys):
    client, kieran = browser(ewan), dochertys.children[0]
    typed = KIAN | {"name_told.2": "Aoife", "caller_name": "Priya Anand"}

    client.post(reverse("contact_new"), typed | {"do": f"same.1.{kieran.pk}"})

    lines = ContactChild.objects.unguarded(EVERY_ROW).order_by("position")
    assert [line.person_id for line in lines] == [kieran.pk, dochertys.children[1].pk]


def test_not_the_same_said_before_the_contact_is_remembered_in_it(browser, ewan, dochertys):
    client, kieran = browser(ewan), dochertys.children[0]

    client.post(reverse("contact_new"), KIAN | {"do": f"other.1.{kieran.pk}"})

    assert [one.person_id for one in SetAside.objects.unguarded(EVERY_ROW)] == [kieran.pk]


@pytest.mark.parametrize("do", ["same.1.999999999", "same.7.1", "same..", "send", "leave.1", "invented"])
def test_what_cannot_be_said_begins_the_contact_and_is_told(browser, ewan, do):
    client = browser(ewan)

    answer = client.post(reverse("contact_new"), KIAN | {"do": do}, follow=True)

    assert answer.status_code == 200
    assert [one.step.state for one in contacts()] == ["in_progress"]
    assert ("There is no such record" in answer.content.decode()) is (do == "same.1.999999999")
