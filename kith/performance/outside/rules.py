"""What files of comparators and of populations say, line by line; a wrong line is told, and then nothing is read in."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from csv import DictReader
from csv import Error as NoTable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TextIO, TypeVar

from kith.core.reading_words import count
from kith.core.thousands import without_commas

KINDS = ("england", "neighbours", "authority")
AVERAGES = {"england": "England", "neighbours": "Statistical neighbours"}
NO_COUNCIL = ("england", "neighbours", "statistical_neighbours", "statistical neighbours")
PLACES = ("authority", "area", "ward")
COMPARATOR_COLUMNS = ("indicator", "who", "kind", "year", "value")
POPULATION_COLUMNS = ("kind", "code", "name", "ages", "year", "people")
LONGEST = {"who": 80, "source": 300, "code": 20, "name": 80}
OLDEST, TOLD = 17, 20
WORD = re.compile(r"\d{4}-\d{2}", re.ASCII)
AGES = re.compile(r"(\d{1,2})(?:\s*(?:-|–|to)\s*(\d{1,2}))?", re.ASCII)
MOST = Decimal(10) ** 12
PLACES_KEPT = 4


class Crooked(ValueError):
    """The file cannot be read in; the words say which lines and why."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Somebody else's figure as a line of a file says it."""

    code: str
    kind: str
    who: str
    year: str
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Children of some ages in a place, as a line of a file says it."""

    kind: str
    code: str
    name: str
    year: int
    age_from: int
    age_to: int
    people: int
    source: str


class _Wrong(ValueError):
    """Why a line cannot be taken."""


Taken = TypeVar("Taken")
Row = Mapping[str, str]


def problem_with_year(year: str, today: date) -> str | None:
    """Why figures of a financial year ('2010-11') cannot be compared with, or None."""
    if not WORD.fullmatch(year) or int(year[5:]) != (int(year[:4]) + 1) % 100:
        return f"“{year}” is no year. Write it as 2010-11: 1 April 2010 to 31 March 2011."
    if int(year[:4]) < 1990:
        return f"“{year}” is too long ago."
    if today < ends_on(year):
        return f"The year {year} is not over. Figures of a year that still runs compare with nothing."
    return None


def ends_on(year: str) -> date:
    """The last day of a financial year: '2010-11' gives 31 March 2011."""
    return date(int(year[:4]) + 1, 3, 31)


def comparators(file: TextIO, *, year: str, source: str, units: Mapping[str, str]) -> list[Compared]:
    """Every figure of the file. `units` are the units of the measures that are known, by code.

    Raises ``Crooked`` with every wrong line: an unknown measure, a year other than the one said, a share above 100, the
    same figure twice.
    """
    seen: dict[tuple[str, str], int] = {}

    def take(row: Row, line: int) -> Compared:
        found = _compared(row, year, source, units)
        for key in {(found.code, found.who.casefold()), (found.code, _average(found))}:
            if key in seen:
                raise _Wrong(f"{found.who} has a figure of {found.code} in line {seen[key]} already.")
            seen[key] = line
        return found

    return _each(file, COMPARATOR_COLUMNS, take)


def _average(found: Compared) -> str:
    return found.kind if found.kind in AVERAGES else found.who.casefold()


def _compared(row: Row, year: str, source: str, units: Mapping[str, str]) -> Compared:
    code, kind = row["indicator"], row["kind"].lower()
    if code not in units:
        raise _Wrong(f"no measure is called “{code}”. “manage.py figures list” names them.")
    if kind not in KINDS:
        raise _Wrong(f"there is no kind “{kind}”. Known: {', '.join(KINDS)}.")
    if row["year"] != year:
        raise _Wrong(f"this is of {row['year'] or 'no year'}; the file was said to be of {year}.")
    who = _text(row, "who") or AVERAGES.get(kind, "")
    if not who:
        raise _Wrong("the council has no name.")
    if kind == "authority" and who.casefold() in NO_COUNCIL:
        raise _Wrong(f"“{who}” is no council. Its kind is england or neighbours.")
    return Compared(code, kind, who, year, _value(row["value"], units[code]), _text(row, "source") or source)


def _value(said: str, unit: str) -> Decimal:
    try:
        found = Decimal(without_commas(said.removesuffix("%").strip()))
    except (InvalidOperation, ValueError):
        raise _Wrong(f"“{said}” is no number.") from None
    if not found.is_finite() or not 0 <= found < MOST:
        raise _Wrong(f"“{said}” is no figure of anything.")
    if found != round(found, PLACES_KEPT):
        raise _Wrong(f"“{said}” has more than {PLACES_KEPT} figures behind the point.")
    if unit == "%" and found > 100:
        raise _Wrong(f"{found} is more than 100%.")
    return found


def populations(
    file: TextIO, *, year: int, source: str, known: Mapping[str, Collection[str]]
) -> list[Counted]:
    """Every count of the file. `known` are the codes of our own authority and areas by kind of place.

    Raises ``Crooked`` with every wrong line, and for a place whose ages overlap or leave out one from 0 to 17.
    """
    found = _each(file, POPULATION_COLUMNS, lambda row, line: _counted(row, year, source, known))
    if problems := [words for words in _gaps(found) if words]:
        raise Crooked(" ".join(problems[:TOLD]))
    return found


def _counted(row: Row, year: int, source: str, known: Mapping[str, Collection[str]]) -> Counted:
    kind, code = row["kind"].lower(), _text(row, "code")
    if kind not in PLACES:
        raise _Wrong(f"there is no kind of place “{kind}”. Known: {', '.join(PLACES)}.")
    if not code:
        raise _Wrong("the place has no code.")
    if kind in known and code not in known[kind]:
        raise _Wrong(f"we have no {kind} “{code}”. Known: {', '.join(sorted(known[kind]))}.")
    if row["year"] != str(year):
        raise _Wrong(f"this is of {row['year'] or 'no year'}; the file was said to be of {year}.")
    said = _whole(row["people"])
    if said is None:
        raise _Wrong(f"“{row['people']}” is no number of children.")
    first, last = _ages(row["ages"])
    return Counted(
        kind, code, _text(row, "name") or code, year, first, last, said, _text(row, "source") or source
    )


def _whole(said: str) -> int | None:
    try:
        plain = without_commas(said)
    except ValueError:
        return None
    return int(plain) if plain.isdigit() and len(plain) < 9 else None


def _ages(said: str) -> tuple[int, int]:
    found = AGES.fullmatch(said)
    if not found:
        raise _Wrong(f"“{said}” are no ages. Write 5-9, or 17 for one year.")
    first, last = int(found[1]), int(found[2] or found[1])
    if first > last or last > OLDEST:
        raise _Wrong(f"ages {said}: children are counted from 0 to {OLDEST}.")
    return first, last


def _gaps(found: list[Counted]) -> Iterator[str]:
    """What is wrong with the ages of each place taken together."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for one in found:
        places[one.kind, one.code] += range(one.age_from, one.age_to + 1)
    for (kind, code), ages in places.items():
        twice = sorted({age for age in ages if ages.count(age) > 1})
        left_out = [age for age in range(OLDEST + 1) if age not in ages]
        if twice:
            yield f"In the {kind} {code} age {twice[0]} is counted twice."
        elif left_out:
            yield f"In the {kind} {code} age {left_out[0]} is left out."


def _each(file: TextIO, columns: Collection[str], take: Callable[[Row, int], Taken]) -> list[Taken]:
    rows = DictReader(file)
    missing = [name for name in columns if name not in (rows.fieldnames or ())]
    if missing:
        raise Crooked(f"The file has no column {', '.join(missing)}. It needs {', '.join(columns)}.")
    found, problems = [], []
    for row in _rows(rows):
        said = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        if not any(said.values()):
            continue
        try:
            if any(row.get(None) or ()):  # type: ignore[call-overload]
                raise _Wrong(
                    "there are more cells than heads. A number with a comma stands in quotation marks."
                )
            found.append(take(said, rows.line_num))
        except _Wrong as wrong:
            problems.append(f"Line {rows.line_num}: {wrong}")
    if problems:
        more = f" And {count(len(problems) - TOLD, 'other line')}." if len(problems) > TOLD else ""
        raise Crooked(" ".join(problems[:TOLD]) + more)
    if not found:
        raise Crooked("The file has no line.")
    return found


def _rows(rows: "DictReader[str]") -> Iterator[dict[str, str]]:
    try:
        yield from rows
    except NoTable:
        raise Crooked(f"From line {rows.line_num + 1} on the file is no table.") from None


def _text(row: Row, name: str) -> str:
    said = row.get(name, "")
    if len(said) > LONGEST[name] or not said.isprintable():
        raise _Wrong(f"{name} is longer than {LONGEST[name]} letters, or holds signs that are no letters.")
    return said
