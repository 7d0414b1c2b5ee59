"""What a page costs the server, as a multiple of an empty page: all kinds measured in turns, in one run."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kith.core import Refused
from kith.desk.bench import rules
from kith.desk.bench.rules import Line, Section
from kith.desk.bench.served import Served
from kith.desk.bench.subjects import MANAGER, SOCIAL_WORKER, Subjects
from kith.desk.bench.visitor import Answer, Visitor

EMPTY = "/accessibility/"
MOST = 6.0
ROUNDS, IN_A_ROW, WARMING = 10, 16, 12
Opening = Callable[[int], Any]


@dataclass(slots=True)
class Cost:
    """What was used for one kind of page, and how often."""

    turns: int = 0
    web: float = 0.0
    store: float = 0.0
    moments: list[float] = field(default_factory=list)

    @property
    def each(self) -> float:
        """Milliseconds of the web server's processors for one."""
        return self.web / self.turns * 1000

    @property
    def store_each(self) -> float:
        """Milliseconds of the record store's processors for one."""
        return self.store / self.turns * 1000


def opened(answer: Answer, *fine: int) -> Answer:
    """The answer itself. Raises Refused when it is not what was asked for: then nothing was measured."""
    if answer.status not in (fine or (200,)):
        raise Refused(f"A page that is measured was answered with {answer.status}: {answer.address}")
    return answer


def kinds(port: int, subjects: Subjects) -> dict[str, Opening]:
    """The kinds of page, each as a function of the number of the turn."""
    amina, colin = Visitor.signed_in(port, SOCIAL_WORKER), Visitor.signed_in(port, MANAGER)
    own = next((code for worker, code in subjects.managers if worker.username == MANAGER), subjects.team.few)

    def search(turn: int) -> None:
        sent = opened(amina.post("/find/", {"q": subjects.texts[turn % len(subjects.texts)]}), 302)
        opened(amina.get(sent.location))

    def page(visitor: Visitor, address: Callable[[int], str]) -> Opening:
        return lambda turn: opened(visitor.get(address(turn)))

    children = subjects.children
    return {
        "empty page": page(amina, lambda turn: EMPTY),
        "child record": page(amina, lambda turn: f"/person/{children[turn % len(children)]}/"),
        "child record, twelve years in care": page(amina, lambda turn: f"/person/{subjects.long_in_care}/"),
        "care page, twelve years in care": page(amina, lambda turn: f"/person/{subjects.long_in_care}/care/"),
        "my work": page(amina, lambda turn: "/work/"),
        "team board": page(colin, lambda turn: f"/team/{own}/board/"),
        "search": search,
    }


def measured(served: Served, openings: Mapping[str, Opening], rounds: int = ROUNDS) -> dict[str, Cost]:
    """What each kind costs, after warming up: rounds in which every kind has its turns."""
    for opening in openings.values():
        for turn in range(WARMING):
            opening(turn)
    costs = {name: Cost() for name in openings}
    for number in range(rounds):
        for name, opening in openings.items():
            _round(served, costs[name], opening, number * IN_A_ROW)
    return costs


def _round(served: Served, cost: Cost, opening: Opening, first: int) -> None:
    web, store = served.web_seconds(), served.store_seconds()
    for turn in range(first, first + IN_A_ROW):
        started = time.perf_counter()
        opening(turn)
        cost.moments.append((time.perf_counter() - started) * 1000)
    cost.web += served.web_seconds() - web
    cost.store += served.store_seconds() - store
    cost.turns += IN_A_ROW


def section(costs: Mapping[str, Cost]) -> Section:
    """The table of ratios."""
    empty = costs["empty page"]
    lines = [
        Line(name, rules.ratio(cost.each, empty.each), "×", MOST, _note(cost, empty))
        for name, cost in costs.items()
        if cost is not empty
    ]
    yardstick = Line("the empty page itself", empty.each, "ms of processor", None, _note(empty, empty))
    how = (
        "Processor time of the web server for one page, as a multiple of an empty signed-in page of the same "
        f"application (`{EMPTY}`: head, doors and notices of a worker, and fixed words). Each kind in "
        f"{empty.turns} turns, {empty.turns // IN_A_ROW} rounds in which the kinds take turns, a different child or "
        "text each time. A search is both of its requests: the form sent, and the page of results. What the record "
        "store used is told beside it."
    )
    return Section("Cost of a page", how, (*lines, yardstick))


def _note(cost: Cost, empty: Cost) -> str:
    both = rules.ratio(cost.each + cost.store_each, empty.each + empty.store_each)
    together = f"; with the record store {both:.1f} ×" if both and cost is not empty else ""
    return (
        f"{cost.each:.1f} ms in the web server, {cost.store_each:.1f} ms in the record store; "
        f"answered in {statistics.median(cost.moments):.0f} ms{together}"
    )
