"""Times missing on the record: several children at once, the 72 hours, what is refused, what the record store holds."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError

from kith.care.missing import actions, queries
from kith.care.models import TimeMissing
from kith.care.together.queries import in_care
from kith.core import Refused, clock
from kith.work.models import Timescale
from tests import caring, make

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 14)
ALL = "a rule needs every row, and shows none"


@pytest.fixture
def amina(monkeypatch):
    monkeypatch.setenv("KITH_TODAY", "2026-10-14")
    return make.worker()


@pytest.fixture
def children(amina):
    made = [make.child(name, "Marlowe", age=age) for name, age in (("Tia", 15), ("Kofi", 13))]
    make.family(children=made)
    for child in made:
        caring.in_care(child, date(2026, 1, 5), amina)
    return made


def at(day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=clock.LONDON)


def gone(by, child, *, on=None, back=None, both=True, kind="M"):
    among = in_care(by, child.pk, TODAY)
    return actions.record(by, among if both else among[:1], kind=kind, started_at=on or at(12), ended_at=back)


def clocks(child):
    return Timescale.objects.unguarded(ALL).filter(person=child, code="return_interview")


def test_brothers_and_sisters_go_missing_and_come_back_together(amina, children):
    gone(amina, children[0])

    times = queries.of_people(amina, [child.pk for child in children])
    actions.come_back(amina, times, ended_at=at(13, 9), where_found="At their gran’s")

    assert [(one.kind, one.started_on, one.ended_on) for one in times] == [
        ("M", date(2026, 10, 12), None)
    ] * 2
    running = [clocks(child).get() for child in children]
    assert {one.due_at for one in running} == {at(13, 9) + timedelta(hours=72)}
    assert {one.due_on for one in running} == {date(2026, 10, 16)}


def test_a_talk_in_time_meets_the_clock(amina, children):
    (time,) = gone(amina, children[0], back=at(12, 20), both=False)

    told = {"interviewer": "Hana Reyes, advocate", "is_independent": True, "words": "She was at a friend’s."}
    actions.talk(amina, time, held_at=at(13, 12), **told)

    row = clocks(children[0]).get()
    assert (row.met_on, row.met_at) == (date(2026, 10, 13), at(13, 12))
    assert queries.one(amina, time.pk).answer == "accepted"
    with pytest.raises(Refused, match="on record already"):
        actions.talk(amina, time, held_at=at(13, 13), **told)


def test_a_talk_that_was_declined_is_not_asked_for_any_more(amina, children):
    (time,) = gone(amina, children[0], back=at(12, 20), both=False)

    actions.answer(amina, time, answer="declined", words="She said no twice")

    assert "She said no twice" in clocks(children[0]).get().dropped_why


def test_one_that_was_not_offered_stays_late(amina, children):
    (time,) = gone(amina, children[0], back=at(12, 20), both=False)

    actions.answer(amina, time, answer="not_offered", words="Nobody on duty")

    assert clocks(children[0]).get().is_running


def test_what_stands_against_one_child_stands_against_all(amina, children):
    gone(amina, children[1], both=False)

    with pytest.raises(Refused, match="Kofi is recorded as missing already"):
        gone(amina, children[0])

    assert TimeMissing.objects.unguarded(ALL).count() == 1


def test_rows_that_cannot_be_are_not_written(amina, children):
    (time,) = gone(amina, children[0], back=at(12, 20), both=False)
    period = time.period

    def put(**told):
        row = {"period": period, "kind": "M", "started_at": at(10), "by": amina, "recorded_at": clock.now()}
        caring.put(TimeMissing, **row | told)

    over = {"ended_recorded_at": clock.now()}
    for told in (
        {},  # open, and runs over the other: 574
        {"ended_at": at(12, 10, 1), **over},  # 574
        {"ended_at": at(9), **over},  # 567
        {"kind": "X", "ended_at": at(11), **over},  # 1006
        {"started_at": datetime(2026, 1, 4, 23, 59, tzinfo=clock.LONDON), "ended_at": at(1), **over},  # 581
        {"talked_at": at(11), "ended_at": at(11), "talked_with": "", **over},
    ):
        with pytest.raises(IntegrityError):
            put(**told)
    put(ended_at=at(11), **over)


def test_hidden_with_the_child(amina, children, as_worker):
    gone(amina, children[0], both=False)
    make.restricted(children[0])
    stranger = make.worker()

    as_worker(stranger)

    assert queries.of_people(stranger, [child.pk for child in children]) == []


def test_care_does_not_end_while_a_child_is_missing_but_on_the_18th_birthday(amina, children):
    max_ = make.child("Max", "Dunn", born_on=date(2008, 10, 13))
    period = caring.in_care(max_, date(2026, 1, 5), amina)
    gone(amina, max_)

    for on, reason in ((date(2026, 10, 12), "E4A"), (date(2026, 10, 12), "E8"), (date(2026, 10, 13), "E5")):
        with pytest.raises(Refused):
            actions.end_with_care(amina, period, on=on, reason=reason)
    actions.end_with_care(amina, period, on=date(2026, 10, 13), reason="E8")

    assert queries.of_people(amina, [max_.pk])[0].ended_on == date(2026, 10, 13)
