"""Looked-after reviews: which clock runs, who took part how, and when one cannot have been.

The first within 20 working days of the start of care, the second within three months of the first, later ones within
six months of the last (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33).
"""

from collections.abc import Collection, Sequence
from datetime import date

from kith.care.rules import Child, Problem, only
from kith.core.reading_words import short_day

FIRST, SECOND, LATER = "care_review_first", "care_review_second", "care_review_later"
CLOCKS = (FIRST, SECOND, LATER)
UNDER_FOUR = "PN0"
TOOK_PART = ("PN1", "PN2", "PN3", "PN5", "PN6")  # views told by the child, or brought for it
LONGEST_WHY = 400


def clock_after(reviews: int) -> str:
    """The clock that runs once so many reviews were held in this time in care."""
    return CLOCKS[min(reviews, len(CLOCKS) - 1)]


def took_part(code: str) -> bool | None:
    """Whether a child took part in a review by the code of how; None under four, of whom it is not asked."""
    return None if code == UNDER_FOUR else code in TOOK_PART


def event_before(reviews: int) -> str:
    """What that clock runs from, in words."""
    return "the start of care" if reviews == 0 else "the first review" if reviews == 1 else "the last review"


def problems_with(
    child: Child,
    held_on: date | None,
    participation: str,
    known: Collection[str],
    *,
    started_on: date,
    ended_on: date | None,
    held: Sequence[date],
    today: date,
    field: str = "participation",
) -> list[Problem]:
    """What is wrong with a review of one child. ``held``: the days of its reviews so far; ``field``: its answer's."""
    return only([
        ("held_on", _day(child, held_on, started_on, ended_on, held, today)),
        (field, _part(child, held_on, participation, known)),
    ])  # fmt: skip


def _day(
    child: Child, on: date | None, started_on: date, ended_on: date | None, held: Sequence[date], today: date
) -> str | None:
    if on is None:
        return "Write the day like 21/4/2026."
    if on > today:
        return "That day is still to come. Record the review when it was held."
    if on < started_on:
        return f"{child.called} began to be looked after on {short_day(started_on)}, after that day."
    if ended_on is not None and on > ended_on:
        return f"{child.called} was looked after until {short_day(ended_on)}."
    if on in held:
        return f"A review of {child.called} on this day is on record already."
    return None


def _part(child: Child, on: date | None, code: str, known: Collection[str]) -> str | None:
    if code not in known:  # 167
        return f"Choose how {child.called} took part."
    if on is None or child.age(on) is None:
        return None
    if code == UNDER_FOUR and not child.is_under(4, on):  # 440
        return f"{child.called} was {child.age(on)} at the review. “Under 4” does not fit."
    if code != UNDER_FOUR and child.is_under(4, on):  # 441
        return f"{child.called} was {child.age(on)} at the review. Under 4 the answer is “Under 4 at review”."
    return None


def problems_with_bringing_forward(due_on: date, on: date | None, why: str, today: date) -> list[Problem]:
    """Why a review cannot be brought forward: a day that is no earlier, or past, or no reason."""
    if on is None:
        day = "Write the day like 21/4/2026."
    elif on >= due_on:
        day = f"It is due by {short_day(due_on)} as it is. Bring it forward to an earlier day."
    else:
        day = "That day is past." if on < today else ""
    reason = "" if 0 < len(why.strip()) <= LONGEST_WHY else f"Say why, in at most {LONGEST_WHY} letters."
    return only([("due_on", day), ("why", reason)])
