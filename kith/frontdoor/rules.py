"""What follows from a contact: when it must be decided, what each child's outcome leads to, who comes back.

Plain values in, answers with their reason out. Sources: Working Together and the children in need census
guide 2023-24 (decision within one working day; several referrals of a day are one; new information on an
open case is no referral; a referral without further action carries no case).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from kith.core import clock, period, reading_words
from kith.core.calendar import WorkingCalendar

RE_REFERRAL_MONTHS = 12
LATEST_RECEIPT = timedelta(minutes=5)  # clocks of two machines may differ by so much


def decision_due(received_at: datetime, calendar: WorkingCalendar) -> datetime:
    """One working day after receipt, at the same time of day in London.

    The day of receipt is day 0, working or not: what comes in at a weekend is due on the next working day.
    """
    here = clock.london(received_at)
    return datetime.combine(calendar.add(here.date(), 1), here.time(), tzinfo=clock.LONDON)


def receipt_problem(received_at: datetime, now: datetime) -> str | None:
    """Why a contact cannot have come in at this moment, or None."""
    if received_at > now + LATEST_RECEIPT:
        return "The contact came in after now. Check the day and the time."
    if clock.london(received_at).year < 1990:
        return "The contact came in before 1990. Check the year."
    return None


# --- what an outcome means for one child ----------------------------------------------------------

Way = Literal["referral", "nfa", "accepted", "same_day", "joined"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand for one child when a contact is decided."""

    has_open_involvement: bool = False
    referred_same_day: bool = False  # there is a referral of this child dated the same day
    used_up: bool = False  # and each such referral led to an involvement that has ended
    counted_already: bool = False  # one of them is dated the very day that this referral counts from
    last_ended_on: date | None = None  # when the last involvement ended, if there was one


@dataclass(frozen=True, slots=True)
class Course:
    """What an outcome that refers does for one child, and why in words.

    ``way``: ``referral`` makes referral and involvement; ``accepted`` gives the day's earlier referral an
    involvement; ``nfa`` makes a referral without one; ``same_day`` and ``joined`` add to what there is.
    """

    way: Way
    why: str

    @property
    def opens_involvement(self) -> bool:
        """Whether the child gets a new involvement."""
        return self.way in ("referral", "accepted")


def obstacle_to_referring(*, accepts: bool, standing: Standing) -> str | None:
    """Why a request for a child cannot be accepted, or None.

    Two referrals of one day are one; when that one belongs to an involvement that has ended, it cannot
    belong to a second.
    """
    if accepts and standing.used_up and standing.counted_already and not standing.has_open_involvement:
        return (
            "was referred and closed on one day, and is counted once that day. "
            "Choose an outcome without a referral, or take a new contact on a later day."
        )
    return None


def course(*, accepts: bool, standing: Standing) -> Course:
    """What an outcome that refers does for a child: accepted as a request, or no further action."""
    if standing.has_open_involvement:
        return Course("joined", "already open: new information, not a new referral")
    if standing.referred_same_day and accepts and not standing.used_up:
        return Course("accepted", "the referral earlier the same day is accepted, counted once")
    if standing.referred_same_day and not accepts:
        return Course("same_day", "referred earlier the same day, counted once")
    if not accepts:
        return Course("nfa", "a referral with no further action; no case is opened")
    return Course("referral", "a new referral and a new case")


def referral_day(received_on: date, last_ended_on: date | None) -> date:
    """The day a referral counts from: its receipt, but never inside a case that has ended since."""
    return max(received_on, last_ended_on) if last_ended_on else received_on


# --- coming back ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier referral of a child and how the case that came of it ended."""

    received_on: date
    closed_on: date | None = None
    reason: str = ""
    worker: str = ""
    team: str = ""


def re_referral(earlier: Collection[Before], received_on: date) -> Before | None:
    """The latest earlier referral within the twelve months before, or None.

    On or after the day twelve months before, and before the day itself: two of one day are one.
    """
    since = period.add_months(received_on, -RE_REFERRAL_MONTHS)
    within = [one for one in earlier if since <= one.received_on < received_on]
    return max(within, key=lambda one: one.received_on, default=None)


# --- sending a contact to be decided --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One child of a contact as the page has it."""

    position: int
    name_told: str
    recognised: bool = False
    is_new: bool = False
    possible: int = 0  # likely records that nobody said yes or no to
    recommended: str = ""


def sending_problems(
    lines: Sequence[Line], *, source: str, recommended: str, unmentioned: int = 0
) -> list[tuple[str | None, str]]:
    """What stops a contact from being sent for decision, with the field it is about.

    What the form asks (what we were told, why) is told by the step itself.
    """
    found: list[tuple[str | None, str]] = []
    if not source:
        found.append(("source", "Say who is getting in touch: choose where the call comes from."))
    if not any(line.name_told.strip() or line.recognised for line in lines):
        found.append(("name_told.1", "Name at least one child. A part of a name is enough."))
    found += [(f"match.{line.position}", _unmatched(line)) for line in lines if _needs_an_answer(line)]
    if unmentioned:
        found.append(("unmentioned", _still_unmentioned(unmentioned)))
    if not recommended and not all(line.recommended for line in lines):
        found.append(("outcome", "Say what should happen."))
    return found


def _needs_an_answer(line: Line) -> bool:
    return bool(line.name_told.strip()) and not line.recognised and not line.is_new and line.possible > 0


def _unmatched(line: Line) -> str:
    many = reading_words.count(line.possible, "record")
    return f"{line.name_told.strip()}: {many} may be this child. Say which, or that none is."


def _still_unmentioned(number: int) -> str:
    children = "One more child lives" if number == 1 else f"{number} more children live"
    return f"{children} in this household. Add the child, or say why not."


# --- deciding -------------------------------------------------------------------------------------


def deciding_problems(
    chosen: dict[int, str], positions: Collection[int], known: Collection[str], reason: str
) -> list[tuple[str | None, str]]:
    """What is missing in a decision: an outcome for every child that the practice knows, and a reason."""
    found: list[tuple[str | None, str]] = []
    if not any(chosen.values()):
        found.append(("outcome", "Choose what happens."))
    else:
        missing = [place for place in positions if chosen.get(place, "") not in known]
        found += [(f"outcome.{place}", f"Choose what happens for child {place}.") for place in missing]
    if not reason.strip():
        found.append(("words", "Give the reason for your decision."))
    return found
