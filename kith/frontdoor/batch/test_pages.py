"""A list on the screen: seen first, taken in whole, never twice."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kith.access.guarded import EVERY_ROW
from kith.access.models import Event
from kith.core import clock
from kith.frontdoor.batch import actions, layout, rules
from kith.frontdoor.batch.test_rules import GOOD, listing
from kith.frontdoor.models import Batch, Contact, ContactChild, Notification
from kith.people.models import Person

pytestmark = pytest.mark.django_db
CHOSEN = {"style": "dmy", "source": "6", "organisation": "Westmere Police"}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")


def notification(number, **facts):
    return GOOD | {"reference": f"WP/{number}", "received": "13/10/2026 09:15"} | facts


NEW = notification(
    1, child1_first="Tamsin", child1_surname="Oakes", child1_born="02/03/2020", child1_sex="F", adult1_name=""
)
KNOWN = notification(2, sender="PC 1181", email="desk@police.example")
HALF = notification(3, child1_first="Kieran", child1_born="", child1_sex="")


def look(client, *rows, **more):
    file = SimpleUploadedFile("list.csv", listing(*rows))
    return client.post("/front-door/batch/", CHOSEN | {"file": file} | more)


def take(client, *rows):
    return client.post("/front-door/batch/", CHOSEN | {"do": "take", "text": listing(*rows).decode()})


def rows_of(model):
    return model.objects.unguarded(EVERY_ROW)


def test_looking_at_a_list_shows_who_is_known_and_keeps_nothing(browser, ewan, dochertys):
    words = look(browser(ewan), NEW, KNOWN).content.decode()

    assert "On record: Kieran Docherty" in words
    assert "Nobody on record" in words
    assert "Read in 2 notifications" in words
    assert not Batch.objects.exists() and not rows_of(Contact).exists()


def test_taking_a_list_in_makes_a_contact_of_each_row(browser, ewan, dochertys):
    answer = take(browser(ewan), NEW, KNOWN)

    assert answer.headers["Location"] == "/front-door/?way=police_notice"
    known = rows_of(Notification).select_related("contact__step", "row").get(reference="WP/2")
    contact = known.contact
    assert (contact.source, contact.method, contact.caller_organisation) == (
        "6",
        "police_notice",
        "Westmere Police",
    )
    assert (contact.caller_name, contact.caller_email) == ("PC 1181", "desk@police.example")
    assert (contact.step.state, contact.step.worker, known.row.line) == ("submitted", ewan, 3)
    assert clock.london(contact.received_at).strftime("%H:%M %d %b") == "09:15 13 Oct"
    assert contact.people_ids() == [dochertys.children[0].pk]
    made = rows_of(Person).get(family_name="Oakes")
    assert (made.given_name, made.born_on, made.sex) == ("Tamsin", date(2020, 3, 2), "F")
    assert {"frontdoor.batch.actions.take_in", "frontdoor.sending.actions.hand_in"} <= set(
        Event.objects.values_list("action", flat=True)
    )


def test_the_same_list_again_changes_nothing_and_says_so(browser, ewan):
    client = browser(ewan)
    take(client, NEW)

    assert "came in before" in look(client, NEW).content.decode()
    take(client, NEW, KNOWN)

    assert (rows_of(Contact).count(), [one.rows_taken for one in Batch.objects.order_by("pk")]) == (2, [1, 1])


def test_two_rows_about_one_new_child_make_one_record(browser, ewan):
    take(browser(ewan), NEW, NEW | {"reference": "WP/9", "words": "Again."})

    assert rows_of(Person).filter(family_name="Oakes").count() == 1
    assert rows_of(ContactChild).filter(person__family_name="Oakes").count() == 2


def test_a_child_who_may_be_somebody_waits_for_a_person_to_say(browser, ewan, dochertys):
    assert "may be this child" in look(browser(ewan), HALF).content.decode()
    take(browser(ewan), HALF)

    contact = rows_of(Contact).select_related("step").get()
    assert (contact.step.state, contact.people_ids()) == ("in_progress", [])


def test_a_new_child_named_twice_in_a_row_waits_for_a_person_to_say(browser, ewan):
    second = {name.replace("child1", "child2"): told for name, told in NEW.items() if "child1" in name}
    twice = NEW | second
    assert "One child may be named twice" in look(browser(ewan), twice).content.decode()

    take(browser(ewan), twice)

    contact = rows_of(Contact).select_related("step").get()
    assert (contact.step.state, rows_of(Person).filter(family_name="Oakes").exists()) == (
        "in_progress",
        False,
    )


def test_a_mistake_on_one_line_keeps_every_line_out_and_the_choices_stay(browser, ewan):
    answer = look(browser(ewan), NEW, KNOWN | {"child1_surname": ""})

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "There is 1 mistake in the file. Nothing was read in." in words
    assert "child1_surname" in words and "The surname is missing." in words
    assert 'value="Westmere Police"' in words
    assert not rows_of(Contact).exists()


def test_a_reference_with_other_words_is_told_and_nothing_is_taken(browser, ewan):
    client = browser(ewan)
    take(client, NEW)

    answer = take(client, KNOWN, NEW | {"words": "Something else."})

    assert answer.status_code == 422
    assert "came in before with other words" in answer.content.decode()
    assert rows_of(Contact).count() == 1


def test_a_list_goes_in_whole_or_not_at_all(browser, ewan, monkeypatch):
    ages_ago = notification(7, received="13/10/1985 09:15")

    answer = take(browser(ewan), NEW, ages_ago)

    assert answer.status_code == 422
    assert "before 1990" in answer.content.decode()
    assert not Batch.objects.exists() and not rows_of(Contact).exists() and not rows_of(Person).exists()


def test_what_is_not_chosen_is_asked_for(browser, ewan):
    words = browser(ewan).post("/front-door/batch/", {}).content.decode()

    for missing in ("Say how days are written", "what kind of agency", "Write the name of the agency"):
        assert missing in words
    assert "Choose a file." in browser(ewan).post("/front-door/batch/", CHOSEN).content.decode()


def test_a_large_file_is_refused_before_it_is_read(browser, ewan):
    file = SimpleUploadedFile("list.csv", b"x" * (layout.MOST_BYTES + 1))

    answer = browser(ewan).post("/front-door/batch/", CHOSEN | {"file": file})

    assert answer.status_code == 422
    assert "The file has 2.0 megabytes." in answer.content.decode()


def test_the_empty_example_can_be_downloaded(browser, ewan):
    answer = browser(ewan).get("/front-door/batch/empty.csv")

    assert answer["Content-Type"].startswith("text/csv")
    assert answer.content.decode() == layout.empty_example()


def test_a_row_asks_a_few_questions_of_its_own_and_leaves_the_whole_trail(
    ewan, django_assert_max_num_queries
):
    told = [notification(n, child1_first=f"Tovi{n}", child1_surname=f"Ash{n}") for n in range(1, 6)]
    rows = rules.read(listing(*told), style="dmy", now=clock.now()).rows
    actions.take_in(ewan, rows=rows[:1], source="6", organisation="Westmere Police")

    with django_assert_max_num_queries(44 * 4):
        actions.take_in(ewan, rows=rows[1:], source="6", organisation="Westmere Police")

    for contact in rows_of(Contact).select_related("step"):
        events = Event.objects.filter(subject_id=contact.pk, people=contact.people_ids())
        named = set(events.values_list("action", flat=True))
        assert {"frontdoor.contacts.actions.take_contact", "frontdoor.sending.actions.hand_in"} <= named
