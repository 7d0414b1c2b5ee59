"""Evidence: events of the chronology that an answer cites, kept with day and title so that they can be read for ever.

What is kept of each is one line, ``visit-31- | 2026-09-29 | Seen at school``: the key that finds the event again, and
what it was called on the day it was cited.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kith.core import Refused
from kith.core.chronology import Event

BETWEEN = " | "
NOT_ON_RECORD = "One of the events chosen is not on the record of these children. Choose from those offered."
Links = Mapping[str, str]  # key of an event -> where it is shown, or nothing


@dataclass(frozen=True, slots=True)
class Cited:
    """One event as it was cited."""

    key: str
    on: date
    title: str

    @property
    def line(self) -> str:
        """What is kept of it."""
        return BETWEEN.join((self.key, self.on.isoformat(), self.title))

    @property
    def words(self) -> str:
        """The day and what happened, to be read."""
        return f"{self.on:%-d %b %Y} {self.title}"


def cite(event: Event) -> Cited:
    """An event as it is cited today."""
    return Cited(event.key, event.on, " ".join(event.title.split()))


def read(line: str) -> Cited | None:
    """What a kept line cites; None for what is no such line."""
    pieces = line.split(BETWEEN, 2)
    if len(pieces) != 3 or not pieces[0] or not pieces[2].strip():
        return None
    try:
        return Cited(pieces[0], date.fromisoformat(pieces[1]), pieces[2])
    except ValueError:
        return None


def in_words(line: str) -> str:
    """A kept line to be read."""
    cited = read(line)
    return cited.words if cited else line


def key_of(line: str) -> str:
    """The event that a line cites; what is no such line stands for itself."""
    cited = read(line)
    return cited.key if cited else line


def settled(chosen: Iterable[str], held: Iterable[Cited], offered: Iterable[Cited]) -> list[str]:
    """The lines to keep for what was chosen, each once.

    What was cited before stays as it was cited; what is new is called as it is called on the record, whatever the page
    sent. One event may have several lines: it is called otherwise for one child than for another. Raises ``Refused``
    for what is neither.
    """
    known = [*held, *offered]
    lines = {cited.line for cited in known}
    by_key = {cited.key: cited.line for cited in reversed(known)}
    kept = [line if line in lines else by_key.get(key_of(line)) for line in chosen]
    if None in kept:
        raise Refused(NOT_ON_RECORD)
    return list(dict.fromkeys(line for line in kept if line))
