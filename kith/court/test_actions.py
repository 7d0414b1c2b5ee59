"""Court work written down on real records: told once, kept whole by the record store."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kith.core import Refused
from kith.court.before import actions as before
from kith.court.models import CourtOrder, CourtPeriod, Hearing, PreProceedings, Proceedings
from kith.court.orders import actions as orders
from kith.court.papers import actions as papers
from kith.court.proceedings import actions as proceedings
from kith.work.models import Standing, Step, Timescale
from tests import make

pytestmark = pytest.mark.django_db
JULY, AUGUST, TODAY = date(2026, 7, 1), date(2026, 8, 3), date(2026, 10, 14)


def applied(by, people, **told):
    known = {"kind": "care_order", "court": "Family court at Westmere", "applied_on": AUGUST}
    return proceedings.apply(by, people=people, **{**known, **told})


def running(code):
    rows = Timescale.objects.unguarded("a rule needs every row, and shows none")
    return list(rows.filter(code=code, met_on=None, dropped_on=None).order_by("person_id"))


def test_pre_proceedings_are_told_once_for_three_and_count_for_each(amina, people):
    made = before.begin(amina, people=people, on=JULY)

    stood = Standing.objects.seen_by(amina).filter(kind="court", ended_on=None)
    assert sorted(stood.values_list("person_id", flat=True)) == sorted(people)
    assert sorted(made.people_ids()) == sorted(people)
    assert [one.due_on for one in running("pre_proceedings")] == [date(2026, 10, 21)] * 3


def test_there_were_no_pre_proceedings_before_the_public_law_outline(amina, people, monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2011-10-26")
    with pytest.raises(Refused, match="They began on 1 April 2008"):
        before.begin(amina, people=people, on=date(2008, 3, 31))

    assert not PreProceedings.objects.seen_by(amina).exists()


def test_a_child_in_pre_proceedings_does_not_begin_them_again(amina, people):
    before.begin(amina, people=people[:1], on=JULY)

    with pytest.raises(Refused, match="End it first"):
        before.begin(amina, people=people, on=AUGUST)

    assert Standing.objects.seen_by(amina).filter(kind="court").count() == 1


def test_court_work_may_begin_before_our_case_did(amina, people):
    before.begin(amina, people=people[:1], on=date(2026, 6, 7))

    assert Standing.objects.seen_by(amina).get(kind="court").involvement is None


def test_one_steps_down_while_two_go_to_court(amina, people):
    made = before.begin(amina, people=people, on=JULY)

    before.decide(amina, made, people=people[:1], outcome="B", on=AUGUST)
    before.decide(amina, made, people=people[1:], outcome="A", on=AUGUST)

    ended = Standing.objects.seen_by(amina).get(kind="court", ended_on=AUGUST)
    assert (ended.person_id, ended.end_reason) == (people[0], "stepped_down")
    assert running("pre_proceedings") == []
    with pytest.raises(Refused, match="over already"):
        before.decide(amina, made, people=people[:1], outcome="A", on=AUGUST)


def test_an_application_goes_on_from_pre_proceedings(amina, people):
    made = before.begin(amina, people=people, on=JULY)
    with pytest.raises(Refused, match="record first that pre-proceedings ended"):
        applied(amina, people)
    before.decide(amina, made, people=people, outcome="A", on=JULY)

    court = applied(amina, people, issued_on=AUGUST, letter_on=AUGUST)

    rows = CourtPeriod.objects.seen_by(amina).filter(proceedings=court, pre_proceedings=made)
    assert [row.issue_letter_on for row in rows] == [AUGUST] * 3
    assert Standing.objects.seen_by(amina).filter(kind="court").count() == 3
    assert [one.due_on for one in running("proceedings")] == [date(2027, 2, 1)] * 3


def test_proceedings_end_for_all_and_meet_their_clock(amina, people):
    court = applied(amina, people, issued_on=AUGUST)
    paper = papers.direct(amina, court, kind="genogram", words="", directed_on=AUGUST, due_on=TODAY)
    with pytest.raises(Refused, match="still waits for a paper"):
        proceedings.end(amina, court, on=TODAY, reason="order_made")
    papers.file(amina, paper, on=TODAY)

    proceedings.end(amina, court, on=TODAY, reason="order_made")

    assert not Standing.objects.seen_by(amina).filter(kind="court", ended_on=None).exists()
    clocks = Timescale.objects.seen_by(amina).filter(code="proceedings")
    assert {one.met_on for one in clocks} == {TODAY}
    with pytest.raises(Refused, match="have ended"):
        proceedings.list_hearing(amina, court, kind="final", on=TODAY, at=None)


def test_a_statement_the_court_wants_opens_one_step_for_all_due_that_day(amina, people):
    court = applied(amina, people)

    made = papers.direct(
        amina, court, kind="statement", words="", directed_on=AUGUST, due_on=date(2026, 10, 30)
    )

    assert made.step is not None
    assert (made.step.kind, made.step.due_on, made.step.worker) == (
        "court_statement",
        date(2026, 10, 30),
        amina,
    )
    assert sorted(made.step.people_ids()) == sorted(people)
    assert [one.due_on for one in running("court_direction")] == [date(2026, 10, 30)] * 3
    again = papers.direct(amina, court, kind="statement", words="", directed_on=AUGUST, due_on=TODAY)
    assert again.step is None, "the one that is open already is written first"


def test_what_somebody_else_is_to_file_opens_nothing_and_runs_no_clock(amina, people):
    made = papers.direct(
        amina, applied(amina, people), kind="statement", words="", from_whom="Mother’s solicitor",
        directed_on=AUGUST, due_on=TODAY,
    )  # fmt: skip

    assert made.step is None
    assert running("court_direction") == []
    assert not Step.objects.seen_by(amina).exists()


def test_a_court_asks_about_children_we_hardly_know(amina, north):
    child = make.child("Noor")

    made = papers.ask(
        amina, people=[child.pk], kind="section_7", court="Family court at Westmere", asked_on=AUGUST,
        wanted_by=date(2026, 10, 20),
    )  # fmt: skip
    assert made.step is not None
    assert (made.step.kind, made.step.due_on) == ("court_report", date(2026, 10, 20))
    assert [one.due_on for one in running("court_request")] == [date(2026, 10, 20)]
    papers.answer(amina, made, on=TODAY, hours=None)

    assert running("court_request") == []
    with pytest.raises(Refused, match="done with already"):
        papers.withdraw(amina, made, why="They agreed.")


def test_what_is_not_wanted_any_more_says_why(amina, people):
    made = papers.ask(amina, people=people, kind="wishes", court="Westmere", asked_on=AUGUST, wanted_by=TODAY)
    with pytest.raises(Refused, match="Say why"):
        papers.withdraw(amina, made, why=" ")

    papers.withdraw(amina, made, why="The parents agreed.")

    assert running("court_request") == []
    assert {one.dropped_why for one in Timescale.objects.seen_by(amina)} == {"The parents agreed."}


def test_an_order_ends_the_one_it_stands_in_place_of(amina, people):
    orders.make(amina, people=people, kind="interim_care", made_on=AUGUST)

    made = orders.make(amina, people=people[:2], kind="care", made_on=TODAY)

    held = CourtOrder.objects.seen_by(amina).filter(ended_on=None)
    assert sorted((row.kind, row.person_id) for row in held) == sorted(
        [("care", people[0]), ("care", people[1]), ("interim_care", people[2])]
    )
    assert [row.person_id for row in made] == people[:2]


def test_an_earlier_order_written_down_late_is_past(amina, people):
    orders.make(amina, people=people[:1], kind="emergency_protection", made_on=TODAY)

    orders.make(
        amina, people=people[:1], kind="emergency_protection", made_on=AUGUST, until_on=date(2026, 8, 11)
    )

    days = CourtOrder.objects.seen_by(amina).order_by("started_on").values_list("started_on", "ended_on")
    assert list(days) == [(AUGUST, date(2026, 8, 11)), (TODAY, None)]


def test_an_order_of_a_kind_that_did_not_exist_that_day_is_refused(amina, people):
    with pytest.raises(Refused, match="Choose the order"):
        orders.make(amina, people=people, kind="residence", made_on=TODAY)

    assert not CourtOrder.objects.seen_by(amina).exists()


def test_the_record_store_keeps_one_order_of_a_kind_at_a_time(amina, people):
    orders.make(amina, people=people[:1], kind="care", made_on=AUGUST)
    row = CourtOrder.objects.seen_by(amina).get()

    row.pk = None
    row.started_on = row.made_on = TODAY
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_court_work_about_a_restricted_child_is_hidden_whole(amina, colin, people, children):
    court = applied(amina, people)
    proceedings.list_hearing(amina, court, kind="final", on=TODAY, at=None)
    alone = applied(amina, [make.child("Noor").pk])
    make.restricted(children[0])

    assert not Hearing.objects.seen_by(colin).exists()
    assert [row.pk for row in Proceedings.objects.seen_by(colin)] == [alone.pk]
    assert sorted(CourtPeriod.objects.seen_by(colin).values_list("person_id", flat=True)) == sorted(
        [*people[1:], *alone.people_ids()]
    )


def test_pre_proceedings_stay_in_sight_where_another_child_is_hidden_before_a_court(amina, colin, people):
    """A period without pre-proceedings leaves the hidden ones no empty number that would hide everything."""
    made = before.begin(amina, people=people[:1], on=JULY)
    noor = make.child("Noor")
    applied(amina, [noor.pk])
    make.restricted(noor)

    assert PreProceedings.objects.seen_by(colin).get().pk == made.pk


def test_somebody_of_another_family_gets_no_part_in_proceedings(amina, people, children):
    made, gran, stranger = applied(amina, people), make.adult("Jean"), make.child("Orla", "Hadfield")
    make.relationship(gran, "grandparent", children[0])
    told = {"name": "", "part": "mother", "spoken_for_by": "", "on": None}

    with pytest.raises(Refused, match="Choose somebody of the family"):
        proceedings.add_party(amina, made, person=stranger.pk, **told)

    assert proceedings.add_party(amina, made, person=gran.pk, **told).person_id == gran.pk
