"""The record of a conference: opened from the room, with what the room knows, given to each as they may read it."""

from datetime import date

import pytest

from kith.core import Refused
from kith.protection.conference import actions, queries, rules
from kith.protection.conference.record.actions import open_record
from kith.protection.conference.record.effects import report_came
from kith.protection.conference.record.facts import conference as facts
from kith.protection.models import Conference, ConferenceInvitation
from kith.work.models import Answer, Step
from kith.work.steps import actions as steps
from kith.work.steps.queries import names_inside
from tests import make

ON = date(2026, 10, 14)
EVERY_ROW = "a rule needs every row, and shows none"
PLAN = rules.Decided("plan", "NEG", "Left alone at night.", "Jade says it was once.", "spoke_for")
SECRET = "Said while dad was outside."


@pytest.fixture
def decided(grace, conference, children):
    """The conference was held today and decided on a plan for all three."""
    there = {one.pk: "present" for one in queries.invitations_of(grace, conference)}
    held = actions.hold(grace, conference, on=ON, attended=there)
    actions.decide(grace, held, children=[one.pk for one in children], told=PLAN)
    return held


@pytest.fixture
def written(grace, decided, children):
    """Its record, written and not finished."""
    record = open_record(grace, decided)
    for child in children:
        make.answer(record, "child_says", f"“Mum is nice”, said {child.given_name}.", child=child)
    said = {
        "family_says": "Jade wants help.", "others_say": "Nothing more.", "worry": "Nights alone.",
        "not_read": SECRET, "outcome": "to_everybody",
    }  # fmt: skip
    for question, words in said.items():
        make.answer(record, question, words)
    return record


def test_the_record_is_opened_once_for_all_and_only_of_a_conference_that_was_held(
    grace, conference, children
):
    with pytest.raises(Refused, match="has not been opened yet"):
        open_record(grace, conference)

    there = {one.pk: "present" for one in queries.invitations_of(grace, conference)}
    actions.hold(grace, conference, on=ON, attended=there)
    record = open_record(grace, conference)

    assert open_record(grace, conference) == record
    assert sorted(record.people_ids()) == sorted(child.pk for child in children)
    assert (record.worker, record.started_on) == (grace, ON)


def test_what_the_room_knows_stands_beside_it_and_is_kept_with_it(grace, decided, written):
    told = {
        fact.title: fact.words for fact in facts(grace, written, names_inside(grace, written), ["conference"])
    }

    assert told["Decided"] == (
        "A child protection plan, because of neglect. Left alone at night. "
        "Seen differently: Jade says it was once. The child: somebody spoke for the child."
    )
    assert "Jade Marlowe (Mother); PC Owen; Priya Anand." in told["Who was there"]
    assert "Room 2, Town Hall" in told["Initial conference"]


def test_a_finished_record_goes_to_everybody_with_the_words_of_the_room(grace, bea, decided, written):
    steps.submit(grace, written, asked=None)

    papers = [one for one in queries.contents_of(bea, decided) if one.kind == "record"]
    assert len(papers) == 3
    for one in papers:
        for words in (
            "Left alone at night.",
            "Jade says it was once.",
            "Jade wants help.",
            "said Tia",
            "PC Owen",
        ):
            assert words in str(one.content)
        assert SECRET not in str(one.content)
        assert "Grace Adeyemi works with you" not in str(one.content)


def test_a_record_may_be_kept_without_giving_it_to_anybody(grace, bea, decided, written):
    row = Answer.objects.seen_by(grace).get(step=written, question="outcome")
    row.value = "kept"
    row.save(update_fields=["value"])

    steps.submit(grace, written, asked=None)

    assert Step.objects.seen_by(grace).get(pk=written.pk).state == "completed"
    assert not [one for one in queries.contents_of(bea, decided) if one.kind == "record"]


def test_a_report_signed_off_is_noted_at_the_conference_ahead(bea, amina, colin, conference, children):
    actions.invite(
        bea, conference, guests=[rules.Guest("w", "Amina", "social_care", worker=amina.pk, report=True)],
        report_due_on=date(2026, 10, 20),
    )  # fmt: skip
    work = make.step("conference_report", children, worker=amina, started_on=ON)
    report_came(colin, step=work, people=[children[0].pk], outcome="to_conference", on=ON)

    came = ConferenceInvitation.objects.unguarded(EVERY_ROW).filter(report_received_on=ON)
    assert [one.worker for one in came] == [amina]
    beside = facts(amina, work, names_inside(amina, work), ["conference"])
    assert [one.title for one in beside] == ["Initial conference"]
    assert "22 October 2026" in beside[0].words


def test_the_room_leads_to_the_record_and_the_step_page_asks_no_more_than_it_may(
    browser, grace, decided, django_assert_max_num_queries
):
    client = browser(grace)
    room = f"/conference/{decided.pk}/room/"
    assert "Write the record" in client.get(room).content.decode()

    sent = client.post(room + "write/", {"what": "record"})

    record = Conference.objects.unguarded(EVERY_ROW).get(pk=decided.pk).record
    assert sent["Location"] == f"/step/{record.pk}/"
    client.get(sent["Location"])
    with django_assert_max_num_queries(25):
        page = client.get(sent["Location"]).content.decode()
    assert "Left alone at night." in page and "Pulled through for you" in page
    assert "The record of this conference" in client.get(room).content.decode()
