"""Episodes: what is on record of a time in care, cut wherever the legal status, the placement or the carer changes.

The rules of the looked-after return (SSDA903): an episode begins on the day the one before ended and that one then
ceases with X1 (rules 388, 433); none begins and ends on one day (355); the reason for a new one says what changed (434
to 436); why a placement changed stands on the episode that ends, never beside a temporary one (225, 226); the category
of need is one for the whole period (504).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

START, LEGAL, PLACE, SAME_CARER, BOTH, BOTH_SAME_CARER = "S", "L", "P", "T", "B", "U"
GOES_ON = "X1"
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
SHORT_BREAKS = ("V3", "V4")


@dataclass(frozen=True, slots=True)
class Care:
    """One time in care: its days, the category of need, why it ended (a code of ``rec``), the postcode of home."""

    started_on: date
    ended_on: date | None = None
    need: str = "N1"
    end_reason: str = ""
    home_postcode: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """A legal status from a day to before another."""

    code: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A placement from a day to before another; ``carer_stays``: with the carers of the placement before."""

    kind: str
    started_on: date
    ended_on: date | None = None
    provider: str = ""
    urn: str = ""
    postcode: str = ""
    carer_stays: bool = False
    end_reason: str = ""
    miles: Decimal | None = None
    council: str = ""

    @property
    def is_temporary(self) -> bool:
        """Whether the child comes back from it to where it lived."""
        return self.kind in TEMPORARY

    @property
    def told(self) -> tuple[str, str, str, str]:
        """What the return tells of it: of two placements that tell the same nobody can say that they differ (435)."""
        return self.kind, self.postcode, self.urn, self.provider


Row = TypeVar("Row", Status, Place)


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch with one legal status, one placement and one carer, as it is returned.

    ``new`` is why it is new (RNE), ``ceased`` why it ended (REC), ``change_reason`` why its placement changed.
    """

    started_on: date
    new: str
    status: str
    need: str
    place: Place
    ended_on: date | None = None
    ceased: str = ""
    change_reason: str = ""
    home_postcode: str = ""


def episodes(care: Care, statuses: Sequence[Status], places: Sequence[Place]) -> list[Episode]:
    """The episodes of one time in care, oldest first.

    ``statuses`` and ``places`` each form a chain from the first day to the last, oldest first, as on record.
    """
    found: list[Episode] = []
    days = {one.started_on for one in statuses} | {one.started_on for one in places}
    for day in sorted(days):
        status, place = _on(statuses, day), _on(places, day)
        new = _why_new(found[-1], status, place) if found else START
        if not new:
            found[-1] = replace(found[-1], place=place)
            continue
        if found:
            found[-1] = _ceased(found[-1], day, new, place)
        found.append(Episode(day, new, status.code, care.need, place, home_postcode=care.home_postcode))
    if found and care.ended_on:
        found[-1] = replace(found[-1], ended_on=care.ended_on, ceased=care.end_reason)
    return found


def short_break_episodes(
    style: str, breaks: Sequence[tuple[date, date | None]], *, need: str, kind: str, provider: str
) -> list[Episode]:
    """Short breaks as they are returned: each an episode of its own that starts care (366), without any postcode (398).

    Of style ``V4`` the one "break" is the time for which the series is agreed.
    """
    place = [Place(kind, first, last, provider) for first, last in breaks]
    return [
        Episode(one.started_on, START, style, need, one, one.ended_on, "E8" if one.ended_on else "")
        for one in place
    ]


def _on(rows: Sequence[Row], day: date) -> Row:
    found = rows[0]
    for one in rows:
        if one.started_on <= day:
            found = one
    return found


def _why_new(last: Episode, status: Status, place: Place) -> str:
    """What changed against the episode before; nothing where the return could not tell."""
    legal = status.code != last.status
    before = last.place
    is_temporary = place.is_temporary or before.is_temporary
    moved = place.started_on > before.started_on and (
        place.told != before.told or is_temporary or not place.carer_stays
    )
    same_carer = place.carer_stays and not is_temporary
    if legal and moved:
        return BOTH_SAME_CARER if same_carer else BOTH
    if moved:
        return SAME_CARER if same_carer else PLACE
    return LEGAL if legal else ""


def _ceased(last: Episode, day: date, new: str, place: Place) -> Episode:
    moved = new not in (START, LEGAL)
    beside_temporary = place.is_temporary or last.place.is_temporary
    reason = last.place.end_reason if moved and not beside_temporary else ""
    return replace(last, ended_on=day, ceased=GOES_ON, change_reason=reason)
