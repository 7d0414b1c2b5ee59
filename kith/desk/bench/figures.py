"""How quick figures are: live, of a past day, and what casework feels while somebody counts."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections

from kith.access.models import Worker
from kith.core import clock
from kith.database.session import seen_by
from kith.database.turns import COUNTING as APART
from kith.desk.bench import load, rules
from kith.desk.bench.cost import opened
from kith.desk.bench.inside import timed
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.subjects import HEAD, Subjects
from kith.desk.bench.visitor import Visitor
from kith.performance import choices, lists
from kith.performance.dashboard.queries import cards, spans_of
from kith.performance.definition import Stock
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.measure.queries import PAGE, behind, named
from kith.performance.queries import Readings, groups_of
from kith.performance.rules import month_series
from kith.performance.tree import Tree, tree

MOST_DASHBOARD, MOST_TEAM, MOST_STATEMENTS, MOST_LIST, MOST_MAP = 800.0, 300.0, 15.0, 150.0, 300.0
MOST_PAST, MOST_BESIDE = 2.0, 1.10
BACK = timedelta(days=100)
SPELL, SPELLS = 20, 3  # seconds of casework at a time, and how often in turns
COUNTING = ("dashboard", "one measure")
YEAR = "/performance/?period=rolling12"


@dataclass(frozen=True, slots=True)
class Live:
    """How pages that count over the whole record were answered over the line, in milliseconds."""

    whole: float
    team: float
    one_measure: float
    practice_map: float


def live(port: int, subjects: Subjects) -> Live:
    """The dashboard, one team's, a measure and the map of the practice, as the head of service opens them."""
    head = Visitor.signed_in(port, HEAD)
    found = [
        timed(lambda at=address: opened(head.get(at)), 9)  # type: ignore[misc]
        for address in (
            "/performance/",
            f"/performance/?area={subjects.team.many}",
            "/performance/single_45wd/",
            "/set-up/map/",
        )
    ]
    return Live(*found)


def section(subjects: Subjects, answered: Live) -> Section:
    """The dashboard live, every team of it, a past day, the lists behind, and a figure at the terminal."""
    with _as_pages_count(), seen_by(subjects.head.sight, reads_only=True):
        known = tree()
        chosen = choices.read({}, known, clock.today())
        whole = timed(lambda: cards(chosen, known))
        teams = timed(lambda: every_team(known), 3)
        then = timed(lambda: every_team(known, as_at=clock.today()), 3)
        past = timed(lambda: every_team(known, as_at=clock.today() - BACK), 3)
        statements = every_team(known)
        slowest, where, rows = _slowest_list(chosen, subjects.head)
    call = timed(lambda: call_command("figures", "read", "single_45wd", stdout=StringIO()))
    split = timed(lambda: call_command("figures", "read", "single_45wd", "--by", "team", stdout=StringIO()))
    page = f"whole page; {len(INDICATORS)} indicators"
    map_words = "the whole page, with what stands at each step"
    measure_words = "trend, teams, reasons and children"
    lines = (
        Line("dashboard: all indicators, 13 months", answered.whole, "ms", MOST_DASHBOARD, page),
        Line("the figures of it alone", whole, "ms", None, "without the page"),
        Line("dashboard of one team", answered.team, "ms", MOST_TEAM, "whole page, the team with the most work"),
        Line(
            "all indicators, 13 months, every team and area", teams, "ms", MOST_DASHBOARD,
            f"{len(known.places)} teams and areas beside everyone",
        ),
        Line("statements for that", float(statements), "statements", MOST_STATEMENTS, ""),
        Line(
            "the same as it was known on a past day", rules.ratio(past, teams), "× today's", MOST_PAST,
            f"{BACK.days} days ago {past:.0f} ms; as known today {then:.0f} ms",
        ),
        Line("list of children behind a figure, the slowest", slowest, "ms", MOST_LIST, f"{where}; {rows:,} rows"),
        Line("page of one measure, with its list", answered.one_measure, "ms", None, measure_words),
        Line("map of the practice", answered.practice_map, "ms", MOST_MAP, map_words),
        Line("`figures read`", call, "ms", None, f"one figure; by team {split:.0f} ms"),
    )  # fmt: skip
    return Section(
        "Figures",
        "Live, from the record as it stands, without a cache; the middle one of several goes.",
        lines,
    )


@contextmanager
def _as_pages_count() -> Iterator[None]:
    """Within it figures are counted here as pages of the server count them (see the settings)."""
    if APART in connections.settings or settings.DATABASE_URL:
        yield
        return
    connections.settings[APART] = {**connections.settings[DEFAULT_DB_ALIAS], "GIVES_WAY": True}
    try:
        yield
    finally:
        connections[APART].close()
        del connections[APART], connections.settings[APART]


def every_team(known: Tree, *, as_at: date | None = None) -> int:
    """Read each indicator for thirteen months, for everyone and each team and area; gives how many statements."""
    on, places = clock.today(), [EVERYWHERE, *known.places.values()]
    found = [entry.thing for entry in INDICATORS]
    wanted = [(one, period) for one in found for period in month_series(one, on)]
    readings = Readings(wanted, on=on, as_at=as_at, groups=groups_of(places, known))
    for indicator, period in wanted:
        for place in places:
            readings.figure(indicator, period, place)
    return readings.statements


def _slowest_list(chosen: Any, viewer: Worker) -> tuple[float, str, int]:
    """Of every indicator the first page of its list: the slowest, whose it is, and how many rows lie behind."""
    found = []
    for entry in INDICATORS:
        rows_behind = behind(entry.thing, chosen)
        spent = timed(lambda of=rows_behind: named(lists.rows(of, page=1, size=PAGE), viewer), 3)  # type: ignore[misc]
        found.append((spent, entry.thing))
    spent, indicator = max(found, key=lambda pair: pair[0])
    kind = "state today" if isinstance(indicator, Stock) else spans_of(indicator, chosen).latest.label
    return spent, f"{indicator.short}, {kind}", len(lists.rows(behind(indicator, chosen)))


# --- casework while somebody counts ---------------------------------------------------------------------


def beside(port: int, subjects: Subjects) -> Section:
    """Casework alone and casework while a year's figures are counted without a pause, in turns."""
    sessions = load.Sessions()
    try:
        arrivals = [
            one for one in load.planned(subjects, sessions, SPELL * SPELLS * 2) if one.name not in COUNTING
        ]
        alone: list[float] = []
        counted: list[float] = []
        times = 0
        for number in range(SPELLS):
            alone += _latencies(port, _spell(arrivals, 2 * number))
            with _counting(port) as tally:
                counted += _latencies(port, _spell(arrivals, 2 * number + 1))
            times += len(tally)
    finally:
        sessions.end()
    quiet, busy = rules.shares(alone), rules.shares(counted)
    line = Line(
        "95 of 100 while a year is counted", rules.ratio(busy.p95, quiet.p95), "× alone", MOST_BESIDE,
        f"{quiet.p95:.0f} ms alone, {busy.p95:.0f} ms beside; half within {quiet.p50:.0f} and {busy.p50:.0f} ms; "
        f"the year was counted {times} times",
    )  # fmt: skip
    how = (
        f"The casework of “Twenty requests a second” without figures, {SPELLS} times {SPELL} seconds alone and as "
        f"often while one head of service opens `{YEAR}` again as soon as it is there, in turns."
    )
    return Section("Casework beside figures", how, (line,))


def _spell(arrivals: Sequence[load.Arrival], number: int) -> list[load.Arrival]:
    first = number * SPELL
    return [
        load.Arrival(one.at - first, one.name, one.session, one.visit)
        for one in arrivals
        if first <= one.at < first + SPELL
    ]


def _latencies(port: int, arrivals: Sequence[load.Arrival]) -> list[float]:
    return [one.latency for one in load.run(port, arrivals)]


@contextmanager
def _counting(port: int) -> Iterator[list[int]]:
    """A head of service who opens the year's figures again and again; gives the answers that came."""
    ended, answers = threading.Event(), []
    head = Visitor.signed_in(port, HEAD)

    def go() -> None:
        while not ended.is_set():
            answers.append(opened(head.get(YEAR)).status)

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield answers
    finally:
        ended.set()
        thread.join()
