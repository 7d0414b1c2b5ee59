"""When a deliverable may be closed, and whether actions wait for one another in a ring. Plain values only."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from kith.core.reading_words import listing, short_day


def obstacle_to_closing(affected_agreed_on: date | None, closed_on: date | None) -> str | None:
    """Why a deliverable may not be closed, or None when it may.

    "Nothing in the plan will be signed off as complete without positive feedback from CYP, Parents or Staff"
    (Torbay, October 2011, executive summary).
    """
    if closed_on:
        return "It is closed already."
    if affected_agreed_on is None:
        return (
            "It is not closed before a child, a parent or a member of staff says that it helped. Write down what they "
            "say first."
        )
    return None


def obstacle_to_green(still_open: Sequence[str]) -> str | None:
    """Why an action with these open deliverables may not be rated green, or None when nothing is open."""
    if not still_open:
        return None
    return f"It is not completed before what it delivers is: still open is {listing(list(still_open))}."


def leads_back(needs: Mapping[int, Collection[int]], start: int, goal: int) -> bool:
    """Whether `start` waits for `goal`, over as many others as there are."""
    seen: set[int] = set()
    ahead = [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += needs.get(here, ())
    return False


def standing(
    rating_is_closed: bool, due: date | None, needed_by: date | None, today: date
) -> tuple[str, str]:
    """How something that is waited for stands: its mark and words. `needed_by` is when the waiting action is due."""
    if rating_is_closed:
        return "done", "completed"
    if due is not None and due < today:
        return "late", f"late since {short_day(due)}"
    if due is not None and needed_by is not None and due > needed_by:
        return "late", f"due {short_day(due)}, after the action that waits for it"
    return "soon", f"due {short_day(due)}" if due else "no end is set"


def standing_later(rating_is_closed: bool, carried: str) -> tuple[str, str]:
    """How something that a later plan carries on stands there: its mark and words."""
    return ("done" if rating_is_closed else "soon"), f"carried on as {carried}" + (
        ", completed" if rating_is_closed else ""
    )
