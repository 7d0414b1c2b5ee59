"""Reads the first sheet of a workbook (XLSX): rows of texts, cells merged downwards filled, nothing else.

A workbook comes from outside and is not trusted: no document type and so no entities are taken, and no more is unpacked
than a sheet of a plan can need.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.parsers.expat import ExpatError, ParserCreate

from kith.core.refused import Refused

MOST_BYTES = 5_000_000  # of the file
MOST_UNPACKED = 60_000_000  # of one part of it
MOST_ROWS = 20_000
MOST_COLUMNS = 100
NO_WORKBOOK = (
    "This is no workbook that can be read. Save it as an Excel workbook (.xlsx) and choose it again."
)
TOO_LARGE = (
    "This workbook is too large to be a plan. Save the sheet of the plan by itself and choose it again."
)
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

Attributes = dict[str, str]


@dataclass(slots=True)
class Sheet:
    """Rows by their number in the spreadsheet, each with its texts by column, from 0."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    epoch: date = EPOCH

    def day(self, text: str) -> date | None:
        """The day that a spreadsheet keeps as a number; None for what is no such number."""
        try:
            number = int(float(text))
            return self.epoch + timedelta(days=number) if 10_000 < number < 100_000 else None
        except (ValueError, OverflowError):
            return None


def first_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook. Raises Refused for what is none, is too large or has a document type."""
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE, field="file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            path, epoch = _where(packed)
            texts = _texts(packed)
            return _sheet(_unpacked(packed, path), texts, epoch)
    except (zipfile.BadZipFile, KeyError, ExpatError, ValueError, IndexError, NotImplementedError, OSError,
            RuntimeError) as wrong:  # fmt: skip
        raise Refused(NO_WORKBOOK, field="file") from wrong


def _unpacked(packed: zipfile.ZipFile, path: str) -> bytes:
    with packed.open(path) as part:
        found = part.read(MOST_UNPACKED + 1)
    if len(found) > MOST_UNPACKED:
        raise Refused(TOO_LARGE, field="file")
    return found


def _walk(
    data: bytes,
    begins: Callable[[str, Attributes], None],
    ends: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] = lambda words: None,
) -> None:
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.StartElementHandler = lambda name, found: begins(name.rpartition(":")[2], found)
    parser.EndElementHandler = lambda name: ends(name.rpartition(":")[2])
    parser.CharacterDataHandler = text
    parser.Parse(data, True)


def _no_document_type(*_: object) -> None:
    raise ValueError("a workbook has no document type")


def _where(packed: zipfile.ZipFile) -> tuple[str, date]:
    """The path of the first sheet, and the day that numbers of days count from."""
    told: list[tuple[str, Attributes]] = []
    _walk(_unpacked(packed, "xl/workbook.xml"), lambda name, found: told.append((name, found)))
    is_1904 = any(name == "workbookPr" and found.get("date1904") in ("1", "true") for name, found in told)
    first = next(found for name, found in told if name == "sheet")
    mark = next(value for name, value in first.items() if name.rpartition(":")[2] == "id" and ":" in name)
    links: dict[str, str] = {}

    def link(name: str, found: Attributes) -> None:
        if name == "Relationship":
            links[found["Id"]] = found["Target"]

    _walk(_unpacked(packed, "xl/_rels/workbook.xml.rels"), link)
    target = links[mark]
    return (target[1:] if target.startswith("/") else f"xl/{target}"), EPOCH_1904 if is_1904 else EPOCH


def _texts(packed: zipfile.ZipFile) -> list[str]:
    """The texts that cells share; a workbook may have none."""
    if "xl/sharedStrings.xml" not in packed.namelist():
        return []
    found: list[str] = []
    inside: list[str] = []

    def begins(name: str, _: Attributes) -> None:
        inside.append(name)
        if name == "si":
            found.append("")

    def text(words: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            found[-1] += words

    _walk(_unpacked(packed, "xl/sharedStrings.xml"), begins, lambda name: _drop(inside), text)
    return found


def _drop(inside: list[str]) -> None:
    inside.pop()


class _Reader:
    """Takes in one sheet, element by element."""

    def __init__(self, texts: list[str], epoch: date) -> None:
        self.sheet, self.texts = Sheet(epoch=epoch), texts
        self.merged: list[str] = []
        self.cell: Attributes = {}
        self.inside: list[str] = []
        self.words = ""

    def begins(self, name: str, found: Attributes) -> None:
        self.inside.append(name)
        if name == "c":
            self.cell, self.words = found, ""
        elif name == "mergeCell":
            self.merged.append(found["ref"])

    def text(self, words: str) -> None:
        if self.inside and (self.inside[-1] == "v" or (self.inside[-1] == "t" and "is" in self.inside)):
            self.words += words

    def ends(self, name: str) -> None:
        self.inside.pop()
        if name != "c" or not self.words.strip():
            return
        row, column = _place(self.cell["r"])
        if row > MOST_ROWS:
            raise Refused(TOO_LARGE, field="file")
        if column < MOST_COLUMNS:
            self.sheet.rows.setdefault(row, {})[column] = self._said()

    def _said(self) -> str:
        kind = self.cell.get("t", "n")
        if kind == "s":
            return self.texts[int(self.words)]
        if kind == "n":
            return f"{float(self.words):.12g}"
        return self.words

    def fill(self) -> None:
        """What is merged downwards says the same on each of its rows; across, it stays in its first column."""
        for ref in self.merged:
            (first, column), (last, _) = (_place(end) for end in (ref.split(":") * 2)[:2])
            said = self.sheet.rows.get(first, {}).get(column)
            if said is None or column >= MOST_COLUMNS:
                continue
            for row in range(first + 1, min(last, MOST_ROWS) + 1):
                if row in self.sheet.rows:
                    self.sheet.rows[row].setdefault(column, said)


def _sheet(data: bytes, texts: list[str], epoch: date) -> Sheet:
    reader = _Reader(texts, epoch)
    _walk(data, reader.begins, reader.ends, reader.text)
    reader.fill()
    return reader.sheet


def _place(ref: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of 'B7'."""
    found = PLACE.fullmatch(ref)
    if found is None:
        raise ValueError("no place in a sheet")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
