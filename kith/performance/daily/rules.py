"""What stands on a daily list, how its lines are put together, and what came of them since. Plain values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import WorkingCalendar
from kith.performance.facts.clocks import REVIEWS
from kith.performance.facts.unseen import BY_LAW

UNALLOCATED, LATE, NOT_SEEN, REVIEW, DRIFT = "unallocated", "late", "not_seen", "review", "drift"
KINDS = {
    UNALLOCATED: "Unallocated",
    LATE: "Out of timescale",
    NOT_SEEN: "Not seen",
    REVIEW: "Reviews due",
    DRIFT: "Drift",
}
ABOUT = {
    UNALLOCATED: "Children with an open case that no worker holds.",
    LATE: "Work, and what law or practice asks for, past its day.",
    NOT_SEEN: "Visits past their day, by the practice’s own clocks and by law.",
    REVIEW: "Reviews and conferences past their day, or due within 5 working days.",
    DRIFT: "Open work without a legal limit, past the day it should have ended by the practice.",
}
INVOLVEMENT, STEP, CLOCK, PERSON = "involvement", "step", "clock", "person"
AHEAD = 5  # working days that a review is told of before its day
LONGEST_REMARK = 400
CONFERENCES = ("initial_conference", "transfer_in_conference")
ELSEWHERE = frozenset({"early_help_review"})  # early help is held by no team here and has a list of its own


def kind_of_clock(code: str) -> str:
    """Under which heading a clock of the practice stands: a visit, a review, or other work that is late."""
    return NOT_SEEN if code in BY_LAW else REVIEW if code in (*REVIEWS, *CONFERENCES) else LATE


def is_told(code: str, due_on: date, on: date, calendar: WorkingCalendar) -> bool:
    """Whether a clock that still runs belongs on the list of a day: past its day, or a review soon due."""
    if code in ELSEWHERE:
        return False
    return due_on < on or (kind_of_clock(code) == REVIEW and due_on <= calendar.add(on, AHEAD))


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that belongs on a list. `since` is the day it began to wait or was due; `days` are working days."""

    kind: str
    of: str
    code: str
    title: str
    team: int | None
    worker: int | None
    family: int | None
    people: tuple[int, ...]
    subjects: tuple[int, ...]
    since: date
    days: int = 0
    reason: str = ""


def lines(found: Iterable[Found], on: date, calendar: WorkingCalendar) -> list[Found]:
    """Brothers and sisters of whom the same is to be said are one line; by kind, the longest first."""
    groups: dict[tuple[object, ...], list[Found]] = defaultdict(list)
    for one in found:
        whose = one.family or -min(one.people)
        alone = one.subjects if one.of == STEP else ()
        groups[(one.kind, one.of, one.code, one.team, one.worker, whose, one.since, alone)].append(one)
    made = [_joined(some, on, calendar) for some in groups.values()]
    order = list(KINDS)
    return sorted(made, key=lambda one: (order.index(one.kind), one.since, one.subjects))


def _joined(some: Sequence[Found], on: date, calendar: WorkingCalendar) -> Found:
    people = sorted({person for one in some for person in one.people})
    subjects = sorted({subject for one in some for subject in one.subjects})
    days = calendar.between(some[0].since, on)
    return replace(some[0], people=tuple(people), subjects=tuple(subjects), days=days)


def how_long(kind: str, since: date, days: int) -> str:
    """'Nobody for 3 working days', 'Late by 2 working days', 'Due by Fri 16 Oct' on the morning of the list."""
    if kind == UNALLOCATED:
        return f"Nobody for {reading_words.working_days(days)}" if days else "Nobody since yesterday or today"
    if days <= 0:
        return f"Due by {reading_words.day(since)}"
    return f"Late by {reading_words.working_days(days)}"


NOT_YOURS_NOW = (
    "You do not answer for this team any more: you can read the old list, and change nothing on it."
)
Key = tuple[str, str, int]  # (kind, what the subject is, its id)


def left(before: Iterable[Key], now: Iterable[Key]) -> set[Key]:
    """What stood on the list before and stands there no more."""
    return set(before) - set(now)


def is_in_place(team: int | None, teams: Iterable[int], *, is_whole: bool) -> bool:
    """Whether a line belongs to a place: its team is one of the place's, or no team holds it and the place is all."""
    return is_whole if team is None else team in set(teams)


def problem_of_remark(words: str) -> str | None:
    """What is wrong with a remark, or nothing."""
    if not words:
        return "Write what you want to say about it."
    if len(words) > LONGEST_REMARK:
        return f"Say it in at most {LONGEST_REMARK} letters; there are {len(words)}."
    return None


def obstacle_to_a_day(on: date, today: date, calendar: WorkingCalendar) -> str | None:
    """Why there can be no list of a day: it lies ahead, or nobody works on it."""
    if on > today:
        return "That day lies ahead. Lists are kept for today and days past."
    if not calendar.is_working(on):
        return f"{reading_words.day(on, year=True)} was no working day, so no list was made."
    return None


def before(on: date, calendar: WorkingCalendar) -> date:
    """The working day before."""
    return calendar.add(on, -1)


def known_until(on: date) -> date:
    """The last day whose records a list goes by: all that was written down before its own day began."""
    return on - timedelta(days=1)
