"""What the months of a measure say, counted for everyone: by statistical process control, not by hand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kith.core import period as periods
from kith.database.session import as_system
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card, cards_of
from kith.performance.definition import Indicator
from kith.performance.figure import EVERYWHERE, Figure
from kith.performance.indicators import INDICATORS
from kith.performance.measure import trend
from kith.performance.queries import Readings, groups_of
from kith.performance.tree import tree


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure over thirteen months: its name, its figure now and of when, whether it really changed, in words."""

    short: str = ""
    now: str = ""
    verdict: str = ""
    says: str = ""
    arrow: str = ""
    change: str = ""
    period: str = ""


def read(code: str, on: date) -> Moved:
    """The months of a measure up to a day, for the whole service; nothing where there is no such measure."""
    return readings([code], on).get(code, Moved())


def readings(codes: Iterable[str], on: date) -> dict[str, Moved]:
    """The months of measures up to a day, for the whole service, by code; as many queries for any of one table."""
    wanted = [INDICATORS[code] for code in dict.fromkeys(codes) if code in INDICATORS]
    if not wanted:
        return {}
    with as_system("whether an action of a plan moved its measure"):
        cards = cards_of(wanted, Choices(today=on, on=on), tree())
    return {card.indicator.code: _moved(card) for card in cards}


def _moved(card: Card) -> Moved:
    return Moved(
        card.indicator.short,
        card.latest.words,
        card.real,
        trend.says(card),
        "" if card.change.arrow == "none" else card.change.arrow,
        card.change.words,
        card.latest.period.label,
    )


def figures(wanted: Collection[tuple[str, int]], on: date) -> dict[tuple[str, int], Figure]:
    """The twelve months of measures up to a day: (code, id of a team, or 0 for everyone). As many queries for any."""
    known = tree()
    period = periods.rolling12(on)
    asked = {
        (code, team): (INDICATORS[code], known.places.get(team, EVERYWHERE))
        for code, team in wanted
        if code in INDICATORS
    }
    if not asked:
        return {}
    places = [EVERYWHERE, *(place for _, place in asked.values())]
    with as_system("what the measures of a plan say"):
        pairs = [(indicator, period) for indicator, _ in asked.values()]
        readings = Readings(pairs, on=on, groups=groups_of(places, known))
        return {key: readings.figure(indicator, period, place) for key, (indicator, place) in asked.items()}


def of_code(code: str) -> Indicator | None:
    """The measure with a code, if there still is one."""
    return INDICATORS[code] if code and code in INDICATORS else None


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Those of these measures that there still are: code and short name."""
    return [(code, INDICATORS[code].short) for code in codes if code in INDICATORS]


def names() -> list[tuple[str, str]]:
    """Every measure that can be moved for better or worse: code and name."""
    known = [entry.thing for entry in INDICATORS if not entry.thing.beside and entry.thing.good != "neither"]
    return [(one.code, f"{one.topic}: {one.short}") for one in known]
