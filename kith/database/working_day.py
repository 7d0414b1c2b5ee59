"""The authority's own calendar: bank holidays of England and the days on which it closes besides."""

from datetime import date
from functools import lru_cache

from django.db import connection, transaction

from kith.core import Refused, calendar
from kith.database import session
from kith.database.models import LocalClosure

CLOSURES = "local closures"
KNOWN = f"Working days are known from {calendar.FIRST.year} to {calendar.LAST.year} only."


def working_calendar() -> calendar.WorkingCalendar:
    """England's calendar with the local closures on top, as this process last read them; anew when they changed."""
    stamp = session.stamp(CLOSURES)
    return _with_closures(_closures() if stamp is None else _closures_at(stamp))


def _closures() -> frozenset[date]:
    return frozenset(LocalClosure.objects.values_list("day", flat=True))


@lru_cache(maxsize=2)
def _closures_at(stamp: int) -> frozenset[date]:
    return _closures()


@lru_cache(maxsize=4)
def _with_closures(closures: frozenset[date]) -> calendar.WorkingCalendar:
    return calendar.england().with_closures(closures) if closures else calendar.england()


def close_on(day: date, name: str) -> int:
    """Close the authority on one day and count the calendar anew; gives how many days changed their number.

    Raises Refused for a day that was no working day, that lies outside the calendar, or without a reason.
    """
    if not calendar.FIRST <= day <= calendar.LAST:
        raise Refused(KNOWN, field="day")
    if not name.strip():
        raise Refused("Say why the authority is closed, for example “Moving offices”.", field="name")
    if not working_calendar().is_working(day):
        raise Refused(f"{day:%d/%m/%Y} is not a working day already.", field="day")
    with transaction.atomic():
        LocalClosure.objects.create(day=day, name=name.strip())
        return _count_anew()


def open_on(day: date) -> int:
    """Take a closure back and count anew. Raises Refused when there was none."""
    with transaction.atomic():
        gone, _ = LocalClosure.objects.filter(day=day).delete()
        if not gone:
            raise Refused(f"No local closure is known on {day:%d/%m/%Y}.", field="day")
        return _count_anew()


def _count_anew() -> int:
    session.change_stamp(CLOSURES)
    with connection.cursor() as cursor:
        cursor.execute("select kith_number_days()")
        return int(cursor.fetchone()[0])
