"""What the children in need census will call wrong in a child's record, in words with the numbers of its rules.

Nothing here stops anybody: all of it may be true, or is found out later than urgent work begins. It is told of cases
that a return still has room for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core.period import add_months, financial_year
from kith.core.reading_words import short_day

LAST_MONTH_OF_SENDING = 7  # a year is sent from April to July after it
BEFORE_BIRTH = timedelta(days=280)
LATE_BIRTH = timedelta(days=30)
MONTHS_AHEAD = 9
GROWN_OUT = 25
NO_DISABILITY = "NONE"
NO_FACTOR = frozenset({"21"})
NOTHING_MORE = ("RC8", "RC9")


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of a child. Born between ``born_on`` and ``born_by``; for an unborn child, expected then."""

    born_on: date | None = None
    born_by: date | None = None
    is_unborn: bool = False
    died_on: date | None = None
    disabilities: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment of a case, with the factors that it found; one that goes on is ``unfinished``."""

    title: str
    started_on: date
    unfinished: bool = False
    factors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a child, from its referral to its closing, with the work that the census asks about."""

    started_on: date
    ended_on: date | None = None
    end_reason: str = ""
    need: str = ""
    had_enquiry: bool = False
    assessments: Sequence[Assessment] = ()


def asked_since(today: date) -> date:
    """The first day of the earliest census year that is still to be sent."""
    starts = financial_year(today).starts
    return add_months(starts, -12) if starts.month <= today.month <= LAST_MONTH_OF_SENDING else starts


def of_child(child: Child, cases: Sequence[Case], referred_on: Collection[date], today: date) -> list[str]:
    """Everything that the census will call wrong; nothing of cases and referrals whose year has been sent.

    ``referred_on``: the days of all referrals, those without a case among them.
    """
    since = asked_since(today)
    asked = [case for case in cases if case.ended_on is None or case.ended_on >= since]
    begun = {case.started_on for case in asked}
    days = sorted(begun | {on for on in referred_on if on >= since})
    found = [words for on in days for words in _referral(child, on)]
    found += _expected(child, today) if days else []
    found += _disability(child) if asked else []
    return found + [words for case in asked for words in _case(child, case, today)]


def _only(*found: str | None) -> list[str]:
    return [words for words in found if words]


def _referral(child: Child, on: date) -> list[str]:
    return _only(after_death(child, on), long_before_birth(child, on))


def after_death(child: Child, referred_on: date) -> str | None:
    """That a child was referred after its death (8555Q)."""
    if child.died_on is None or referred_on <= child.died_on:
        return None
    return (
        f"Referred on {short_day(referred_on)}, after the death on {short_day(child.died_on)} (rule 8555Q)."
    )


def long_before_birth(child: Child, referred_on: date) -> str | None:
    """That a child was referred before it can have been on its way (8606)."""
    if child.born_on is None or child.born_on - referred_on <= BEFORE_BIRTH:
        return None
    birth = (
        f"expected for {short_day(child.born_on)}" if child.is_unborn else f"on {short_day(child.born_on)}"
    )
    return (
        f"Referred on {short_day(referred_on)}, more than {BEFORE_BIRTH.days} days before the birth {birth} "
        "(rule 8606). Check both days."
    )


def _expected(child: Child, today: date) -> list[str]:
    return _only(birth_out_of_time(child, today))


def birth_out_of_time(child: Child, today: date) -> str | None:
    """That a birth is expected long ago, or too long after the year's end (8530Q). Nothing of a child that died."""
    first, last = child.born_on, child.born_by or child.born_on
    if not child.is_unborn or first is None or last is None or child.died_on is not None:
        return None
    if last < today - LATE_BIRTH:
        return f"Expected for {short_day(last)}, and no birth is recorded (rule 8530Q)."
    if first > add_months(financial_year(today).last_day, MONTHS_AHEAD):
        return f"Expected for {short_day(first)}, which is too far ahead for the year (rule 8530Q). Check the day."
    return None


def _disability(child: Child) -> list[str]:
    return _only(disability_missing(child), disability_and_none(child))


def disability_missing(child: Child) -> str | None:
    """That nothing is said of disability of a child who is born (8540)."""
    if child.is_unborn or child.disabilities:
        return None
    return "No disability is on record, nor that there is none (rule 8540). It is said under record details."


def disability_and_none(child: Child) -> str | None:
    """That a disability stands beside “no disability”, as two records made one may leave it (8790)."""
    if NO_DISABILITY not in child.disabilities or len(set(child.disabilities)) == 1:
        return None
    return "“No disability” stands beside a disability (rule 8790). End one of them under record details."


def _case(child: Child, case: Case, today: date) -> list[str]:
    old = (left_over(one, today) for one in case.assessments)
    return _only(
        need_missing(case),
        grown_out(child, case, today),
        enquiry_alone(case),
        *old,
        unlike_its_assessment(case),
    )


def need_missing(case: Case) -> str | None:
    """That a case has no main need (8610)."""
    return (
        None
        if case.need
        else f"The main need of the case of {short_day(case.started_on)} is missing (rule 8610)."
    )


def grown_out(child: Child, case: Case, today: date) -> str | None:
    """That a case went on after the 25th birthday (8775Q); a birth known roughly is taken as late as it may be."""
    born = child.born_by or child.born_on
    if born is None or child.is_unborn:
        return None
    birthday = add_months(born, GROWN_OUT * 12)
    if (case.ended_on or today) <= birthday:
        return None
    went = "Open" if case.ended_on is None else "Closed"
    return f"{went} after the {GROWN_OUT}th birthday on {short_day(birthday)} (rule 8775Q)."


def enquiry_alone(case: Case) -> str | None:
    """That a section 47 enquiry has no assessment beside it (2991Q)."""
    if not case.had_enquiry or case.assessments:
        return None
    return "There is a section 47 enquiry and no assessment in the same case (rule 2991Q)."


def left_over(one: Assessment, today: date) -> str | None:
    """That an assessment began before this census year and goes on: it cannot be returned (8736)."""
    if not one.unfinished or one.started_on >= financial_year(today).starts:
        return None
    return (
        f"{one.title} since {short_day(one.started_on)} cannot be returned: it began before this census year and is "
        "not finished (rule 8736). Finish it now."
    )


def found_nothing(assessments: Sequence[Assessment]) -> bool:
    """Whether the only assessment of a case found no factor."""
    return len(assessments) == 1 and assessments[0].factors == NO_FACTOR


def unlike_its_assessment(case: Case) -> str | None:
    """That a case closed for another reason than its only assessment, which found nothing, lets expect (8873Q)."""
    if case.ended_on is None or case.end_reason in NOTHING_MORE or not found_nothing(case.assessments):
        return None
    return (
        f"Closed with {case.end_reason}, though its only assessment found no factor: the census expects "
        f"{' or '.join(NOTHING_MORE)} (rule 8873Q)."
    )
