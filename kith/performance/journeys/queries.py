"""Counts for the page of journeys: the flow, the lengths of steps, a backlog week by week, and teams side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from kith.core import period as periods
from kith.core.period import Period
from kith.performance import lists
from kith.performance import rules as cutting
from kith.performance.choices import Choices
from kith.performance.definition import Flow, Indicator, Median, Rows
from kith.performance.figure import EVERYWHERE, Figure, Place
from kith.performance.indicators import INDICATORS
from kith.performance.journeys import measures, rules, stages
from kith.performance.journeys.measures import Backlog
from kith.performance.journeys.rules import Journey
from kith.performance.lists import Behind
from kith.performance.queries import Readings, groups_of, read_split
from kith.performance.tree import Tree
from kith.practice import Practice

WEEKS = 7
WEEK = timedelta(days=7)


def behind_contacts(chosen: Choices, at: dict[str, str]) -> Behind:
    """The contacts at one place or on one band of the flow. Raises ValueError for what no key can be."""
    rows = Rows(measures.followed.fact, stages.condition(chosen.on, at))
    indicator = replace(measures.followed, rows=rows)
    return Behind(indicator, period_of(indicator, chosen), chosen.on, chosen.place, known=chosen.known)


def period_of(indicator: Indicator, chosen: Choices) -> Period:
    """The chosen period as this page reads it: up to the chosen day."""
    return cutting.period_for(indicator, chosen.period, chosen.on)


def journey(chosen: Choices, titles: dict[str, str]) -> Journey:
    """Where the contacts of the chosen period led. One statement."""
    found = lists.tally(behind_contacts(chosen, {}), stages.way(chosen.on), which="all")
    ways = [
        ((second, third, fourth, back == "true"), number) for (second, third, fourth, back), number in found
    ]
    return rules.journey(ways, titles)


def first_steps(practice: Practice) -> dict[str, str]:
    """The kinds of first steps as the practice of a day calls them, in the order they are drawn."""
    return {kind: practice.steps[kind].title for kind in stages.FIRST_STEPS if kind in practice.steps}


@dataclass(frozen=True, slots=True)
class Step:
    """A step whose length is shown: its code, its words, how it is counted, and its limit in working days."""

    code: str
    words: str
    length: Median
    limit: int | None
    source: str = ""


def steps(practice: Practice, on: date) -> list[Step]:
    """The steps that the practice of a day knows, with the limits that hold on it."""
    found = [
        Step(
            "decision", "Contact to decision", measures.decision_length, *_step_limit(practice, "contact", on)
        ),
        Step("allocation", "Referral to allocation", measures.allocation_length, None),
        Step("sight", "Allocation to child seen", measures.sight_length, None),
    ]
    for kind in stages.FIRST_STEPS:
        if kind in practice.steps and practice.steps[kind].group == "assessment":
            title = practice.steps[kind].title
            length = measures.assessment_length(kind, title)
            found.append(Step(kind, title, length, *_step_limit(practice, kind, on)))
    conference = _clock_limit(practice, "initial_conference", on)
    return [
        *found,
        Step("conference", "Discussion to conference", measures.conference_length, *conference),
        Step("sign_off", "Sign-off wait", measures.sign_off_length, None),
    ]


def _step_limit(practice: Practice, kind: str, on: date) -> tuple[int | None, str]:
    limits = practice.steps[kind].limits if kind in practice.steps else ()
    held = next((one for one in limits if one.holds_on(on) and one.working_days is not None), None)
    return (held.working_days, held.source) if held else (None, "")


def _clock_limit(practice: Practice, code: str, on: date) -> tuple[int | None, str]:
    clock = practice.timescales.get(code)
    length = clock.length_on(on) if clock else None
    if length is None or length.unit != "working_days":
        return None, ""
    return length.number, length.source


def lengths(asked: Sequence[Step], chosen: Choices) -> dict[str, Counter[int]]:
    """How many cases of each step had each length. One statement for six relations."""
    wanted = [(step.length, period_of(step.length, chosen)) for step in asked]
    readings = Readings(wanted, on=chosen.on, groups=groups_of([chosen.place]))
    return {
        step.code: readings.lengths(length, period, chosen.place)
        for step, (length, period) in zip(asked, wanted, strict=True)
    }


def behind_step(step: Step, chosen: Choices, *, over: bool) -> Behind:
    """The cases of a step, or those that took longer than its limit."""
    length = step.length
    if over:
        rows = Rows(length.fact, f"({length.rows.condition}) and ({length.measure}) > {int(step.limit or 0)}")
        length = replace(length, rows=rows)
    return Behind(length, period_of(length, chosen), chosen.on, chosen.place, known=chosen.known)


@dataclass(frozen=True, slots=True)
class Moved:
    """What joined or left in one week, for each reason."""

    week: Period
    joined: dict[str, int]
    left: dict[str, int]


@dataclass(frozen=True, slots=True)
class Weeks:
    """A backlog from the evening before the first week to the chosen day."""

    backlog: Backlog
    start: int
    moved: tuple[Moved, ...]
    end: int

    @property
    def levels(self) -> list[int]:
        """How many there were at the end of each week."""
        net = (sum(one.joined.values()) - sum(one.left.values()) for one in self.moved)
        return list(accumulate(net, initial=self.start))[1:]


def weeks_to(on: date) -> list[Period]:
    """Seven whole weeks that end with a day, oldest first: all of one length, whatever day of the week it is."""
    ends = [on + timedelta(days=1) - WEEK * back for back in range(WEEKS - 1, -1, -1)]
    return [Period(end - WEEK, end, "week", periods.day(end - timedelta(days=1)).label) for end in ends]


def backlog(of: Backlog, chosen: Choices) -> Weeks:
    """Start, what joined, what left and the end of a backlog. One statement."""
    weeks = weeks_to(chosen.on)
    first, last = periods.day(weeks[0].starts - timedelta(days=1)), periods.day(chosen.on)
    joined: dict[str, Flow] = {why: of.joined(why) for why in of.began}
    left: dict[str, Flow] = {why: of.gone(why) for why in of.left}
    flows = [*joined.values(), *left.values()]
    wanted = [(of.stock, first), (of.stock, last), *((flow, week) for flow in flows for week in weeks)]
    readings = Readings(wanted, on=chosen.on, groups=groups_of([chosen.place]))

    def number(flow: Flow, week: Period) -> int:
        return readings.figure(flow, week, chosen.place).part

    moved = tuple(
        Moved(
            week,
            {why: number(flow, week) for why, flow in joined.items()},
            {why: number(flow, week) for why, flow in left.items()},
        )
        for week in weeks
    )
    start, end = (readings.figure(of.stock, day, chosen.place).part for day in (first, last))
    return Weeks(of, start, moved, end)


def shares() -> dict[str, Indicator]:
    """The shares that teams can be held against each other in, with a good side."""
    return {
        entry.thing.code: entry.thing
        for entry in INDICATORS
        if isinstance(entry.thing, Flow) and entry.thing.is_share and entry.thing.good != "neither"
    }


def usual_share(practice: Practice) -> str:
    """The timeliness of assessments as the practice of the day has them."""
    usual = {"single_45wd": "single_assessment", "NI059": "initial_assessment"}
    return next((code for code, kind in usual.items() if kind in practice.steps), "single_45wd")


def whole_of(place: Place, tree: Tree) -> Place:
    """Whose teams are compared: those of the place, and of everyone where the place is one team."""
    return EVERYWHERE if place.kind == "team" and place.id in tree.places else place


def teams(indicator: Indicator, chosen: Choices, tree: Tree) -> list[Figure]:
    """A share for every team that is compared. One statement."""
    period = period_of(indicator, chosen)
    return read_split(indicator, period, "team", on=chosen.on, place=whole_of(chosen.place, tree))


def behind_team(indicator: Indicator, chosen: Choices, team: Place, why: str | None = None) -> Behind:
    """The rows of one team's own, or those late for one reason. Raises ValueError for what no reason can be."""
    if why is not None:
        if why and stages.KEY.fullmatch(why) is None:
            raise ValueError("no reason is called this")
        narrowed = f"({indicator.rows.condition}) and coalesce(late_reason, '') = '{why}'"
        indicator = replace(indicator, rows=Rows(indicator.fact, narrowed))
    nodes = frozenset({team.id})
    return Behind(indicator, period_of(indicator, chosen), chosen.on, team, nodes=nodes)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for being late: how many, and the words most often written beside it."""

    code: str
    number: int
    most: str
    times: int


def reasons(indicator: Indicator, chosen: Choices, team: Place) -> list[Why]:
    """Why the late ones of a team were late, as recorded. One statement; empty where nobody records reasons."""
    if "late_reason" not in indicator.fact.columns:
        return []
    which = "others" if indicator.good == "high" else "counted"
    value = "array[coalesce(late_reason, ''), coalesce(late_words, '')]"
    found: dict[str, list[tuple[str, int]]] = {}
    for (code, words), number in lists.tally(behind_team(indicator, chosen, team), value, which=which):
        found.setdefault(code, []).append((words, number))
    whys = []
    for code, said in found.items():
        written = [(words, number) for words, number in said if words]
        most, times = max(written, key=lambda pair: pair[1], default=("", 0))
        whys.append(Why(code, sum(number for _, number in said), most, times))
    return sorted(whys, key=lambda why: (not why.code, -why.number, why.code))
