"""What is drawn and kept: as the record stood when the day began, the same whenever it is made."""

from datetime import date, timedelta

import pytest
from django.db import connection

from kith.core import calendar, clock
from kith.core import period as periods
from kith.performance import queries
from kith.performance.daily import drawing
from kith.performance.daily.conftest import TUESDAY, WEDNESDAY, at, deliver
from kith.performance.indicators import INDICATORS
from kith.performance.models import DailyLine, DailyList, Delivery
from kith.work.allocation import actions as allocation
from kith.work.models import Involvement, Standing, Timescale
from tests import make

pytestmark = pytest.mark.django_db


def kinds(day=WEDNESDAY):
    return [(one.kind, one.of, len(one.people)) for one in drawing.drawn(day)]


def count(code):
    return queries.read(INDICATORS[code], periods.day(WEDNESDAY), on=WEDNESDAY, as_at=TUESDAY).part


def test_the_list_holds_what_the_figures_of_that_morning_count(waiting, late):
    found = drawing.drawn(WEDNESDAY)

    unallocated = [one for one in found if one.kind == "unallocated"]
    work = [one for one in found if one.kind == "late"]
    assert sum(len(one.people) for one in unallocated) == count("unallocated") == 2
    assert sum(len(one.people) for one in work) == count("single_out_of_timescale") == 1
    (line,) = work
    assert (line.subjects, line.reason, line.since) == ((late.pk,), "family_moved", late.due_on)
    assert line.days == calendar.england().between(late.due_on, WEDNESDAY)


def test_sisters_are_one_line_until_one_of_them_is_held(place, waiting):
    assert kinds() == [("unallocated", "involvement", 2)]

    first = Involvement.objects.seen_by(place.head).get(person=waiting.children[0])
    allocation.allocate(place.colin, first, worker=place.amina, team=place.north, on=WEDNESDAY)

    assert kinds() == [("unallocated", "involvement", 2)], (
        "what is written today is not known when the day begins"
    )
    assert ("unallocated", "involvement", 1) in kinds(date(2026, 10, 15))


def test_a_list_made_two_days_late_is_the_list_of_its_morning(place, waiting, monkeypatch):
    before = drawing.drawn(TUESDAY)
    held = Involvement.objects.seen_by(place.head).get(person=waiting.children[0])
    allocation.allocate(place.colin, held, worker=place.amina, team=place.north, on=WEDNESDAY)

    assert drawing.drawn(TUESDAY) == before


@pytest.mark.parametrize(("seen", "not_seen"), [(date(2026, 9, 16), False), (date(2026, 9, 15), True)])
def test_who_was_not_seen_for_twenty_working_days_is_on_the_list(place, seen, not_seen):
    child = make.child()
    make.involvement(child, place.north, place.amina, started_on=date(2026, 7, 1))
    make.visit([child], visited_at=at(seen, 11), kind="home")

    assert (("not_seen", "person", 1) in kinds()) is not_seen
    assert (("not_seen", "person", 1) in kinds(WEDNESDAY + timedelta(days=1))) is True


def test_a_visit_written_down_today_is_not_known_this_morning(place):
    child = make.child()
    make.involvement(child, place.north, place.amina, started_on=date(2026, 7, 1))
    make.visit([child], visited_at=at(TUESDAY, 11), recorded_at=at(WEDNESDAY, 0, 5))

    assert ("not_seen", "person", 1) in kinds()
    assert ("not_seen", "person", 1) not in kinds(WEDNESDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "due_on", "kind"),
    [
        ("in_need_review", date(2026, 10, 21), "review"),
        ("care_visit_6_weeks", TUESDAY, "not_seen"),
        ("core_group", TUESDAY, "late"),
        ("core_group", WEDNESDAY, None),
    ],
)
def test_clocks_of_law_stand_under_their_heading(place, code, due_on, kind):
    child = make.child()
    case = make.involvement(child, place.north, place.amina, started_on=date(2026, 10, 1))
    stands = Standing.objects.create(
        person=child, kind="in_need", involvement=case, started_on=date(2026, 10, 1), by=place.amina,
        recorded_at=at(date(2026, 10, 1)),
    )  # fmt: skip
    Timescale.objects.create(
        person=child, code=code, title="A clock", standing=stands, from_on=date(2026, 10, 1), due_on=due_on,
        reason="the law", by=place.amina, recorded_at=at(date(2026, 10, 1)),
    )  # fmt: skip

    assert [one for one, of, _ in kinds() if of == "clock"] == ([kind] if kind else [])


def test_work_without_a_limit_drifts_after_what_the_practice_aims_at(place):
    child = make.child()
    make.involvement(child, place.north, place.amina, started_on=date(2026, 10, 1))
    begun = calendar.england().add(WEDNESDAY, -11)
    make.step("closure", [child], worker=place.amina, started_on=begun)

    assert ("drift", "step", 1) in kinds()
    assert ("drift", "step", 1) not in kinds(TUESDAY)


def test_practice_of_2011_has_its_list_too(place):
    child = make.child()
    make.involvement(child, place.north, started_on=date(2011, 9, 1))
    make.step("initial_assessment", [child], worker=place.amina, started_on=date(2011, 10, 3))

    found = {one.kind for one in drawing.drawn(date(2011, 10, 26))}
    assert found == {"unallocated", "late", "not_seen"}


def test_each_gets_the_lines_of_the_own_place(place, waiting, late):
    assert deliver() == {"daily": 1}

    lines = {one.worker.name: one.lines for one in Delivery.objects.select_related("worker")}
    assert lines == {"Ngozi Bright": 2, "Colin Burge": 1, "Martin Sole": 1}


def test_what_was_delivered_can_be_changed_by_nobody(place, waiting):
    deliver()

    with connection.cursor() as cursor:
        for table in ("dailylist", "dailyline", "lineremark", "delivery", "regularreport"):
            cursor.execute(
                "select has_table_privilege(%s, 'UPDATE') or has_table_privilege(%s, 'DELETE')",
                [f"performance_{table}"] * 2,
            )
            assert cursor.fetchone() == (False,), table


def test_no_word_of_the_record_is_kept_in_a_list(place, waiting, late):
    deliver()

    kept = str([list(DailyLine.objects.values()), list(DailyList.objects.values())])
    assert not any(word in kept for word in ("Marlowe", "Jordan", "Ellis", "Away until"))
    assert clock.london(DailyList.objects.get().known_at).date() == WEDNESDAY
