"""What is measured inside this process: questions to the record store, figures, and looking people up."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kith.access.models import Worker
from kith.core import Refused, clock
from kith.database.session import seen_by
from kith.desk.bench import rules
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.subjects import Subjects
from kith.people import queries as people
from kith.performance import choices, lists
from kith.performance.dashboard.queries import cards, spans_of
from kith.performance.definition import Stock
from kith.performance.figure import EVERYWHERE
from kith.performance.indicators import INDICATORS
from kith.performance.measure.queries import PAGE, behind, named
from kith.performance.queries import Readings, groups_of
from kith.performance.rules import month_series
from kith.performance.tree import tree

MOST_QUESTIONS, MOST_DASHBOARD, MOST_LIST, MOST_MAP = 25, 800.0, 150.0, 300.0
TIMES = 5
BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def timed(what: Callable[[], Any], times: int = TIMES) -> float:
    """Milliseconds of the middle one of several goes, after one that does not count."""
    return rules.percentile(moments(what, times), 0.5)


def moments(what: Callable[[], Any], times: int, warming: int = 1) -> list[float]:
    """Milliseconds of each of several goes, after some that do not count."""
    for _ in range(warming):
        what()
    found = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        found.append((time.perf_counter() - started) * 1000)
    return found


# --- questions of a page -----------------------------------------------------------------------------


def questions(worker: Worker, address: str, searched: str = "") -> int:
    """How many questions a page asks, sign-in and identity among them, without the marks of a transaction."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(worker)
    if searched:
        address = client.post("/find/", {"q": searched})["Location"]
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    client.logout()
    if answer.status_code != 200:
        raise Refused(f"A page whose questions are counted was answered with {answer.status_code}.")
    return sum(not (one["sql"] or "").upper().startswith(BOOKKEEPING) for one in asked.captured_queries)


def questions_section(subjects: Subjects) -> Section:
    """Every page with few and with many rows."""
    viewer, head, child = subjects.viewer, subjects.head, subjects.child
    common, rare = subjects.texts[0], subjects.texts[3]
    pairs = {
        "child record": [(viewer, f"/person/{one}/", "") for one in (child.few, child.many)],
        "child record, twelve years in care": [
            (viewer, f"/person/{one}/", "") for one in (child.few, subjects.long_in_care)
        ],
        "chronology": [(viewer, f"/person/{one}/chronology/", "") for one in (child.few, child.many)],
        "assessments and plans": [(viewer, f"/person/{one}/steps/", "") for one in (child.few, child.many)],
        "my work": [(one, "/work/", "") for one in (subjects.worker.few, subjects.worker.many)],
        "team board": [(head, f"/team/{one}/board/", "") for one in (subjects.team.few, subjects.team.many)],
        "search": [(viewer, "/find/", text) for text in (rare, common)],
        "step page": [(viewer, f"/step/{one}/", "") for one in (subjects.step.few, subjects.step.many)],
        "dashboard": [(head, f"/performance/?area={subjects.team.few}", ""), (head, "/performance/", "")],
        "one measure": [
            (head, f"/performance/single_45wd/{area}", "") for area in (f"?area={subjects.team.few}", "")
        ],
    }
    lines = [
        rules.questions_line(name, questions(*few), questions(*many), MOST_QUESTIONS)
        for name, (few, many) in pairs.items()
    ]
    how = (
        "Questions to the record store for one page: session, worker and identity among them, the marks of the "
        "transaction not. Each page once with few rows and once with many; it may not ask more because it shows more."
    )
    return Section("Questions of a page", how, tuple(lines))


# --- figures -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Live:
    """How pages that count over the whole record were answered over the line, in milliseconds."""

    whole: float
    one_measure: float
    practice_map: float


def figures_section(subjects: Subjects, live: Live) -> Section:
    """The dashboard live, every team of it, the lists behind, and a figure at the terminal."""
    with seen_by(subjects.head.sight):
        known = tree()
        chosen = choices.read({}, known, clock.today())
        whole = timed(lambda: cards(chosen, known))
        teams = timed(lambda: _every_team(known), 3)
        slowest, where, rows = _slowest_list(chosen, subjects.head)
    call = timed(lambda: call_command("figures", "read", "single_45wd", stdout=StringIO()))
    split = timed(lambda: call_command("figures", "read", "single_45wd", "--by", "team", stdout=StringIO()))
    page = f"the whole page; {len(INDICATORS)} indicators"
    lines = (
        Line("dashboard: all indicators, 13 months", live.whole, "ms", MOST_DASHBOARD, page),
        Line("the figures of it alone", whole, "ms", None, "without the page"),
        Line(
            "all indicators, 13 months, every team and area", teams, "ms", MOST_DASHBOARD,
            f"{len(known.places)} teams and areas beside everyone",
        ),
        Line("list of children behind a figure, the slowest", slowest, "ms", MOST_LIST, f"{where}; {rows:,} rows"),
        Line("page of one measure, with its list", live.one_measure, "ms", None, "trend, teams, reasons and children"),
        Line("map of the practice", live.practice_map, "ms", MOST_MAP, "the whole page, with what stands at each step"),
        Line("`figures read`", call, "ms", None, f"one figure; by team {split:.0f} ms"),
    )  # fmt: skip
    return Section(
        "Figures",
        "Live, from the record as it stands, without a cache; the middle one of several goes.",
        lines,
    )


def _every_team(known: Any) -> None:
    """Each indicator for thirteen months, for everyone and each team and area."""
    on, places = clock.today(), [EVERYWHERE, *known.places.values()]
    found = [entry.thing for entry in INDICATORS]
    wanted = [(one, period) for one in found for period in month_series(one, on)]
    readings = Readings(wanted, on=on, groups=groups_of(places, known))
    for indicator, period in wanted:
        for place in places:
            readings.figure(indicator, period, place)


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


# --- looking people up -------------------------------------------------------------------------------


@contextmanager
def asking() -> Iterator[list[float]]:
    """Milliseconds of each question asked meanwhile."""
    spent: list[float] = []

    def watched(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, parameters, many, context)
        finally:
            spent.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(watched):
        yield spent


def look_up_section(subjects: Subjects) -> Section:
    """How long the record store takes to find people."""
    asked, whole, texts = [], [], subjects.texts
    with seen_by(subjects.viewer.sight):
        for text in texts:
            people.search(subjects.viewer, text, clock.today())
        for text in texts:
            started = time.perf_counter()
            with asking() as spent:
                people.search(subjects.viewer, text, clock.today())
            asked.append(sum(spent))
            whole.append((time.perf_counter() - started) * 1000)
    found, all_of_it = rules.shares(asked), rules.shares(whole)
    slowest = _shape(texts[asked.index(found.most)])
    lines = (
        Line("record store, 95 of 100 within", found.p95, "ms", None,
             f"half within {found.p50:.0f} ms, the slowest ({slowest}) {found.most:.0f} ms"),
        Line("with judging and order, 95 of 100 within", all_of_it.p95, "ms", None,
             f"half within {all_of_it.p50:.0f} ms"),
    )  # fmt: skip
    how = (
        f"{len(texts)} texts as people type them: whole names, parts, misspelt, turned round, with years, ages and "
        "dates, the commonest names of all, numbers, telephones and postcodes."
    )
    return Section("Looking people up", how, lines)


def _shape(text: str) -> str:
    """What kind of text it was, without the text."""
    words = [("a number" if word[:1].isdigit() else "a name") for word in text.split()]
    return " and ".join(words)
