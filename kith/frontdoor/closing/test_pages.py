"""Closing: by page and by a signed closing step, alone and together with brothers and sisters."""

from datetime import date

import pytest
from django.urls import reverse

from kith.access.guarded import EVERY_ROW
from kith.core import Refused
from kith.frontdoor.closing import actions
from kith.frontdoor.closing.effects import close_involvement
from kith.work.models import Allocation, Involvement, Note, Notice, Step
from kith.work.steps import actions as steps
from tests import make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
WHOLE = {"ended_on": "14/10/2026", "reason": "RC8", "words": "Assessed; no more is needed."}


def rows(model, **where):
    return list(model.objects.unguarded(EVERY_ROW).filter(**where).order_by("pk"))


@pytest.fixture
def amina(north):
    return make.worker("Amina Rahman", team=north)


@pytest.fixture
def cases(north, amina, dochertys):
    """Kieran's and Aoife's open cases, both assessed."""
    children = dochertys.children[:2]
    made = [
        make.involvement(child, north, amina, started_on=date(2026, 8, 3), family=dochertys.family)
        for child in children
    ]
    make.step("single_assessment", children, state="completed", worker=amina, started_on=date(2026, 8, 3),
              completed_on=date(2026, 9, 30))  # fmt: skip
    return made


def close(client, case, *people, **fields):
    return client.post(
        reverse("involvement_close", args=[case.pk]),
        {"person": [one.pk for one in people], **WHOLE, **fields},
    )


def test_brothers_and_sisters_are_closed_together(browser, colin, amina, cases):
    answer = close(browser(colin), cases[0], cases[0].person, cases[1].person)

    assert answer["Location"] == reverse("person", args=[cases[0].person_id])
    assert {(one.ended_on, one.end_reason) for one in rows(Involvement)} == {(TODAY, "RC8")}
    assert {one.ended_on for one in rows(Allocation)} == {TODAY}
    assert [note.words for note in rows(Note)] == ["Assessed; no more is needed."]
    assert Notice.objects.filter(worker=amina, kind="closed").count() == 2


def test_what_stops_closing_is_listed_from_the_start(browser, colin, cases, amina):
    make.step("strategy_discussion", [cases[1].person], worker=amina)

    shown = browser(colin).get(reverse("involvement_close", args=[cases[0].pk])).content.decode()

    assert "Kieran: nothing is unfinished." in shown or "Kian: nothing is unfinished." in shown
    assert "Aoife: still open: Strategy discussion." in shown
    assert "The case cannot end before that." in shown


@pytest.mark.parametrize(("factors", "is_told"), [(["21"], True), (["2B"], False)])
def test_an_assessment_that_found_nothing_lets_expect_its_reasons_8873(
    browser, colin, cases, amina, factors, is_told
):
    make.answer(rows(Step)[0], "factor_codes", factors, by=amina)

    shown = browser(colin).get(reverse("involvement_close", args=[cases[0].pk])).content.decode()

    assert ("the census expects RC8 or RC9" in shown) is is_told


def test_an_open_closing_step_is_finished_first_and_not_left_behind(browser, colin, cases, amina):
    step = make.step("closure", [cases[0].person], worker=amina)

    refused = close(browser(colin), cases[0], cases[0].person)

    assert refused.status_code == 422
    assert "still open: Closing." in refused.content.decode()
    steps.cancel(colin, step, reason="Closed from the record instead")
    assert close(browser(colin), cases[0], cases[0].person).status_code == 302


def test_when_one_cannot_be_closed_none_is(browser, colin, cases, amina):
    make.step("single_assessment", [cases[1].person], worker=amina)

    answer = close(browser(colin), cases[0], cases[0].person, cases[1].person)

    assert answer.status_code == 422
    assert "Aoife: still open: Child and family assessment." in answer.content.decode()
    assert {one.ended_on for one in rows(Involvement)} == {None}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"ended_on": "31/9/2026"}, "Write the day like 14/10/2026."),
        ({"ended_on": ""}, "Enter the day on which the case ends."),
        ({"ended_on": "15/10/2026"}, "The closing day is in the future."),
        ({"ended_on": "2/8/2026"}, "closing comes before the referral of 3 Aug 2026"),
        (
            {"ended_on": "29/9/2026"},
            "something happened after that day: Child and family assessment completed",
        ),
        ({"reason": ""}, "Choose a reason for closing."),
        ({"reason": "RC77"}, "Choose a reason for closing."),
        ({"reason": "RC2"}, "record the date of death first"),
        ({"words": " "}, "Write a short summary"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_ends(browser, colin, cases, fields, words):
    answer = close(browser(colin), cases[0], cases[0].person, **fields)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert {one.ended_on for one in rows(Involvement)} == {None}


def test_rc8_does_not_go_with_an_enquiry(browser, colin, cases, amina):
    talk = make.step("strategy_discussion", [cases[0].person], state="completed", worker=amina,
                     started_on=date(2026, 9, 1), completed_on=date(2026, 9, 2))  # fmt: skip
    make.answer(talk, "section_47", "yes")

    refused = close(browser(colin), cases[0], cases[0].person)
    assert "does not go with a section 47 enquiry" in refused.content.decode()

    assert close(browser(colin), cases[0], cases[0].person, reason="RC7").status_code == 302


def test_an_undecided_contact_about_the_child_stops_closing(browser, colin, cases, duty_team):
    make.contact([cases[0].person], state="submitted", team=duty_team)

    refused = close(browser(colin), cases[0], cases[0].person)

    assert "still open: Contact" in refused.content.decode()


def test_a_social_worker_may_not_close(browser, amina, cases):
    assert close(browser(amina), cases[0], cases[0].person).status_code == 403


def test_a_restricted_case_is_not_there_and_no_sibling_of_others(browser, colin, cases):
    make.restricted(cases[1].person)
    client = browser(colin)

    assert client.get(reverse("involvement_close", args=[cases[1].pk])).status_code == 404
    assert "Aoife" not in client.get(reverse("involvement_close", args=[cases[0].pk])).content.decode()
    close(client, cases[0], cases[0].person, cases[1].person, reason="RC7")
    assert [one.ended_on for one in rows(Involvement)] == [TODAY, None]


def test_a_child_comes_back_to_a_new_case(colin, north, cases):
    child = cases[0].person
    actions.close_involvements(colin, [cases[0]], ended_on=TODAY, reason="RC8", words="Done.")
    again = make.referral(child, TODAY, team=north)

    assert again.involvement_id != cases[0].pk
    assert len(rows(Involvement, person=child)) == 2


def test_a_signed_closing_step_closes_each_child_with_its_own_reason(colin, amina, cases):
    step = make.step("closure", [case.person for case in cases], worker=amina)
    make.answer(step, "summary", "All is well.")
    make.answer(step, "reason", "RC8")
    make.answer(step, "reason", "RC7", child=cases[1].person)

    close_involvement(colin, step=step, people=[case.person_id for case in cases], outcome="close", on=TODAY)

    assert [one.end_reason for one in rows(Involvement)] == ["RC8", "RC7"]


def test_a_closing_step_about_nobody_open_is_refused(colin, amina):
    step = make.step("closure", [make.child()], worker=amina)

    with pytest.raises(Refused, match="nothing to close"):
        close_involvement(colin, step=step, people=step.people_ids(), outcome="close", on=TODAY)


def test_the_page_asks_the_same_for_many_children(browser, colin, north, django_assert_max_num_queries):
    home = make.family("Lisle", children=12)
    made = [make.involvement(child, north, family=home.family) for child in home.children]
    client = browser(colin)

    with django_assert_max_num_queries(24):
        assert client.get(reverse("involvement_close", args=[made[0].pk])).status_code == 200
