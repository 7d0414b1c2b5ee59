"""What the Marlowes' worker says their events mean."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kith.work.models import EventMark

# By the day of a visit: for whom, how much it weighs, what it means.
MEANINGS: Mapping[date, tuple[str, str, str]] = {
    date(2026, 9, 29): ("tia", "key", "The first time she spoke of home without looking at the door."),
}


def mark_visit(rows: Any, visit: int, on: date, at: datetime, by: int, people: Mapping[str, int]) -> None:
    """Mark a visit of the story, where its worker said something of it."""
    if on in MEANINGS:
        child, weight, meaning = MEANINGS[on]
        rows.add(
            EventMark, person_id=people[child], kind="visit", number=visit, weight=weight, meaning=meaning,
            by_id=by, at=at,
        )  # fmt: skip
