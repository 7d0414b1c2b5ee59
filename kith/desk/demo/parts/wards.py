"""Wards of Westmere, how deprived they are, and how many children live there; invented like the postcodes in them."""

from collections.abc import Iterator
from datetime import date
from zlib import crc32

from kith.access import practice as practices
from kith.care.models import Postcode
from kith.care.placement.distance import key
from kith.care.postcodes.actions import read_in
from kith.care.postcodes.rules import Place
from kith.database.session import as_system
from kith.desk.demo.found import is_there
from kith.desk.demo.parts.care import COUNCIL, point
from kith.desk.demo.starting import PracticeOn
from kith.people.models import Address
from kith.performance.models import PopulationCount
from kith.performance.outside.actions import read_population
from kith.performance.outside.rules import Counted

# Two of each postal district: its name, its share of the children, its tenth of deprivation. Their codes are nobody’s.
WARDS = (
    (("Pierhead", 46, 2), ("Sandgate", 52, 3)),
    (("Tannery", 61, 1), ("Mill Lane", 63, 2)),
    (("Abbots Cross", 55, 5), ("Kiln Bank", 50, 4)),
    (("Northgate", 72, 2), ("Larkfield", 68, 4)),
    (("Sluice", 70, 3), ("Elm Rise", 66, 7)),
    (("Quarry Bank", 44, 6), ("Highmoor", 40, 9)),
    (("Southfield", 62, 3), ("Weir", 60, 5)),
    (("Orchard", 58, 8), ("Saint Brannoc", 56, 6)),
    (("Westmere Vale", 39, 10), ("Fenn", 38, 8)),
)
LETTERS = len("WM")


def act(today: date, practice_on: PracticeOn) -> None:
    """Say of every home in which ward it lies, and how many children each ward has; once."""
    with as_system("the demonstration reads in wards"):
        if not is_there() or PopulationCount.objects.filter(kind="ward").exists():
            return
        addresses = Address.objects.exclude(postcode="").values_list("postcode", flat=True)
        read_in(
            _places(
                {key(postcode) for postcode in [*addresses, *Postcode.objects.values_list("key", flat=True)]}
            )
        )
        read_population(list(children(today)))


def ward_of(postcode: str) -> tuple[str, int] | None:
    """The code of the ward in which an invented postcode lies, and its tenth of deprivation; None elsewhere."""
    digits = postcode[LETTERS : LETTERS + 2]
    if not (postcode.startswith("WM") and len(digits) == 2 and digits.isdigit() and digits[0] != "0"):
        return None
    district, half = int(digits[0]) - 1, int(digits[1]) // 5
    decile = WARDS[district][half][2] + crc32(postcode.encode()) % 3 - 1
    return _code(district, half), min(max(decile, 1), 10)


def _code(district: int, half: int) -> str:
    return f"E05999{district * 2 + half + 1:03}"


def _places(postcodes: set[str]) -> Iterator[Place]:
    for postcode in sorted(postcodes):
        if found := ward_of(postcode):
            yield Place(postcode, *point(postcode), COUNCIL, *found)


def children(today: date) -> Iterator[Counted]:
    """The children of the authority, told apart by ward."""
    everybody = practices.authority().population(today)
    if everybody is None:
        return
    wards = [(_code(d, h), *ward[:2]) for d, pair in enumerate(WARDS) for h, ward in enumerate(pair)]
    shares, given = sum(share for _, _, share in wards), 0
    for place, (code, name, share) in enumerate(wards, 1):
        people = everybody.value - given if place == len(wards) else everybody.value * share // shares
        given += people
        yield Counted("ward", code, name, everybody.year, 0, 17, people, everybody.source)
