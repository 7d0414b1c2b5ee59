"""Facts beside a form: said to be right, changed for good, kept as they stood, and hidden from whom they are hidden."""

import re
from datetime import date

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from kith.core import Refused
from kith.people import actions as people
from kith.people.models import Residence, Tie
from kith.people.network.actions import tie
from kith.people.traits.actions import say
from kith.work.answers.held import form_of
from kith.work.known import actions, queries
from kith.work.models import StepFact
from kith.work.steps import actions as steps

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)


@pytest.fixture
def tia(amina, children):
    """The eldest, with a home, a school and her ethnicity on record."""
    tia = children[0]
    people.move(amina, tia, lines="4 Elm Row", postcode="WM1 1AA", since=date(2025, 1, 1), today=TODAY)
    facts = {"kind": "school", "agency": "St Anne’s", "role": "pupil", "since": date(2025, 9, 1)}
    tie(amina, tia, today=TODAY, **facts)
    say(amina, tia, kind="ethnicity", code="WBRI", listed={"WBRI"}, today=TODAY)
    return tia


def names(children):
    return {child.pk: child.given_name for child in children}


def fact(viewer, work, children, name, person):
    found = queries.facts_of(viewer, work, form_of(work), names(children))
    return next(one for one in found if one.key == (name, person.pk))


def change(browser, work, name, person, fact, **typed):
    address = reverse("step_fact", kwargs={"number": work.pk, "named": name, "person": person.pk})
    return browser.post(address, {"was": fact.mark, "since": "14/10/2026", **typed}, follow=True)


def test_facts_stand_beside_the_form_with_source_and_day(amina, children, tia, work, browser):
    text = browser(amina).page("step", work).content.decode()

    assert "4 Elm Row, WM1 1AA" in text
    assert "lives there since 1 Jan 2025" in text
    assert "St Anne’s" in text
    assert re.search(r"Amina Rahman, 1[34] Oct 2026", text)
    assert "White British" in text
    assert text.count("Still right?") == 1
    assert "not on record" in text  # the others have no school


def test_one_yes_and_all_the_rest_are_remembered_with_who_and_when(
    amina, colin, children, tia, work, browser
):
    school = fact(amina, work, children, "school", tia)
    client = browser(amina)

    client.send("step_facts", work, right=school.sent)
    rest = [
        one.fact.sent for one in queries.shown_in(amina, work, form_of(work), names(children)) if one.is_open
    ]
    client.send("step_facts", work, right="all", shown=rest)

    kept = StepFact.objects.seen_by(colin).filter(step=work)
    assert kept.filter(name="school", words="St Anne’s", how="right", by=amina, person=tia).count() == 1
    assert kept.filter(name="home", words="4 Elm Row, WM1 1AA").count() == 1
    assert not any(one.is_open for one in queries.shown_in(amina, work, form_of(work), names(children)))
    client.send("step_facts", work, right=school.sent)  # from another tab
    assert kept.filter(name="school").count() == 1
    assert "Amina Rahman" in client.page("step", work).content.decode()


@pytest.mark.parametrize("right", ["", "all", "school.1:abc", "weather", "contact_told.:ff"])
def test_what_was_not_shown_cannot_be_said_to_be_right(amina, children, tia, work, browser, right):
    answer = browser(amina).post(
        reverse("step_facts", kwargs={"number": work.pk}), {"right": right}, headers={"HX-Request": "true"}
    )

    assert "Say which fact is right" in answer.content.decode()
    assert not StepFact.objects.seen_by(amina).exists()


def test_nobody_says_right_to_what_changed_since_they_looked(amina, children, tia, work):
    school = fact(amina, work, children, "school", tia)
    tie(amina, tia, kind="school", agency="Elm Nursery", role="pupil", since=TODAY, today=TODAY)

    with pytest.raises(Refused, match="Changed meanwhile: School or nursery"):
        actions.say_right(amina, work, sent=[school.sent], names=names(children))


# --- changing ----------------------------------------------------------------------------------------


def test_a_change_writes_a_new_dated_fact_keeps_the_old_and_tells_where_else_it_shows(
    amina, children, tia, work, browser, writing
):
    other = writing.open_assessment(amina, children[:2], kind="section_47_enquiry")
    old = fact(amina, work, children, "school", tia)

    answer = change(browser(amina), work, "school", tia, old, agency="Northgate Primary", role="pupil")

    rows = {row.agency.name: row for row in Tie.objects.seen_by(amina).filter(person=tia)}
    assert (rows["St Anne’s"].ended_on, rows["Northgate Primary"].ended_on) == (TODAY, None)
    text = answer.content.decode()
    assert "School or nursery is now “Northgate Primary”" in text
    assert f"Also shown in: {other.title} of Tia and Kofi, Tia’s record" in text
    kept = StepFact.objects.seen_by(amina).get(step=work, name="school")
    assert (kept.how, kept.words) == ("changed", "Northgate Primary")


def test_home_can_be_changed_for_brothers_and_sisters_at_once(amina, children, tia, work, browser):
    typed = {"lines": "7 Oak Way", "postcode": "WM2 2BB", "together": [str(children[1].pk)]}

    change(browser(amina), work, "home", tia, fact(amina, work, children, "home", tia), **typed)

    lives = Residence.objects.seen_by(amina).filter(ended_on=None, address__lines="7 Oak Way")
    assert {row.person_id for row in lives} == {tia.pk, children[1].pk}
    assert Residence.objects.seen_by(amina).get(address__lines="4 Elm Row").ended_on == TODAY


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("ethnicity", {"code": "MWBC"}, "White and Black Caribbean"),
        ("language", {"code": "ara"}, "Arabic"),
        ("needs", {"codes": ["large_print"]}, "arge print"),
        ("name", {"given_name": "Tia", "family_name": "Osei", "known_as": ""}, "Tia Osei"),
        ("gp", {"agency": "Elm Surgery", "role": "patient"}, "Elm Surgery"),
    ],
)
def test_each_fact_can_be_changed_from_the_form(amina, children, tia, work, browser, name, typed, words):
    change(browser(amina), work, name, tia, fact(amina, work, children, name, tia), **typed)

    assert words in fact(amina, work, children, name, tia).words


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("school", {"agency": "St Anne’s", "role": "pupil"}, "This is what stands on record"),
        ("school", {"agency": "", "role": ""}, "Enter its name"),
        ("home", {"lines": "", "postcode": ""}, "Write where they live now"),
        ("home", {"lines": "4 Elm Row", "postcode": "WM1 1AA"}, "lives there already"),
        ("ethnicity", {"code": "XXXX"}, "Choose from the list"),
        ("ethnicity", {"code": "WBRI"}, "This is what stands on record"),
        ("needs", {}, "This is what stands on record"),
        ("school", {"agency": "Northgate", "role": "pupil", "since": "soon"}, "cannot be read as one day"),
        ("school", {"agency": "Northgate", "role": "pupil", "was": "0ld"}, "Changed meanwhile"),
    ],
)
def test_a_change_that_cannot_be_is_told_and_changes_nothing(
    amina, children, tia, work, browser, name, typed, words
):
    before = [fact(amina, work, children, one, tia).words for one in ("school", "home", "ethnicity", "needs")]

    answer = change(browser(amina), work, name, tia, fact(amina, work, children, name, tia), **typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert all(text in answer.content.decode() for text in [typed.get("agency", "")])
    after = [fact(amina, work, children, one, tia).words for one in ("school", "home", "ethnicity", "needs")]
    assert before == after
    assert not StepFact.objects.seen_by(amina).exists()


def test_a_fact_of_another_child_or_another_kind_is_not_there(amina, children, tia, work, browser):
    client = browser(amina)
    for name, person in (("weather", tia.pk), ("contact_told", tia.pk), ("school", 1)):
        address = reverse("step_fact", kwargs={"number": work.pk, "named": name, "person": person})
        assert client.get(address).status_code == 404


# --- as they stood -----------------------------------------------------------------------------------


def test_a_completed_step_keeps_the_facts_as_they_stood_and_says_what_differs_today(
    amina, colin, children, tia, work, writing, browser
):
    actions.say_right(
        amina, work, sent=[fact(amina, work, children, "school", tia).sent], names=names(children)
    )
    writing.fill(amina, work)
    steps.sign_off(colin, steps.submit(amina, work, asked=None))
    school = Tie.objects.seen_by(amina).get(person=tia)
    people.move(amina, tia, lines="7 Oak Way", postcode="WM2 2BB", since=TODAY, today=TODAY)

    kept = StepFact.objects.seen_by(amina).filter(step=work, how="kept", person=tia)
    row = kept.get(name="school")
    assert (row.words, row.confirmed_by, row.by) == (school.agency.name, amina, colin)
    assert kept.get(name="home").confirmed_by is None
    text = browser(colin).page("step", work).content.decode()
    assert "Facts as they stood" in text
    assert "4 Elm Row, WM1 1AA" in text
    assert "Today: 7 Oak Way, WM2 2BB" in text


def test_what_was_said_of_a_fact_is_changed_by_nobody(amina, children, tia, work):
    actions.say_right(
        amina, work, sent=[fact(amina, work, children, "school", tia).sent], names=names(children)
    )

    with pytest.raises(ProgrammingError), transaction.atomic():
        StepFact.objects.seen_by(amina).update(words="Eton")


def test_a_step_that_is_sent_takes_no_yes_any_more(amina, children, tia, sent):
    with pytest.raises(Refused, match="waits for sign-off"):
        actions.say_right(
            amina, sent, sent=[fact(amina, sent, children, "school", tia).sent], names=names(children)
        )
