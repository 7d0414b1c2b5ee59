"""Which letters a typeface has, read from its file, so that a paper is never stopped by one that it has not."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

UNKNOWN = "?"
UNSEEN = "Cf"  # what Unicode calls signs of format


@cache
def letters(file: Path) -> frozenset[int]:
    """The letters of a TrueType file, as numbers. Raises ValueError where it has no table of letters that we read."""
    held = file.read_bytes()
    tables = {
        held[at : at + 4]: struct.unpack(">I", held[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * struct.unpack(">H", held[4:6])[0], 16)
    }
    if b"cmap" not in tables:
        raise ValueError(f"{file.name} has no table of letters.")
    start = tables[b"cmap"]
    found: set[int] = set()
    for number in range(struct.unpack(">H", held[start + 2 : start + 4])[0]):
        at = start + struct.unpack(">I", held[start + 8 + 8 * number : start + 12 + 8 * number])[0]
        kind = struct.unpack(">H", held[at : at + 2])[0]
        found |= _segments(held, at) if kind == 4 else _groups(held, at) if kind == 12 else set()
    if not found:
        raise ValueError(f"{file.name} has its letters in a form that is not read here.")
    return frozenset(found)


def _segments(held: bytes, at: int) -> set[int]:
    """Letters of a table of format 4: stretches of the first plane. The last stretch is only an end mark."""
    size = struct.unpack(">H", held[at + 6 : at + 8])[0]
    ends = struct.unpack(f">{size // 2}H", held[at + 14 : at + 14 + size])
    firsts = struct.unpack(f">{size // 2}H", held[at + 16 + size : at + 16 + 2 * size])
    return {
        letter
        for first, last in zip(firsts, ends, strict=True)
        if first != 0xFFFF
        for letter in range(first, last + 1)
    }


def _groups(held: bytes, at: int) -> set[int]:
    """Letters of a table of format 12: groups of all planes."""
    number = struct.unpack(">I", held[at + 12 : at + 16])[0]
    groups = struct.iter_unpack(">III", held[at + 16 : at + 16 + 12 * number])
    return {letter for first, last, _ in groups for letter in range(first, last + 1)}


def printable(words: str, file: Path) -> str:
    """The words with a question mark for each letter that the typeface has not. Ends of lines stay, other white space
    is a blank, and what is never seen, such as a sign for the direction of writing, is left out.
    """
    known = letters(file)
    if all(ord(letter) in known for letter in words):
        return words
    return "".join(letter if ord(letter) in known else _instead_of(letter) for letter in words)


def _instead_of(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter.isspace():
        return " "
    return "" if unicodedata.category(letter) == UNSEEN else UNKNOWN
