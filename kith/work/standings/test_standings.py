"""What the record store itself holds of how children stand with the service."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from kith.core import Refused
from kith.work.models import Standing, Timescale
from kith.work.standings import actions, queries
from kith.work.timescales import actions as timescales
from kith.work.visits.due import next_visits
from tests import make

pytestmark = pytest.mark.django_db
JUNE, JULY, AUGUST = date(2026, 6, 8), date(2026, 7, 2), date(2026, 8, 3)


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.fixture
def case(amina):
    return make.involvement(make.child(), amina.team, amina, started_on=JUNE)


def put(case, by, kind, on, until=None):
    """A row past every rule, as a faulty program would write it."""
    ended = {"ended_on": until, "end_reason": "x", "ended_recorded_at": case.recorded_at} if until else {}
    with transaction.atomic():
        return Standing.objects.create(
            person=case.person, involvement=case, kind=kind, started_on=on, by=by,
            recorded_at=case.recorded_at, **ended,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("protection", JULY, None), ("protection", AUGUST, None)),
        (("protection", JULY, None), ("in_need", AUGUST, None)),
        (("in_need", JULY, None), ("protection", AUGUST, None)),
        (("protection", JULY, AUGUST), ("protection", AUGUST, None)),
        (("looked_after", JULY, AUGUST), ("looked_after", AUGUST, None)),
        (("in_need", JULY, AUGUST), ("protection", JULY, AUGUST)),
        (("enquiry", JULY, None), ("enquiry", AUGUST, None)),
        (("in_need", JULY, AUGUST), ("protection", date(2026, 6, 7), JULY)),
        (("in_need", JULY, AUGUST), ("looked_after", JULY, JULY)),
        (("in_need", JULY, None), ("looked_after", AUGUST, None)),
        (("looked_after", JULY, None), ("in_need", AUGUST, None)),
        (("in_need", JULY, AUGUST), ("in_need", AUGUST, None)),
    ],
)
def test_what_contradicts_itself_is_not_written(case, amina, first, second):
    """Pitfall 10, held by the record store."""
    put(case, amina, *first)

    with pytest.raises(IntegrityError):
        put(case, amina, *second)


def test_what_may_stand_together_is_written(case, amina):
    put(case, amina, "in_need", JUNE, JULY)
    put(case, amina, "protection", JULY, AUGUST)
    put(case, amina, "looked_after", AUGUST, date(2026, 9, 7))
    put(case, amina, "protection", date(2026, 8, 4))
    put(case, amina, "in_need", date(2026, 7, 20), date(2026, 7, 20))

    stands = queries.open_of(amina, [case.person_id], date(2026, 8, 5))

    assert {row.kind for row in stands[case.person_id]} == {"protection", "looked_after"}
    assert len(queries.all_of(amina, case.person_id)) == 5


def test_a_case_does_not_end_under_a_plan(case, amina):
    put(case, amina, "protection", JULY)

    case.ended_on, case.end_reason = AUGUST, "RC7"

    with pytest.raises(IntegrityError), transaction.atomic():
        case.save()


def test_a_plan_begins_and_ends_and_its_clocks_end_with_it(case, amina):
    plan = actions.begin(amina, person=case.person_id, kind="protection", on=JULY)
    clock = Timescale.objects.create(
        person=case.person, code="core_group", title="Core group", standing=plan, from_on=JULY,
        due_on=AUGUST, reason="because", by=amina, recorded_at=plan.recorded_at,
    )  # fmt: skip
    with pytest.raises(Refused, match="there is a child protection plan since 2 Jul 2026"):
        actions.begin(amina, person=case.person_id, kind="in_need", on=AUGUST)

    ended = actions.end(amina, plan, on=AUGUST, reason="review")

    clock.refresh_from_db()
    assert (ended.involvement_id, plan.ended_on) == (case.pk, AUGUST)
    assert (clock.dropped_on, clock.dropped_why) == (AUGUST, "Child protection plan ended.")
    with pytest.raises(Refused, match="It has ended already"):
        actions.end(amina, plan, on=AUGUST, reason="review")
    with pytest.raises(Refused):
        timescales.drop(amina, clock, on=AUGUST, why="twice")


def test_who_may_not_know_of_the_child_sees_neither(case, amina):
    actions.begin(amina, person=case.person_id, kind="protection", on=JULY)
    make.restricted(case.person)
    stranger = make.worker()

    with connection.cursor() as cursor:
        cursor.execute("select set_config('kith.worker', %s, true)", [stranger.sight])

    assert queries.open_of(stranger, [case.person_id], AUGUST) == {}


def test_a_visit_clock_runs_while_a_child_is_on_a_plan(case, amina):
    today = date(2026, 10, 14)
    before = next_visits(amina, [case.person_id], today)[case.person_id]

    actions.begin(amina, person=case.person_id, kind="protection", on=date(2026, 10, 5))

    assert before.title == "Child in need visit"
    assert next_visits(amina, [case.person_id], today)[case.person_id].title == "Child protection visit"
