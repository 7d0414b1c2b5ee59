"""What may be recorded of court work and what follows from it. Days are days of the calendar; nothing here reads one.

The order of the days of pre-proceedings is that of the draft rules 9005 to 9013 of the children in need census
(module 5, 2026-27). Ages are those of the Children Act 1989, sections 31(3) and 105 (general knowledge, not read).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.core.reading_words import listing, short_day, whole_years

ACT = date(1991, 10, 14)
Problem = tuple[str | None, str]
DOWN, TO_COURT = "Step down", "To court"  # groups of the list pre_proceedings_outcome
GROWN_UP = 18
TOO_OLD = {"care": 17, "interim_care": 17, "supervision": 17, "interim_supervision": 17}
LEGAL_STATUS = {  # codes of the looked-after return (code set legal_status) that an order gives
    "interim_care": "C1",
    "care": "C2",
    "freeing": "D1",
    "placement": "E1",
    "emergency_protection": "L2",
    "child_assessment": "L3",
}
INTERIM = frozenset({"emergency_protection", "child_assessment", "interim_care", "interim_supervision"})
FINAL = frozenset({"care", "supervision", "special_guardianship", "child_arrangements", "residence"})
ENDS_CARE = frozenset({"special_guardianship", "child_arrangements", "residence"})
AFTER_DIVIDED = {"interim_care": frozenset({"emergency_protection", "child_assessment"})}


@dataclass(frozen=True, slots=True)
class Before:
    """The days of pre-proceedings as they are known so far. Each may be missing but the first."""

    decided_on: date
    letter_on: date | None = None
    offered: bool | None = None
    held: bool | None = None
    meeting_on: date | None = None
    meetings: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldOrder:
    """An order about a child: its row, kind, first day, and the day it ended if anybody has said so."""

    number: int
    kind: str
    started_on: date
    ended_on: date | None = None


def not_ahead(day: date | None, today: date, field: str, missing: str) -> list[Problem]:
    """What is wrong with a day on which something is said to have happened."""
    if day is None:
        return [(field, missing)]
    if day < ACT:
        return [(field, f"Check the year: the Children Act 1989 holds since {short_day(ACT)}.")]
    return [(field, "That day is in the future.")] if day > today else []


def not_before(day: date | None, first: date, field: str, what: str) -> list[Problem]:
    """What is wrong with a day that comes before the one it follows from. ``what``: 'the decision'."""
    if day is None or day >= first:
        return []
    return [(field, f"That is before {what} on {short_day(first)}.")]


def letter_problems(before: Before, *, on: date | None, offered: bool | None, today: date) -> list[Problem]:
    """Why a letter before proceedings cannot be recorded so (9006, 9007)."""
    found = not_ahead(on, today, "letter_on", "Write the day on which the letter was sent.")
    found += not_before(on, before.decided_on, "letter_on", "the decision")
    if offered is None:
        found.append(("offered", "Say whether the letter offers a family group decision-making meeting."))
    return found


def family_meeting_problems(
    before: Before, *, held: bool | None, on: date | None, today: date
) -> list[Problem]:
    """Why what came of the offer of a family meeting cannot be recorded so (9010Q)."""
    if not before.offered:
        return [("held", "No letter offers such a meeting. Record the letter first.")]
    if held is None:
        return [("held", "Say whether the family met.")]
    if not held:
        return [("meeting_on", "There is no day of a meeting that was not held.")] if on else []
    found = not_ahead(on, today, "meeting_on", "Write the day on which the family met.")
    return found + not_before(on, before.decided_on, "meeting_on", "the decision")


def held_problems(before: Before, on: date | None, today: date) -> list[Problem]:
    """Why a meeting of the pre-proceedings cannot be recorded on this day (9008)."""
    found = not_ahead(on, today, "held_on", "Write the day of the meeting.")
    found += not_before(on, before.decided_on, "held_on", "the decision")
    if on in before.meetings:
        found.append(("held_on", "A meeting on that day is recorded already."))
    return found


def outcome_problems(
    before: Before, *, code: str, on: date | None, known: Collection[str], today: date
) -> list[Problem]:
    """Why pre-proceedings cannot end so for a child (9009, 9011)."""
    found = not_ahead(on, today, "outcome_on", "Write the day on which it was decided.")
    found += not_before(on, before.decided_on, "outcome_on", "the decision to begin")
    if code not in known:
        found.append(("outcome", "Choose what was decided."))
    return found


def review_count(meetings: Sequence[date]) -> int:
    """How many meetings there were after the first (9015Q): the census counts reviews, not meetings."""
    return max(len(meetings) - 1, 0)


def still_to_say(before: Before) -> list[str]:
    """What the census will ask of these pre-proceedings and nobody has said yet (9007, 9010Q)."""
    found = []
    if before.letter_on is None:
        found.append("when the letter before proceedings was sent")
    if before.offered and before.held is None:
        found.append("whether the family met after the offer")
    if not before.meetings:
        found.append("when the first meeting was held")
    return found


def application_problems(
    *, applied_on: date | None, issued_on: date | None, decided: Mapping[str, date | None], today: date
) -> list[Problem]:
    """Why an application cannot be recorded so (9012).

    ``decided``: first names of the children who are in pre-proceedings, and the day on which it was decided to apply.
    """
    found = not_ahead(applied_on, today, "applied_on", "Write the day of the application.")
    found += [] if issued_on is None else not_ahead(issued_on, today, "issued_on", "")
    if applied_on and issued_on:
        found += not_before(issued_on, applied_on, "issued_on", "the application")
    undecided = [name for name, on in decided.items() if on is None]
    if undecided:
        words = f"{listing(undecided)}: record first that pre-proceedings ended with going to court."
        found.append(("children", words))
    late = [on for on in decided.values() if on and applied_on and on > applied_on]
    if late:
        found.append(
            ("applied_on", f"That is before it was decided to go to court on {short_day(max(late))}.")
        )
    return found


def due_problems(
    *, asked_on: date | None, due_on: date | None, today: date, asked: str = "asked_on", due: str = "due_on"
) -> list[Problem]:
    """What is wrong with the days of something a court wants; ``asked`` and ``due`` are the names of its boxes."""
    found = not_ahead(asked_on, today, asked, "Write the day on which the court asked for it.")
    if due_on is None:
        found.append((due, "Write the day by which the court wants it."))
    elif asked_on and due_on < asked_on:
        found.append((due, f"That is before the court asked for it on {short_day(asked_on)}."))
    return found


def order_problems(
    *, kind: str, made_on: date | None, from_on: date | None, until_on: date | None,
    children: Mapping[str, tuple[date | None, bool]], today: date,
) -> list[Problem]:  # fmt: skip
    """Why an order cannot be recorded so. ``children``: birth date (None: not known) and unborn, by first name."""
    found = not_ahead(made_on, today, "made_on", "Write the day on which the order was made.")
    if made_on is None:
        return found
    begins = from_on or made_on
    found += not_before(begins, made_on, "from_on", "the order")
    if until_on is not None:
        found += not_before(until_on, begins, "until_on", "it begins")
    for name, (born_on, is_unborn) in children.items():
        if words := too_old_or_young(kind, born_on, is_unborn, made_on):
            found.append(("children", f"{name} {words}"))
    return found


def too_old_or_young(kind: str, born_on: date | None, is_unborn: bool, on: date) -> str:
    """Why a court cannot make such an order about a child on a day, after the name; nothing where it can."""
    if is_unborn or (born_on and on < born_on):
        return "is not born on that day, and a court makes no order about a child before birth."
    limit = TOO_OLD.get(kind, GROWN_UP)
    if born_on and whole_years(born_on, on) >= limit:
        return f"is {limit} or older on that day, and such an order is made only before that."
    return ""


def ended_by(kind: str, from_on: date, held: Collection[HeldOrder]) -> list[HeldOrder]:
    """The orders that end on the day another begins, because it stands in their place.

    The next of the same kind follows the one before; an interim order ends with the final one; a special guardianship,
    child arrangements or residence order ends a care order; an adoption order ends them all (Children Act 1989,
    section 91; Adoption and Children Act 2002, section 46: general knowledge, not read).
    """
    gone = {kind} | (INTERIM if kind in FINAL else AFTER_DIVIDED.get(kind, frozenset()))
    if kind in ENDS_CARE:
        gone |= {"care", "placement"}
    every = kind == "adoption"
    return [one for one in held if one.started_on <= from_on and (every or one.kind in gone)]


def overlap(kind: str, from_on: date, until_on: date | None, held: Collection[HeldOrder]) -> str:
    """Why an order cannot be put beside the others of its kind; nothing where it can."""
    like = [one for one in held if one.kind == kind]
    if any(one.started_on == from_on and one.ended_on is None for one in like):
        return "Such an order from that day is on record already."
    past = [one.ended_on for one in like if one.started_on <= from_on and one.ended_on]
    if past and max(past) > from_on:
        return f"Another such order held until {short_day(max(past))}."
    later = [one.started_on for one in like if one.started_on > from_on]
    if not later or (until_on and until_on <= min(later)):
        return ""
    return f"Another such order begins on {short_day(min(later))}. Write the last day of this one, not after that."
