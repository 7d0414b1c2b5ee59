"""Whether a child may begin to be looked after, and how that may end. Numbers are rules of the looked-after return."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kith.care.rules import CHILDREN_ACT, GROWN_UP, Child, Problem, only
from kith.core.period import financial_year
from kith.core.reading_words import short_day

ADOPTED = ("E11", "E12")
DIED, FOUND_GROWN_UP, OTHER_COUNCIL = "E2", "E15", "E3"
FOR_GOOD = (*ADOPTED, DIED, FOUND_GROWN_UP)
GUARDIANS = ("E45", "E46", "E47", "E48")
FORMER_CARERS = ("E45", "E46")
INDEPENDENT = ("E5", "E6")
ADULT_SERVICES, STAYED = "E7", "E17"
NONE_BEFORE = "Z1"
YOUNG = 11  # an unaccompanied child that old or younger is asked about
ADOPTION = ("A3", "A4", "A5", "A6")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
PARTLY_KNOWN = re.compile(
    r"(([0-9]{1,2} )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* )?[0-9]{4}|not known",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Start:
    """What is told of a start of care: the same for brothers and sisters who begin together."""

    need: str
    home_postcode: str = ""
    is_unaccompanied: bool = False
    before: str = ""
    before_council: str = ""
    before_when: str = ""

    def tidied(self) -> "Start":
        """Without spaces that nobody meant."""
        return replace(
            self,
            before_council=" ".join(self.before_council.replace("\x00", "").split()),
            before_when=" ".join(self.before_when.replace("\x00", "").split()),
        )


@dataclass(frozen=True, slots=True)
class Earlier:
    """A time in care of a child that is over: its last day and why it ended."""

    ended_on: date
    reason: str


def problems_with_start(start: Start, needs: Collection[str], befores: Collection[str]) -> list[Problem]:
    """What is wrong with what is told of a start, whoever starts."""
    return only([
        ("need", None if start.need in needs else "Choose the category of need."),  # 145
        ("before", None if start.before in befores else "Choose what was before."),  # 630, 631
        ("before_council", _council(start)),
        ("before_when", _when(start)),
        ("home_postcode", _home(start)),
    ])  # fmt: skip


def _council(start: Start) -> str | None:
    if start.before in ("", NONE_BEFORE):  # 635
        told = start.before_council or start.before_when
        return "Nothing permanent was before, so leave the council and the day empty." if told else None
    if len(start.before_council) > 120:
        return "Shorten this to 120 letters."
    return None if start.before_council else "Say which council’s it was, or “not known”."  # 633


def _when(start: Start) -> str | None:
    if start.before in ("", NONE_BEFORE) or PARTLY_KNOWN.fullmatch(start.before_when):  # 632
        return None
    return "Write the day, or as much as is known: 3 May 2019, May 2019, 2019; or “not known”."


def _home(start: Start) -> str | None:
    if start.is_unaccompanied and start.home_postcode:  # 406
        return "An unaccompanied child has no home postcode. Leave it empty."
    return None


def obstacle_to_starting(child: Child, on: date, earlier: Sequence[Earlier], today: date) -> str | None:
    """Why this child cannot begin to be looked after on a day; what stands in the way of any time in care is told by
    ``kith.work.standings``.
    """
    if child.is_unborn:
        return f"{child.called} is not born yet. A child is looked after from birth on."
    if on > today:
        return "That day is still to come. Record the start when it has happened."
    if on < CHILDREN_ACT:  # 353
        return "Nobody was looked after under the Children Act before 14 October 1991."
    if child.born_on is not None and on < child.born_on:  # 302
        return f"{child.called} was born on {short_day(child.born_on)}, after that day."
    if child.is_from(GROWN_UP, on):  # 352
        return f"{child.called} was 18 by then. Nobody begins to be looked after from 18 on."
    if child.died_on is not None and on > child.died_on:
        return f"{child.called} died on {short_day(child.died_on)}."
    return next((words for one in earlier if (words := _after(child, on, one))), None)


def _after(child: Child, on: date, one: Earlier) -> str | None:
    if one.reason not in FOR_GOOD or on < one.ended_on:
        return None
    if one.reason in ADOPTED:  # 199
        return f"{child.called} was adopted on {short_day(one.ended_on)}. The new record is the one that goes on."
    words = "died" if one.reason == DIED else "was found to be 18 or older"
    return f"{child.called} {words}: nothing comes after that time in care."  # 437


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child stands when its time in care is to end; ``reviewed_on`` is the day of the last review."""

    started_on: date
    status: str
    status_since: date
    placement: str
    placed_on: date
    reviewed_on: date | None = None


def problems_with_ending(
    child: Child, held: Ending, on: date | None, reason: str, known: Collection[str], today: date
) -> list[Problem]:
    """Everything that stands against ending a time in care on a day, with a code of the list ``rec``."""
    if on is None:
        return [("ended_on", "Write the day like 21/4/2026.")]
    return only([
        ("ended_on", _last_day(child, held, on, today)),
        ("reason", _reason(child, held, on, reason, known)),
    ])  # fmt: skip


def _last_day(child: Child, held: Ending, on: date, today: date) -> str | None:
    if on > today:  # 385
        return "That day is still to come. Record the end when it has happened."
    if on <= held.started_on:  # 355, 356
        return f"{child.called} began to be looked after on {short_day(held.started_on)}. It ends on a later day."
    latest = max(held.status_since, held.placed_on)
    if on <= latest:
        what = "legal status" if held.status_since == latest else "placement"
        return f"The last {what} began on {short_day(latest)}. It ends on a later day; correct that if it is wrong."
    if held.reviewed_on and on < held.reviewed_on:
        return f"There was a review on {short_day(held.reviewed_on)}. It ends on that day or later."
    return None


def _reason(child: Child, held: Ending, on: date, reason: str, known: Collection[str]) -> str | None:
    if reason not in known or reason == "X1":  # 148, 149
        return "Choose why it ends."
    if held.placement in TEMPORARY:  # 381
        return f"{child.called} is away for a time. Record the return first: care does not end while away."
    return _by_age(child, on, reason) or _by_placement(reason, held.placement) or _by_facts(child, on, reason)


def _by_age(child: Child, on: date, reason: str) -> str | None:
    age = child.age(on)
    if reason in ADOPTED and child.is_from(18, on):  # 386
        return f"{child.called} was {age}. Nobody is adopted from care from 18 on."
    if reason in INDEPENDENT and child.is_under(14, on):  # 387
        return f"{child.called} was {age}. Nobody lives independently under 14."
    if reason == ADULT_SERVICES and child.is_under(16, on):  # 389
        return f"{child.called} was {age}. Adult services take over from 16 on."
    if reason in GUARDIANS and _past_birthday(child, on):  # 407
        return f"{child.called} was 18 before that day. There is no special guardian from 18 on."
    if reason == STAYED and child.is_under(18, on):  # 460
        return f"{child.called} was {age}. This is for young people of 18 who stay with their carers."
    return None


def _past_birthday(child: Child, on: date) -> bool:
    """Whether a day lies after the 18th birthday; on that day itself an order may still be made."""
    return child.is_from(18, on) and not (
        child.born_on is not None and (child.born_on.month, child.born_on.day) == (on.month, on.day)
        and child.age(on) == GROWN_UP
    )  # fmt: skip


def _by_placement(reason: str, placement: str) -> str | None:
    if reason in ADOPTED and placement not in ADOPTION:  # 390
        return "An adoption comes after a placement for adoption. Record that placement first."
    if reason in FORMER_CARERS and placement not in FOSTER:  # 516
        return (
            "This is for special guardians who were the foster carers. The last placement was no foster home."
        )
    return None


def _by_facts(child: Child, on: date, reason: str) -> str | None:
    if child.died_on is None:
        return None
    if reason == DIED and child.died_on != on:
        return f"{child.called} died on {short_day(child.died_on)}. Care ends on that day."
    if reason != DIED and child.died_on <= on:
        return f"{child.called} died on {short_day(child.died_on)}. Care ends on that day, because the child died."
    return None


def young_and_alone(child: Child, until: date | None, today: date) -> str | None:
    """What the return asks of an unaccompanied child who is 11 or younger when its year ends (231); it may be true."""
    year = financial_year(today)
    if child.born_on is None or (until is not None and until < year.starts):
        return None
    age = child.age(year.ends - timedelta(days=1))
    if age is None or age > YOUNG:
        return None
    return f"{child.called} seeks asylum alone at {YOUNG} or younger. The return asks for an explanation (rule 231)."


def problems_with_unaccompanied(
    child: Child, is_unaccompanied: bool, until: date | None, started_on: date, today: date
) -> list[Problem]:
    """What is wrong with the day on which the status of an unaccompanied child ended (303, 304)."""
    if until is None:
        return []
    if not is_unaccompanied:
        return [("unaccompanied_until", f"{child.called} is not recorded as unaccompanied.")]
    if until < started_on:
        return [
            ("unaccompanied_until", f"{child.called} began to be looked after on {short_day(started_on)}.")
        ]
    if until > today:
        return [("unaccompanied_until", "That day is still to come. Record it when it has happened.")]
    if _past_birthday(child, until):
        return [("unaccompanied_until", "It ends on the 18th birthday at the latest.")]
    return []


def beside(called: str, kind: str, since: date) -> str | None:
    """What becomes of a plan that a child has when care begins, in words; None for what care does not touch."""
    day = short_day(since)
    if kind == "in_need":
        return f"{called} has had a child in need plan since {day}. It ends on the day care begins."
    if kind == "protection":
        return (
            f"{called} has been on a child protection plan since {day}. It goes on beside care: it does not end by "
            "itself. A review conference, or the chair, decides whether it is still needed, and a day for that is set."
        )
    return None
