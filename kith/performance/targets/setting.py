"""What a team may set itself: kinds and ends of a target, its days, its actions. Plain values only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from kith.core.period import add_months
from kith.core.reading_words import short_day
from kith.core.refused import Problem, Refused
from kith.core.thousands import without_commas
from kith.practice.targets import KINDS, RANGE

EARLIEST = date(1990, 1, 1)
YEARS_AHEAD = 10
MOST = Decimal(1_000_000)
KIND_WORDS = {"floor": "at least", "ceiling": "at most", "range": "between"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A target as somebody wants to set it; `last_on` is its last day, `high` the upper end of a range."""

    kind: str
    value: Decimal | None
    started_on: date
    why: str
    high: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    last_on: date | None = None
    deadline_on: date | None = None


def number(text: str, field: str, *, needed: bool = True) -> Decimal | None:
    """A number as people write it: '90', '90%', '1,200', '2.5'. Raises Refused for anything else and below nought."""
    plain = text.strip().removesuffix("%").strip()
    if not plain:
        if needed:
            raise Refused("Write a number.", field)
        return None
    try:
        found = Decimal(without_commas(plain))
    except (InvalidOperation, ValueError):
        raise Refused("Write a number, such as 90 or 2.5.", field) from None
    if not found.is_finite() or not 0 <= found <= MOST:
        raise Refused(f"Write a number from 0 to {MOST:,}.", field)
    if found != round(found, 2):
        raise Refused("Write at most two figures behind the point.", field)
    return found


def problems_with(wanted: Wanted, unit: str, today: date, longest: int) -> list[Problem]:
    """Everything for which a target cannot be set; empty when it can."""
    found: list[Problem] = []
    if wanted.kind not in KINDS:
        found.append(("kind", "Choose at least, at most or between."))
    if wanted.kind == RANGE and wanted.high is None:
        found.append(("high", "Write the upper end: a range has two."))
    if wanted.kind != RANGE and wanted.high is not None:
        found.append(("high", "Only a range has an upper end: leave this empty, or choose between."))
    if wanted.high is not None and wanted.value is not None and wanted.high < wanted.value:
        found.append(("high", "The upper end is less than the lower end."))
    if unit == "%" and max(wanted.value or 0, wanted.high or 0) > 100:
        found.append(("value", "A share is at most 100%."))
    latest = add_months(today, 12 * YEARS_AHEAD)
    for field, day in (
        ("started_on", wanted.started_on),
        ("last_on", wanted.last_on),
        ("deadline_on", wanted.deadline_on),
    ):
        if day is not None and not EARLIEST <= day <= latest:
            found.append(
                (field, f"Write a day from {EARLIEST.year} on, and at most {YEARS_AHEAD} years ahead.")
            )
    if wanted.last_on is not None and wanted.last_on < wanted.started_on:
        found.append(("last_on", "It would end before it begins."))
    if wanted.deadline_on is not None and wanted.deadline_on < wanted.started_on:
        found.append(("deadline_on", "The deadline is before the target begins."))
    return found + problems_with_words(wanted.why, "why", "why the team sets it", longest)


def problems_with_words(words: str, field: str, what: str, longest: int) -> list[Problem]:
    """What is wrong with words that somebody wrote."""
    if not words:
        return [(field, f"Write {what}.")]
    if len(words) > longest:
        return [(field, f"Say it in at most {longest} letters: these are {len(words):,}.")]
    return []


def problem_with_days(
    started_on: date, last_on: date | None, others: Sequence[tuple[date, date | None]]
) -> str | None:
    """Why a target of these days would stand beside another; `others` are first days and ends (not in them)."""
    for first, end in others:
        if started_on < (end or date.max) and first <= (last_on or date.max):
            until = "" if end is None else f" until {short_day(date.fromordinal(end.toordinal() - 1))}"
            return (
                f"There is a target of this measure from {short_day(first)}{until} already. "
                "End that one first, or choose other days."
            )
    return None


def state_of_action(due_on: date, done_on: date | None, carried: bool, today: date) -> tuple[str, str]:
    """The mark of an action and its words: done, carried over, late, or due."""
    if done_on is not None:
        late = f", {(done_on - due_on).days} days late" if done_on > due_on else ""
        return "done", f"Done {short_day(done_on)}{late.replace(' 1 days', ' 1 day')}"
    if carried:
        return "", f"Carried over from {short_day(due_on)}"
    if due_on < today:
        return "late", f"Late since {short_day(due_on)}"
    if due_on == today:
        return "soon", "Due today"
    return "", f"By {short_day(due_on)}"
