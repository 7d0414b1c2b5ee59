"""What was typed or stands in a file about posts, people in them and training, as values; all that is wrong is told."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kith.access.workforce.rules import WantedHolder, WantedPost, read_hours
from kith.core import Refused
from kith.core.reading_words import count
from kith.core.refused import Problem
from kith.work import typed

POSTS, HOLDERS, TRAINING = "posts", "holders", "training"
KINDS = {POSTS: "Posts", HOLDERS: "People in posts", TRAINING: "Training"}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    POSTS: ("post", "team", "title", "full_time", "established", "from", "until"),
    HOLDERS: ("post", "kind", "worker", "full_time", "from", "until", "came", "why_left"),
    TRAINING: ("worker", "course", "due", "done"),
}
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    POSTS: ("P104", "safeguarding-north", "Social worker", "1", "yes", "2025-04-01", ""),
    HOLDERS: ("P104", "permanent", "amina.rahman", "0.8", "2025-05-12", "", "other_council", ""),
    TRAINING: ("amina.rahman", "child_protection", "2026-12-01", ""),
}
MOST_BYTES, MOST_LINES, TOLD = 1_000_000, 2_000, 30
YES_NO = {"yes": True, "no": False}
FIELDS = {  # what rules call a field, and what forms and files call it
    "number": "post", "started_on": "from", "last_day": "until", "start_reason": "came", "end_reason": "why_left",
    "due_on": "due", "done_on": "done",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: its number, and what stands in each column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WantedTraining:
    """Training as it was written."""

    course: str
    due_on: date
    done_on: date | None
    source: str


class Cells:
    """Reads the cells of a form or a line one by one, and keeps what is wrong with each."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self.problems: list[Problem] = []

    def text(self, name: str) -> str:
        """The words of a cell on one line."""
        return " ".join(self._cells.get(name, "").split())

    def wrong(self, name: str, words: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append((name, words))

    def day(self, name: str, what: str, *, needed: bool = True) -> date | None:
        """The day of a cell; None where it is empty or no day."""
        said = self.text(name)
        found = typed.day(said) if said else None
        if said and found is None:
            self.wrong(name, f"“{said[:40]}” is no day. Write {what} like 21/4/2026.")
        elif not said and needed:
            self.wrong(name, f"Write {what}.")
        return found

    def hours(self, name: str) -> Decimal | None:
        """The part of full hours of a cell."""
        found = read_hours(self.text(name))
        if found is None:
            self.wrong(name, "Write the part of full hours, such as 1, 0.6 or 60%: at most 1, in hundredths.")
        return found

    def one_of(self, name: str, known: Collection[str]) -> str:
        """A cell that has to be one of these words."""
        said = self.text(name).lower()
        if said not in known:
            self.wrong(name, f"“{said[:40]}” is not known here. Write one of: {', '.join(known)}.")
        return said

    def stop(self) -> None:
        """Raise ``Refused`` with all that is wrong, if anything is."""
        if self.problems:
            raise Refused.several(self.problems)


def decoded(raw: bytes) -> str:
    """The text of a file. Raises ``Refused`` for one that is too large, empty, or no text."""
    if len(raw) > MOST_BYTES:
        raise Refused(
            f"The file is larger than {MOST_BYTES // 1_000_000} megabyte. Send it in parts.", "file"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("This is no CSV file in UTF-8. Save it as CSV UTF-8 and try again.", "file") from None
    if "\x00" in text:
        raise Refused("This is no CSV file in UTF-8. Save it as CSV UTF-8 and try again.", "file")
    if not text.strip():
        raise Refused("The file is empty.", "file")
    return text


def lines(text: str, kind: str) -> list[Row]:
    """The lines of a file of a kind, empty ones left out. Raises ``Refused`` for a file of another layout."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        heads = [head.strip().lower() for head in next(reader)]
        told = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise Refused(
            "The file cannot be read as a list. Save it as CSV with commas and try again.", "file"
        ) from None
    _check_heads(heads, COLUMNS[kind])
    if not told:
        raise Refused("The file has headings and no line.", "file")
    if len(told) > MOST_LINES:
        raise Refused(f"At most {MOST_LINES:,} lines are read at a time. Send the file in parts.", "file")
    if crooked := [line for line, cells in told if len(cells) != len(heads)]:
        words = f"Line {crooked[0]} has more or fewer cells than the first line"
        raise Refused(f"{words}{_others(len(crooked))}.", "file")
    return [
        Row(line, dict(zip(heads, (cell.strip() for cell in cells), strict=True))) for line, cells in told
    ]


def _check_heads(heads: list[str], columns: Collection[str]) -> None:
    if missing := [name for name in columns if name not in heads]:
        raise Refused(f"The first line lacks {', '.join(missing)}. It needs {', '.join(columns)}.", "file")
    if unknown := [name or "an empty heading" for name in heads if name not in columns]:
        raise Refused(f"The first line has {', '.join(unknown)}, which is not known here.", "file")
    if len(set(heads)) < len(heads):
        raise Refused("A heading stands twice in the first line.", "file")


def _others(number: int) -> str:
    return f", and so have {count(number - 1, 'other line')}" if number > 1 else ""


def post_of(cells: Cells, source: str) -> WantedPost:
    """A post as a line says it. Raises ``Refused`` with all that is wrong."""
    hours, started_on = cells.hours("full_time"), cells.day("from", "the first day")
    established = cells.one_of("established", YES_NO)
    until = cells.day("until", "the last day", needed=False)
    cells.stop()
    assert hours is not None
    assert started_on is not None
    return WantedPost(
        cells.text("post"), cells.text("title"), hours, YES_NO[established], started_on, until, source
    )


def holder_of(cells: Cells, source: str) -> WantedHolder:
    """Somebody in a post as a line says it. Raises ``Refused`` with all that is wrong."""
    hours, started_on = cells.hours("full_time"), cells.day("from", "the first day")
    until = cells.day("until", "the last day", needed=False)
    cells.stop()
    assert hours is not None
    assert started_on is not None
    kind, came, why = (cells.text(name).lower() for name in ("kind", "came", "why_left"))
    return WantedHolder(kind, hours, started_on, came, until, why, source)


def training_of(cells: Cells, source: str) -> WantedTraining:
    """Training as a line says it. Raises ``Refused`` with all that is wrong."""
    due_on, done_on = (
        cells.day("due", "the day it is due"),
        cells.day("done", "the day it was done", needed=False),
    )
    cells.stop()
    assert due_on
    return WantedTraining(cells.text("course").lower(), due_on, done_on, source)


def shortened(problems: list[Problem]) -> list[Problem]:
    """The first of many problems, and how many more there are."""
    if len(problems) <= TOLD:
        return problems
    return [*problems[:TOLD], (None, f"And {count(len(problems) - TOLD, 'other mistake')}.")]
