"""The figures of the chairs' report for a quarter, counted from what the record says. No average, no share without
both numbers; timeliness is of what was due in the quarter, so that what is still late counts as late."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.core.period import Period
from kith.protection.plan.rules import is_long

TOOK_PART = ("present", "part", "spoke_for", "wrote")
COULD = (*TOOK_PART, "not_asked")  # too young is not among them
CONFERENCES = {"initial": "Initial", "review": "Review", "transfer_in": "Transfer-in"}
INITIAL = "initial_conference"
CLOCKS = {
    INITIAL: "Initial conferences held in time",
    "core_group_first": "First core groups held in time",
    "core_group": "Later core groups held in time",
    "protection_first_review": "First reviews held in time",
    "protection_review": "Later reviews held in time",
}
CARE_CLOCKS = {
    "care_review_first": "First reviews held in time",
    "care_review_second": "Second reviews held in time",
    "care_review_later": "Later reviews held in time",
}


@dataclass(frozen=True, slots=True)
class Held:
    """One child at one conference that was held."""

    kind: str
    on: date
    chair: str
    team: str
    took_part: str = ""
    dissent: bool = False


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One looked-after child at one review: whether it took part, or had its views brought; None under four."""

    on: date
    chair: str
    took_part: bool | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan of this council: ``before`` is how many the child had earlier."""

    started_on: date
    ended_on: date | None
    reason: str
    category: str
    before: int
    chair: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Something that was to happen by a day."""

    code: str
    due_on: date
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A report asked of somebody for a conference."""

    due_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Raised:
    """A challenge: ``answers`` are the days by which it was to be answered, with the day it was."""

    on: date
    reason: str
    chair: str
    answers: Sequence[tuple[date, date | None]]
    up_on: Sequence[date] = ()
    closed_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the report counts."""

    held: Sequence[Held] = ()
    reviewed: Sequence[Reviewed] = ()
    plans: Sequence[Plan] = ()
    clocks: Sequence[Clock] = ()
    asked: Sequence[Asked] = ()
    challenges: Sequence[Raised] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: how many, and of how many where it is a part of something."""

    words: str
    number: int
    of: int | None = None

    @property
    def told(self) -> str:
        """'7', or '7 of 9'."""
        return str(self.number) if self.of is None else f"{self.number} of {self.of}"


Sections = list[tuple[str, list[Line]]]


def figures(
    facts: Facts,
    period: Period,
    *,
    categories: Mapping[str, str],
    ends: Mapping[str, str],
    reasons: Mapping[str, str],
    outcomes: Mapping[str, str],
) -> Sections:
    """The figures of a quarter by section. The mappings give words for codes; each code has its line, zeros too."""
    return [
        ("Conferences", _conferences(facts, period)),
        ("Plans", _plans(facts.plans, period, categories, ends)),
        ("In time", _in_time(facts, period)),
        ("Looked-after reviews", _reviews(facts, period)),
        ("Challenges", _challenges(facts.challenges, period, reasons, outcomes)),
    ]


def _conferences(facts: Facts, period: Period) -> list[Line]:
    held = [one for one in facts.held if one.on in period]
    could = [one for one in held if one.took_part in COULD]
    took = sum(1 for one in could if one.took_part in TOOK_PART)
    kinds = Counter(one.kind for one in held)
    return [
        *(Line(f"{words} conferences, children", kinds[kind]) for kind, words in CONFERENCES.items()),
        Line("Children who took part, or whose words were brought", took, len(could)),
        Line("Children about whom somebody disagreed", sum(1 for one in held if one.dissent), len(held)),
    ]


def _plans(
    plans: Sequence[Plan], period: Period, categories: Mapping[str, str], ends: Mapping[str, str]
) -> list[Line]:
    begun = [one for one in plans if one.started_on in period]
    ended = [one for one in plans if one.ended_on and one.ended_on in period]
    held = [one for one in plans if holds(one, period.last_day)]
    by_category = Counter(one.category for one in begun)
    by_reason = Counter(one.reason for one in ended)
    return [
        Line("Plans begun", len(begun)),
        *(Line(f"Begun: {words}", by_category[code]) for code, words in categories.items()),
        Line("Begun for a second or later time", sum(1 for one in begun if one.before), len(begun)),
        Line("Plans ended", len(ended)),
        *(Line(f"Of these: {words[0].lower()}{words[1:]}", by_reason[code]) for code, words in ends.items()),
        Line("Children on a plan on the last day", len(held)),
        Line(
            "For two years or longer",
            sum(1 for one in held if is_long(one.started_on, period.last_day)),
            len(held),
        ),
    ]


def holds(plan: Plan, on: date) -> bool:
    """Whether a plan holds at the end of a day."""
    return plan.started_on <= on and (plan.ended_on is None or plan.ended_on > on)


def _kept(facts: Facts, period: Period, clocks: Mapping[str, str]) -> list[Line]:
    lines = []
    for code, words in clocks.items():
        due = [one for one in facts.clocks if one.code == code and one.due_on in period]
        lines.append(_share(words, [(one.due_on, one.met_on) for one in due]))
    return lines


def _reviews(facts: Facts, period: Period) -> list[Line]:
    held = [one for one in facts.reviewed if one.on in period]
    could = [one for one in held if one.took_part is not None]
    took = sum(1 for one in could if one.took_part)
    return [
        Line("Reviews held, children", len(held)),
        Line("Children of four or older who took part, or whose views were brought", took, len(could)),
        *_kept(facts, period, CARE_CLOCKS),
    ]


def _in_time(facts: Facts, period: Period) -> list[Line]:
    lines = _kept(facts, period, CLOCKS)
    reports = [(one.due_on, one.received_on) for one in facts.asked if one.due_on in period]
    return [*lines, _share("Reports for conferences received in time", reports)]


def _share(words: str, due: Sequence[tuple[date, date | None]]) -> Line:
    in_time = sum(1 for last, done in due if done is not None and done <= last)
    return Line(words, in_time, len(due))


def _challenges(
    challenges: Sequence[Raised], period: Period, reasons: Mapping[str, str], outcomes: Mapping[str, str]
) -> list[Line]:
    raised = [one for one in challenges if one.on in period]
    by_reason = Counter(one.reason for one in raised)
    answers = [pair for one in challenges for pair in one.answers if pair[0] in period]
    closed = [one for one in challenges if one.closed_on and one.closed_on in period]
    by_outcome = Counter(one.outcome for one in closed)
    last = period.last_day
    waiting = [
        one for one in challenges if one.on <= last and (one.closed_on is None or one.closed_on > last)
    ]
    return [
        Line("Challenges raised", len(raised)),
        *(Line(f"About: {words}", by_reason[code]) for code, words in reasons.items() if by_reason[code]),
        _share("Answered in time", answers),
        Line("Taken further up", sum(1 for one in challenges for on in one.up_on if on in period)),
        Line("Closed", len(closed)),
        *(
            Line(f"Closed: {words[0].lower()}{words[1:]}", by_outcome[code])
            for code, words in outcomes.items()
        ),
        Line("Open on the last day", len(waiting)),
    ]


def compared(now: Sections, before: Sections) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The sections with each figure of the quarter and of the one before it: (words, now, before)."""
    known = {(title, line.words): line.told for title, lines in before for line in lines}
    return [
        (title, [(line.words, line.told, known.get((title, line.words), "0")) for line in lines])
        for title, lines in now
    ]


def compared_by(
    facts: Facts, period: Period, of: Callable[[Any], str], *, with_reviews: bool = False
) -> list[tuple[Any, ...]]:
    """Chairs or areas side by side: the name and how many children were at conferences, plans begun, plans ended and
    challenges raised; with ``with_reviews`` how many children's reviews they led too."""
    columns: list[Iterable[Any]] = [
        [one for one in facts.held if one.on in period],
        [one for one in facts.plans if one.started_on in period],
        [one for one in facts.plans if one.ended_on and one.ended_on in period],
        [one for one in facts.challenges if one.on in period],
    ]
    if with_reviews:
        columns.append([one for one in facts.reviewed if one.on in period])
    counted = [Counter(of(one) for one in column) for column in columns]
    names = sorted({name for column in counted for name in column if name})
    return [(name, *(column[name] for column in counted)) for name in names]
