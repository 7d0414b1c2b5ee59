"""What stands in a pack: parts with words and tables, the same for screen, paper and workbook. Plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from kith.core.reading_words import short_day
from kith.core.workbook import Sheet

NOTHING = "–"
ON_SCREEN = 10  # rows of one list on a page
ON_PAPER = 100  # rows of one list that are printed
IN_WORKBOOK = 20_000


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that stands alone as SVG, and the sentence it says."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `total` is how many there are, where not all of them are told."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    words: str = ""
    total: int | None = None
    sheet: str = ""  # its title in a workbook, where that is shorter

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are told."""
        return self.total is not None and self.total > len(self.rows)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pack under its heading."""

    title: str
    words: Sequence[str] = ()
    tables: Sequence[Table] = ()
    drawings: Sequence[Drawing] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. `kind` names its file; nothing in that name is about a person."""

    kind: str
    title: str
    council: str
    on: date
    lead: Sequence[str]
    parts: Sequence[Part]
    foot: str
    people: Sequence[int] = field(default=())  # whose names stand in it

    @property
    def file(self) -> str:
        """The name of its file, without what comes after the dot."""
        return f"{self.kind}-{self.on.isoformat()}"


def said(value: Any) -> str:
    """A cell in words: days as days, numbers with commas, nothing as a dash."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return short_day(value if not isinstance(value, datetime) else value.date())
        case int():
            return f"{value:,}"
        case Decimal():
            return f"{value.normalize():,f}"
        case _:
            return str(value)


def cut(table: Table, most: int, where: str) -> Table:
    """The first rows of a table, saying so in words and where the others are."""
    total = len(table.rows) if table.total is None else table.total
    if total <= most and len(table.rows) <= most:
        return table
    words = f"The first {min(most, len(table.rows)):,} of {total:,}. {where}"
    return replace(table, rows=table.rows[:most], total=total, words=f"{table.words} {words}".strip())


def sheets(pack: Pack) -> list[Sheet]:
    """The pack for a workbook: a sheet that says what it is, then one for each table, titles told apart."""
    about = [[line] for line in (pack.council, *pack.lead)]
    about += [[f"{part.title}: {words}"] for part in pack.parts for words in part.words]
    found = [Sheet("About", [pack.title], [*about, [pack.foot]])]
    taken = {"about"}
    for table in (table for part in pack.parts for table in part.tables):
        title = _free(table.sheet or table.title, taken)
        found.append(Sheet(title, table.heads, table.rows, _above(table)))
    return found


def _above(table: Table) -> str:
    """What stands above a sheet's rows: what the table is, and how much of it is not here."""
    told = f"{table.title}. {table.words}".strip()
    if not table.is_cut:
        return told
    return f"{told} {len(table.rows):,} of {table.total:,} rows are in this file."


def _free(title: str, taken: set[str]) -> str:
    """A title of at most 28 letters that no sheet has yet."""
    short, number = title[:28].strip(), 1
    while short.casefold() in taken:
        number += 1
        short = f"{title[:25].strip()} {number}"
    taken.add(short.casefold())
    return short
