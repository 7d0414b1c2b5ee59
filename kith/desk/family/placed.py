"""Where children in care live, among the homes of a family: a placement stands before the home on record.

A child who is placed with a parent lives where the record says. One who is away for a time (hospital, holiday) lives
where it comes back to. Where a child placed for adoption lives is told on no page of the family.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from kith.care.placement.rules import ADOPTION, PARENTS, TEMPORARY
from kith.people.keeping.rules import address_words
from kith.people.outputs.rules import Reader

Home = dict[str, Any]
IN_CARE = "In care"
ELSEWHERE = "In care, placed elsewhere"
FOR_ADOPTION = "In care, placed for adoption (the address is kept)"


def homes(residences: Iterable[Home], placements: Sequence[Home]) -> list[Home]:
    """Homes as they were lived in, the earliest first: placements, and the homes on record outside their days.

    Rows as ``queries.homes`` gives them; those of placements have ``placed``: the kind, or who cares, in words.
    """
    lived: dict[int, list[Home]] = defaultdict(list)
    for one in _without_time_away(placements):
        lived[one["person_id"]].append(one)
    found = [part for home in residences for part in _outside(home, lived[home["person_id"]])]
    found += [home for rows in lived.values() for home in rows]
    return sorted(found, key=lambda home: home["started_on"])


def _without_time_away(placements: Iterable[Home]) -> Iterator[Home]:
    """Placements elsewhere than at home; a time away belongs to the placement before it."""
    last: dict[int, Home] = {}
    for row in sorted(placements, key=lambda one: (one["person_id"], one["started_on"])):
        before = last.get(row["person_id"])
        if row["kind"] in TEMPORARY and before is not None and before["ended_on"] == row["started_on"]:
            before["ended_on"] = row["ended_on"]
            continue
        last[row["person_id"]] = dict(row)
        if row["kind"] != PARENTS:
            yield last[row["person_id"]]


def _outside(home: Home, placed: Sequence[Home]) -> Iterator[Home]:
    """The parts of a home's time in which no placement held."""
    since: date | None = home["started_on"]
    for one in sorted(placed, key=lambda row: row["started_on"]):
        if since is None or (home["ended_on"] and one["started_on"] >= home["ended_on"]):
            break
        if one["ended_on"] and one["ended_on"] <= since:
            continue
        if one["started_on"] > since:
            yield {**home, "started_on": since, "ended_on": one["started_on"]}
        since = one["ended_on"]
    if since is not None and (home["ended_on"] is None or since < home["ended_on"]):
        yield {**home, "started_on": since}


def home_of(row: Home, label: str) -> Home:
    """A placement as a home: who cares or what it is, and the address unless nobody of the family is to learn it."""
    home = {**row, "placed": f"{IN_CARE}: {row['carer'] or label}"}
    if row["kind"] in ADOPTION:
        home |= {"placed": FOR_ADOPTION, "address_id": None, "address__lines": "", "address__postcode": ""}
    if home["address_id"] is None:  # those who are placed together without an address are together
        home["address_id"] = f"{row['kind']}, {row['carer']}"
    return home


def place_words(home: Home) -> str:
    """Where somebody lives in one line, marked when the address is kept from somebody."""
    address = address_words(
        (home["address__lines"] or "", home["address__postcode"] or ""), home["kept_from"]
    )
    return ", ".join(filter(None, [home.get("placed", ""), address]))


def told_to(reader: Reader, home: Home) -> Home:
    """A home as somebody may take it away: of a child in care only that it is placed, not where nor with whom."""
    if "placed" not in home:
        return reader.home(home)
    nowhere = {"address_id": ELSEWHERE, "address__lines": "", "address__postcode": "", "kept_from": []}
    return {**home, "placed": ELSEWHERE, **nowhere}


def on_record(addresses: Collection[Any]) -> list[int]:
    """Those of these places that have an address on record."""
    return sorted(one for one in addresses if isinstance(one, int))
