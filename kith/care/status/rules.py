"""Legal statuses: which is possible for whom, what may follow, and how long one may last.

Codes as in the looked-after return; the numbers are those of its rules. What the return calls an error is refused where
no truth is refused with it. What may have happened although the law forbids it (a police protection of four days) is
recorded and warned about.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from kith.care.rules import Child, Problem, Spell, days_of, only
from kith.core.reading_words import count

POLICE, EMERGENCY, ASSESSMENT, ARRESTED = "L1", "L2", "L3", "J2"
ACCOMMODATED, INTERIM, CARE_ORDER, PLACEMENT_ORDER, FREEING = "V2", "C1", "C2", "E1", "D1"
SHORT_BREAKS = ("V3", "V4")
CRIMINAL = ("J1", "J2", "J3")
ORDERS = (INTERIM, CARE_ORDER)
PLACEMENT_ORDERS_SINCE = date(2005, 12, 1)
LAST_FREEING = date(2005, 12, 31)
LONGEST_WORDS = 400
TO_FOLLOW = "status_to_follow"  # the clock that runs where care could not follow an order at once


@dataclass(frozen=True, slots=True)
class Longest:
    """How many days a status lasts at most, and the rule that says so. The clock of the law is named by ``clock``."""

    days: int
    rule: str
    words: str
    clock: str = ""


LONGEST = {
    POLICE: Longest(3, "361", "Police protection lasts 72 hours at most", "police_protection_ends"),
    EMERGENCY: Longest(
        21, "362", "An emergency protection order lasts 21 days at most", "emergency_order_ends"
    ),
    ASSESSMENT: Longest(7, "363", "A child assessment order lasts 7 days at most", "assessment_order_ends"),
    ARRESTED: Longest(21, "364", "The return counts PACE accommodation of more than 21 days as an error"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A legal status as it was typed; ``at`` is the time of day, which police protection needs."""

    code: str
    at: time | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """How a child stands when a status begins: the status and the placement of that day, and since when."""

    status: str = ""
    status_since: date | None = None
    placement: str = ""
    came_back_on: date | None = None  # out of a temporary placement


def problems_with_words(told: Told) -> list[Problem]:
    """What is wrong with what is told beside the code."""
    found: list[Problem] = []
    if len(told.words) > LONGEST_WORDS:
        found.append(("status_words", f"Say it in at most {LONGEST_WORDS} letters."))
    if told.code == POLICE and told.at is None:
        found.append(
            ("status_at", "Say at what time it began, like 16:05: police protection is counted in hours.")
        )
    return found


def problems_with(child: Child, code: str, on: date, known: Collection[str], now: Now) -> list[Problem]:
    """Everything that makes a legal status impossible for a child from a day on. ``known``: the codes of that day."""
    return only([
        ("status", _unknown(code, known)),
        ("status", _too_young(child, code, on)),
        ("status", _before_its_law(code, on)),
        ("status", _against_placement(child, code, now.placement)),
        ("status", _no_change(child, code, on, now)),
    ])  # fmt: skip


def _unknown(code: str, known: Collection[str]) -> str | None:
    if code in SHORT_BREAKS:  # 399, 382, 384: they are no time in care
        return "Short breaks are recorded apart: they are no time in care. Choose another legal status."
    return None if code in known else "Choose the legal status from the list."  # 144


def _too_young(child: Child, code: str, on: date) -> str | None:
    if code in CRIMINAL and child.is_under(10, on):  # 358
        return f"{child.called} is {child.age(on)}. A remand or arrest is not possible under 10."
    return None


def _before_its_law(code: str, on: date) -> str | None:
    if code == PLACEMENT_ORDER and on < PLACEMENT_ORDERS_SINCE:  # 446
        return "There were no placement orders before 1 December 2005."
    if code == FREEING and on > LAST_FREEING:  # 445
        return "There are no freeing orders after 31 December 2005. A placement order took their place."
    return None


def _against_placement(child: Child, code: str, placement: str) -> str | None:
    if code == ACCOMMODATED and placement == "P1":  # 378
        return (
            f"{child.called} lives with a parent. A child accommodated under section 20 does not: "
            "end the time in care, or record the move first."
        )
    if code != PLACEMENT_ORDER and placement in ("A5", "A6"):  # 408
        return f"{child.called} is placed for adoption under a placement order. Record the move first."
    return None


def _no_change(child: Child, code: str, on: date, now: Now) -> str | None:
    if now.status == code:
        return f"{child.called} has this legal status already."
    if now.status_since == on:  # 355
        return (
            f"{child.called}’s legal status began on this very day. None begins and ends on one day: "
            "correct the entry that is there instead."
        )
    if now.came_back_on == on:  # 383
        return f"{child.called} came back from a temporary placement on this day. The return allows no change with it."
    return None


def warnings(code: str, spells: Sequence[Spell], today: date) -> list[str]:
    """What the return will say of a status whose spells followed each other: that it lasted too long."""
    longest = LONGEST.get(code)
    if longest is None or not spells:
        return []
    lasted = sum(days_of(spell, today) for spell in spells)
    if lasted <= longest.days:
        return []
    return [f"{longest.words}; this one has lasted {count(lasted, 'day')} (rule {longest.rule})."]


def ends_by(code: str, started_on: date) -> date | None:
    """The last day on which a status may still hold by law; None where no law says."""
    longest = LONGEST.get(code)
    return started_on + timedelta(days=longest.days) if longest else None


def past_eighteen(child: Child, code: str, placement: str, today: date) -> str | None:
    """What the return says of somebody looked after past 18 who is not in a home by section 20(5) (rule 359)."""
    if not child.is_from(18, today) or child.born_on is None or (code == ACCOMMODATED and placement == "K2"):
        return None
    return f"{child.called} is 18. Care ends on the 18th birthday, but for section 20 in a children’s home (rule 359)."
