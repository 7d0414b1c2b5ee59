from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from kith.core import Refused, calendar
from kith.database import session, working_day
from kith.database.models import LocalClosure, WorkingDay

pytestmark = pytest.mark.django_db


def test_the_table_and_the_pure_calendar_agree_on_every_day_from_1990_to_2060():
    england = calendar.england()

    rows = list(WorkingDay.objects.order_by("day").values_list("day", "is_working", "number"))

    assert rows == [(each.on, each.is_working, each.number) for each in england.days()]
    assert len(rows) == 25_933


def test_bank_holidays_are_named():
    assert WorkingDay.objects.get(day=date(2022, 9, 19)).name
    assert WorkingDay.objects.get(day=date(2022, 9, 20)).name == ""


def test_a_local_closure_moves_every_later_number_by_one():
    day = date(2026, 12, 29)
    before = WorkingDay.objects.get(day=date(2027, 6, 1)).number

    changed = working_day.close_on(day, "Offices move")

    assert changed == (calendar.LAST - day).days + 1
    assert not WorkingDay.objects.get(day=day).is_working
    assert WorkingDay.objects.get(day=date(2027, 6, 1)).number == before - 1
    own = working_day.working_calendar()
    rows = WorkingDay.objects.values_list("day", "number")
    assert all(own.number(each) == number for each, number in rows)


def test_a_closure_can_be_taken_back():
    day = date(2026, 12, 29)
    working_day.close_on(day, "Offices move")

    working_day.open_on(day)

    assert not LocalClosure.objects.exists()
    assert WorkingDay.objects.get(day=day).number == calendar.england().number(day)


@pytest.mark.parametrize(
    ("day", "name", "field"),
    [
        (date(2026, 12, 25), "Christmas", "day"),
        (date(2026, 12, 26), "Saturday", "day"),
        (date(2026, 12, 29), "  ", "name"),
        (date(1989, 12, 29), "Long ago", "day"),
    ],
)
def test_a_closure_that_makes_no_sense_is_refused_in_words(day, name, field):
    with pytest.raises(Refused) as refused:
        working_day.close_on(day, name)

    assert refused.value.problems[0][0] == field
    assert not LocalClosure.objects.exists()


def test_taking_back_a_closure_that_never_was_is_refused():
    with pytest.raises(Refused):
        working_day.open_on(date(2026, 12, 29))


def test_a_closure_is_made_listed_and_taken_back_by_command(capsys):
    call_command("closure", "2026-12-29", "Offices move")
    call_command("closure")
    call_command("closure", "2026-12-29", "--open")

    assert capsys.readouterr().out.splitlines() == [
        "Closed on 29 Dec 2026.",
        "2026-12-29  Offices move",
        "Open on 29 Dec 2026.",
    ]
    assert not LocalClosure.objects.exists()


@pytest.mark.parametrize("words", [["29/12/2026", "Moving"], ["2026-12-25", "Moving"], ["2026-12-29"]])
def test_a_closure_that_makes_no_sense_is_refused_by_the_command(words):
    with pytest.raises(CommandError):
        call_command("closure", *words)

    assert not LocalClosure.objects.exists()


def test_the_web_role_cannot_write_the_calendar_by_itself():
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        WorkingDay.objects.filter(day=date(2026, 1, 5)).update(is_working=False)


def test_the_web_role_cannot_make_tables():
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("create table mine (id int)")


def test_the_closures_are_kept_until_they_change(django_assert_num_queries):
    day = date(2026, 12, 29)
    with session.as_system("a test"):
        assert working_day.working_calendar().is_working(day)

    with session.as_system("a test"), django_assert_num_queries(0):
        assert working_day.working_calendar().is_working(day)

    with session.as_system("a test"):
        working_day.close_on(day, "Offices move")
    with session.as_system("a test"):
        assert not working_day.working_calendar().is_working(day)


def test_a_day_closed_within_a_unit_of_work_counts_at_once():
    day = date(2026, 12, 29)

    with session.as_system("a test"):
        working_day.working_calendar()
        working_day.close_on(day, "Offices move")

        assert not working_day.working_calendar().is_working(day)
