"""Pieces of work by the ten thousand, as the papers' council had them: forms opened and never finished.

Hammersmith & Fulham (2010) counted 2,000 open cases with about 55,000 pieces of work in progress, 27.5 each,
because every child had its own forms. Speed is measured against such a record; practice is not shown with it.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from kith.desk.demo.facts import Ending, Facts
from kith.desk.demo.households import Household, Worked
from kith.desk.demo.journeys import Journeys
from kith.desk.demo.order import Order
from kith.desk.demo.planning import ASSESSMENTS


class Backlog:
    """Adds steps about single children until the order is filled."""

    def __init__(self, facts: Facts, journeys: Journeys, known: list[Household]) -> None:
        self.facts, self.journeys, self.rng, self.known = facts, journeys, facts.rng, known
        self.yesterday = journeys.yesterday
        times = [(house, time) for house in known for time in house.worked]
        self.now = [pair for pair in times if pair[1].ended_on is None and pair[1].held.worker]
        self.past = [pair for pair in times if self._length(pair[1]) > 20]

    def make(self, order: Order) -> Iterator[None]:
        """Open ones first, then closed ones; every sixth closed one is a contact."""
        while self.now and self.facts.open_steps < order.open_steps:
            self._open(*self.rng.choice(self.now))
            yield
        while self.past and self.facts.closed_steps < order.closed_steps:
            if self.rng.random() < 0.17:
                house = self.rng.choice(self.known)
                self.journeys.hear(house, self._day(house.worked[-1]) if house.worked else self._once())
            else:
                self._closed(*self.rng.choice(self.past))
            yield

    def _length(self, time: Worked) -> int:
        return ((time.ended_on or self.yesterday) - time.started_on).days

    def _day(self, time: Worked) -> date:
        """A working day in this time, with some days left after it."""
        days = self.rng.randint(0, max(0, self._length(time) - 12))
        return self.facts.calendar.next_working(time.started_on + timedelta(days=days))

    def _once(self) -> date:
        """Some working day of the last years."""
        return self.facts.calendar.next_working(self.yesterday - timedelta(days=self.rng.randint(15, 3000)))

    def _kind(self, on: date, time: Worked) -> str:
        """A kind of step that such a case may have (see the closing reasons RC8 and RC9)."""
        assessments = [code for code in self.facts.practice_on(on).steps if code in ASSESSMENTS]
        others = [] if time.end_reason in ("RC8", "RC9") else ["strategy_discussion"]
        return self.rng.choice(assessments + others)

    def _open(self, house: Household, time: Worked) -> None:
        on = min(self._day(time), self.yesterday)
        person = self.rng.choice(list(time.cases))
        drawn = self.rng.random()
        ending = Ending("not_started" if drawn < 0.6 else "in_progress")
        if drawn > 0.97:
            ending = Ending("submitted", submitted_on=self.yesterday, asked=time.held.manager)
        people = {person: time.cases[person]}
        self.facts.step(
            self._kind(on, time), people, time.held, ending, started_on=on, family_id=house.family
        )

    def _closed(self, house: Household, time: Worked) -> None:
        on = self._day(time)
        last = time.ended_on or self.yesterday
        done = min(last, self.facts.calendar.add(on, self.rng.randint(0, 6)))
        person = self.rng.choice(list(time.cases))
        if on <= done:
            ending = Ending("completed", done, done, outcome="in_need", asked=time.held.manager)
            kind = self._kind(on, time)
            if kind == "strategy_discussion":
                ending.outcome = "continue"
            people = {person: time.cases[person]}
            self.facts.step(kind, people, time.held, ending, started_on=on, family_id=house.family)
