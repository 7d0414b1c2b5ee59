"""How a family reads side by side: one fact a cell, and one cell where neighbours share the fact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words
from kith.core.chronology import LONG_UNSEEN

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands in a cell. ``mark`` is late or soon, for what asks to be looked at."""

    words: str
    small: str = ""
    mark: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact about every child, in the order of the children; None where there is nothing."""

    title: str
    facts: tuple[Fact | None, ...]

    @property
    def cells(self) -> list[tuple[Fact, int]]:
        """Cells with how many children each is about: neighbours with the same fact share one."""
        found: list[tuple[Fact, int]] = []
        for fact in self.facts:
            shown = fact or Fact(NOTHING)
            if found and found[-1][0] == shown and fact is not None:
                found[-1] = (shown, found[-1][1] + 1)
            else:
                found.append((shown, 1))
        return found

    @property
    def differs(self) -> bool:
        """Whether the children differ in it."""
        return len(set(self.facts)) > 1

    @property
    def says_something(self) -> bool:
        """Whether anything is known of anybody."""
        return any(self.facts)


def shared(words_of: Mapping[int, Iterable[str]], everybody: Sequence[int]) -> list[str]:
    """What is said of every one of them, in the order of the first. Nothing is shared by one alone."""
    if len(everybody) < 2:
        return []
    all_of = [set(words_of.get(one, ())) for one in everybody]
    return [words for words in words_of.get(everybody[0], ()) if all(words in each for each in all_of)]


def seen(last: date | None, how: str, place: str, since: date | None, today: date) -> Fact | None:
    """When a child was last seen; marked after four weeks. ``since``: the first day of an open case."""
    if last is None:
        if since is None:
            return None
        waiting = (today - since).days
        return Fact("Not seen yet", f"open for {reading_words.count(waiting, 'day')}", "soon" * (waiting > 5))
    words = reading_words.day_seen_from(last, today) + (", alone" if how == "alone" else "")
    days = (today - last).days
    if since is not None and days > LONG_UNSEEN:
        return Fact(words, f"not seen for {days} days", "soon")
    return Fact(words, place)


def expected(born_on: Iterable[date | None]) -> str:
    """'a baby due in February', 'two babies on the way', or nothing."""
    due = list(born_on)
    if not due:
        return ""
    if len(due) > 1:
        return f"{len(due)} babies on the way"
    return f"a baby due in {due[0]:%B}" if due[0] else "a baby on the way"


def people_words(children: int, babies: str, adults: int) -> str:
    """'3 children, a baby due in February, 1 adult'."""
    counted = [reading_words.count(children, "child", "children") if children else "", babies]
    return ", ".join(filter(None, [*counted, reading_words.count(adults, "adult") if adults else ""]))


def in_care_words(children: int) -> str:
    """'1 child in care, placed elsewhere', or nothing."""
    return (
        f"{reading_words.count(children, 'child', 'children')} in care, placed elsewhere" if children else ""
    )
