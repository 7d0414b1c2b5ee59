"""Counts demand by every dimension at once, and lists the children behind a number: one relation, so they agree."""

from dataclasses import dataclass, replace
from datetime import date

from kith.access import practice
from kith.core import period as periods
from kith.core.period import Period
from kith.performance import lists, rules
from kith.performance.choices import Choices
from kith.performance.definition import Flow, Rows
from kith.performance.demand.rules import (
    AGES,
    DECILES,
    DIMENSIONS,
    EACH,
    YEARS_OF,
    Table,
    condition,
    counts,
    table,
)
from kith.performance.facts.demand import contact_demand, referral_demand
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.indicators.frontdoor import contacts, referrals
from kith.performance.leaving import Leaving
from kith.performance.lists import Behind
from kith.performance.measure.queries import labels
from kith.performance.outside.queries import Children, populations
from kith.performance.queries import Readings, groups_of_all, population
from kith.performance.tree import tree

COUNTED: dict[str, Flow] = {
    "referrals": replace(referrals, rows=referral_demand.all),
    "contacts": replace(contacts, rows=contact_demand.all),
}

TOLD_ELSEWHERE: dict[str, Flow] = {"referrals": referrals, "contacts": contacts}


@dataclass(frozen=True, slots=True)
class Report:
    """Demand of a period beside the same days a year before, told apart by each dimension."""

    tables: tuple[Table, ...]
    period: Period
    has_rates: bool
    people: Children | None

    @property
    def total(self) -> int:
        """All of it."""
        return self.tables[0].total.now


def report(subject: str, chosen: Choices) -> Report:
    """Two statements, whatever is asked, and one for the children who live here."""
    behind = behind_row(subject, chosen)
    ago = replace(behind, period=_a_year_before(behind.period))
    now, before = (counts(lists.tally(one, EACH, which="all")) for one in (behind, ago))
    yearly = chosen.period == "rolling12"
    of = [one for one in DIMENSIONS.values() if one.code != "need" or subject == "referrals"]
    tables = tuple(
        table(
            one, now[one.code], before[one.code], words(one.code, chosen.on),
            _children(one.code, chosen) if yearly else {},
        )
        for one in of
    )  # fmt: skip
    return Report(tables, behind.period, yearly, _whole(chosen))


def hidden_totals(subject: str, chosen: Choices) -> tuple[bool, bool]:
    """Whether the number of a period, and that of the year before, is hidden in other files: it is their figure too."""
    period, figure = behind_row(subject, chosen).period, TOLD_ELSEWHERE[subject]
    spans, known = (period, _a_year_before(period)), chosen.known or tree()
    readings = Readings([(figure, span) for span in spans], on=chosen.on, groups=groups_of_all(known))
    leaving = Leaving(lambda: readings, known)
    now, before = (leaving.is_hidden(readings.figure(figure, span, chosen.place)) for span in spans)
    return now, before


def behind_row(subject: str, chosen: Choices, row: str = "") -> Behind:
    """The rows behind a number, of all without one. Raises ValueError for a row there cannot be."""
    counted = COUNTED[subject]
    if row:
        counted = replace(counted, rows=Rows(counted.fact, condition(row)))
    return Behind(
        counted,
        rules.period_for(counted, chosen.period, chosen.on),
        chosen.on,
        chosen.place,
        known=chosen.known,
    )


def words_of(row: str, on: date) -> str:
    """What a row is called, for the heading of its list."""
    code, _, key = row.partition(":")
    return f"{DIMENSIONS[code].heading}: {words(code, on).get(key, key) or 'not recorded'}"


def _a_year_before(period: Period) -> Period:
    starts, ends = (periods.add_months(day, -12) for day in (period.starts, period.ends))
    return replace(period, starts=starts, ends=ends, label="the same days a year before")


def words(code: str, on: date) -> dict[str, str]:
    """What the rows of a dimension are called on a day, by their key and in their order."""
    if code == "age":
        return AGES
    if code == "decile":
        return DECILES
    if code == "ward":
        return populations().names("ward")
    return labels("primary_need" if code == "need" else "referral_source", on)


def _children(code: str, chosen: Choices) -> dict[str | None, int]:
    """How many children live in each row, where that is known and is counted as the rows are."""
    found: dict[str | None, int | None] = {None: population(chosen.on, chosen.place)}
    known = populations()
    if code == "age":
        kind, place = _kept_as(chosen.place)
        for key, ages in YEARS_OF.items():
            there = known.children(kind, place, chosen.on, ages)
            found[key] = there.people if there else None
    elif code == "ward" and chosen.place.id == EVERYWHERE.id:
        for ward in known.names("ward"):
            there = known.children("ward", ward, chosen.on)
            found[ward] = there.people if there else None
    return {key: people for key, people in found.items() if people}


def _kept_as(place: Place) -> tuple[str, str]:
    return ("authority", practice.authority().code) if place.id == EVERYWHERE.id else ("area", place.code)


def _whole(chosen: Choices) -> Children | None:
    return populations().children(*_kept_as(chosen.place), chosen.on)
