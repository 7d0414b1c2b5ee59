"""A conference from its set-up to what everybody takes home: what is kept, what is met, what nobody learns."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kith.core import Refused, clock
from kith.documents.models import Mail
from kith.people.models import Boundary, KeptAddress
from kith.protection.conference import actions, guests, queries, rules
from kith.protection.conference.conftest import guest, told
from kith.protection.conference.sending.actions import send_decisions, send_reports
from kith.protection.enquiry import actions as enquiries
from kith.protection.enquiry.queries import latest_enquiries
from kith.protection.events import SOURCES
from kith.protection.models import Conference, ConferenceChild, ConferencePaper, Enquiry
from kith.work.models import Involvement, Notice, Standing, Timescale
from kith.work.standings import actions as standings
from kith.work.steps.queries import counts_as_done_on
from tests import make

EVERY_ROW = "a rule needs every row, and shows none"
ON = date(2026, 10, 14)
PLAN = rules.Decided("plan", "NEG", "Left alone at night.")


def everybody(viewer, conference, how="present"):
    return {one.pk: how for one in queries.invitations_of(viewer, conference)}


@pytest.fixture
def held(grace, conference):
    """The same, open today."""
    return actions.hold(grace, conference, on=ON, attended=everybody(grace, conference))


def clocks(child, code="initial_conference"):
    return Timescale.objects.unguarded(EVERY_ROW).get(person=child, code=code)


def test_everybody_gets_a_letter_and_mail_names_nobody(bea, conference, children):
    papers = queries.papers_of(bea, conference)
    mail = Mail.objects.get()

    assert sorted(one.invitation.name for one in papers) == ["Jade Marlowe", "PC Owen", "Priya Anand"]
    assert mail.to == "owen@police.example" and f"CP{conference.pk}" in mail.subject
    for secret in ("Tia", "Kofi", "Elsie", "Marlowe", "Town Hall"):
        assert secret not in mail.words + mail.subject
    assert "{" not in mail.words


def test_the_chair_is_told(conference, grace):
    assert "22/10/2026" in Notice.objects.get(worker=grace).words


def test_a_letter_names_no_other_guest_and_no_address(bea, conference):
    for one in queries.contents_of(bea, conference):
        text = str(one.content)
        others = {"Jade Marlowe", "PC Owen", "Priya Anand"} - {one.invitation.name}
        assert not any(name in text for name in others)
        assert "Alder Walk" not in text and "WM4" not in text


def test_an_address_kept_from_somebody_stands_on_no_paper_of_theirs(
    bea, grace, colin, children, household, enquiries
):
    lee = make.adult("Lee", "Marlowe")
    for child in children:
        make.relationship(lee, "father", child)
    KeptAddress.objects.create(
        person=household.mother, kept_from=lee, started_on=date(2020, 1, 1), recorded_at=clock.now(), by=colin
    )
    made = actions.set_up(
        bea,
        told=rules.SetUp(
            kind="initial", people=[one.pk for one in children], on=date(2026, 10, 22), at=time(10),
            place="27 Alder Walk, the kitchen", chair=grace.pk,
            guests=[
                guest("Lee Marlowe", "family", person=lee.pk),
                guest("PC Owen", "police"), guest("Ms Dunn", "school"),
            ],
        ),
    )  # fmt: skip
    made = actions.hold(grace, made, on=ON, attended=everybody(grace, made))
    why = rules.Decided("in_need", "", "Mum moved to 27 Alder Walk, WM4 2QT.")
    actions.decide(grace, made, children=[one.pk for one in children], told=why)
    send_decisions(grace, made, to=[one.pk for one in queries.invitations_of(grace, made)])

    his = [str(one.content) for one in queries.contents_of(grace, made) if one.invitation.person_id == lee.pk]
    assert len(his) == 2
    for text in his:
        assert "alder walk" not in text.lower() and "wm4" not in text.lower()
        assert "[address not told]" in text


def test_who_is_told_nothing_of_a_child_gets_nothing_about_it(bea, grace, colin, children, household, held):
    mother = household.mother
    Boundary.objects.create(
        person=children[0], other=mother, kind="told_nothing", words="Court order", started_on=date(2026, 1, 1),
        recorded_at=clock.now(), by=colin,
    )  # fmt: skip
    actions.decide(
        grace, held, children=[one.pk for one in children], told=rules.Decided("neither", "", "It is safe.")
    )
    send_decisions(grace, held, to=[one.pk for one in queries.invitations_of(grace, held)])

    made = [one for one in queries.contents_of(grace, held) if one.kind == "decisions"]
    hers = next(one for one in made if one.invitation.person_id == mother.pk)
    assert "Tia" not in str(hers.content) and "Kofi" in str(hers.content)


def test_who_may_be_told_nothing_at_all_is_not_invited(bea, colin, children, enquiries, grace):
    lee = make.adult("Lee", "Marlowe")
    on = rules.SetUp("initial", [children[0].pk], date(2026, 10, 22), time(10), "Town Hall", grace.pk)
    Boundary.objects.create(
        person=children[0], other=lee, kind="told_nothing", words="Court order", started_on=date(2026, 1, 1),
        recorded_at=clock.now(), by=colin,
    )  # fmt: skip
    with pytest.raises(Refused, match="told nothing about these children"):
        actions.set_up(
            bea, told=rules.SetUp(**{**vars_of(on), "guests": [guest("Lee", "family", person=lee.pk)]})
        )
    assert not ConferencePaper.objects.seen_by(bea).exists()


def vars_of(row):
    return {name: getattr(row, name) for name in row.__slots__}


def test_holding_it_meets_the_clock_and_ends_the_enquiry(held, children):
    for child in children:
        assert clocks(child).met_on == ON
        standing = Standing.objects.unguarded(EVERY_ROW).get(person=child, kind="enquiry")
        assert (standing.ended_on, standing.end_reason) == (ON, "conference")
        assert Enquiry.objects.unguarded(EVERY_ROW).get(pk=standing.pk).outcome == "conference"


def test_without_two_other_agencies_it_says_why_it_goes_on(grace, conference):
    alone = dict.fromkeys(everybody(grace, conference), "apologies")
    with pytest.raises(Refused, match="at least two other agencies"):
        actions.hold(grace, conference, on=ON, attended=alone)
    made = actions.hold(grace, conference, on=ON, attended=alone, went_on_why="The children cannot wait.")
    assert made.went_on_why == "The children cannot wait."


def test_a_plan_that_is_decided_on_begins_on_the_day_of_the_conference(grace, held, children):
    actions.decide(grace, held, children=[children[0].pk, children[1].pk], told=PLAN)
    actions.decide(
        grace, held, children=[children[2].pk], told=rules.Decided("in_need", "", "She is with gran.")
    )

    plans = Standing.objects.unguarded(EVERY_ROW).filter(kind="protection")
    assert {(row.person_id, row.started_on) for row in plans} == {(children[0].pk, ON), (children[1].pk, ON)}
    need = Standing.objects.unguarded(EVERY_ROW).filter(kind="in_need")
    assert {(row.person_id, row.started_on) for row in need} == {(children[2].pk, ON)}
    for child in (children[0], children[2]):
        with pytest.raises(Refused, match="ends at a review"):
            actions.decide(grace, held, children=[child.pk], told=rules.Decided("neither", "", "After all."))


def test_a_plan_that_cannot_begin_is_refused_beside_the_decision(grace, held, children):
    standings.begin(grace, person=children[0].pk, kind="looked_after", on=ON)

    with pytest.raises(Refused, match="was looked after") as refused:
        actions.decide(
            grace, held, children=[children[0].pk], told=rules.Decided("in_need", "", "She is with gran.")
        )

    assert refused.value.problems[0][0] == "decision"
    assert not ConferenceChild.objects.unguarded(EVERY_ROW).exclude(decision="").exists()


def test_nothing_is_sent_while_something_is_undecided(grace, held, children):
    actions.decide(grace, held, children=[children[0].pk], told=PLAN)
    with pytest.raises(Refused, match="Nothing is decided yet for Kofi and Elsie"):
        send_decisions(grace, held, to=list(everybody(grace, held)))


def test_a_cancelled_conference_leaves_the_clock_running(bea, conference, children):
    with pytest.raises(Refused):
        actions.cancel(bea, conference, reason=" ")
    actions.cancel(bea, conference, reason="The chair is ill.")

    assert clocks(children[0]).is_running
    assert queries.planned_for([children[0].pk]) == {}
    assert [row.people for row in queries.to_set_up(bea, ON)] == [[one.pk for one in children]]


def test_a_planned_one_is_not_to_be_set_up_again(bea, conference, children, grace):
    assert queries.to_set_up(bea, ON) == []
    with pytest.raises(Refused, match="planned already"):
        actions.set_up(
            bea,
            told=rules.SetUp(
                "initial", [children[0].pk], date(2026, 10, 23), time(10), "Town Hall", grace.pk
            ),
        )


def test_what_is_planned_takes_no_place_in_a_long_list_of_what_is_to_be_set_up(
    bea, conference, household, colin, north, amina, monkeypatch
):
    """A county has more conferences ahead than a list is long: what is still to be set up stands in it."""
    late = make.child("Ana", "Reed", age=4)
    home = make.family(children=[late])
    make.involvement(late, north, amina, started_on=date(2026, 9, 1), family=home.family)
    enquiries.hold_discussion(colin, told=told([late], held_on=date(2026, 10, 12)))
    monkeypatch.setattr(queries, "LONGEST_LIST", 2)

    assert [row.people for row in queries.to_set_up(bea, ON)] == [[late.pk]]


def test_a_planned_conference_keeps_the_enquiry_from_ending_otherwise(
    colin, conference, children, enquiries_of
):
    with pytest.raises(Refused, match="A conference is planned"):
        enquiries.decide_enquiry(colin, enquiries_of(children[0]), outcome="substantiated", on=ON)


@pytest.fixture
def enquiries_of():
    return lambda child: (
        Enquiry.objects.unguarded(EVERY_ROW).select_related("standing").get(standing__person=child)
    )


def test_a_transfer_in_runs_from_the_day_we_were_told_and_touches_no_enquiry_pitfall_5(bea, grace, children):
    people = [one.pk for one in children]
    made = actions.set_up(
        bea,
        told=rules.SetUp(
            "transfer_in", people, ON, time(9), "Town Hall", grace.pk, date(2026, 10, 1),
            [guest("PC Owen", "police"), guest("Ms Dunn", "school")],
        ),
    )  # fmt: skip
    assert clocks(children[0], "transfer_in_conference").due_on == date(2026, 10, 22)
    actions.hold(grace, made, on=ON, attended=everybody(grace, made))
    assert clocks(children[0], "transfer_in_conference").met_on == ON
    assert set(ConferenceChild.objects.seen_by(bea).values_list("enquiry", flat=True)) == {None}


def test_an_initial_conference_without_an_enquiry_cannot_be_in_the_database(bea, conference):
    line = ConferenceChild.objects.seen_by(bea).first()
    line.enquiry = None
    with pytest.raises(IntegrityError, match="conference_child_enquiry_of_initial"), transaction.atomic():
        line.save()


def test_the_database_refuses_a_weekend(bea, conference):
    line = ConferenceChild.objects.seen_by(bea).first()
    line.held_on = date(2026, 10, 10)
    with pytest.raises(IntegrityError, match="on_a_weekday"), transaction.atomic():
        line.save()


def test_whoever_is_around_the_children_is_offered_once(bea, amina, children, household, around):
    offered = guests.suggested(bea, children, ON)

    assert [(one.name, one.agency) for one in offered] == [
        ("Jade Marlowe", "family"), ("Tia Marlowe", "family"), ("Amina Rahman", "social_care"),
        ("Priya Anand", "school"), ("Alder Walk Surgery", "gp"),
    ]  # fmt: skip


def test_who_came_last_time_is_offered_with_the_address_known_then(bea, conference, children):
    owen = next(one for one in guests.suggested(bea, children, ON) if one.name == "PC Owen")
    assert (owen.email, owen.agency) == ("owen@police.example", "police")


def test_reports_go_to_those_who_may_read_them_and_are_noted_as_shared(bea, amina, children, conference):
    with pytest.raises(Refused, match="No report"):
        send_reports(bea, conference)


def test_who_may_not_chair_decides_nothing(bea, held, children):
    with pytest.raises(PermissionDenied):
        actions.decide(bea, held, children=[children[0].pk], told=PLAN)


def test_a_restricted_sibling_hides_the_conference_and_leaves_a_child_its_own_decision(
    grace, held, children, as_worker, bea
):
    actions.decide(
        grace, held, children=[one.pk for one in children], told=rules.Decided("in_need", "", "Help.")
    )
    make.restricted(children[2], [grace], by=grace)
    as_worker(bea)

    assert queries.conference(bea, held.pk) is None
    assert [(row.held_on, row.decision) for row in queries.conferences_of(bea, children[0].pk)] == [
        (ON, "in_need")
    ]


def test_discussion_enquiry_and_conference_stand_in_the_chronology(grace, held, children):
    actions.decide(grace, held, children=[children[0].pk], told=PLAN)

    told = {
        (event.title, event.on): event.words
        for source in SOURCES
        for event in source.events(grace, [children[0].pk])
    }
    assert told == {
        ("Strategy discussion", date(2026, 10, 5)): "Enquiry by social care and police together.",
        ("Section 47 enquiry decided", ON): "To a child protection conference.",
        ("Initial conference", ON): "A child protection plan: neglect. Left alone at night.",
    }


def test_an_enquiry_is_written_up_late_without_a_reason_where_its_conference_was_in_time(
    colin, grace, conference, enquiries, children
):
    """The fifteen days are those of the conference: what is written down weeks later was not late."""
    people = [child.pk for child in children]
    facts = {"started_on": date(2026, 10, 5), "due_on": date(2026, 10, 13), "team": colin.team}
    work = make.step("section_47_enquiry", children, **facts)
    assert counts_as_done_on(colin, work) == ON

    actions.hold(grace, conference, on=date(2026, 10, 13), attended=everybody(grace, conference))

    assert counts_as_done_on(colin, work) == date(2026, 10, 13)
    assert latest_enquiries(colin, people)[people[0]].standing.ended_on == date(2026, 10, 13)
    later = make.step("section_47_enquiry", children[:1], started_on=ON, due_on=ON, team=colin.team)
    assert counts_as_done_on(colin, later) == ON


def test_the_record_store_keeps_a_case_around_its_conferences(grace, children):
    """Nothing is dated after closure, whoever closes: past every rule, as a faulty program would write it."""
    case, now = Involvement.objects.seen_by(grace).filter(person=children[0]), clock.now()
    row = Conference.objects.create(
        kind="review", team=grace.team, planned_at=now, place="Room 2", held_on=ON, held_recorded_at=now, by=grace,
        recorded_at=now,
    )  # fmt: skip
    ConferenceChild.objects.create(
        conference=row, person=children[0], involvement=case.get(), kind="review", held_on=ON
    )

    with pytest.raises(IntegrityError, match="outside it"), transaction.atomic():
        case.update(ended_on=date(2026, 10, 13), end_reason="RC7")

    assert case.update(ended_on=ON, end_reason="RC7") == 1
