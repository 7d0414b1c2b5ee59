"""What a file of providers says, line by line.

The layout of the list that Ofsted and the department give out was not seen when this was written: the headings below
are ours, and each can be called otherwise (``read_providers --column``).
"""

import re
from collections.abc import Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TextIO

from kith.care.placement.rules import NOT_IN_ENGLAND, URN
from kith.people.rules import tidy_postcode

# what is asked of a line -> what its column is called
COLUMNS: Mapping[str, str] = {
    "urn": "urn",
    "kinds": "placement_types",
    "providers": "provider_codes",
    "postcode": "postcode",
    "council": "council",
    "registered_from": "registered_from",
    "registered_until": "registered_until",
}
LONGEST_COUNCIL = 120
KIND, PROVIDER = re.compile(r"[A-Z][0-9]{1,2}"), re.compile(r"PR[0-9]")
DAYS = ("%Y-%m-%d", "%d/%m/%Y")


class Crooked(ValueError):
    """The file cannot be read in; the words say which line and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a number, what it stands for, where, and how long it was registered."""

    urn: str
    kinds: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    postcode: str = ""
    council: str = ""
    registered_from: date | None = None
    registered_until: date | None = None


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one line, read by what is asked."""

    number: int
    said: Mapping[str, str] = field(default_factory=dict)

    def wrong(self, words: str) -> Crooked:
        return Crooked(f"Line {self.number}: {words}")

    def codes(self, asked: str, shape: re.Pattern[str], words: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(re.findall(r"[^\s,;|/]+", self.said[asked].upper())))
        if odd := next((one for one in found if not shape.fullmatch(one)), None):
            raise self.wrong(f"“{odd[:20]}” is no {words}.")
        return found

    def day(self, asked: str) -> date | None:
        text = self.said[asked]
        for shape in DAYS if text else ():
            try:
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no time
            except ValueError:
                continue
        if text:
            raise self.wrong(f"“{text[:20]}” is no day. Write 2026-03-31 or 31/03/2026.")
        return None


def lines(file: TextIO, columns: Mapping[str, str] = COLUMNS) -> Iterator[Line]:
    """Every line of the file. Raises ``Crooked`` for a file without the columns, or a line nobody understands."""
    rows = DictReader(file)
    missing = [name for name in columns.values() if name not in (rows.fieldnames or ())]
    if missing:
        raise Crooked(f"The file has no column {', '.join(missing)}. It needs {', '.join(columns.values())}.")
    for row in rows:
        told = {asked: (row[name] or "").replace("\x00", "").strip() for asked, name in columns.items()}
        yield _line(_Cells(rows.line_num, told))


def _line(cells: _Cells) -> Line:
    urn = "".join(cells.said["urn"].upper().split())
    if not URN.fullmatch(urn) or urn == NOT_IN_ENGLAND:
        raise cells.wrong("The number is SC and six digits, or seven digits.")
    postcode = tidy_postcode(cells.said["postcode"])
    if postcode is None:
        raise cells.wrong("This is no postcode.")
    if len(cells.said["council"]) > LONGEST_COUNCIL:
        raise cells.wrong(f"The council is longer than {LONGEST_COUNCIL} letters.")
    since, until = cells.day("registered_from"), cells.day("registered_until")
    if since and until and until < since:
        raise cells.wrong("The registration ends before it begins.")
    return Line(
        urn,
        cells.codes("kinds", KIND, "kind of placement"),
        cells.codes("providers", PROVIDER, "kind of provider"),
        postcode, cells.said["council"], since, until,
    )  # fmt: skip
