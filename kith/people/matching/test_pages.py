"""Searching through the page: what is shown, what is not, and what never stands in an address."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kith.core import clock
from kith.people.models import Agency, Person, Tie
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty() -> Client:
    client = Client()
    client.force_login(make.worker("Ewan Price", role="duty_worker"))
    return client


def search(client: Client, text: str, **more: str):
    answer = client.post(reverse("find"), {"q": text})
    assert answer.status_code == 302
    return client.get(f"{answer['Location']}{''.join(f'&{name}={value}' for name, value in more.items())}")


def kieran(**facts) -> Person:
    return make.child("Kieran", "Docherty", born_on=date(2017, 4, 21), sex="M", **facts)


def test_a_search_shows_each_hit_with_its_reason_and_the_best_one_closer(duty):
    boy = kieran(known_as="Kian")
    make.home(boy, make.child("Aoife", "Docherty", age=7), lines="14 Bramble Close", postcode="WM2 8HD")
    make.child("Ciaran", "Dockery", born_on=date(2018, 2, 2), sex="M")

    page = search(duty, "kiran dochery 2017").content.decode()

    assert "3 people found" in page
    assert page.index("Kieran Docherty") < page.index("Ciaran Dockery")
    assert "sounds the same; year the same" in page
    assert "14 Bramble Close" in page
    assert "Aoife, 7" in page


def test_what_is_searched_for_never_stands_in_the_address(duty):
    kieran()

    answer = duty.post(reverse("find"), {"q": "Kieran Docherty"})

    assert "ieran" not in answer["Location"].lower()


def test_a_school_that_is_named_is_said_and_raises_who_goes_there(duty):
    there, elsewhere = kieran(), kieran()
    by, now = make.worker("Amina Rahman", role="social_worker"), clock.now()
    school = Agency.objects.create(kind="school", name="Parkside Primary", recorded_at=now)
    Tie.objects.create(
        person=there, agency=school, role="pupil", started_on=date(2024, 9, 1), recorded_at=now, by=by
    )

    page = search(duty, "kieran parkside primary").content.decode()

    assert "those who go to Parkside Primary" in page
    assert "first name the same; goes to Parkside Primary" in page
    assert page.index(f"/person/{there.pk}/") < page.index(f"/person/{elsewhere.pk}/")


def test_chips_narrow_the_list_and_keep_the_search(duty):
    kieran()
    make.adult("Kieran", "Dockerty")

    page = search(duty, "kieran", show="adults").content.decode()

    assert "Everyone 2" in page
    assert "Adults 1" in page
    assert "Docherty" not in page


def test_adding_is_offered_only_after_a_search(duty):
    before = duty.get(reverse("find")).content.decode()
    after = search(duty, "nobody likethis").content.decode()

    assert reverse("person_new") not in before
    assert "Nobody found" in after
    assert reverse("person_new") in after
    assert duty.get(reverse("person_new"))["Location"] == reverse("find")


def test_who_may_not_add_is_told_whom_to_ask():
    client = Client()
    client.force_login(make.worker("Anna Auditor", role="auditor"))

    page = search(client, "nobody likethis").content.decode()

    assert reverse("person_new") not in page
    assert "Ask somebody at the front door" in page


@pytest.mark.parametrize("text", ["", "   ", "!!", "%", "' or 1=1 --", "\x00", "9" * 300, "a" * 200_000])
def test_strange_texts_are_answered_in_plain_words(duty, text):
    kieran()

    page = search(duty, text)

    assert page.status_code == 200
    assert "Docherty" not in page.content.decode()


def test_a_sixty_page_paste_is_cut_and_says_so(duty):
    kieran()

    page = search(duty, "Kieran Docherty " + "lorem ipsum dolor sit amet " * 6000).content.decode()

    assert "only the first 200 letters were looked for" in page


def test_a_date_that_does_not_exist_is_said_and_the_name_still_found(duty):
    kieran()

    page = search(duty, "docherty 31/2/2017").content.decode()

    assert "February 2017 has 28 days" in page
    assert "Kieran Docherty" in page


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Siobhán", "O'Brien-Smith", "siobhan o brien smith"),
        ("Zoë", "Ng", "zoe ng"),
        ("李", "", "李"),
        ("محمد", "علي", "محمد علي"),
        ("Łukasz", "Wiśniewski", "lukasz wisniewski"),
        ("Дмитро", "Шевченко", "дмитро шевченко"),
        ("<b>Bold</b>", "Name", "bold name"),
    ],
)
def test_names_of_every_kind_are_found_and_shown_as_they_are_written(duty, given, family, text):
    from markupsafe import escape

    make.child(given, family)

    page = search(duty, text).content.decode()

    assert str(escape(f"{given} {family}".strip())) in page
    assert "<b>Bold" not in page


def test_a_restricted_person_is_in_no_search_no_count_and_no_suggestion(duty):
    hidden = make.restricted(kieran())
    make.home(hidden, postcode="WM9 9ZZ")
    make.phone(hidden, "07700 900123")

    for text in ("kieran docherty", str(hidden.pk), "21/4/2017", "wm9 9zz", "07700 900123"):
        page = search(duty, text).content.decode()
        live = duty.post(reverse("find_live"), {"q": text}).json()
        assert "Nobody found" in page, text
        assert "Docherty" not in page, text
        assert live["found"] == [], text


def test_a_restricted_person_is_found_by_a_reader():
    worker = make.worker("Rita Reader", role="duty_worker")
    make.restricted(kieran(), readers=[worker])
    client = Client()
    client.force_login(worker)

    assert "Kieran Docherty" in search(client, "kieran docherty").content.decode()


def test_a_restricted_brother_is_not_in_the_preview(duty):
    boy, brother = kieran(), make.child("Zebedee", "Docherty")
    make.home(boy, brother)
    make.restricted(brother)

    page = search(duty, "kieran docherty").content.decode()

    assert "Zebedee" not in page


def test_suggestions_while_typing_are_few_and_told_in_words(duty):
    boy = kieran()

    answer = duty.post(reverse("find_live"), {"q": "kier"})

    found = answer.json()
    assert found["words"] == "1 person found"
    assert found["found"][0]["value"] == str(boy.pk)
    assert found["found"][0]["words"] == "Kieran Docherty, 9"
    assert duty.get(reverse("find_live")).status_code == 405


def test_the_search_page_asks_the_database_as_often_for_one_hit_as_for_many(
    duty, django_assert_max_num_queries
):
    kieran()
    one = duty.post(reverse("find"), {"q": "kieran docherty"})["Location"]
    for _ in range(20):
        make.home(kieran())

    with django_assert_max_num_queries(18):
        page = duty.get(one)

    assert "21 people found" in page.content.decode()
