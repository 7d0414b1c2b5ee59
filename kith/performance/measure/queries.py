"""What the page of one measure shows: months, comparisons, teams, reasons, publications."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from kith.access import practice
from kith.access.models import Team, Worker
from kith.core import clock
from kith.core import period as periods
from kith.core.period import Period
from kith.database.session import as_system
from kith.people.models import Person
from kith.performance import lists, rules
from kith.performance.archive.queries import definitions, value_of
from kith.performance.choices import Choices
from kith.performance.dashboard.queries import Card, Spans, card, spans_of, target_cell
from kith.performance.definition import Indicator, Stock
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.held import Held, held, own_targets, targets_over
from kith.performance.indicators import INDICATORS
from kith.performance.leaving import Leaving
from kith.performance.lists import Behind, Row
from kith.performance.measure import trend
from kith.performance.measure.columns import tells_reasons
from kith.performance.models import NamedChange, Publication
from kith.performance.outward import hidden_cells, to_publish, told_cells
from kith.performance.queries import Readings, groups_of, groups_of_all
from kith.performance.small_numbers import MARK
from kith.performance.telling import queries as telling
from kith.performance.tree import Tree
from kith.practice import Target

PAGE = 25
LATE_REASONS = "lateness_reason"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure for one place: its card, its twin by month, its teams, and last year's figure."""

    card: Card
    twin_months: tuple[Figure, ...]
    last_year: Figure
    targets: tuple[Target | None, ...]  # the target of each month
    way: trend.Way | None  # to the deadline of the target
    says: str  # what the trend says, in a sentence
    changes: tuple[NamedChange, ...]
    by_team: tuple[tuple[Figure, tuple[Figure, ...]], ...]  # the figure of the period, and its months
    by_area: tuple[Figure, ...]


def measure(indicator: Indicator, chosen: Choices, tree: Tree) -> Measure:
    """Everything that is counted for the page, in one or two statements."""
    twin = next((one.thing for one in INDICATORS if one.thing.beside == indicator.code), None)
    both = [one for one in (indicator, twin) if one]
    set_here = own_targets(chosen.place)
    against = held([indicator], chosen.on, chosen.place, set_here)[indicator.code]
    spans = {one.code: spans_of(one, chosen, against.target) for one in both}
    ago = rules.period_for(indicator, chosen.period, periods.add_months(chosen.on, -12))
    wanted = [(one, period) for one in both for period in spans[one.code].all] + [(indicator, ago)]
    readings = Readings(wanted, on=chosen.on, groups=groups_of_all(tree))
    own, leaving = spans[indicator.code], Leaving(lambda: readings, tree)
    named = telling.changes(chosen.place, tree, indicator.code)[indicator.code]
    shown = card(indicator, twin, spans, (readings, leaving), against, chosen, named)
    within = tree.under(chosen.place)
    places = [
        one for one in tree.places.values() if (within is None or one.id in within) and one != chosen.place
    ]
    return Measure(
        card=shown,
        targets=tuple(
            targets_over(indicator, [month.last_day for month in own.months], chosen.place, set_here)
        ),
        way=trend.way(shown, chosen, set_here),
        says=trend.says(shown),
        changes=tuple(named),
        twin_months=tuple(readings.figure(twin, month, chosen.place) for month in spans[twin.code].months)
        if twin
        else (),
        last_year=readings.figure(indicator, ago, chosen.place),
        by_team=_by_team(indicator, own, readings, places),
        by_area=tuple(
            readings.figure(indicator, own.latest, place) for place in places if place.kind == "area"
        ),
    )


def _by_team(
    indicator: Indicator, own: Spans, readings: Readings, places: Sequence[Place]
) -> tuple[tuple[Figure, tuple[Figure, ...]], ...]:
    """Every team with cases, by name: the figure of its period, and its months."""
    teams = [
        (
            readings.figure(indicator, own.latest, place),
            tuple(readings.figure(indicator, month, place) for month in own.months),
        )
        for place in sorted(places, key=lambda place: place.name)
        if place.kind == "team"
    ]
    return tuple(
        (figure, months)
        for figure, months in teams
        if figure.part or figure.whole or any(month.part for month in months)
    )


def compared(measure: Measure, chosen: Choices) -> list[tuple[str, float | None, str]]:
    """Rows of the comparison: us, us a year ago, our areas, England and the neighbours with their years."""
    card, name = measure.card, "Us" if chosen.place.id == EVERYWHERE.id else chosen.place.name
    rows = [
        (f"{name}, now", _number(card.latest), "us"),
        (f"{name}, a year ago", _number(measure.last_year), "other"),
    ]
    if card.indicator.unit in ("%", "per 10,000", "working days"):
        rows += [(figure.place.name, _number(figure), "other") for figure in measure.by_area]
    return rows + [
        (f"{_who(one.who)}, {one.year}", float(one.value), kind)
        for kind, others in (("average", _others(card.held)), ("other", card.held.councils))
        for one in others
    ]


def _others(against: Held) -> list[Any]:
    return [one for one in (against.england, against.neighbours) if one]


def _who(who: str) -> str:
    return {"england": "England", "neighbours": "Neighbours", "statistical_neighbours": "Neighbours"}.get(
        who, who
    )


def _number(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value)


def behind(indicator: Indicator, chosen: Choices, known: Tree | None = None) -> Behind:
    """The rows of the chosen period and place; `known` is the tree of teams, where it has been read already."""
    period = rules.period_for(indicator, chosen.period, chosen.on)
    return Behind(indicator, period, chosen.on, chosen.place, known=known)


def kinds_of_rows(figure: Figure) -> dict[str, tuple[str, int]]:
    """What can be listed: for a share those that count and those that do not, otherwise those that count."""
    if figure.indicator.is_share and figure.whole is not None:
        yes, no = figure.indicator.sides
        if figure.indicator.good == "high":
            return {"others": (no, figure.whole - figure.part), "counted": (yes, figure.part)}
        return {"counted": (yes, figure.part), "others": (no, figure.whole - figure.part)}
    return {"counted": ("All", figure.part)}


def late_reasons(of: Behind) -> list[tuple[str, int]]:
    """Why the late ones were late, as recorded; empty for measures of which nothing can be late."""
    return reasons_of([of])[0]


def reasons_of(several: Sequence[Behind]) -> list[list[tuple[str, int]]]:
    """The same of several measures, in one query."""
    late = {place: one for place, one in enumerate(several) if tells_reasons(one.indicator)}
    told = lists.tallies(
        [
            (one, "late_reason", "counted" if isinstance(one.indicator, Stock) else "others")
            for one in late.values()
        ]
    )
    found: list[list[tuple[str, int]]] = [[] for _ in several]
    for (place, one), counts in zip(late.items(), told, strict=True):
        names = labels(LATE_REASONS, one.on)
        found[place] = [(names.get(code, code) or "No reason given", count) for code, count in counts]
    return found


def bands(of: Behind) -> list[tuple[str, int]]:
    """How many of the rows that count have each value of the column the measure is told apart by, in its order."""
    told = of.indicator.bands
    if told is None:
        return []
    found = dict(lists.tally(of, told.column, which="counted"))
    words = labels(told.codes, of.on) if told.codes else {word: word for word in told.words}
    order = [*words, *sorted(set(found) - set(words), key=str)]
    return [(words.get(value, value or "Not recorded"), found[value]) for value in order if value in found]


def labels(of: str, on: date) -> dict[str, str]:
    """The words of a code list of the practice of a day, by code; none where it has no such list.

    Where a code had several words over time, those of the day; what is in force no more has its words still.
    """
    listed = practice.on(on).lists.get(of)
    return {one.code: listed.label(one.code, on) for one in listed.codes} if listed else {}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list behind a figure, with names for those who may see them."""

    person: int | None
    name: str
    team: str
    worker: str
    step: int | None
    row: Row


def named(found: Sequence[Row], viewer: Worker, known: Tree | None = None) -> list[Line]:
    """The rows with the names of the children, teams and workers. Three queries, two where the tree is known."""
    people = Person.objects.seen_by(viewer).filter(pk__in=lists.people(found)).in_bulk()
    teams = (
        {place.id: place.name for place in known.places.values()}
        if known
        else dict(Team.objects.values_list("id", "name"))
    )
    workers = dict(
        Worker.objects.filter(pk__in={row["worker_id"] for row in found if row["worker_id"]}).values_list(
            "id", "name"
        )
    )
    return [
        Line(
            person=row["person_id"] if row["person_id"] in people else None,
            name=people[row["person_id"]].name if row["person_id"] in people else _nobody(row, workers),
            team=teams.get(row["team_id"], ""),
            worker=workers.get(row["worker_id"], ""),
            step=row.get("step_id"),
            row=row,
        )
        for row in found
    ]


def _nobody(row: Row, workers: dict[int, str]) -> str:
    """What stands in place of a child: the post or the worker where the measure is about those."""
    if "number" in row:
        return f"Post {row['number']}"
    return workers.get(row["worker_id"], "") if "began_on" in row else "A child not identified"


@dataclass(frozen=True, slots=True)
class Published:
    """A frozen figure beside what the record says of the same days now, by today's definition. `words` are those of the
    definition it was published under, where that was another one and was kept.
    """

    frozen: Publication
    shown: Figure
    now: Figure
    words: str = ""

    @property
    def revised(self) -> bool:
        """Whether later recording has changed it."""
        return (self.frozen.part, self.frozen.whole) != (self.now.part, self.now.whole)


def _published(indicator: Indicator, place: Place) -> QuerySet[Publication]:
    found = Publication.objects.filter(code=indicator.code).select_related("by")
    return found.filter(team_id=place.id) if place.id else found.filter(team__isnull=True)


def publications(indicator: Indicator, chosen: Choices, tree: Tree) -> list[Published]:
    """The last twelve publications of a measure for a place, newest first,
    each with the live figure beside it.
    """
    rows = list(_published(indicator, chosen.place).order_by("-read_on", "-pk")[:12])
    if not rows:
        return []
    spans = {row.pk: Period(row.starts_on, row.ends_on, row.period_kind, row.period_label) for row in rows}
    wanted, groups = [(indicator, span) for span in spans.values()], groups_of([chosen.place], tree)
    with as_system("published figures are held against the record"):
        readings = Readings(wanted, on=chosen.on, groups=groups)
    kept = definitions([row for row in rows if row.definition != indicator.hash])
    found = []
    for row in rows:
        now = readings.figure(indicator, spans[row.pk], chosen.place)
        shown = replace(now, part=row.part, whole=row.whole, exact=value_of(row))
        words = kept[row.definition].words if row.definition in kept else ""
        found.append(Published(row, shown, now, words))
    return found


def month_rows(measure: Measure) -> list[list[Any]]:
    """The months as a table: month, part, whole, value, target, and the twin."""
    card = measure.card
    return [
        [
            figure.period.label + (", month not over" if place in card.unfinished else ""),
            figure.part,
            figure.whole,
            figure.value,
            target_cell(measure.targets[place], card.indicator),
            *([measure.twin_months[place].value] if measure.twin_months else []),
        ]
        for place, figure in enumerate(card.months)
    ]


def team_rows(measure: Measure) -> list[list[Any]]:
    """The teams as a table: team, part, whole, value."""
    return [[figure.place.name, figure.part, figure.whole, figure.value] for figure, _ in measure.by_team]


def month_rows_to_publish(measure: Measure) -> list[list[Any]]:
    """The months as a table for others: hidden is what is hidden of this place in any file, and what would give that
    away beside the sum of the months.
    """
    months, leaving = measure.card.months, measure.card.leaving
    also = [place for place, figure in enumerate(months) if leaving.is_hidden(figure)]
    beside = to_publish(months, adds_up=rules.adds_up(measure.card.indicator), also=also)
    cells = [
        hidden_cells(figure) if MARK in shown else told_cells(figure)
        for figure, shown in zip(months, beside, strict=True)
    ]
    twins = [[leaving.cells(figure)[2]] for figure in measure.twin_months] or [[] for _ in cells]
    return [
        [row[0], *shown, row[4], *twin]
        for row, shown, twin in zip(month_rows(measure), cells, twins, strict=True)
    ]


def team_rows_to_publish(measure: Measure) -> list[list[Any]]:
    """The teams as a table for others: hidden is what is hidden of them in any file."""
    return [[figure.place.name, *measure.card.leaving.cells(figure)] for figure, _ in measure.by_team]


def published_over(on: date) -> tuple[str, date] | None:
    """The latest published figures that something on this day would have counted in: their time in words, and when.

    A state on a day counts what had happened by then; a flow what happened in its time. One query.
    """
    covers = Q(starts_on__lte=on, ends_on__gt=on) | Q(period_kind="day", starts_on__gte=on)
    found = Publication.objects.filter(covers).order_by("-published_at", "-pk").first()
    return (found.period_label, clock.london(found.published_at).date()) if found else None
