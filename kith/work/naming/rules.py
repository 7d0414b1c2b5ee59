"""An answer that names a person or an address: one line, with the number on record where it was chosen from there.

``Jade Marlowe (record 200412)`` and ``14 Mill Lane, WM1 2AB (address 88)`` are on record; a line without a number is
what somebody was told. A number that cannot be found keeps its words: ``Jade (record 9, not found)``. Whether it is
nobody's or hidden from the writer cannot be told apart.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kith.core import Refused, part_dates

KINDS = {"person": "record", "address": "address"}
NOT_SHOWN = {
    "person": "somebody whose record is not open to you",
    "address": "an address that is not told here",
}
ON_RECORD = {"person": "on the record", "address": "in the directory"}
TOLD = {"person": "not on the record", "address": "not in the directory"}
NUMBERED = {kind: re.compile(rf"\({word} ([0-9]{{1,18}})\)$") for kind, word in KINDS.items()}
TOLD_WORDS = re.compile(r" \((record|address) [0-9]{1,18}, not found\)$")
READ_AS = "part_date"
READ = (*KINDS, READ_AS)  # kinds of answers that are read as more than their words


@dataclass(frozen=True, slots=True)
class Known:
    """What may be told to the viewer: people and addresses by number, in words; `day`: when the answers were begun."""

    people: Mapping[int, str] = field(default_factory=dict)
    addresses: Mapping[int, str] = field(default_factory=dict)
    day: date = part_dates.SOME_DAY

    def of(self, kind: str) -> Mapping[int, str]:
        """The people, or the addresses."""
        return self.people if kind == "person" else self.addresses


def number_in(kind: str, text: object) -> int | None:
    """The number on record that a line ends with; None for words alone."""
    found = NUMBERED[kind].search(text.rstrip()) if isinstance(text, str) else None
    return int(found[1]) if found else None


def line(kind: str, words: str, number: int) -> str:
    """What is kept of a person or an address that was chosen."""
    return f"{words} ({KINDS[kind]} {number})"


def settled(kind: str, text: str, before: Iterable[str], on_record: Mapping[int, str]) -> str:
    """The line to keep for what was typed or chosen.

    A number that this answer held before stays as it was; a new one is called as the record calls it; one that the
    writer may not know of is kept as words.
    """
    number = number_in(kind, text)
    if number is None:
        return text
    held = next((one for one in before if number_in(kind, one) == number), None)
    if held:
        return held
    if number in on_record:
        return line(kind, on_record[number], number)
    return NUMBERED[kind].sub(f"({KINDS[kind]} {number}, not found)", text.rstrip())


def in_the_box(kind: str, text: object, known: Known) -> object:
    """What stands in the box: the line itself, without its words where the viewer may not know them."""
    number = number_in(kind, text) if kind in KINDS else None
    if number is None or number in known.of(kind):
        return text
    return line(kind, NOT_SHOWN[kind], number)


def words(kind: str, text: str, known: Known) -> str:
    """A line to be read: the words and where they come from; for a part of a date how it is read."""
    if kind == READ_AS:
        how = _read(text, known)
        return f"{text} (read as: {how})" if how and how.casefold() != text.strip().casefold() else text
    number = number_in(kind, text)
    if number is None:
        return f"{TOLD_WORDS.sub('', text)} ({TOLD[kind]})"
    if number not in known.of(kind):
        return NOT_SHOWN[kind]
    return f"{NUMBERED[kind].sub('', text.rstrip()).rstrip()} ({ON_RECORD[kind]})"


def _read(text: str, known: Known) -> str:
    try:
        return part_dates.read(text, known.day).words
    except Refused:
        return ""


def read_as(kind: str, text: object, known: Known) -> str:
    """How an answer was understood, in a few words beside its box; nothing for an empty one."""
    if not isinstance(text, str) or not text.strip():
        return ""
    if kind == READ_AS:
        how = _read(text, known)
        return f"Read as: {how}" if how else part_dates.problem(text) or ""
    return (ON_RECORD if number_in(kind, text) is not None else TOLD)[kind].capitalize()
