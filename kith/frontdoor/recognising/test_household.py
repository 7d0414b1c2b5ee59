"""One child is known: who belongs to it is proposed in one piece, each with a reason; who was not told of is named."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import clock
from kith.frontdoor.models import ContactChild, SetAside
from kith.frontdoor.recognising import household
from kith.frontdoor.recognising.queries import Aside
from tests import make

pytestmark = pytest.mark.django_db
NOTHING = Aside({}, {})


def line(position, name, born="", person=None):
    return ContactChild(position=position, name_told=name, born_told=born, person=person)


def proposed(viewer, person, *lines, aside=NOTHING):
    around = household.belonging(viewer, [person.pk], clock.today())[person.pk]
    return household.proposal([line(1, "Kian"), *lines], 1, person.pk, aside, around, clock.today())


def names_of(members):
    return [member.cell.first for member in members]


def test_those_told_of_stand_on_their_lines_and_the_others_are_named_with_reasons(ewan, dochertys):
    kieran = dochertys.children[0]

    found = proposed(ewan, kieran, line(2, "Aoife", "7"), line(3, "Fin"))

    assert names_of(found.mentioned) == ["Aoife", "Finn"]
    assert found.along == {2: dochertys.children[1].pk, 3: dochertys.children[2].pk}
    assert names_of(found.unmentioned) == ["Saoirse"]
    assert "same address" in found.mentioned[0].why
    assert "first name the same; the age fits" in found.mentioned[0].why
    assert "same address" in found.unmentioned[0].why


def test_a_sister_who_lives_elsewhere_belongs_to_them(ewan, dochertys):
    away, mother = make.child("Nuala", "Docherty", age=15), make.adult("Niamh", "Docherty")
    for child in (dochertys.children[0], away):
        make.relationship(mother, "mother", child)
    make.home(away, lines="3 Far Lane", postcode="XX1 1XX")

    found = proposed(ewan, dochertys.children[0])

    told = {member.cell.first: member.why for member in found.unmentioned}
    assert told["Nuala"] == "same parent"


def test_a_brother_recorded_as_such_and_one_whose_tie_has_ended(ewan):
    child, brother, former = (make.child(name, "Osei") for name in ("Kofi", "Yaw", "Ato"))
    make.relationship(child, "brother or sister", brother)
    make.relationship(former, "step-brother or step-sister", child, ended_on=clock.today())

    assert names_of(proposed(ewan, child).unmentioned) == ["Yaw"]


def test_adults_the_dead_and_those_who_moved_out_are_not_proposed(ewan):
    child, adult, dead = make.child("Kofi", "Osei"), make.adult("Esi", "Osei"), make.child("Ato", "Osei")
    dead.died_on = clock.today() - timedelta(days=3)
    dead.save()
    make.home(child, adult, dead)
    gone = make.child("Abena", "Osei")
    make.home(gone).residences.unguarded(EVERY_ROW).update(ended_on=clock.today())

    assert proposed(ewan, child) == household.Proposal()


def test_a_restricted_sister_is_in_no_proposal(ewan, dochertys, as_worker):
    make.restricted(dochertys.children[3])
    as_worker(ewan)

    found = proposed(ewan, dochertys.children[0], line(2, "Saoirse"))

    assert found.along == {}
    assert names_of(found.unmentioned) == ["Aoife", "Finn"]


def test_a_restricted_half_sister_is_in_no_proposal_whichever_wall_is_asked(ewan):
    child, hidden, mother = make.child("Kofi", "Osei"), make.child("Esi", "Osei"), make.adult("Ama", "Osei")
    for one in (child, hidden):
        make.relationship(mother, "mother", one)
    make.relationship(child, "brother or sister", hidden)
    assert names_of(proposed(ewan, child).unmentioned) == ["Esi"]

    make.restricted(hidden)

    assert proposed(ewan, child) == household.Proposal()


def test_who_was_set_aside_is_not_proposed_again(ewan, dochertys):
    _, aoife, finn, _ = dochertys.children
    aside = Aside({2: {aoife.pk}}, {finn.pk: "With his father."})

    found = proposed(ewan, dochertys.children[0], line(2, "Aoife"), aside=aside)

    assert found.along == {}
    assert names_of(found.unmentioned) == ["Aoife", "Saoirse"]


def test_a_line_that_may_be_either_of_two_is_left_to_the_reader(ewan):
    one, *twins = (
        make.child(name, "Lomas", born_on=date(2018, 5, 4), sex="M") for name in ("Kofi", "Jayden", "Jaydon")
    )
    make.home(one, *twins)

    assert proposed(ewan, one, line(2, "Jayd", "8")).along == {}
    assert proposed(ewan, one, line(2, "Jayden", "8")).along == {2: twins[0].pk}


def test_who_stands_on_a_line_already_is_not_proposed(ewan, dochertys):
    placed = line(2, "Aoife", person=dochertys.children[1])

    assert names_of(proposed(ewan, dochertys.children[0], placed).unmentioned) == ["Finn", "Saoirse"]


# --- on the page ----------------------------------------------------------------------------------------


@pytest.fixture
def page(browser, ewan):
    """A contact about Kian and Aoife, the address of its page, and who takes it."""
    client = browser(ewan)
    first = {"caller_name": "Priya Anand", "name_told.1": "Kian", "born_told.1": "9", "name_told.2": "Aoife"}
    address = client.post(reverse("contact_new"), first)["Location"]
    return client, address


def placed():
    rows = ContactChild.objects.unguarded(EVERY_ROW).order_by("position")
    return [(row.person_id, row.mentioned) for row in rows]


def test_the_page_names_the_household_before_anything_is_said(page, dochertys):
    client, address = page

    shown = client.get(address).content.decode()

    assert "Aoife" in shown
    assert "not mentioned: same address" in shown
    assert "Aoife belongs to the family too" in shown
    assert "Very likely: Kieran Docherty" in shown


def test_one_act_takes_all_of_them_and_each_can_be_undone(page, dochertys):
    client, address = page
    kieran, aoife, finn, saoirse = dochertys.children

    client.post(address, {"do": f"household.1.{kieran.pk}"})

    assert placed() == [(kieran.pk, True), (aoife.pk, True), (finn.pk, False), (saoirse.pk, False)]
    client.post(address, {"do": "undo.3"})
    assert finn.pk not in [person for person, _ in placed()]
    assert "One more child lives with them: Finn Docherty" in client.get(address).content.decode()


def test_all_who_were_not_mentioned_are_added_at_once_but_not_those_left_out(page, dochertys):
    client, address = page
    kieran, _, finn, saoirse = dochertys.children
    client.post(address, {"do": f"same.1.{kieran.pk}"})
    assert "Add all 2 to this contact" in client.get(address).content.decode()
    client.post(address, {"do": f"leave.{finn.pk}", f"why_not.{finn.pk}": "With gran."})

    client.post(address, {"do": "add_all"})

    assert [person for person, mentioned in placed() if not mentioned] == [saoirse.pk]
    assert SetAside.objects.unguarded(EVERY_ROW).get().person_id == finn.pk


@pytest.mark.parametrize(
    "do", ["household.1.999999999", "household.9.200001", "household..", "household.x.y"]
)
def test_nothing_is_taken_of_a_household_nobody_has(page, dochertys, do):
    client, address = page

    assert client.post(address, {"do": do}).status_code == 422
    assert placed() == [(None, True), (None, True)]


def test_a_household_too_large_for_the_contact_is_refused_whole(page, dochertys):
    client, address = page
    kieran = dochertys.children[0]
    names = {f"name_told.{place}": f"Somebody {place}" for place in range(3, 40)}
    client.post(address, {"do": "look"} | names)

    refused = client.post(address, {"do": f"household.1.{kieran.pk}"})

    assert refused.status_code == 422
    assert "A contact holds 40 children" in refused.content.decode()
    assert [person for person, _ in placed() if person] == []


def test_the_home_told_for_all_tells_two_of_one_name_apart(browser, ewan):
    here, there = (make.child("Mia", "Shaw", born_on=date(2018, 5, day)) for day in (4, 9))
    make.home(here, postcode="WM2 8HD")
    make.home(there, postcode="WM7 1AA")
    client = browser(ewan)
    first = {"caller_name": "A", "name_told.1": "Mia Shaw", "born_told.1": "2018", "postcode_told": "wm7 1aa"}

    shown = client.get(client.post(reverse("contact_new"), first)["Location"]).content.decode()

    assert shown.index(f"same.1.{there.pk}") < shown.index(f"same.1.{here.pk}")
    assert "Very likely: Mia Shaw" in shown
