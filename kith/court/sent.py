"""What the forms of court work send, read once: days, times, choices and children."""

from collections.abc import Collection
from datetime import date, time
from decimal import Decimal

from django.http import HttpRequest, QueryDict

from kith.core import Refused, sent_back
from kith.people.models import Person
from kith.work import typed

YES_NO = {"yes": True, "no": False}
YES_NO_CHOICES = [("yes", "Yes"), ("no", "No")]


def day(posted: QueryDict, name: str) -> date | None:
    """A day as it was typed; None for an empty box. Raises ``Refused`` for what cannot be read."""
    told = posted.get(name, "").strip()
    read = typed.day(told)
    if told and read is None:
        raise Refused("Write the day like 14/10/2026.", field=name)
    return read


def time_of_day(posted: QueryDict, name: str) -> time | None:
    """A time as it was typed; None for an empty box. Raises ``Refused`` for what cannot be read."""
    told = posted.get(name, "").strip()
    read = typed.time_of_day(told)
    if told and read is None:
        raise Refused("Write the time like 10:30.", field=name)
    return read


def hours(posted: QueryDict, name: str) -> Decimal | None:
    """Hours as they were typed, to one place; None for an empty box. Raises ``Refused`` for what is no number."""
    told = posted.get(name, "").strip()
    read = typed.number(told)
    if told and read is None:
        raise Refused("Write the hours as a number, like 12 or 7.5.", field=name)
    if read is not None and abs(read) > 10_000:
        raise Refused("Write the hours as a number, like 12 or 7.5.", field=name)
    return None if read is None else read.quantize(Decimal("0.1"))


def yes_no(posted: QueryDict, name: str) -> bool | None:
    """Yes or no; None where neither was chosen."""
    return YES_NO.get(posted.get(name, ""))


def ticked(posted: QueryDict, name: str, offered: Collection[int]) -> list[int]:
    """Those of the children offered who were ticked, in the order offered."""
    chosen = set(posted.getlist(name))
    return [number for number in offered if str(number) in chosen]


def person_asked(request: HttpRequest) -> int:
    """The number of the child whom the address names; 0 for none."""
    return sent_back.number(request.GET.get("person", ""))


def numbers(people: Collection[Person]) -> list[int]:
    """The numbers of people."""
    return [one.pk for one in people]
