"""What the list of providers that Ofsted keeps says against a placement. Numbers are rules of the looked-after return.

Nothing of it is refused: a child must have a bed tonight, and the list may be late or wrong. Where no list was read in
for the time, or a line leaves something empty, nothing is said.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kith.care.placement import distance
from kith.care.placement.rules import ADOPTION, FOSTER, NOT_IN_ENGLAND
from kith.care.providers.reading import Line
from kith.core.reading_words import short_day

OWN, OTHER_COUNCIL = "PR1", "PR2"
SAME_POSTCODE = ("K1", "K2", "K3", "R3", "S1")  # 221
H5_IN, H5 = 2024, "H5"  # in that year's return 221 was asked of these too


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen for a placement, as the list is held against it."""

    kind: str
    provider: str
    urn: str
    postcode: str
    council: str  # in whose area it lies, by its postcode
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists that were read in: the years they are of, and per year and number its lines; who we are in them."""

    years: Collection[int] = ()
    listed: Mapping[tuple[int, str], Sequence[Line]] = field(default_factory=dict)
    own: Collection[str] = ()

    def year_for(self, ended_on: date | None) -> int | None:
        """The newest list of a year that began before a placement ended; None where none was read in."""
        began = [year for year in self.years if ended_on is None or date(year - 1, 4, 1) <= ended_on]
        return max(began, default=None)

    def is_ours(self, council: str) -> bool | None:
        """Whether a council, as a list or a postcode names it, is we ourselves; None where nobody knows."""
        if not council or not self.own:
            return None
        return council.casefold() in {one.casefold() for one in self.own}


def against(chosen: Chosen, lists: Lists, today: date) -> list[str]:
    """What speaks against a placement, each with the number of the rule."""
    found = [_own_elsewhere(chosen, lists)]
    year = lists.year_for(chosen.ended_on)
    if chosen.urn and chosen.urn != NOT_IN_ENGLAND and year is not None:
        found += _by_list(chosen, lists, year, today)
    return [words for words in found if words]


def _own_elsewhere(chosen: Chosen, lists: Lists) -> str | None:
    if chosen.provider != OWN or chosen.kind in (*FOSTER, *ADOPTION):
        return None
    if lists.is_ours(chosen.council) is False:
        return "It is said to be our own, but its postcode lies in another council’s area (rule 1015)."
    return None


def _by_list(chosen: Chosen, lists: Lists, year: int, today: date) -> list[str | None]:
    """Of a number that stands on several lines the one that says least against it holds."""
    lines = lists.listed.get((year, chosen.urn), ())
    if not lines:
        return [
            f"Ofsted’s list of {year_words(year)} has no provider {chosen.urn} (rule 1008). Check the number."
        ]
    said = [[words for words in _by_line(chosen, one, lists, year, today) if words] for one in lines]
    return [*min(said, key=len)]


def _by_line(chosen: Chosen, line: Line, lists: Lists, year: int, today: date) -> list[str | None]:
    return [
        _kind(chosen, line),
        _provider(chosen, line),
        _postcode(chosen, line, year),
        _registered(chosen, line, today),
        _whose(chosen, line, lists),
    ]


def _kind(chosen: Chosen, line: Line) -> str | None:
    if not line.kinds or chosen.kind in line.kinds:
        return None
    return f"Ofsted does not list {line.urn} for this kind of placement (rule 219)."


def _provider(chosen: Chosen, line: Line) -> str | None:
    if not line.providers or chosen.provider in line.providers:
        return None
    return f"Ofsted lists {line.urn} under another kind of provider (rule 224)."


def _postcode(chosen: Chosen, line: Line, year: int) -> str | None:
    if chosen.kind not in SAME_POSTCODE and not (chosen.kind == H5 and year == H5_IN):
        return None
    if not line.postcode or not chosen.postcode:
        return None
    if distance.key(line.postcode) == distance.key(chosen.postcode):
        return None
    return f"Ofsted has {line.urn} at another postcode (rule 221)."


def _registered(chosen: Chosen, line: Line, today: date) -> str | None:
    since, until = line.registered_from, line.registered_until
    if since and chosen.started_on < since:
        return f"Ofsted registered {line.urn} only from {short_day(since)} on."
    if until is None:
        return None
    if chosen.started_on >= until:
        return f"{line.urn} was registered until {short_day(until)} and the placement does not begin before (rule 227)."
    if (chosen.ended_on or today) > until:
        return f"{line.urn} was registered until {short_day(until)}; the placement went on (rule 228)."
    return None


def _whose(chosen: Chosen, line: Line, lists: Lists) -> str | None:
    is_ours = lists.is_ours(line.council)
    if chosen.provider == OWN and is_ours is False:
        return f"{line.urn} is said to be our own provider, and Ofsted has it in another council’s area (rule 229)."
    if chosen.provider == OTHER_COUNCIL and is_ours:
        return f"{line.urn} is said to be another council’s, and Ofsted has it in our own area (rule 229)."
    return None


def year_words(year: int) -> str:
    """The year of a return by the year in which it ends: '2025-26'."""
    return f"{year - 1}-{year % 100:02}"
