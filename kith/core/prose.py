"""Headings, lists and bold in long answers: plain text with a few signs, read into blocks that a page may show.

``## Heading`` and ``### Smaller heading`` stand on a line of their own, ``- item`` and ``1. item`` make lists, two
stars make ``**bold**``. Nothing else is a sign: what looks like markup is text. A line is a paragraph. The signs that
Word puts before the lines of a list when they are pasted plainly are read as well.
"""

import re
from collections.abc import Iterable, Iterator, Sized
from dataclasses import dataclass

HEADING = re.compile(r"(#{2,3})[ \t]+(\S.*)")
ITEM = re.compile(r"(?:[-*•·▪◦‣][ \t]+|o\t[ \t]*)(\S.*)")
NUMBERED = re.compile(r"(\d{1,3})[.)][ \t]+(\S.*)")
BOLD = "**"
Run = tuple[str, bool]  # some words, and whether they are bold


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a smaller heading, a paragraph, or a list: each of its `lines` in runs of plain and bold words.

    `kind`: "heading", "smaller", "paragraph", "items" or "numbers"; the numbers of a list begin with `first`.
    """

    kind: str
    lines: tuple[tuple[Run, ...], ...]
    first: int = 1


def blocks(text: str | Iterable[str]) -> list[Block]:
    """A long answer, whole or line by line, as it is shown."""
    found: list[tuple[str, int, list[tuple[Run, ...]]]] = []
    for line in text.splitlines() if isinstance(text, str) else text:
        kind, words, number = _read(line.strip())
        if not words:
            continue
        if not (found and _goes_on(*found[-1], kind, number)):
            found.append((kind, number, []))
        found[-1][2].append(tuple(_runs(words)))
    return [Block(kind, tuple(lines), first) for kind, first, lines in found]


def _goes_on(before: str, first: int, lines: Sized, kind: str, number: int) -> bool:
    """Whether a line belongs to the list before it; a number that does not follow begins a list of its own."""
    if kind == "items":
        return before == "items"
    return kind == before == "numbers" and number == first + len(lines)


def _read(line: str) -> tuple[str, str, int]:
    if heading := HEADING.fullmatch(line):
        return ("heading" if len(heading[1]) == 2 else "smaller"), heading[2], 1
    if item := ITEM.fullmatch(line):
        return "items", item[1], 1
    if numbered := NUMBERED.fullmatch(line):
        return "numbers", numbered[2], int(numbered[1])
    return "paragraph", line, 1


def _runs(words: str) -> Iterator[Run]:
    """The words between one pair of stars after another are bold; stars without a partner are stars."""
    pieces = words.split(BOLD)
    if len(pieces) % 2 == 0:
        pieces[-2:] = [BOLD.join(pieces[-2:])]
    for at, piece in enumerate(pieces):
        if at % 2 and not piece.strip():
            yield BOLD + piece + BOLD, False
        elif piece:
            yield piece, bool(at % 2)


def plain(text: str) -> str:
    """The words alone, a line for each heading, paragraph and item: to be counted, or shown in one line."""
    return "\n".join("".join(words for words, _ in line) for block in blocks(text) for line in block.lines)
