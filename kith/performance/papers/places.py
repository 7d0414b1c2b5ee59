"""The places whose published figures can be loaded beside our own: who they are and how many children live there.

Their teams stand in the tree of teams like ours, but are no part of "everyone". No Django here.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A council as one paper shows it.

    `council` is the place whose targets hold here. `on` is the day its figures are shown for when nobody says,
    `shows` the indicators the paper prints. `kept` tells whether it stays when the figures are kept: England is
    too large, and stands on the dashboard already.
    """

    code: str
    title: str
    short: str
    council: str
    on: date
    shows: tuple[str, ...]
    population: int | None
    kept: bool


@cache
def elsewhere() -> dict[str, Elsewhere]:
    """Every such place by the code of its team."""
    listed = tomllib.loads((FOLDER / "places.toml").read_text(encoding="utf-8"))["place"]
    return {one["code"]: _read(one) for one in listed}


def _read(one: dict) -> Elsewhere:
    return Elsewhere(
        code=one["code"],
        title=f"{one.get('title', one['short'])} (published figures)",
        short=one["short"],
        council=one.get("council", one["code"]),
        on=one["on"],
        shows=tuple(one["shows"]),
        population=one.get("population"),
        kept=one.get("kept", True),
    )


def population(code: str) -> int | None:
    """Children of a place as its paper prints them; None for our own places and where none are printed."""
    place = elsewhere().get(code)
    return place.population if place else None


def usual_day(code: str, today: date) -> date:
    """The day a place is shown for when nobody chose one: our own today, others on the day of their figures."""
    place = elsewhere().get(code)
    return min(place.on, today) if place else today


def is_shown(indicator: str, code: str) -> bool:
    """Whether an indicator belongs on the dashboard of a place: of others only what their paper prints."""
    place = elsewhere().get(code)
    return place is None or indicator in place.shows


def council_of(code: str) -> str:
    """The place whose targets hold at a place elsewhere; "" for places of our own."""
    place = elsewhere().get(code)
    return place.council if place else ""
