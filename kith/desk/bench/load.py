"""Many people at work at once: requests come when they come, whether or not the ones before are answered."""

import http.client
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from django.test import Client

from kith.access.models import Worker
from kith.desk.bench import rules
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.subjects import SEED, Subjects, Writing
from kith.desk.bench.visitor import SESSION_COOKIE, Answer, Visitor

A_SECOND = 20
MOST = 250.0
AT_ONCE = 96
WARMING = 15  # seconds in which every connection gets to know the questions; not counted
WORDS = "She says that mornings are calmer since her aunt takes the little ones to nursery. "
Visit = Callable[[Visitor], list[Answer]]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that one worker does at a moment (seconds from the start)."""

    at: float
    name: str
    session: str
    visit: Visit


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: milliseconds from the moment it was due, and whether every answer was a good one."""

    name: str
    latency: float
    requests: int
    went_well: bool


# What people do, and how often of a hundred times.
MIX = {
    "child record": 27, "my work": 16, "step page": 12, "autosave": 12, "search": 10, "suggestions": 10,
    "team board": 6, "chronology": 5, "dashboard": 1, "one measure": 1,
}  # fmt: skip


class Sessions:
    """Workers signed in without the sign-in page; forgotten again at the end."""

    def __init__(self) -> None:
        self._clients: dict[int, Client] = {}

    def of(self, worker: Worker) -> str:
        """The session of a worker, made when there is none."""
        if worker.pk not in self._clients:
            self._clients[worker.pk] = Client(SERVER_NAME="localhost")
            self._clients[worker.pk].force_login(worker)
        return self._clients[worker.pk].cookies[SESSION_COOKIE].value

    def end(self) -> None:
        """Sign everybody out."""
        for client in self._clients.values():
            client.logout()
        self._clients.clear()


def planned(subjects: Subjects, sessions: Sessions, seconds: int) -> list[Arrival]:
    """Who does what when: independent people, so the gaps between them are uneven; the same in every run."""
    rng, at = Random(SEED), 0.0  # noqa: S311 - no secret
    writings = list(subjects.writings)
    found: list[Arrival] = []
    names, often = list(MIX), list(MIX.values())
    while True:
        at += rng.expovariate(A_SECOND)
        if at >= seconds:
            return found
        name = rng.choices(names, often)[0]
        if name == "autosave" and not writings:
            name = "step page"
        worker, visit = _visit(name, subjects, rng, writings)
        found.append(Arrival(at, name, sessions.of(worker), visit))


def cold(arrivals: Sequence[Arrival]) -> int:
    """How many arrivals come while the server is still warming up."""
    return sum(arrival.at < WARMING for arrival in arrivals)


def _visit(name: str, subjects: Subjects, rng: Random, writings: list[Writing]) -> tuple[Worker, Visit]:
    worker = rng.choice(subjects.workers)
    if name == "autosave":
        writing = writings.pop()
        fields = {
            "question": writing.question, "child": "", "value": WORDS * rng.randint(1, 20),
            "version": str(writing.version),
        }  # fmt: skip
        return writing.worker, lambda visitor: [visitor.post(f"/step/{writing.step}/save/", fields)]
    if name == "search":
        text = rng.choice(subjects.texts)
        return worker, lambda visitor: _search(visitor, text)
    if name == "suggestions":
        text = rng.choice(subjects.texts)
        return worker, lambda visitor: [visitor.post("/find/live/", {"q": text})]
    worker, address = _address(name, subjects, rng, worker)
    return worker, lambda visitor: [visitor.get(address)]


def _address(name: str, subjects: Subjects, rng: Random, worker: Worker) -> tuple[Worker, str]:
    if name == "team board":
        manager, team = rng.choice(subjects.managers)
        return manager, f"/team/{team}/board/"
    if name == "step page":
        step, holder = rng.choice(subjects.steps)
        return holder, f"/step/{step}/"
    child = rng.choice(subjects.children)
    return {
        "child record": (worker, f"/person/{child}/"),
        "chronology": (worker, f"/person/{child}/chronology/"),
        "my work": (worker, "/work/"),
        "dashboard": (subjects.head, "/performance/"),
        "one measure": (subjects.head, "/performance/single_45wd/"),
    }[name]


def _search(visitor: Visitor, text: str) -> list[Answer]:
    sent = visitor.post("/find/", {"q": text})
    return [sent, visitor.get(sent.location)] if sent.status == 302 else [sent, sent]


def run(port: int, arrivals: Sequence[Arrival]) -> list[Outcome]:
    """Start each at its moment; what waits for a free line waits on the clock of the one who asked."""
    started = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        waiting: list[Future[Outcome]] = []
        for arrival in arrivals:
            pause = started + arrival.at - time.perf_counter()
            if pause > 0:
                time.sleep(pause)
            waiting.append(pool.submit(_go, port, arrival, started + arrival.at))
        return [one.result() for one in waiting]


def _go(port: int, arrival: Arrival, due: float) -> Outcome:
    visitor = Visitor.with_session(port, arrival.session)
    try:
        answers = arrival.visit(visitor)
        went_well = all(answer.status in (200, 302) for answer in answers) and answers[-1].status == 200
        number = len(answers)
    except (OSError, http.client.HTTPException):
        went_well, number = False, 1
    finally:
        visitor.close()
    return Outcome(arrival.name, (time.perf_counter() - due) * 1000, number, went_well)


@dataclass(frozen=True, slots=True)
class Busy:
    """How many processors were at work meanwhile: ours (server, record store, the measuring), and others.

    ``needed`` is what the work takes to be done as fast as it arrives; above the number of cores it queues.
    """

    ours: float
    others: float
    needed: float


def section(outcomes: Sequence[Outcome], seconds: int, people: int, busy: Busy) -> Section:
    """The table of latencies."""
    every = rules.shares([one.latency for one in outcomes])
    wrong = Counter(one.name for one in outcomes if not one.went_well)
    requests = sum(one.requests for one in outcomes)
    note = f"half within {every.p50:.0f} ms, 99 of 100 within {every.p99:.0f} ms, the slowest {every.most:.0f} ms"
    lines = [
        Line("95 of 100 answered within", every.p95, "ms", MOST, note),
        Line(
            "errors",
            float(sum(wrong.values())),
            "of them",
            0.0,
            ", ".join(f"{n} {c}" for n, c in wrong.items()),
        ),
    ]
    told = f"above the cores it queues; while it lasted {busy.ours:.1f} were ours, {busy.others:.1f} other programs'"
    lines.append(Line("processors that keep pace with it", busy.needed, "", None, told))
    for name in MIX:
        own = [one.latency for one in outcomes if one.name == name]
        if own:
            found = rules.shares(own)
            words = f"{len(own)} times, half within {found.p50:.0f} ms"
            lines.append(Line(f"{name}: 95 of 100 within", found.p95, "ms", None, words))
    how = (
        f"{len(outcomes)} things done in {seconds} seconds ({len(outcomes) / seconds:.1f} a second, {requests} "
        f"requests) by {people} workers on two web workers, after {WARMING} seconds of the same that are not counted. "
        "They come at moments set beforehand (independent of each other, so sometimes several at once), whether or not "
        "earlier ones were answered. Time counts from the set moment; a search is both of its requests. The measuring "
        "program runs on the same processors."
    )
    return Section("Twenty requests a second", how, tuple(lines))
