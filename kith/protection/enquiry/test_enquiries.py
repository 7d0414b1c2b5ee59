"""Strategy discussions start enquiries and their clock once; an enquiry ends with its outcome."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kith.core import Refused
from kith.protection.enquiry import actions, queries
from kith.protection.enquiry.conftest import HELD, told
from kith.protection.enquiry.rules import Presence
from kith.protection.models import Enquiry, StrategyAttendance, StrategyChild
from kith.work.models import Involvement, Standing, Timescale
from tests import make

EVERY_ROW = "a rule needs every row, and shows none"


def clocks(child):
    return list(Timescale.objects.unguarded(EVERY_ROW).filter(person=child).order_by("pk"))


def test_the_discussion_that_decides_it_starts_the_enquiry_and_its_clock_pitfalls_1_and_2(colin, children):
    actions.hold_discussion(colin, told=told(children))

    for child in children:
        standing = Standing.objects.unguarded(EVERY_ROW).get(person=child)
        clock = clocks(child)[0]
        assert (standing.kind, standing.started_on) == ("enquiry", HELD)
        assert (clock.code, clock.from_on, clock.due_on) == ("initial_conference", HELD, date(2026, 10, 26))


def test_a_later_discussion_while_the_enquiry_goes_on_starts_no_clock_anew(colin, children, enquiries):
    actions.hold_discussion(colin, told=told(children, held_on=date(2026, 10, 9)))

    assert [clock.from_on for clock in clocks(children[0])] == [HELD]
    assert StrategyChild.objects.seen_by(colin).filter(person=children[0]).count() == 2
    began = {row["discussion_id"] for row in queries.enquiries_of(colin, children[0].pk)}
    assert [one.started for one in queries.discussions_of(colin, children[0].pk, began)] == [False, True]


def test_an_earlier_discussion_that_decided_none_starts_no_clock(colin, children):
    actions.hold_discussion(colin, told=told(children, decision="none", held_on=date(2026, 9, 20)))

    assert clocks(children[0]) == []
    assert queries.open_enquiries(colin, [children[0].pk]) == {}


def test_siblings_may_be_decided_differently(colin, children):
    tia, kofi, elsie = children
    decisions = {tia.pk: "joint", kofi.pk: "single", elsie.pk: "none"}
    actions.hold_discussion(colin, told=told(children).__class__(HELD, told(children).attendance, decisions))

    found = queries.open_enquiries(colin, [child.pk for child in children])
    assert {number: row.kind for number, row in found.items()} == {tia.pk: "joint", kofi.pk: "single"}


def test_who_took_part_is_kept_by_agency(colin, children):
    there = (
        Presence("social_care", True),
        Presence("police", False, "Sent by mail, read out"),
        Presence("health", True),
    )
    actions.hold_discussion(colin, told=told(children, there=there))

    rows = StrategyAttendance.objects.seen_by(colin).order_by("agency")
    assert [(row.agency, row.took_part) for row in rows] == [
        ("health", True), ("police", False), ("social_care", True),
    ]  # fmt: skip


def test_it_is_recorded_late_in_a_case_that_was_open_then(colin, children):
    made = actions.hold_discussion(colin, told=told(children, held_on=date(2026, 9, 2)))

    assert made.held_on < made.recorded_at.date()


def test_before_the_case_began_there_was_no_discussion_of_it(colin, children):
    with pytest.raises(Refused, match="was not open to us on that day"):
        actions.hold_discussion(colin, told=told(children, held_on=date(2026, 8, 31)))
    assert not Standing.objects.unguarded(EVERY_ROW).exists()


def test_without_a_conference_the_enquiry_ends_that_day_and_drops_its_clock_pitfall_7(
    colin, children, enquiries
):
    row = actions.decide_enquiry(
        colin, enquiries[children[0].pk], outcome="substantiated", on=date(2026, 10, 12)
    )

    standing = Standing.objects.unguarded(EVERY_ROW).get(pk=row.pk)
    assert row.conference_not_required
    assert (standing.ended_on, standing.end_reason) == (date(2026, 10, 12), "no_need")
    assert clocks(children[0])[0].dropped_on == date(2026, 10, 12)


def test_with_a_conference_it_goes_on_and_may_be_decided_otherwise(colin, children, enquiries):
    row = enquiries[children[0].pk]
    actions.decide_enquiry(colin, row, outcome="conference", on=date(2026, 10, 12))
    assert Standing.objects.unguarded(EVERY_ROW).get(pk=row.pk).ended_on is None
    assert not Enquiry.objects.seen_by(colin).get(pk=row.pk).conference_not_required

    actions.decide_enquiry(colin, row, outcome="substantiated", on=date(2026, 10, 13))
    assert Enquiry.objects.seen_by(colin).get(pk=row.pk).conference_not_required


def test_what_has_ended_is_not_decided_anew(colin, children, enquiries):
    row = enquiries[children[0].pk]
    actions.decide_enquiry(colin, row, outcome="not_substantiated", on=date(2026, 10, 12))

    with pytest.raises(Refused, match="It ended on"):
        actions.decide_enquiry(colin, row, outcome="conference", on=date(2026, 10, 13))


def test_the_database_keeps_an_outcome_whole(colin, children, enquiries):
    row = enquiries[children[0].pk]
    row.outcome = "substantiated"
    with pytest.raises(IntegrityError, match="enquiry_decided_whole"), transaction.atomic():
        row.save()


def test_a_restricted_sibling_hides_the_discussion_and_not_the_childs_own_day(colin, children, as_worker):
    actions.hold_discussion(colin, told=told(children))
    make.restricted(children[2], [], by=colin)
    as_worker(colin)

    shown = queries.discussions_of(colin, children[0].pk, ())

    assert [(one.held_on, one.there) for one in shown] == [(HELD, [])]
    assert queries.enquiries_of(colin, children[2].pk) == []
    assert len(queries.enquiries_of(colin, children[0].pk)) == 1


@pytest.mark.parametrize("day", [{"ended_on": date(2026, 9, 29)}, {"started_on": date(2026, 10, 1)}])
def test_the_record_store_keeps_a_case_around_its_strategy_discussions(colin, children, day):
    """Nothing is dated after closure, whoever closes: past every rule, as a faulty program would write it."""
    actions.hold_discussion(colin, told=told(children, decision="none", held_on=date(2026, 9, 30)))
    case = Involvement.objects.seen_by(colin).filter(person=children[0])
    reason = {"end_reason": "RC7"} if "ended_on" in day else {}

    with pytest.raises(IntegrityError, match="outside it"), transaction.atomic():
        case.update(**day, **reason)

    assert case.update(ended_on=date(2026, 9, 30), end_reason="RC7") == 1
