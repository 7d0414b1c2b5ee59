"""What builders of every kind share: numbers that differ, names to draw from, and days filled in."""

from collections.abc import Sequence
from datetime import date, datetime, time
from itertools import count
from typing import Any

from kith.access.models import Worker
from kith.core import clock
from kith.people.models import (
    Person,
)  # fmt: skip

LONG_AGO = date(2000, 1, 1)
ASSESSMENT = "single_assessment"
People = Sequence[Person]
Who = Worker | None
Name = str | None
NUMBERS = count(1)
GIVEN = ("Callum", "Isla", "Logan", "Tobi", "Ife", "Maddie", "Jan", "Eva", "Simran", "Dev", "Alfie", "Rosie")
FAMILY = ("Hendry", "Bassett", "Umeh", "Greaves", "Novak", "Kaur", "Pell", "Dunn", "Arnold", "Lisle")


def moment(on: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in London on ``on``, as a moment."""
    return datetime.combine(on, time(hour, minute), tzinfo=clock.LONDON)


def fill(facts: dict[str, Any], **others: Any) -> None:
    """Put these facts in where the test gave none."""
    for name, value in others.items():
        facts.setdefault(name, value)


def set_days(facts: dict[str, Any], started_on: date) -> None:
    """When it started and was recorded, and the same of its end."""
    facts.setdefault("recorded_at", moment(facts.setdefault("started_on", started_on)))
    if facts.get("ended_on"):
        facts.setdefault("ended_recorded_at", moment(facts["ended_on"], 15))
