"""The pages of conferences and enquiries: what they show, take, refuse with nothing lost, and cost in queries."""

from datetime import date

import pytest
from django.urls import reverse

from kith.protection.conference import actions, queries, rules
from kith.protection.models import Conference, ConferencePaper, StrategyDiscussion
from tests import make

ON = date(2026, 10, 14)
MOST = 25


def at(name, **kwargs):
    return reverse(name, kwargs=kwargs)


@pytest.fixture
def held(grace, conference):
    """The same, open today."""
    there = {one.pk: "present" for one in queries.invitations_of(grace, conference)}
    return actions.hold(grace, conference, on=ON, attended=there)


def test_the_record_shows_discussion_enquiry_conference_and_what_is_due(browser, colin, conference, children):
    page = browser(colin).get(at("person_protection", number=children[0].pk))

    words = page.content.decode()
    assert page.status_code == 200
    for told in (
        "5 Oct 2026",
        "Initial conference",
        "still to be held",
        "Police",
        "Enquiry by social care and police",
    ):
        assert told in words
    assert "Initial child protection conference" in words


def test_a_record_without_anything_says_so(browser, amina):
    page = browser(amina).get(at("person_protection", number=make.child("Ada").pk))
    assert "No strategy discussion is recorded." in page.content.decode()


def test_nobodys_record_is_not_found(browser, colin, bea):
    for worker, name in ((colin, "strategy_new"), (bea, "conference_new")):
        for asked in ("", "abc", "999999999"):
            assert browser(worker).get(at(name), {"person": asked}).status_code == 404
    assert browser(bea).get(at("conference", number=99)).status_code == 404


def test_a_strategy_discussion_is_recorded_once_for_all(browser, colin, children):
    form = {"held_on": "5/10/2026", "there.police": "yes", "words.police": "PC Owen", "there.health": "yes"}
    form |= {f"decision.{child.pk}": "joint" for child in children}
    address = at("strategy_new") + f"?person={children[0].pk}"

    answer = browser(colin).post(address, form)
    assert answer.status_code == 302
    assert StrategyDiscussion.objects.seen_by(colin).get().children.seen_by(colin).count() == 3


def test_what_is_wrong_with_it_is_told_and_what_was_typed_stays(browser, colin, children):
    form = {
        "held_on": "31/6/2026",
        "there.police": "no",
        f"decision.{children[0].pk}": "single",
        "there.health": "yes",
    }
    form["words.school"] = "Ms Dunn rang"
    page = browser(colin).post(at("strategy_new") + f"?person={children[0].pk}", form)

    words = page.content.decode()
    assert page.status_code == 422
    assert "Enter the day on which it was held" in words and "Say why the police did not take part" in words
    assert "31/6/2026" in words and "Ms Dunn rang" in words
    assert not StrategyDiscussion.objects.seen_by(colin).exists()


def setting_up(children, **facts):
    form = {
        "kind": "initial", "people": [child.pk for child in children], "on": "22/10/2026", "at": "10.30",
        "place": "Town Hall", "chair": "", "report_due_on": "",
    }  # fmt: skip
    return {**form, **facts}


def test_the_page_offers_everybody_around_the_children(browser, bea, children, enquiries, around):
    page = browser(bea).get(at("conference_new"), {"person": children[0].pk})
    words = page.content.decode()

    for told in ("Jade Marlowe", "Priya Anand", "Alder Walk Surgery", "Amina Rahman", "Due by"):
        assert told in words


def test_it_is_set_up_for_all_with_everybody_in_one_form(browser, bea, children, enquiries, household):
    form = setting_up(children, invite=[f"p{household.mother.pk}"])
    form |= {"name.new1": "PC  Owen", "agency.new1": "police", "email.new1": "owen@police.example"}
    answer = browser(bea).post(at("conference_new") + f"?person={children[0].pk}", form)

    made = Conference.objects.seen_by(bea).get()
    assert answer["Location"] == at("conference", number=made.pk)
    assert [one.name for one in queries.invitations_of(bea, made)] == ["Jade Marlowe", "PC Owen"]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"on": "24/10/2026"}, "not held at a weekend"),
        ({"on": "yesterday"}, "Enter the day"),
        ({"at": "25:00"}, "Enter the time"),
        ({"place": ""}, "Say where it is held"),
        ({"people": []}, "Tick at least one child"),
        ({"name.new1": "PC Owen", "agency.new1": ""}, "Choose where PC Owen come from"),
        (
            {"name.new1": "PC Owen", "agency.new1": "police", "email.new1": "owen"},
            "This is no e-mail address",
        ),
        ({"report_due_on": "soon"}, "leave it empty"),
        ({"kind": "review"}, "no child protection plan to review"),
    ],
)
def test_what_is_wrong_with_a_conference_is_told_and_nothing_is_lost(
    browser, bea, children, enquiries, facts, words
):
    form = {"place": "Room 9, the old library", "name.new2": "Mr Sharp", "agency.new2": "housing"}
    form = setting_up(children, **{**form, **facts})
    page = browser(bea).post(at("conference_new") + f"?person={children[0].pk}", form)

    told = page.content.decode()
    assert page.status_code == 422 and words in told
    assert "Mr Sharp" in told and ("Room 9, the old library" in told or "place" in facts)
    assert not Conference.objects.seen_by(bea).exists() and not ConferencePaper.objects.seen_by(bea).exists()


def test_replies_and_reports_are_noted_in_one_table(browser, bea, conference):
    rows = queries.invitations_of(bea, conference)
    form = {"what": "replies"}
    for row in rows:
        form |= {f"answer.{row.pk}": "coming", f"report_received_on.{row.pk}": "13/10/2026"}
    assert browser(bea).post(at("conference_write", number=conference.pk), form).status_code == 302
    assert {row.answer for row in queries.invitations_of(bea, conference)} == {"coming"}

    form[f"report_shared_on.{rows[0].pk}"] = "40/10/2026"
    page = browser(bea).post(at("conference_write", number=conference.pk), form)
    assert page.status_code == 422 and "40/10/2026" in page.content.decode()


def test_more_are_invited_and_nobody_twice(browser, bea, conference):
    address = at("conference_write", number=conference.pk)
    form = {"what": "invite", "name.new1": "Mr Sharp", "agency.new1": "housing", "report_due_on": ""}
    assert browser(bea).post(address, form).status_code == 302
    page = browser(bea).post(address, form)
    assert page.status_code == 422 and "is invited already" in page.content.decode()


def test_an_unknown_deed_is_not_found(browser, bea, grace, conference):
    assert browser(bea).post(at("conference_write", number=conference.pk), {"what": "x"}).status_code == 404
    assert (
        browser(grace).post(at("conference_room_write", number=conference.pk), {"what": "x"}).status_code
        == 404
    )


def test_the_room_goes_from_who_is_here_to_what_everybody_takes_home(browser, grace, conference, children):
    chair, write = browser(grace), at("conference_room_write", number=conference.pk)
    rows = queries.invitations_of(grace, conference)
    assert "Who is here" in chair.get(at("conference_room", number=conference.pk)).content.decode()

    here = {f"attended.{row.pk}": "present" for row in rows}
    assert chair.post(write, {"what": "hold", "held_on": "14/10/2026", **here}).status_code == 302
    decided = {
        "what": "decide",
        "children": [one.pk for one in children],
        "decision": "in_need",
        "why": "Help is enough.",
    }
    assert chair.post(write, decided).status_code == 302
    assert chair.post(write, {"what": "goal", "goal": "Somebody is home at night"}).status_code == 302
    task = {"what": "task", "words": "Ring mum at seven", "owner": "PC Owen", "when": "every morning"}
    assert chair.post(write, task).status_code == 302
    assert chair.post(write, {"what": "again", "review_on": "20/11/2026"}).status_code == 302
    assert chair.post(write, {"what": "send", "to": [row.pk for row in rows]}).status_code == 302

    made = [one for one in queries.contents_of(grace, conference) if one.kind == "decisions"]
    assert len(made) == 3 and all(one.file for one in made)
    assert "Ring mum at seven" in str(made[0].content) and "Help is enough." in str(made[0].content)
    page = chair.get(at("conference_letters", number=conference.pk), {"what": "decisions"}).content.decode()
    assert page.count("Ring mum at seven") == 3
    pdf = chair.get(at("conference_paper_pdf", number=conference.pk, paper=made[0].pk))
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"what": "hold", "held_on": "14/10/2026"}, "at least two other agencies"),
        ({"what": "hold", "held_on": "11/10/2026", "went_on_why": "x"}, "not held at a weekend"),
        ({"what": "decide", "children": [], "decision": "plan"}, "Tick at least one child"),
        ({"what": "send", "to": []}, "has not been opened yet"),
    ],
)
def test_what_cannot_be_in_the_room_is_told(browser, grace, conference, form, words):
    page = browser(grace).post(at("conference_room_write", number=conference.pk), form)
    assert page.status_code == 422 and words in page.content.decode()


def test_a_decision_without_its_category_keeps_what_was_written(browser, grace, held, children):
    form = {"what": "decide", "children": [children[0].pk], "decision": "plan", "why": "Left alone at night."}
    page = browser(grace).post(at("conference_room_write", number=held.pk), form)

    assert page.status_code == 422
    assert (
        "Choose the category of abuse" in page.content.decode()
        and "Left alone at night." in page.content.decode()
    )


def test_who_may_not_chair_is_kept_out_of_the_room(browser, bea, amina, conference):
    assert browser(bea).get(at("conference_room", number=conference.pk)).status_code == 403
    assert browser(amina).get(at("conferences")).status_code == 403


def test_the_list_shows_what_is_to_be_set_up_and_the_chair_the_own(browser, bea, grace, children, enquiries):
    page = browser(bea).get(at("conferences")).content.decode()
    assert "Tia, Kofi and Elsie" in page and "Set up" in page

    other = make.worker("Ina Frost", role="conference_chair", team=make.team("Quality"))
    actions.set_up(
        bea,
        told=rules.SetUp(
            "initial", [children[0].pk], date(2026, 10, 22), make.moment(ON).time(), "Hall", other.pk
        ),
    )
    assert "22 Oct 2026" not in browser(grace).get(at("conferences")).content.decode()
    assert "22 Oct 2026" in browser(grace).get(at("conferences"), {"whose": "all"}).content.decode()


def test_a_page_costs_the_same_however_many_come(
    browser, grace, bea, held, children, django_assert_max_num_queries
):
    pages = [
        (bea, at("conferences")),
        (bea, at("conference", number=held.pk)),
        (grace, at("conference_room", number=held.pk)),
        (bea, at("person_protection", number=children[0].pk)),
        (bea, at("conference_new") + f"?person={children[0].pk}"),
    ]
    for worker, address in pages:
        client = browser(worker)
        client.get(address)
        with django_assert_max_num_queries(MOST, info=address):
            assert client.get(address).status_code == 200
