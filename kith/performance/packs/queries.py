"""The parts of packs: figures with their trends, lists of children, reasons, caseloads, staff, targets and standards.

Everything is read as it was known at the end of the day of the pack, by the one who asks for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.may import May
from kith.access.models import Membership, Worker, holding
from kith.care.leaving.rules import CATEGORIES
from kith.core import period as periods
from kith.core.period import Period, add_months
from kith.core.reading_words import count
from kith.database import session
from kith.people.models import Person
from kith.people.rules import age_words
from kith.performance import lists, rules
from kith.performance.choices import Choices
from kith.performance.dashboard import queries as dashboard
from kith.performance.dashboard.queries import Card
from kith.performance.definition import Indicator, Stock
from kith.performance.figure import EVERYWHERE, Place
from kith.performance.indicators import INDICATORS
from kith.performance.lists import Behind, Row
from kith.performance.measure.queries import labels, reasons_of
from kith.performance.packs.content import IN_WORKBOOK, Drawing, Part, Table
from kith.performance.packs.registers import MONTHS, Register
from kith.performance.papers.places import is_shown
from kith.performance.tree import Tree
from kith.practice import Limit
from kith.protection.models.enquiries import ENQUIRY_OUTCOMES
from kith.ui.charts import printed

NAMES_ARE_KEPT = "Names are for those who need them: how many there are is counted here."
OURS: Mapping[str, Mapping[str, str]] = {
    "enquiry_outcome": ENQUIRY_OUTCOMES,
    "leaving_category": CATEGORIES,
    "seen": {"seen": "Seen", "alone": "Seen alone"},
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose pack it is, about which place, as known on which day."""

    viewer: Worker
    place: Place
    on: date
    tree: Tree

    @property
    def may_name(self) -> bool:
        """Whether the children stand in it by name."""
        return self.viewer.may(May.SEE_NAMES_BEHIND_FIGURES)

    @property
    def where(self) -> str:
        """The place as a heading says it."""
        return "the whole service" if self.place.id == EVERYWHERE.id else self.place.name

    @property
    def teams(self) -> dict[int, str]:
        """Every team, area and the service by name."""
        return {one.id: one.name for one in self.tree.places.values()}


def _workers() -> dict[int, str]:
    """Every worker by name. One query for a page."""
    found: dict[int, str] = session.remembered(
        "names of workers", lambda: dict(Worker.objects.values_list("id", "name"))
    )
    return found


def period_of(register: Register, on: date) -> Period:
    """The days a list is about: the day itself, or the six months up to it."""
    if isinstance(register.indicator, Stock):
        return periods.day(on)
    return Period(add_months(on, -MONTHS) + periods.ONE_DAY, on + periods.ONE_DAY, "months", "six months")


def counts(scope: Scope, registers: Sequence[Register]) -> dict[str, int]:
    """How long each list is: the list itself counted, so that columns nobody asks for cost nothing."""
    tallies = lists.tallies([(behind(scope, one, scope.on), "1", "counted") for one in registers])
    return {one.code: sum(n for _, n in told) for one, told in zip(registers, tallies, strict=True)}


def behind(scope: Scope, register: Register, on: date) -> Behind:
    """The rows of a list on a day, as known on that day."""
    return Behind(register.indicator, period_of(register, on), on, scope.place, on, known=scope.tree)


@dataclass(frozen=True, slots=True)
class Listed:
    """Lists as tables, how long each is, and whose names stand in them."""

    tables: tuple[Table, ...]
    counts: Mapping[str, int]
    people: tuple[int, ...]


def listed(scope: Scope, registers: Sequence[Register], most: int = IN_WORKBOOK) -> Listed:
    """The lists with names for who may see them, else their lengths alone; never more than `most` rows of one."""
    if not scope.may_name:
        lengths = counts(scope, registers)
        empty = tuple(_table(one, lengths[one.code], [], NAMES_ARE_KEPT) for one in registers)
        return Listed(empty, lengths, ())
    wanted = [(behind(scope, one, scope.on), [column for column, _, _ in one.columns]) for one in registers]
    rows_of = lists.first_rows(wanted, which="counted", size=most)
    found = {one.code: rows for one, rows in zip(registers, rows_of, strict=True)}
    lengths = {code: len(rows) for code, rows in found.items()}
    lengths |= counts(scope, [one for one in registers if lengths[one.code] >= most])
    words = _Words(scope, [row for rows in found.values() for row in rows])
    tables = tuple(
        _table(one, lengths[one.code], [words.line(one, row) for row in found[one.code]]) for one in registers
    )
    return Listed(tables, lengths, tuple(words.people))


def without_children(scope: Scope, register: Register, most: int = IN_WORKBOOK) -> Table:
    """A list that tells something without its children too: each row with its team, for who may not see names."""
    rows = lists.rows(behind(scope, register, scope.on), which="counted", page=1, size=most)
    words = _Words(scope, [])
    told = [[words.teams.get(row["team_id"], ""), *words.told(register, row)] for row in rows]
    total = len(rows) if len(rows) < most else counts(scope, [register])[register.code]
    heads = ("Team", *(heading for _, heading, _ in register.columns))
    return Table(f"{register.title}: {total:,}", heads, told, register.indicator.words, total, register.title)


HEADS = ("Record", "Child", "Sex", "Ethnicity", "Born", "Age")


def _table(register: Register, total: int, rows: list[list[Any]], words: str = "") -> Table:
    heads = (*HEADS, *(heading for _, heading, _ in register.columns), "Team", "Worker")
    told = f"{register.indicator.words} {words}".strip()
    return Table(f"{register.title}: {total:,}", heads, rows, told, total, register.title)


class _Words:
    """Names and words for rows of lists, fetched once for all of them."""

    def __init__(self, scope: Scope, rows: Sequence[Row]) -> None:
        self.on = scope.on
        self.people = Person.objects.seen_by(scope.viewer).filter(pk__in=lists.people(rows)).in_bulk()
        self.teams, self.workers = scope.teams, _workers()
        self.ethnicities, self.sexes = labels("ethnicity", self.on), labels("sex", self.on)
        self._lists: dict[str, Mapping[str, str]] = {}

    def line(self, register: Register, row: Row) -> list[Any]:
        """One row of a list as cells."""
        told = self.told(register, row)
        team, worker = self.teams.get(row["team_id"], ""), self.workers.get(row["worker_id"], "")
        return [*self.child(row["person_id"]), *told, team, worker]

    def told(self, register: Register, row: Row) -> list[Any]:
        """The columns that a list is told with."""
        return [self.value(row[column], listing) for column, _, listing in register.columns]

    def child(self, number: int | None) -> list[Any]:
        """Record number, name, sex, ethnicity, birth and age of a child on the day."""
        person = self.people.get(number) if number else None
        if person is None:
            return ["", "A child not identified", "", "", None, ""]
        age = age_words(person.born_on, person.born_precision, self.on, person.died_on)
        ethnicity = self.ethnicities.get(person.ethnicity, person.ethnicity)
        sex = self.sexes.get(person.sex, person.sex)
        return [str(person.pk), person.name, sex, ethnicity, person.born_on, age]

    def value(self, value: Any, listing: str) -> Any:
        """A value in the words of its list."""
        if not listing or not isinstance(value, str):
            return value
        if listing not in self._lists:
            self._lists[listing] = OURS.get(listing) or labels(listing, self.on)
        return self._lists[listing].get(value, value)


def cards_of(
    indicators: Sequence[Indicator], chosen: Choices, tree: Tree, as_at: date | None = None
) -> list[Card]:
    """The cards of these measures, as known on a day."""
    shown = [one for one in indicators if is_shown(one.code, chosen.place.code)]
    twins = {entry.thing.beside: entry.thing for entry in INDICATORS if entry.thing.beside}
    both = [*shown, *(twins[one.code] for one in shown if one.code in twins)]
    return dashboard.cards_of(both, chosen, tree, as_at)


def standing_alone() -> list[Indicator]:
    """Every measure with a card of its own."""
    return [entry.thing for entry in INDICATORS if not entry.thing.beside]


def figures(cards: Sequence[Card]) -> Table:
    """The figures with numerator, denominator, target, comparators, standing and real change."""
    heads = (
        "Measure",
        "Figure",
        "Counts",
        "Period",
        "Target",
        "Standing",
        "Neighbours",
        "England",
        "Since",
        "Real change",
        "Owner",
    )
    rows = [
        [
            one.indicator.short,
            one.latest.words,
            one.latest.counts,
            one.latest.period.label,
            one.target_words,
            one.standing.words,
            other(one.held.neighbours),
            other(one.held.england),
            one.change.words,
            one.real,
            one.held.owner,
        ]
        for one in cards
    ]
    return Table("Figures", heads, rows)


def other(comparator: Any) -> str:
    """Somebody else's figure with its year, or nothing."""
    return f"{comparator.value.normalize():f} ({comparator.year})" if comparator else ""


def drawings(cards: Sequence[Card]) -> tuple[Drawing, ...]:
    """The months of each measure as a chart with what is normal for it, and the sentence the chart says."""
    found = []
    for one in cards:
        months = [month.period.label if place % 3 == 0 else "" for place, month in enumerate(one.months)]
        is_share = one.indicator.unit == "%"
        svg = printed.chart(
            "trend",
            one.values,
            months,
            one.indicator.short,
            one.indicator.code,
            target=one.target_line,
            unit="%" if is_share else "",
            good=one.indicator.good,
            share=is_share,
        )
        if svg:
            found.append(Drawing(svg, f"{one.indicator.short}: {one.real}"))
    return tuple(found)


def months(cards: Sequence[Card]) -> Table:
    """The months of each measure, oldest first; what counts events has whole months only."""
    ends_of = {month.period.label: month.period.ends for one in cards for month in one.months}
    heads = sorted(ends_of, key=lambda label: ends_of[label])
    told = [{month.period.label: month.words for month in one.months} for one in cards]
    rows = [
        [one.indicator.short, *(by_label.get(label, "") for label in heads)]
        for one, by_label in zip(cards, told, strict=True)
    ]
    return Table("Month by month", ("Measure", *heads), rows)


def definitions(indicators: Sequence[Indicator]) -> Table:
    """What each measure is and how it is counted."""
    heads = ("Measure", "What it is", "How it is counted", "Unit", "Which way is good", "Source", "Mark")
    rows = [
        [one.short, one.words, one.counting, one.unit, one.best, one.source, one.hash] for one in indicators
    ]
    return Table("Definitions", heads, rows)


def caseloads(scope: Scope) -> Part:
    """How many children with an open case each team and, by name for who may see names, each worker holds."""
    of = Behind(
        INDICATORS["cin_open"], periods.day(scope.on), scope.on, scope.place, scope.on, known=scope.tree
    )
    held_by = lists.tally(of, "array[team_id, worker_id]", which="counted")
    teams: dict[int, list[int]] = {}
    for (team, worker), cases in held_by:
        some = teams.setdefault(team, [0, 0, 0])
        some[0] += cases
        some[1 if worker is None else 2] += cases if worker is None else 1
    names = scope.teams
    rows = sorted([names.get(team, "No team"), *told] for team, told in teams.items())
    by_team = Table(
        "Open cases by team", ("Team", "Children", "Of them unallocated", "Workers holding"), rows
    )
    return Part("Caseloads", (), (by_team, *([_by_worker(held_by, names)] if scope.may_name else [])))


def _by_worker(held_by: Sequence[tuple[Any, int]], teams: Mapping[int, str]) -> Table:
    workers = _workers()
    rows = [
        [teams.get(team, "No team"), workers[worker], cases] for (team, worker), cases in held_by if worker
    ]
    return Table("Open cases by worker", ("Team", "Worker", "Children"), sorted(rows))


def staff(scope: Scope) -> Part:
    """Who worked where on the day, as what."""
    under = scope.tree.under(scope.place)
    rows = Membership.objects.filter(holding(scope.on)).select_related("worker", "team")
    if under is not None:
        rows = rows.filter(team__in=under)
    roles = practice.on(scope.on).roles
    told = sorted(
        [
            row.team.name,
            row.worker.name,
            row.worker.job_title,
            roles[row.role].title if row.role in roles else row.role,
        ]
        for row in rows
    )
    table = Table("Who worked here", ("Team", "Worker", "Called", "Role"), told)
    return Part(
        "Staff", (f"{count(len({row[1] for row in told}), 'person', 'people')} on the day.",), (table,)
    )


def reasons(scope: Scope, indicators: Sequence[Indicator], chosen: Choices) -> Part | None:
    """Why what is late is late, as recorded, one table for each measure of lateness that has any."""
    periods_of = [rules.period_for(one, chosen.period, scope.on) for one in indicators]
    found = reasons_of(
        [
            Behind(one, period, scope.on, scope.place, scope.on, known=scope.tree)
            for one, period in zip(indicators, periods_of, strict=True)
        ]
    )
    tables = [
        Table(f"Why late: {one.short}, {period.label}", ("Reason recorded", "Number"), told)
        for one, period, told in zip(indicators, periods_of, found, strict=True)
        if told
    ]
    return Part("Why late", (), tables) if tables else None


def targets(scope: Scope, cards: Sequence[Card]) -> Table:
    """The targets that held for the place on the day."""
    rows = [
        [
            one.indicator.short,
            one.target_words,
            one.latest.words,
            one.standing.words,
            goal.deadline,
            goal.source,
        ]
        for one in cards
        if (goal := one.held.target)
    ]
    return Table("Targets that held", ("Measure", "Target", "Figure", "Standing", "Deadline", "Source"), rows)


def standards(scope: Scope) -> Table:
    """The limits of the practice that held on the day, with their sources."""
    held_then = practice.on(scope.on)
    steps = [
        [kind.title, _limit(limit), limit.source]
        for kind in held_then.steps.values()
        for limit in kind.limits
        if limit.holds_on(scope.on)
    ]
    clocks = [
        [kind.title, length.words, length.source]
        for kind in held_then.timescales.values()
        if (length := kind.length_on(scope.on))
    ]
    heads = ("What", "By when", "Where that is written")
    words = f"Practice: {held_then.title}."
    return Table("Practice standards that held", heads, [*steps, *clocks], words)


def _limit(limit: Limit) -> str:
    if limit.working_days is not None:
        return count(limit.working_days, "working day")
    return count(limit.calendar_days or 0, "day")
