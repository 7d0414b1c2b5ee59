"""What follows for a project from its days. Plain values only."""

from datetime import date

from kith.core.reading_words import short_day
from kith.improvement.rules import FIRST_DAY, LAST_DAY

LONGEST = 5_000


def problems_of_days(starts_on: date | None, ends_on: date | None) -> list[tuple[str, str]]:
    """What is wrong with the first and last day of a project; either may be missing."""
    told = [
        (field, "Write a day from 1990 to 2060.")
        for field, day in (("starts_on", starts_on), ("ends_on", ends_on))
        if day and not FIRST_DAY <= day <= LAST_DAY
    ]
    if not told and starts_on and ends_on and ends_on < starts_on:
        told.append(("ends_on", "It ends before it starts."))
    return told


def milestone(due: date, reached: date | None, today: date) -> tuple[str, str]:
    """How a milestone stands: its mark and words."""
    if reached and reached > due:
        return "done", f"reached {short_day(reached)}, late"
    if reached:
        return "done", f"reached {short_day(reached)}"
    if due < today:
        return "late", f"late since {short_day(due)}"
    return "soon", f"by {short_day(due)}"


def told(late: int, milestones_late: int, very_high: int, open_issues: int) -> str:
    """A project in one sentence: what of it needs somebody's eye."""
    parts = [
        f"{number} {one if number == 1 else many}"
        for number, one, many in (
            (late, "action late", "actions late"),
            (milestones_late, "milestone late", "milestones late"),
            (very_high, "very high risk", "very high risks"),
            (open_issues, "open issue", "open issues"),
        )
        if number
    ]
    return f"Needs a look: {', '.join(parts)}." if parts else "Nothing is late, no issue is open."
