"""The page of a contact, as a browser without scripts uses it and as its scripts do."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.access.models import Look
from kith.core import clock
from kith.frontdoor.models import Contact, ContactChild, SetAside
from kith.people.models import Person
from kith.work.models import Answer, SignOff, Step
from tests import make

pytestmark = pytest.mark.django_db
FIRST = {
    "caller_name": "Priya Anand",
    "source": "2A",
    "name_told.1": "Kian Doherty",
    "born_told.1": "21/4/17",
}
WHOLE = {
    "told": "Kieran told his teacher.",
    "safe_now": "yes",
    "parents_know": "no_risk",
    "outcome": "referral_assessment",
    "why": "Violence seen and heard.",
}


def rows(model, **where):
    return list(model.objects.unguarded(EVERY_ROW).filter(**where).order_by("pk"))


def begin(client, **more):
    answer = client.post(reverse("contact_new"), FIRST | more)
    assert answer.status_code == 302, answer.content.decode()
    return rows(Contact)[-1]


def press(client, contact, do, **fields):
    return client.post(reverse("contact", args=[contact.pk]), fields | {"do": do})


def save(client, contact, question, value, version=0):
    posted = {"question": question, "child": "", "version": version, "value": value}
    return client.post(reverse("contact_save", args=[contact.pk]), posted, HTTP_ACCEPT="application/json")


# --- beginning ------------------------------------------------------------------------------------


def test_a_contact_begins_with_a_caller_and_a_child(browser, ewan):
    contact = begin(browser(ewan))

    assert (contact.caller_name, contact.source) == ("Priya Anand", "2A")
    assert [line.name_told for line in rows(ContactChild)] == ["Kian Doherty"]
    assert contact.step.worker == ewan
    assert contact.decision_due_at == contact.received_at + timedelta(days=1)


def test_an_empty_contact_is_not_begun(browser, ewan):
    answer = browser(ewan).post(reverse("contact_new"), {"caller_name": "  "})

    assert answer.status_code == 422
    assert "Write down who is getting in touch" in answer.content.decode()
    assert rows(Contact) == []


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("received_on", "31/2/2026", "Write the day like 14/10/2026"),
        ("received_on", "15/10/2026", "The contact came in after now"),
        ("received_on", "1/1/1026", "Write the day like 14/10/2026"),
        ("received_on", "1/1/1926", "before 1990"),
        ("received_at", "25:00", "Write the time like 9:15"),
        ("source", "99", "Choose one of the answers offered"),
        ("caller_name", "x" * 121, "at most 120 letters"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_typed_is_lost(browser, ewan, field, value, words):
    answer = browser(ewan).post(reverse("contact_new"), FIRST | {field: value, "name_told.2": "Aoife"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="Aoife"' in page
    assert rows(Contact) == rows(Step) == []


def test_a_contact_that_came_in_on_friday_keeps_its_day(browser, ewan):
    contact = begin(browser(ewan), received_on="9/10/2026", received_at="16:30")

    assert f"{clock.london(contact.received_at):%a %d %H:%M}" == "Fri 09 16:30"
    assert f"{clock.london(contact.decision_due_at):%a %d %H:%M}" == "Mon 12 16:30"


def test_the_same_form_sent_twice_begins_one_contact(browser, ewan):
    client, key = browser(ewan), str(uuid.uuid4())

    first = client.post(reverse("contact_new"), FIRST | {"_key": key})
    second = client.post(reverse("contact_new"), FIRST | {"_key": key})

    assert first["Location"] == second["Location"]
    assert len(rows(Contact)) == 1


@pytest.mark.parametrize(
    "name", ["Seán O’Brien-Ní", "张伟", "محمد العلي", '"><script>alert(1)</script>', "Ann'; drop table"]
)
def test_any_name_stands_on_the_page_as_it_was_told(browser, ewan, name):
    client = browser(ewan)
    contact = begin(client, **{"name_told.1": name})
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()

    assert rows(ContactChild)[0].name_told == name
    assert "<script>alert" not in page


def test_a_worker_without_a_team_is_told_why(browser, duty_team):
    nobody = make.worker("Ada Adrift", role="duty_worker", team=duty_team)
    nobody.memberships.all().delete()

    assert browser(nobody).post(reverse("contact_new"), FIRST).status_code == 403


# --- matching ---------------------------------------------------------------------------------------


def test_the_best_match_stands_beside_what_was_typed(browser, ewan, dochertys):
    client = browser(ewan)
    contact = begin(client)
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()

    assert "Very likely: Kieran Docherty" in page
    assert "Kian Doherty – best match" in page


def test_saying_same_child_recognises_brothers_and_sisters_and_names_who_was_not_mentioned(
    browser, ewan, dochertys
):
    client = browser(ewan)
    contact = begin(client, **{"name_told.2": "Aoife", "born_told.2": "7", "name_told.3": "Finn"})
    kieran, aoife, finn, saoirse = dochertys.children

    press(client, contact, f"same.1.{kieran.pk}")

    page = client.get(reverse("contact", args=[contact.pk])).content.decode()
    assert [line.person_id for line in rows(ContactChild)] == [kieran.pk, aoife.pk, finn.pk]
    assert "One more child lives with them: Saoirse Docherty" in page
    assert "Docherty household" in page
    looked = set(Look.objects.filter(page="contact").values_list("person_id", flat=True))
    assert looked == {kieran.pk, aoife.pk, finn.pk}

    press(client, contact, f"add.{saoirse.pk}")
    assert [line.mentioned for line in rows(ContactChild)] == [True, True, True, False]


def test_not_the_same_is_remembered_and_undone(browser, ewan, dochertys):
    client = browser(ewan)
    contact, kieran = begin(client), dochertys.children[0]

    press(client, contact, f"other.1.{kieran.pk}")
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()
    assert "Kieran Docherty" not in page

    press(client, contact, "undo.1")
    assert rows(SetAside) == []
    assert "Kieran Docherty" in client.get(reverse("contact", args=[contact.pk])).content.decode()


def test_leaving_a_child_out_needs_words(browser, ewan, dochertys):
    client = browser(ewan)
    contact, saoirse = begin(client), dochertys.children[3]
    press(client, contact, f"same.1.{dochertys.children[0].pk}")

    refused = press(client, contact, f"leave.{saoirse.pk}")
    assert refused.status_code == 422
    assert "Say why this child is left out" in refused.content.decode()

    press(client, contact, f"leave.{saoirse.pk}", **{f"why_not.{saoirse.pk}": "With gran."})
    assert [(one.person_id, one.why) for one in rows(SetAside)] == [(saoirse.pk, "With gran.")]


def test_a_restricted_child_is_no_match_no_sibling_and_no_hint(browser, ewan, dochertys):
    hidden = make.restricted(dochertys.children[3])
    make.restricted(make.child("Kian", "Doherty", born_on=dochertys.children[0].born_on))
    client = browser(ewan)
    contact = begin(client)
    press(client, contact, f"same.1.{dochertys.children[0].pk}")
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()

    assert "Saoirse" not in page
    assert str(hidden.pk) not in page
    refused = press(client, contact, f"add.{hidden.pk}")
    assert refused.status_code == 422
    assert "There is no such record." in refused.content.decode()
    assert "There is no such record." in press(client, contact, "add.999999999").content.decode()


def test_one_person_stands_on_one_line(browser, ewan, dochertys):
    client, kieran = browser(ewan), dochertys.children[0]
    contact = begin(client, **{"name_told.2": "Kieran"})
    press(client, contact, f"same.1.{kieran.pk}")
    press(client, contact, "undo.2")

    refused = press(client, contact, f"same.2.{kieran.pk}")

    assert refused.status_code == 422
    assert "stands on another line already" in refused.content.decode()


# --- saving -------------------------------------------------------------------------------------------


def test_a_field_saves_itself_with_its_version(browser, ewan):
    client = browser(ewan)
    contact = begin(client)

    told = save(client, contact, "caller_phone", "01632 960 455").json()
    assert told["version"] == 1
    assert save(client, contact, "told", "He said").json()["version"] == 1
    assert save(client, contact, "told", "He said so", 1).json()["version"] == 2
    assert rows(Contact)[0].caller_phone == "01632 960 455"
    assert rows(Answer, question="told")[0].value == "He said so"


def test_two_people_in_one_field_see_both_words(browser, ewan, sanjay):
    mine, theirs = browser(ewan), browser(sanjay)
    contact = begin(mine)
    save(theirs, contact, "caller_phone", "0777")

    clash = save(mine, contact, "caller_phone", "0888")

    assert clash.status_code == 409
    assert (clash.json()["value"], clash.json()["by"]) == ("0777", "Sanjay Pillai")
    assert rows(Contact)[0].caller_phone == "0777"
    whole = press(mine, contact, "save", caller_phone="0888")
    assert whole.status_code == 409
    page = whole.content.decode()
    assert "0777" in page
    assert "You wrote “0888”" in page


@pytest.mark.parametrize(
    "question", ["", "decided_by", "name_told.99", "name_told.x", "invented", "outcome.1"]
)
def test_what_is_no_field_is_refused_in_words(browser, ewan, question):
    client = browser(ewan)
    contact = begin(client)

    assert save(client, contact, question, "x").status_code == 422


def test_an_emptied_line_is_no_child(browser, ewan):
    client = browser(ewan)
    contact = begin(client)
    save(client, contact, "name_told.2", "Aoife")
    assert len(rows(ContactChild)) == 2

    save(client, contact, "name_told.2", "", 1)

    assert [line.position for line in rows(ContactChild)] == [1]


def test_saving_and_coming_back_keeps_everything(browser, ewan):
    client = browser(ewan)
    contact = begin(client)
    answer = press(client, contact, "save", told="Half a sen", **{"name_told.2": "Aoife"})

    assert (answer.status_code, answer["Location"]) == (302, reverse("front_door"))
    page = client.get(reverse("contact", args=[contact.pk])).content.decode()
    assert "Half a sen" in page
    assert 'value="Aoife"' in page


def test_thirty_children_fit(browser, ewan):
    client = browser(ewan)
    contact = begin(client)
    names = {f"name_told.{place}": f"Child {place}" for place in range(2, 31)}

    assert press(client, contact, "save", **names).status_code == 302
    assert len(rows(ContactChild)) == 30


# --- sending ------------------------------------------------------------------------------------------


def test_sending_without_the_rest_tells_what_is_missing_and_keeps_what_was_typed(browser, ewan):
    client = browser(ewan)
    contact = begin(client)

    answer = press(client, contact, "send", told="Kieran told his teacher.")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Say what should happen." in page
    assert "<title>Error: " in page
    assert rows(Answer, question="told")[0].value == "Kieran told his teacher."
    assert rows(Person, given_name="Kian") == []


def test_a_whole_contact_goes_to_the_manager_asked(browser, ewan, sanjay):
    client = browser(ewan)
    contact = begin(client)

    answer = press(client, contact, "send", asked=sanjay.pk, **WHOLE)

    assert answer["Location"] == reverse("front_door")
    assert [one.asked for one in rows(SignOff)] == [sanjay]
    assert rows(Person, given_name="Kian")[0].family_name == "Doherty"
    assert "Sent to Sanjay Pillai for decision" in client.get(reverse("front_door")).content.decode()


def test_somebody_who_may_not_decide_cannot_be_asked(browser, ewan, sanjay):
    client = browser(ewan)
    contact = begin(client)

    refused = press(client, contact, "send", asked=ewan.pk, **WHOLE)

    assert refused.status_code == 422
    assert "Choose who decides from the list." in refused.content.decode()


def test_one_child_may_be_recommended_something_else(browser, ewan, sanjay):
    client = browser(ewan)
    contact = begin(client, **{"name_told.2": "Aoife Doherty"})
    press(client, contact, "send", **WHOLE, **{"recommended.2": "early_help"})

    aoife = rows(ContactChild)[1].person
    assert rows(Answer, question="outcome", child=aoife)[0].value == "early_help"
