"""What a record says of another council, and why a move cannot be recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.reading_words import short_day
from kith.people import rules as people_rules

NEW_HERE = timedelta(days=183)  # for half a year it is said that somebody came, and from where


@dataclass(frozen=True, slots=True)
class Move:
    """A move between councils."""

    way: str
    council: str
    moved_on: date
    words: str = ""
    number: int = 0  # of the row


def words(moves: Sequence[Move], on: date) -> str:
    """What stands first on the record: where they went, or for half a year where they came from; or nothing."""
    last = max((move for move in moves if move.moved_on <= on), key=lambda move: move.moved_on, default=None)
    if last is None:
        return ""
    more = f": {last.words}" if last.words else ""
    if last.way == "out":
        return f"Moved to {last.council} on {short_day(last.moved_on)}{more}"
    return (
        f"Came from {last.council} on {short_day(last.moved_on)}{more}"
        if on <= last.moved_on + NEW_HERE
        else ""
    )


def obstacle(
    way: str, council: str, told: str, moved_on: date, born_on: date | None, today: date
) -> list[tuple[str, str]]:
    """Fields and words: all that is wrong with a move somebody wants to record."""
    before_birth = born_on is not None and moved_on < born_on
    problems = [
        ("way", None if way in ("in", "out") else "Choose which way."),
        ("council", None if 0 < len(council) <= 120 else "Enter the other council, in at most 120 letters."),
        ("council_words", None if len(told) <= 200 else "Say it in at most 200 letters."),
        ("moved_on", people_rules.obstacle_to_period(moved_on, None, today)),
        ("moved_on", "That is before birth." if before_birth else None),
    ]
    return [(field, wrong) for field, wrong in problems if wrong]
