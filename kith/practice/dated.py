"""Entries of a pack that hold for a time: no two for one thing on one day, and a caution where no source was read."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from kith.practice.entries import Entry


class Dated(Protocol):
    """Something with a first and a last day, None where it is open."""

    @property
    def since(self) -> date | None:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The last day."""


One = TypeVar("One", bound=Dated)


def overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both hold."""
    starts = max(one.since or date.min, other.since or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)


def check_days(page: Entry, key: str, found: Sequence[One], called: Callable[[One], str]) -> None:
    """Note what holds twice on one day. ``called`` says what one entry of ``[[key]]`` is for: 'rules for files'."""
    for (number, one), (_, other) in combinations(enumerate(found, start=1), 2):
        if called(one) == called(other) and overlap(one, other):
            page.wrong(f"{key}[{number}]", f"Two {called(one)} hold on one day.", "Give one an until.")


def verified(entry: Entry) -> tuple[bool, str]:
    """Whether the source was read, and the caution; one that was not read needs a caution."""
    is_verified, caution = entry.yes("verified", default=True), entry.text("caution")
    if not is_verified and not caution:
        entry.wrong("caution", "This is missing.", "Say in a sentence what was not read or is local.")
    return is_verified, caution
