"""How a case goes if nothing stops it: who takes it when, what is done until when, how and why it ends."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from kith.desk.demo import chances
from kith.desk.demo.care_shares import ToAdoption
from kith.desk.demo.facts import Call, Facts, Held
from kith.desk.demo.households import Child, Household
from kith.desk.demo.parts import having
from kith.desk.demo.staffing import Place, Staffing
from kith.practice import Practice

ASSESSMENTS = ("initial_assessment", "core_assessment", "single_assessment")  # of a child that was referred
ADOPTED = "RC1"  # closure reason
ASSESSED_SINCE_EARLY_HELP = date(2022, 4, 1)  # closure reason RC9


@dataclass(frozen=True, slots=True)
class Planned:
    """A piece of work as it goes if nothing stops it: from, done, decided how."""

    kind: str
    started_on: date
    done_on: date
    outcome: str
    clock_from_on: date | None = None


@dataclass(slots=True)
class Spell:
    """One case of a family, as it goes; ``ended_on`` may lie ahead."""

    received_on: date
    decided_at: datetime
    held: Held
    place: Place
    allocated_on: date
    ended_on: date
    end_reason: str
    need: str
    steps: list[Planned] = field(default_factory=list)
    no_later: date = date.max
    adoption: ToAdoption | None = None  # of all its children
    contact: int = 0  # the step of the one that opened it, once it is made
    source: str = ""

    def end_by_adoption(self, way: ToAdoption) -> None:
        """Let the case end on the day of the order."""
        self.adoption, self.ended_on, self.end_reason = way, way.ordered_on, ADOPTED
        self.steps = [step for step in self.steps if step.done_on <= way.ordered_on]

    def stay_until(self, day: date) -> None:
        """Let the case go on until this day at least, where it may."""
        self.ended_on = max(self.ended_on, min(day, self.no_later))


def in_depth(practice: Practice) -> tuple[str, chances.Bands, int]:
    """The assessment that goes deep in a practice: its kind, the days it takes, its limit in working days."""
    if "core_assessment" in practice.steps:
        return "core_assessment", chances.CORE_DAYS, 35
    return "single_assessment", chances.SINGLE_DAYS, 45


class Planner:
    """Draws how cases go. ``stay`` stretches how long help lasts."""

    def __init__(self, facts: Facts, staff: Staffing, rng: Random, stay: float) -> None:
        self.facts, self.staff, self.rng, self.stay = facts, staff, rng, stay
        self.calendar, self.today = facts.calendar, facts.today
        self.yesterday = self.calendar.add(self.today, -1)
        self.own = chances.Own(rng)

    def plan(
        self, house: Household, call: Call, decided_at: datetime, children: list[Child], ahead: str
    ) -> Spell:
        """How the case that a referral opens will go. ``ahead`` as in ``Journeys.refer``."""
        rng, add, on = self.rng, self.calendar.add, call.received_at.date()
        need = chances.NEEDS.draw(rng)
        place = self.staff.place(house.area, need)
        waits = chances.NO_WORKER_DAYS.draw(rng)
        allocated_on = max(add(decided_at.date(), waits), self.calendar.next_working(decided_at.date()))
        if allocated_on > self.yesterday:
            place = self.staff.tray(place, house.area)
        spell = Spell(
            on, decided_at, Held(place.team, None, place.manager), place, allocated_on, on, "", need
        )
        self._plan_assessment(spell)
        self._plan_ending(spell, ahead, min(child.eighteenth for child in children))
        for plan in having("plan"):
            plan(self.own.of(plan.__module__, house.family, on), self.facts, spell, children)
        self._plan_closing(spell)
        held_open = spell.ended_on > self.yesterday
        if allocated_on <= self.yesterday:
            worker = self.staff.worker(
                place, len(children) * held_open, None if held_open else spell.ended_on
            )
            spell.held = Held(place.team, worker, place.manager)
        return spell

    def _plan_assessment(self, spell: Spell) -> None:
        rng, add, on = self.rng, self.calendar.add, spell.received_on
        if rng.random() < chances.STRATEGY * chances.STRATEGY_FIRST:
            day = self.calendar.next_working(max(on, spell.decided_at.date()))
            spell.steps.append(Planned("strategy_discussion", day, day, "continue"))
        if "single_assessment" in self.facts.practice_on(on).steps:
            done = self._worked(spell, add(on, self._days(spell, chances.SINGLE_DAYS, 45)))
            spell.steps.append(Planned("single_assessment", on, done, "in_need", on))
            return
        done = self._worked(spell, add(on, self._days(spell, chances.INITIAL_DAYS, 10)))
        if rng.random() >= chances.CORE_AFTER_INITIAL:
            spell.steps.append(Planned("initial_assessment", on, done, "in_need", on))
            return
        spell.steps.append(Planned("initial_assessment", on, done, "core_assessment", on))
        kind, days, limit = in_depth(self.facts.practice_on(done))
        over = add(done, self._days(spell, days, limit))
        spell.steps.append(Planned(kind, done, over, "in_need"))

    def _days(self, spell: Spell, bands: chances.Bands, limit: int) -> int:
        slowness = self.staff.slowness(spell.place, spell.received_on)
        return chances.paced(self.rng, bands.draw(self.rng), limit, slowness)

    def _worked(self, spell: Spell, done: date) -> date:
        """No assessment is done before somebody had the case for some days."""
        return max(done, self.calendar.add(spell.allocated_on, 1))

    def _plan_ending(self, spell: Spell, ahead: str, eighteenth: date) -> None:
        rng, add = self.rng, self.calendar.add
        assessed = spell.steps[-1]
        drawn = rng.random()
        had_strategy = any(step.kind == "strategy_discussion" for step in spell.steps)
        if drawn < chances.NOT_IN_NEED and ahead != "open":
            is_early_help = drawn < chances.EARLY_HELP_AFTER and assessed.kind == "single_assessment"
            outcome, reason = ("early_help", "RC9") if is_early_help else ("close", "RC8")
            if reason == "RC9" and assessed.done_on < ASSESSED_SINCE_EARLY_HELP:
                reason = "RC8"
            spell.steps[-1] = Planned(
                assessed.kind, assessed.started_on, assessed.done_on, outcome, assessed.clock_from_on
            )
            spell.ended_on = add(assessed.done_on, rng.randint(0, 7))
            spell.end_reason = "RC7" if had_strategy else reason
        else:
            days = int(chances.NEED_DAYS.draw(rng) * self.stay)
            spell.ended_on = self.calendar.next_working(assessed.done_on + timedelta(days=days))
            spell.end_reason = chances.CLOSED_OTHERWISE.draw(rng)
            if assessed.done_on < eighteenth < spell.ended_on:
                spell.ended_on = self.calendar.next_working(eighteenth)
        if ahead == "closed":
            spell.ended_on = min(spell.ended_on, max(add(assessed.done_on, 1), self.yesterday))
        if ahead == "open":
            spell.ended_on = max(spell.ended_on, add(self.today, 20))
        if ahead == "closed":
            spell.no_later = self.yesterday
        self._plan_more(spell, had_strategy)

    def _plan_closing(self, spell: Spell) -> None:
        last = spell.steps[-1].done_on
        closing = max(last, self.calendar.add(spell.ended_on, -self.rng.randint(1, 4)))
        spell.steps.append(Planned("closure", min(closing, spell.ended_on), spell.ended_on, "close"))

    def _plan_more(self, spell: Spell, had_strategy: bool) -> None:
        """What happens while help goes on: a strategy discussion, another assessment."""
        rng, assessed = self.rng, spell.steps[-1]
        length = (spell.ended_on - spell.received_on).days
        later = chances.STRATEGY * (1 - chances.STRATEGY_FIRST) * 1.35
        if (
            not had_strategy
            and spell.end_reason not in ("RC8", "RC9")
            and length > 12
            and rng.random() < later
        ):
            day = self.calendar.next_working(
                spell.received_on + timedelta(days=rng.randint(2, min(length - 8, 90)))
            )
            done = min(spell.ended_on, self.calendar.add(day, rng.choice((0, 0, 1))))
            if day <= done:
                spell.steps.append(Planned("strategy_discussion", day, done, "continue"))
        if length > 260 and rng.random() < 0.5:
            day = self.calendar.next_working(assessed.done_on + timedelta(days=rng.randint(100, 170)))
            kind, days, _ = in_depth(self.facts.practice_on(day))
            done = self.calendar.add(day, days.draw(rng))
            if done < spell.ended_on:
                spell.steps.append(Planned(kind, day, done, "in_need"))
