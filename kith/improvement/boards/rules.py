"""What a board may do when: meetings in order, papers of days and months that are over. Plain values."""

from collections.abc import Mapping
from datetime import date, timedelta

from kith.core import period as periods
from kith.core.period import Period, add_months
from kith.core.reading_words import long_day, short_day
from kith.improvement.rules import FIRST_DAY

ONE_DAY = timedelta(days=1)
YEARS_AHEAD = 2
Problems = list[tuple[str | None, str]]
NO_DAY = "Write the day, such as 21/4/2026."


def problems_of_meeting(held_on: date | None, last_locked_on: date | None, today: date) -> Problems:
    """What is wrong with the day of a meeting; `last_locked_on` is that of the last meeting with a locked paper."""
    if held_on is None:
        return [("held_on", NO_DAY)]
    if not FIRST_DAY <= held_on <= add_months(today, 12 * YEARS_AHEAD):
        return [("held_on", f"Choose a day from 1990 to {YEARS_AHEAD} years from now.")]
    if last_locked_on and held_on <= last_locked_on:
        return [
            (
                "held_on",
                f"The paper of the meeting on {long_day(last_locked_on)} is locked. "
                "A meeting is set up for a day after it.",
            )
        ]
    return []


def month_of(text: str, stood_on: date | None) -> date | None:
    """The first day of a month written as 2026-09; without words the last that was over by a day. None for none."""
    words = text.strip()
    if not words:
        return None if stood_on is None else usual_month(stood_on)
    try:
        return date.fromisoformat(f"{words}-01") if len(words) == len("2026-09") else None
    except ValueError:
        return None


def usual_month(stood_on: date) -> date:
    """The first day of the last month that was over on a day."""
    return add_months(stood_on.replace(day=1), -1)


def problems_of_lock(
    stood_on: date | None, month_on: date | None, held_on: date, before: date | None, today: date
) -> Problems:
    """What is wrong with the days of a paper. `before` is the day at which the last locked paper stood."""
    problems: Problems = []
    if stood_on is None:
        problems.append(("stood_on", NO_DAY))
    elif stood_on > today:
        problems.append(("stood_on", f"{long_day(stood_on)} is not over yet. Choose today or a day before."))
    elif stood_on < FIRST_DAY:
        problems.append(("stood_on", "Choose a day from 1990 on."))
    elif stood_on > held_on:
        problems.append(("stood_on", f"Choose the day of the meeting, {long_day(held_on)}, or one before."))
    elif before and stood_on <= before:
        problems.append(
            ("stood_on", f"The last paper told how things stood on {long_day(before)}. Choose a later day.")
        )
    if month_on is None:
        problems.append(("month_on", "Write the month as 2026-09."))
    elif not problems and stood_on and (wrong := problem_of_month(periods.month(month_on), stood_on, today)):
        problems.append(("month_on", wrong))
    return problems


def own_days(locks_on: date) -> tuple[date, date]:
    """What a paper tells that locks by itself on a day: plans at the end of the day before, and the month before."""
    return locks_on - ONE_DAY, usual_month(locks_on)


def problem_of_own_day(locks_on: date, held_on: date, before: date | None, today: date) -> str:
    """Why a paper cannot lock by itself on a day; empty when it can. `before` is when the last locked paper stood."""
    if locks_on <= today:
        return "Choose a day from tomorrow on, or lock the paper now."
    if locks_on > held_on:
        return f"Choose the day of the meeting, {long_day(held_on)}, or one before."
    stood_on, _ = own_days(locks_on)
    if before and stood_on <= before:
        return f"The last paper told how things stood on {long_day(before)}. Choose a later day."
    return ""


def problem_of_month(month: Period, stood_on: date, today: date) -> str:
    """Why the figures of a month cannot be told on a day; empty when they can."""
    if month.starts < FIRST_DAY:
        return "Choose a month from January 1990 on."
    if month.ends > today:
        return f"{month.label} is not over yet: its figures can still change. Choose an earlier month."
    if month.ends > stood_on + ONE_DAY:
        return f"{month.label} was not over on {short_day(stood_on)}. Choose an earlier month."
    return ""


def moved(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What has another rating than in the last paper: (id, was, is), in the order of now. What is new did not move."""
    return [
        (one, before[one], rating) for one, rating in now.items() if one in before and before[one] != rating
    ]


def joined(before: Mapping[str, str], now: Mapping[str, str]) -> int:
    """How many were not in the last paper."""
    return sum(1 for one in now if one not in before)
