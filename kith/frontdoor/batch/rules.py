"""Reading a list of notifications: every row as plain values, or every mistake with its line and column.

A file is read whole or not at all: a single mistake keeps all of it out, so that nothing is half there.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from typing import Literal

from kith.core import clock, period
from kith.documents.post import rules as post
from kith.frontdoor.batch import layout
from kith.people import rules as people

Style = Literal["dmy", "ymd"]
STYLES = {"dmy": "day/month/year, like 21/04/2017", "ymd": "year-month-day, like 2017-04-21"}
PATTERNS = {
    "dmy": re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"),
    "ymd": re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"),
}
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
SEXES = {
    "": "U",
    "f": "F",
    "female": "F",
    "girl": "F",
    "m": "M",
    "male": "M",
    "boy": "M",
    "u": "U",
    "unknown": "U",
}
MOST_TOLD = 50
GROWN_UP = 18
OLDEST = date(1900, 1, 1)
TOO_MANY_CHILDREN = (
    f"Up to here the list names more than {layout.MOST_CHILDREN} children, the most read at a time. "
    "Send it in parts."
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: the line of the file, the column's heading (or none), and what to do about it."""

    line: int
    column: str
    words: str

    @property
    def told(self) -> str:
        """The mistake as one sentence with its place."""
        place = f"Line {self.line}, column {self.column}" if self.column else f"Line {self.line}"
        return f"{place}: {self.words}"


@dataclass(frozen=True, slots=True)
class ChildTold:
    """A child as a row names it. ``born`` is in the style of the file."""

    name: str
    born: date | None
    sex: str


@dataclass(frozen=True, slots=True)
class AdultTold:
    """An adult as a row names it."""

    name: str
    born: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """One notification."""

    line: int
    reference: str
    received_at: datetime
    happened_on: date | None
    incident: str
    words: str
    address: str
    postcode: str
    sender: str
    email: str
    children: tuple[ChildTold, ...]
    adults: tuple[AdultTold, ...]

    def fingerprint(self, organisation: str) -> str:
        """The same for the same notification of the same organisation, whatever line it stands on."""
        facts = asdict(self) | {"line": 0, "organisation": _key(organisation)}
        return hashlib.sha256(json.dumps(facts, default=str, sort_keys=True).encode()).hexdigest()

    def reference_mark(self, organisation: str) -> str:
        """The same for the same reference of the same organisation."""
        return hashlib.sha256(f"{_key(organisation)}\n{_key(self.reference)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its rows, or what is wrong with it."""

    rows: Sequence[Row] = ()
    problems: Sequence[Problem] = ()


@dataclass(slots=True)
class _Cells:
    """The cells of one row by heading, and the mistakes found in them so far."""

    line: int
    cells: dict[str, str]
    style: Style
    now: datetime
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, words: str) -> None:
        self.problems.append(Problem(self.line, column, words))


def read(raw: bytes, *, style: Style, now: datetime) -> Reading:
    """Read a file. Dates are read in the ``style`` chosen and in no other, so that none is read wrongly."""
    if len(raw) > layout.MOST_BYTES:
        return Reading(problems=[Problem(1, "", too_large(len(raw)))])
    text, problem = decoded(raw)
    if problem:
        return Reading(problems=[problem])
    try:
        return _read_lines(text, style, now)
    except csv.Error:
        return Reading(
            problems=[
                Problem(1, "", "The file cannot be read as a list. Save it as CSV with commas and try again.")
            ]
        )


def too_large(size: int) -> str:
    """Why a file of this many bytes is not read."""
    return (
        f"The file has {size / 1_000_000:.1f} megabytes. At most {layout.MOST_BYTES // 1_000_000} megabytes and "
        f"{layout.MOST_ROWS} rows about {layout.MOST_CHILDREN} children are read at a time: send it in parts."
    )


def decoded(raw: bytes) -> tuple[str, Problem | None]:
    """The text of a file, or what keeps it from being read."""
    how = "Save it as CSV UTF-8 and try again."
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or raw[:2] == b"PK":
        return "", Problem(1, "", f"This is no CSV file in UTF-8. {how}")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        line = raw.count(b"\n", 0, trouble.start) + 1
        return "", Problem(line, "", f"There is a letter here that cannot be read. {how}")
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        return "", Problem(line, "", f"There is a sign here that cannot be kept. {how}")
    if not text.strip():
        return "", Problem(1, "", "The file is empty.")
    return text, None


def _read_lines(text: str, style: Style, now: datetime) -> Reading:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    heads = [head.strip().lower() for head in next(reader)]
    if problem := _header_problem(heads):
        return Reading(problems=[problem])
    rows: list[Row] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    children = 0
    for number, (line, cells) in enumerate(_records(reader), start=1):
        if number > layout.MOST_ROWS:
            words = (
                f"The list has more than {layout.MOST_ROWS} rows, the most read at a time. Send it in parts."
            )
            return Reading(problems=[Problem(line, "", words)])
        row, found = _row(line, cells, heads, style, now)
        problems += found or ([_repeated(row, seen)] if row and _key(row.reference) in seen else [])
        if row:
            seen.setdefault(_key(row.reference), line)
            rows.append(row)
            children += len(row.children)
        if children > layout.MOST_CHILDREN:
            return Reading(problems=[Problem(line, "", TOO_MANY_CHILDREN)])
    if not rows and not problems:
        problems.append(Problem(2, "", "There is no row under the headings."))
    return Reading(rows=() if problems else rows, problems=problems)


def _records(reader: "Iterator[list[str]]") -> Iterator[tuple[int, list[str]]]:
    """Each row with the line of the file it begins on; empty lines are passed over."""
    line = reader.line_num + 1  # type: ignore[attr-defined]
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _header_problem(heads: Sequence[str]) -> Problem | None:
    known = layout.headings()
    if len(heads) == 1 and (";" in heads[0] or "\t" in heads[0]):
        return Problem(1, "", "The columns are not separated by commas. Save the file as CSV with commas.")
    missing = [head for head in known if head not in heads]
    strange = [head or "(no heading)" for head in heads if head not in known]
    twice = sorted({head for head in heads if heads.count(head) > 1 and head in known})
    said = [
        f"{words}: {', '.join(found[:8])}{' …' if len(found) > 8 else ''}."
        for words, found in (("Missing", missing), ("Not in the layout", strange), ("There twice", twice))
        if found
    ]
    return Problem(1, "", f"The headings are not those of the layout. {' '.join(said)}") if said else None


def _row(
    line: int, cells: Sequence[str], heads: Sequence[str], style: Style, now: datetime
) -> tuple[Row | None, list[Problem]]:
    if len(cells) != len(heads):
        words = f"There are {len(cells)} cells here and {len(heads)} headings. Is a comma not inside quotation marks?"
        return None, [Problem(line, "", words)]
    told = dict(zip(heads, (_tidy(head, cell) for head, cell in zip(heads, cells, strict=True)), strict=True))
    found = _Cells(line, told, style, now)
    _check_cells(found)
    received = _received(found)
    happened = _day(found, "happened", not_after=now)
    children, adults = _children(found), _adults(found)
    if told["email"] and post.address_problem(told["email"]):
        found.wrong("email", f"“{told['email']}” is no e-mail address.")
    if people.tidy_postcode(told["postcode"]) is None:
        found.wrong("postcode", people.NO_POSTCODE)
    if found.problems or received is None:
        return None, found.problems
    plain = {
        head: told[head]
        for head in ("reference", "incident", "words", "address", "postcode", "sender", "email")
    }
    return Row(
        line, received_at=received, happened_on=happened, children=children, adults=adults, **plain
    ), []


def _check_cells(found: _Cells) -> None:
    for column in layout.columns():
        held = found.cells[column.heading]
        if column.needed and not held:
            found.wrong(column.heading, "This is empty and must be filled.")
        elif len(held) > column.longest:
            found.wrong(column.heading, f"At most {column.longest} letters; there are {len(held)}.")


def _day(
    found: _Cells, column: str, not_after: datetime | None = None, text: str | None = None
) -> date | None:
    held = found.cells[column] if text is None else text
    if not held:
        return None
    match = PATTERNS[found.style].fullmatch(held)
    try:
        parts = [int(part) for part in match.groups()] if match else []
        day = date(*(parts if found.style == "ymd" else reversed(parts))) if parts else None
    except ValueError:
        day = None
    if day is None:
        found.wrong(column, f"“{held[:30]}” is no day written {STYLES[found.style]}, as you said days are.")
    elif not_after and day > clock.london(not_after).date():
        found.wrong(column, f"{held} is still to come.")
        return None
    elif day < OLDEST:
        found.wrong(column, f"{held} is too long ago. Check the year.")
        return None
    return day


def _received(found: _Cells) -> datetime | None:
    words, _, clock_words = found.cells["received"].replace("T", " ").partition(" ")
    day = _day(found, "received", found.now, words)
    if day is None:
        return None
    told = TIME.fullmatch(clock_words.strip()) if clock_words.strip() else None
    try:
        at = time(int(told[1]), int(told[2])) if told else time(0, 0)
    except ValueError:
        told, at = None, time(0, 0)
    if clock_words.strip() and not told:
        found.wrong("received", f"“{clock_words.strip()[:20]}” is no time of day, like 16:05.")
        return None
    moment = datetime.combine(day, at, tzinfo=clock.LONDON)
    if moment > found.now:
        found.wrong("received", f"{found.cells['received']} is still to come.")
        return None
    return moment


def _children(found: _Cells) -> tuple[ChildTold, ...]:
    told = []
    for place in range(1, layout.CHILDREN + 1):
        first, surname, born, sex = (found.cells[f"child{place}_{one.heading}"] for one in layout.OF_A_CHILD)
        if not (first or surname or born or sex):
            continue
        if not surname:
            found.wrong(f"child{place}_surname", "The surname is missing.")
        if not first:
            found.wrong(f"child{place}_first", "The first name is missing. Write Unknown if nobody knows it.")
        if sex.lower() not in SEXES:
            found.wrong(f"child{place}_sex", f"“{sex}” is none of F, M or empty.")
        day = _day(found, f"child{place}_born", found.now)
        if day and period.add_months(day, 12 * GROWN_UP) <= clock.london(found.now).date():
            found.wrong(
                f"child{place}_born", "Born 18 years ago or more. Name adults in the columns for adults."
            )
        told.append(ChildTold(f"{first} {surname}".strip(), day, SEXES.get(sex.lower(), "U")))
    if not told:
        found.wrong("child1_surname", "No child is named. Name at least one.")
    return tuple(told)


def _adults(found: _Cells) -> tuple[AdultTold, ...]:
    told = []
    for place in range(1, layout.ADULTS + 1):
        name, day = found.cells[f"adult{place}_name"], _day(found, f"adult{place}_born", found.now)
        if day and not name:
            found.wrong(f"adult{place}_name", "There is a date of birth and no name.")
        if name:
            told.append(AdultTold(name, day))
    return tuple(told)


def _repeated(row: Row, seen: dict[str, int]) -> Problem:
    return Problem(
        row.line, "reference", f"“{row.reference}” stands on line {seen[_key(row.reference)]} already."
    )


def _tidy(head: str, cell: str) -> str:
    """One line without double spaces; what happened keeps its lines."""
    lines = cell.replace("\r\n", "\n").strip()
    return lines if head == "words" else " ".join(lines.split())


def _key(words: str) -> str:
    return " ".join(words.casefold().split())


# --- what a row means for the record ------------------------------------------------------------------

Verdict = Literal["known", "new", "unsure"]


def verdict(bands: Sequence[str], very_likely: str) -> Verdict:
    """Whether a child is on record, by the bands of likely records: one very likely and no other, or none at all.

    Anything between is for a person to say.
    """
    if not bands:
        return "new"
    return "known" if list(bands) == [very_likely] else "unsure"


def are_told_apart(children: Sequence[ChildTold]) -> bool:
    """Whether no two of these may be one child named twice: the same name, and no two days of birth that differ."""
    born: dict[str, set[date | None]] = {}
    for child in children:
        days = born.setdefault(_key(child.name), set())
        if days and (child.born is None or days & {None, child.born}):
            return False
        days.add(child.born)
    return True


def words_told(row: Row) -> str:
    """What goes on the contact: the incident, its words, and the adults who were named."""
    happened = f", {row.happened_on:%-d %B %Y}" if row.happened_on else ""
    lines = [f"{row.incident}{happened} (reference {row.reference}).", row.words]
    if row.adults:
        lines.append("Adults named: " + "; ".join(_adult_words(one) for one in row.adults) + ".")
    return "\n\n".join(lines)


def _adult_words(adult: AdultTold) -> str:
    return f"{adult.name}, born {adult.born:%-d %B %Y}" if adult.born else adult.name
