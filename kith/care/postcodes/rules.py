"""What a file of postcodes says, row by row.

The columns are those of the ONS Postcode Directory: ``pcds`` (the postcode), ``oseast1m`` and ``osnrth1m`` (metres east
and north on the national grid) and ``oslaua`` (the council). Other columns are passed over.
"""

from collections.abc import Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass
from typing import TextIO

from kith.care.placement.distance import key

COLUMNS = ("pcds", "oseast1m", "osnrth1m", "oslaua")
WARD, DECILE, RANK = "osward", "imd_decile", "imd"
LONGEST_KEY, LONGEST_COUNCIL = 7, 9
NEIGHBOURHOODS = 32_844  # of England, in the ranks of the Index of Multiple Deprivation of 2015 and 2019
FARTHEST = 1_300_000  # metres: the national grid is 700 km wide and 1,300 km high


class Crooked(ValueError):
    """The file cannot be read in; the words say which line and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode without spaces, where it lies in metres, the council and the ward, and how deprived it is there."""

    key: str
    easting: int
    northing: int
    council: str
    ward: str = ""
    decile: int | None = None


def places(file: TextIO) -> Iterator[Place]:
    """Every postcode of the file that lies somewhere; those without a place on the grid are passed over.

    Raises ``Crooked`` for a file without the columns, or with a line that cannot be understood.
    """
    rows = DictReader(file)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise Crooked(f"The file has no column {', '.join(missing)}. It needs {', '.join(COLUMNS)}.")
    for row in rows:
        if place := _place(row, rows.line_num):
            yield place


def _place(row: Mapping[str, str | None], line: int) -> Place | None:
    said = {name: (row[name] or "").strip() for name in COLUMNS}
    found = key(said["pcds"])
    if not found or len(found) > LONGEST_KEY or not found.isalnum():
        raise Crooked(f"Line {line}: this is no postcode.")
    if len(said["oslaua"]) > LONGEST_COUNCIL:
        raise Crooked(f"Line {line}: the code of the council is longer than {LONGEST_COUNCIL} letters.")
    if not said["oseast1m"] or not said["osnrth1m"]:
        return None
    try:
        east, north = int(said["oseast1m"]), int(said["osnrth1m"])
    except ValueError:
        raise Crooked(f"Line {line}: east and north are whole numbers of metres.") from None
    if not (0 <= east <= FARTHEST and 0 <= north <= FARTHEST):
        raise Crooked(f"Line {line}: that lies outside the national grid.")
    ward = (row.get(WARD) or "").strip()
    if len(ward) > LONGEST_COUNCIL:
        raise Crooked(f"Line {line}: the code of the ward is longer than {LONGEST_COUNCIL} letters.")
    return Place(found, east, north, said["oslaua"], ward, _decile(row, said["oslaua"], line))


def _decile(row: Mapping[str, str | None], council: str, line: int) -> int | None:
    """The tenth of England's neighbourhoods, the most deprived first; None where the list does not say."""
    told, rank = (row.get(DECILE) or "").strip(), (row.get(RANK) or "").strip()
    if told:
        return _within(told, 10, line, "a decile of deprivation")
    if not rank or rank == "0" or not council.startswith("E"):
        return None
    place = _within(rank, NEIGHBOURHOODS, line, "a rank of deprivation")
    return (place * 10 + NEIGHBOURHOODS - 1) // NEIGHBOURHOODS


def _within(said: str, most: int, line: int, what: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 7 and 1 <= int(said) <= most):
        raise Crooked(f"Line {line}: {what} is a whole number from 1 to {most:,}.")
    return int(said)
