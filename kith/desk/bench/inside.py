"""What is measured inside this process: questions to the record store, and looking people up."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

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

MOST_QUESTIONS = 25
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
