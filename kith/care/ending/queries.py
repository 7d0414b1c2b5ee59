"""Whose care is to end because a court said so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.care.ending import rules
from kith.core.reading_words import short_day
from kith.practice.lists import CodeList
from kith.work.models import Timescale


@dataclass(frozen=True, slots=True)
class Waiting:
    """That a court said something about a child (id) which may end its care: what in words, from which day."""

    person: int
    about: str
    words: str
    on: date

    @property
    def told(self) -> str:
        """What and when: 'Special guardianship order, 5 Oct 2026'."""
        return f"{self.words}, {short_day(self.on)}"


def rows(viewer: Worker, people: Collection[int]) -> QuerySet[Timescale, Any]:
    """The clocks that run until an end of care is recorded, the earliest first."""
    found = Timescale.objects.seen_by(viewer).filter(person__in=people, code=rules.CODE)
    return found.filter(met_on=None, dropped_on=None).order_by("from_on", "pk")


def waiting(viewer: Worker, people: Collection[int], lists: Mapping[str, CodeList]) -> list[Waiting]:
    """What courts said about these children for which an end of care is waited, the earliest first. One query."""
    return [
        Waiting(row.person_id, row.about, words(row.about, row.from_on, lists), row.from_on)
        for row in rows(viewer, people)
    ]


def words(about: str, on: date, lists: Mapping[str, CodeList]) -> str:
    """What the court said, as one reads it: an order, or how the order that held is over."""
    if about in rules.OVER:
        return f"The order that held is over: {lists['order_end'].label(about, on).lower()}"
    return lists["court_order"].label(about, on)
