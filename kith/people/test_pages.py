"""The pages of a record: family and details, changed and refused, and closed to who may not know."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import identifiers
from kith.people.models import Alert, Identifier, OtherName, Person, Relationship, Residence
from tests import make

pytestmark = pytest.mark.django_db
NOBODY = 987654321


def client_of(name: str = "Ewan Price", role: str = "duty_worker") -> Client:
    client = Client()
    client.worker = make.worker(name, role=role)
    client.force_login(client.worker)
    return client


@pytest.fixture
def duty() -> Client:
    return client_of()


@pytest.fixture
def tia() -> Person:
    return make.family(
        "Marlowe",
        children=[make.child("Tia", "Marlowe", born_on=date(2017, 2, 3)), make.child("Kofi", "Marlowe")],
    ).children[0]


def post(client: Client, name: str, person: Person, **said):
    return client.post(reverse(name, kwargs={"number": person.pk}), said)


def body(client: Client, name: str, person: Person, query: str = "") -> str:
    answer = client.get(reverse(name, kwargs={"number": person.pk}) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_family_page_shows_who_belongs_and_who_lives_there_and_writes_the_look(duty, tia):
    page = body(duty, "person_family", tia)

    assert "Jade Marlowe" in page
    assert "mother" in page
    assert "Marlowe family" in page
    assert "27 Alder Walk, WM4 2QT" in page
    assert [(look.person_id, look.page, look.worker) for look in Look.objects.all()] == [
        (tia.pk, "person_family", duty.worker)
    ]


def test_the_household_of_another_day_is_shown(duty, tia):
    guest = make.adult("Greta", "Guest")
    make.home(guest, lines="1 Elsewhere")
    lived = Residence.objects.unguarded(EVERY_ROW).filter(person=tia).get()
    Residence.objects.create(
        person=make.adult("Gone", "Away"),
        address=lived.address,
        started_on=date(2001, 1, 1),
        ended_on=date(2020, 1, 1),
    )

    assert "Gone Away" not in body(duty, "person_family", tia)
    assert "Gone Away" in body(duty, "person_family", tia, "?on=31/12/2019")
    assert "Enter a day" not in body(duty, "person_family", tia, "?on=")
    assert "cannot be read as one day" in body(duty, "person_family", tia, "?on=whenever")


def test_somebody_is_related_and_a_refusal_keeps_what_was_chosen(duty, tia):
    gran = make.adult("Doris", "Osei", age=61)

    refused = post(duty, "person_relate", tia, other="Doris Osei, 61", other_chosen=gran.pk, kind="")
    done = post(duty, "person_relate", tia, other_chosen=gran.pk, kind="grandparent")

    assert refused.status_code == 422
    assert 'value="Doris Osei, 61"' in refused.content.decode()
    assert "Choose what they are" in refused.content.decode()
    assert done.status_code == 302
    assert "grandparent" in body(duty, "person_family", tia)


@pytest.mark.parametrize("chosen", ["", "somebody", "9" * 40, str(NOBODY), "-1", "²"])
def test_nobody_is_related_to_nobody(duty, tia, chosen):
    before = Relationship.objects.unguarded(EVERY_ROW).count()

    answer = post(duty, "person_relate", tia, other=chosen, kind="friend")

    assert answer.status_code == 422
    assert "Choose a person from the list" in answer.content.decode()
    assert Relationship.objects.unguarded(EVERY_ROW).count() == before


def test_a_relationship_of_other_people_cannot_be_ended_here(duty, tia):
    bond = make.relationship(make.adult(), "partner", make.adult())

    answer = post(duty, "person_unrelate", tia, relationship=bond.pk)

    assert answer.status_code == 422
    assert Relationship.objects.unguarded(EVERY_ROW).get(pk=bond.pk).ended_on is None


def test_a_move_takes_along_who_is_ticked(duty, tia):
    mother = Relationship.objects.unguarded(EVERY_ROW).filter(other=tia).get().person_id

    answer = post(
        duty,
        "person_move",
        tia,
        lines="9 Harbour Row",
        postcode="wm13tt",
        since="1/10/2026",
        together=[mother, NOBODY],
    )

    assert answer.status_code == 302
    moved = Residence.objects.unguarded(EVERY_ROW).filter(address__postcode="WM1 3TT")
    assert set(moved.values_list("person_id", flat=True)) == {tia.pk, mother}


@pytest.mark.parametrize(
    ("since", "words"),
    [("", "Enter a day"), ("2017", "one day"), ("31/2/2026", "28 days"), ("1/1/2030", "still to come")],
)
def test_a_move_on_no_day_is_refused_with_the_address_still_there(duty, tia, since, words):
    answer = post(duty, "person_move", tia, lines="9 Harbour Row", postcode="WM1 3TT", since=since)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert 'value="9 Harbour Row"' in answer.content.decode()


def test_a_family_is_begun_joined_and_left(duty):
    ada, ben = make.child("Ada", "Lisle"), make.child("Ben", "Lisle")

    assert post(duty, "person_join", ada, begin="yes", family_name="").status_code == 422
    assert post(duty, "person_join", ada, begin="yes", family_name="Lisle").status_code == 302
    family = ada.family_memberships.unguarded(EVERY_ROW).get().family_id
    assert post(duty, "person_join", ada, family=family, other=str(ben.pk)).status_code == 302
    member = ben.family_memberships.unguarded(EVERY_ROW).get()
    assert post(duty, "person_leave", ada, member=member.pk).status_code == 302
    assert ben.family_memberships.unguarded(EVERY_ROW).get().ended_on == date(2026, 10, 14)
    assert post(duty, "person_leave", ada, member=NOBODY).status_code == 422


def test_details_are_changed_form_by_form(duty, tia):
    nhs = identifiers.make_nhs_number(11)

    for name, said in (
        ("person_name", {"given_name": "Tia Rose", "family_name": "Marlowe", "keep": "spelling"}),
        ("person_name", {"other": "yes", "given_name": "Tia", "family_name": "Osei", "kind": "former"}),
        ("person_facts", {"born_told": "4/2/2017", "sex": "F", "language": "Twi"}),
        ("person_number", {"number_kind": "nhs", "number": nhs}),
        ("person_number", {"telephone": "yes", "phone": "01632 960118", "note": "gran"}),
        ("person_alert", {"alert_kind": "health", "alert_words": "Peanut allergy", "review_on": "1/2/2027"}),
    ):
        assert post(duty, name, tia, **said).status_code == 302, (name, said)

    page = body(duty, "person_details", tia)
    for words in (
        "Tia Rose",
        "Tia Osei",
        "4 Feb 2017",
        "Twi",
        identifiers.nhs_number_in_words(nhs),
        "01632 960118",
        "Peanut allergy",
    ):
        assert words in page, words


def test_codes_are_shown_in_words_and_a_language_of_the_list_is_kept_as_its_code(duty, tia):
    post(duty, "person_facts", tia, born_told="4/2/2017", sex="F", language="arabic")

    page = body(duty, "person_details", tia)
    assert Person.objects.unguarded(EVERY_ROW).get(pk=tia.pk).language == "ara"
    assert 'value="Arabic"' in page and "Female" in page
    assert ">ara<" not in page and 'value="ara"' not in page


@pytest.mark.parametrize(
    ("name", "said", "words"),
    [
        ("person_name", {"given_name": "", "family_name": ""}, "Enter a name"),
        (
            "person_name",
            {"other": "yes", "given_name": "Zuri", "family_name": "", "kind": ""},
            "Choose what kind of name",
        ),
        ("person_facts", {"born_told": "31/2/2017", "sex": "F"}, "28 days"),
        ("person_number", {"number_kind": "upn", "number": "Q123"}, "13 characters"),
        ("person_number", {"telephone": "yes", "phone": "hello"}, "Enter a telephone"),
        ("person_alert", {"alert_kind": "safety", "alert_words": ""}, "what to know"),
        ("person_alert", {"ended": "999999"}, "Choose something that stands on this record"),
        ("person_died", {"died_on": "1/1/2001"}, "cannot die before birth"),
        ("person_died", {"died_on": ""}, "Enter a day"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_what_was_typed(duty, tia, name, said, words):
    answer = post(duty, name, tia, **said)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    for typed in ("Zuri", "31/2/2017", "Q123", "hello", "1/1/2001"):
        assert typed not in str(said) or f'value="{typed}"' in page
    assert not OtherName.objects.unguarded(EVERY_ROW).exists()
    assert not Identifier.objects.unguarded(EVERY_ROW).exists()
    assert not Alert.objects.unguarded(EVERY_ROW).exists()


def test_two_people_who_change_the_same_facts_do_not_overwrite_each_other_unseen(duty, tia):
    mark = re.search(r'name="stands" value="(\w+)"', body(duty, "person_details", tia))[1]
    facts = {"born_told": "3/2/2017", "sex": "F", "stands": mark}
    names = {"given_name": "Tia", "family_name": "Osei", "keep": "", "stands": mark}
    post(client_of("Ben Okoye"), "person_facts", tia, **facts | {"language": "Twi"})

    late, named = post(duty, "person_facts", tia, **facts), post(duty, "person_name", tia, **names)

    for answer in (late, named):
        assert answer.status_code == 422
        assert "Somebody else changed this meanwhile" in answer.content.decode()
    assert 'value="Osei"' in named.content.decode()
    assert Person.objects.unguarded(EVERY_ROW).get(pk=tia.pk).language == "Twi"
    anew = re.search(r'name="stands" value="(\w+)"', late.content.decode())[1]
    assert post(duty, "person_facts", tia, **facts | {"stands": anew}).status_code == 302


def test_an_expected_child_is_born_through_the_page(duty):
    baby = make.unborn("Marlowe")

    assert "Record the birth" in body(duty, "person_details", baby)
    assert (
        post(
            duty, "person_facts", baby, was_born="yes", born_on="13/10/2026", sex="M", given_name="Noah"
        ).status_code
        == 302
    )
    assert "Noah Marlowe" in body(duty, "person_details", baby)


def words_of(answer, number: int) -> str:
    """A page without what differs each time: form keys, the time of day and the number asked for."""
    body = re.sub(r'value="[\w-]{30,}"|datetime="[^"]*"|\d\d:\d\d', "", answer.content.decode())
    return body.replace(str(number), "N")


PAGES = [
    "person_family",
    "person_details",
    "person_relate",
    "person_move",
    "person_join",
    "person_name",
    "person_facts",
]


@pytest.mark.parametrize("name", PAGES)
def test_a_hidden_record_is_answered_exactly_like_one_that_is_not_there(duty, tia, name):
    make.restricted(tia)

    for method in (duty.get, duty.post):
        hidden = method(reverse(name, kwargs={"number": tia.pk}))
        absent = method(reverse(name, kwargs={"number": NOBODY}))
        assert hidden.status_code == absent.status_code == 404
        assert words_of(hidden, tia.pk) == words_of(absent, NOBODY)
    assert not Look.objects.filter(person_id=tia.pk).exists()


def test_a_hidden_brother_is_on_no_page_of_his_sister(duty, tia):
    kofi = Person.objects.unguarded(EVERY_ROW).get(given_name="Kofi")
    make.relationship(kofi, "brother", tia)
    make.restricted(kofi)

    page = body(duty, "person_family", tia)

    assert "Kofi" not in page
    assert "2 people" in page


@pytest.mark.parametrize("number", ["99999999999999999999", "0", "-1", "1e3", "²"])
def test_numbers_that_no_record_has_are_not_found(duty, number):
    assert duty.get(f"/person/{number}/family/").status_code == 404
    assert duty.get(f"/person/{number}/details/").status_code == 404


def test_who_may_only_read_sees_no_forms(tia):
    auditor = client_of("Anna Auditor", "auditor")

    assert "Record a move" not in body(auditor, "person_family", tia)
    assert "Change the name" not in body(auditor, "person_details", tia)
    assert post(auditor, "person_move", tia, lines="x", since="today").status_code == 403


@pytest.mark.parametrize("name", ["person_family", "person_details"])
def test_a_page_asks_the_database_as_often_for_a_large_family_as_for_a_small_one(
    duty, django_assert_max_num_queries, name
):
    large = make.family("Bassett", children=14)
    for _ in range(12):
        make.relationship(make.adult(), "friend", large.children[0])
        make.alert(large.children[0])
        make.other_name(large.children[0], "Zed", "Zulu")

    duty.get("/work/")  # the session notes its first use
    with django_assert_max_num_queries(25):
        duty.get(reverse(name, kwargs={"number": large.children[0].pk}))


# --- adding a person ---------------------------------------------------------------------------------


def begin(client: Client, text: str):
    key = client.post(reverse("find"), {"q": text})["Location"].split("s=")[1]
    return client.get(f"{reverse('person_new')}?s={key}")


def test_what_was_searched_for_stands_in_the_form(duty):
    page = begin(duty, "kiran o'brien 21/4/2017 wm2 8hd 01632 960118 boy").content.decode()

    for value in ("Kiran", "O&#39;Brien", "21/4/2017", "WM28HD", "01632960118"):
        assert f'value="{value}"' in page, value
    assert "Nobody on record is like this so far" in page


def test_who_may_be_the_same_is_shown_again_before_anybody_is_added(duty):
    known = make.child("Kieran", "Docherty", born_on=date(2017, 4, 21), sex="M")
    said = {"given_name": "Kieran", "family_name": "Dochery", "born_told": "21/4/2017", "sex": "M"}

    first = duty.post(reverse("person_new"), said)
    unseen = duty.post(reverse("person_new"), said | {"none_of_these": "yes"})
    seen = duty.post(reverse("person_new"), said | {"none_of_these": "yes", "seen": str(known.pk)})

    for answer in (first, unseen):
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Kieran Docherty" in page
        assert 'value="Dochery"' in page
    assert seen.status_code == 302
    assert Person.objects.unguarded(EVERY_ROW).count() == 2


def test_nothing_typed_is_lost_when_adding_is_refused(duty):
    said = {
        "given_name": "Zuri", "family_name": "Zulu", "known_as": "Zee", "born_told": "31/2/2017", "sex": "F",
        "lines": "1 Some Street", "postcode": "nowhere", "phone": "01632 960118", "nhs": "1",
    }  # fmt: skip

    answer = duty.post(reverse("person_new"), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    for value in ("Zuri", "Zulu", "Zee", "31/2/2017", "1 Some Street", "nowhere", "01632 960118"):
        assert f'value="{value}"' in page, value
    for words in ("28 days", "no postcode", "10 digits"):
        assert words in page
    assert not Person.objects.unguarded(EVERY_ROW).exists()


def test_a_form_sent_twice_adds_one_person(duty):
    said = {
        "given_name": "Zuri",
        "family_name": "Zulu",
        "born_told": "9",
        "sex": "F",
        "_key": "0b1c9c0e-8f4b-4a55-9d52-6c3c4b6c7d11",
    }

    first, second = duty.post(reverse("person_new"), said), duty.post(reverse("person_new"), said)

    assert first["Location"] == second["Location"]
    assert Person.objects.unguarded(EVERY_ROW).count() == 1


def test_a_hidden_person_is_not_among_those_who_may_be_the_same(duty):
    make.restricted(make.child("Kieran", "Docherty", born_on=date(2017, 4, 21), sex="M"))

    answer = duty.post(
        reverse("person_new"),
        {"given_name": "Kieran", "family_name": "Docherty", "born_told": "21/4/2017", "sex": "M"},
    )

    assert answer.status_code == 302
