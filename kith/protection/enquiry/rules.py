"""What a strategy discussion and an enquiry must say, what ends an enquiry, and what the census can take of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kith.core import reading_words

STARTS = ("single", "joint")
DECISIONS = ("none", *STARTS, "police")
OURS = "social_care"
NEEDED = {"police": "the police", "health": "health"}
LONGEST = 400
Problem = tuple[str | None, str]
TRUE = "yes"
TO_CONFERENCE = "conference"
# why a standing ended, by the outcome of its enquiry
ENDS = {"not_substantiated": "no_harm", "substantiated": "no_need", TO_CONFERENCE: "conference"}


@dataclass(frozen=True, slots=True)
class Presence:
    """One agency at a strategy discussion: whether it took part, and who came or why nobody did."""

    agency: str
    took_part: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A strategy discussion as somebody told it. ``decisions``: of each child, by number."""

    held_on: date | None
    attendance: Sequence[Presence] = ()
    decisions: Mapping[int, str] = field(default_factory=dict)


def problems(told: Told, today: date) -> list[Problem]:
    """All that is wrong with a strategy discussion. Police and health are asked, or it says why they were not there."""
    found: list[Problem] = []
    if told.held_on is None:
        found.append(("held_on", "Enter the day on which it was held, like 21/4/2026."))
    elif told.held_on > today:
        found.append(("held_on", "The day lies in the future."))
    if not told.decisions:
        found.append(("decision", "Choose at least one child."))
    if any(one not in DECISIONS for one in told.decisions.values()):
        found.append(("decision", "Choose what was decided for each child."))
    there = {one.agency: one for one in told.attendance}
    for agency, words in NEEDED.items():
        one = there.get(agency)
        if one is None:
            found.append((agency, f"Say whether {words} took part."))
        elif not one.took_part and not one.words.strip():
            found.append((agency, f"Say why {words} did not take part, and how we have what they know."))
    long = [one.agency for one in told.attendance if len(one.words) > LONGEST]
    found += [(agency, f"Say it in at most {LONGEST} letters.") for agency in long]
    return found


Answers = Mapping[tuple[str, int | None], object]


def _said(answers: Answers, question: str, child: int | None = None) -> str:
    value = answers.get((question, child))
    value = answers.get((question, None)) if value in (None, "", []) else value
    return str(value or "").strip()


def told_in(answers: Answers, held_on: date | None, people: Sequence[int]) -> Told:
    """A strategy discussion as the answers of its form tell it, about these children."""
    there = [Presence(OURS, True)]
    for agency in NEEDED:
        took_part = _said(answers, agency) == TRUE
        why = "" if took_part else _said(answers, "absent_why") or "Not known."
        there.append(Presence(agency, took_part, why[:LONGEST]))
    return Told(held_on, tuple(there), {child: _decision(answers, child) for child in people})


def _decision(answers: Answers, child: int) -> str:
    if _said(answers, "section_47", child) != TRUE:
        return "none"
    return _said(answers, "joint", child) or "single"


def contradiction(decision: str, outcome: str) -> str | None:
    """Why what a form says of enquiries and what it says happens next do not fit, or None."""
    if outcome == "section_47_enquiry" and decision == "none":
        return (
            "It says that no enquiry starts, and that an enquiry is what happens next. Change one of the two."
        )
    if outcome == "close" and decision in STARTS:
        return "It says that an enquiry starts, and that the case is closed. Change one of the two."
    return None


def outcome_of(finding: str, happens_next: str) -> str:
    """The outcome of an enquiry by what was found and what follows."""
    if happens_next == TO_CONFERENCE:
        return TO_CONFERENCE
    return "not_substantiated" if finding == "no_harm" else "substantiated"


def finding_against(finding: str, happens_next: str) -> str | None:
    """Why finding and outcome do not fit, or None."""
    if finding == "no_harm" and happens_next == TO_CONFERENCE:
        return "It found no significant harm and asks for a conference. Change one of the two."
    return None


def obstacle_to_deciding(
    outcome: str,
    on: date | None,
    *,
    started_on: date,
    ended_on: date | None,
    held_on: date | None,
    planned: bool,
    today: date,
) -> Problem | None:
    """Why an enquiry cannot end like this, or None.

    ``held_on`` is the day of its conference, ``planned`` says that one is still ahead. What is decided may be decided
    otherwise until it has ended.
    """
    if outcome not in ENDS:
        return ("outcome", "Choose how the enquiry ended.")
    if on is None:
        return ("decided_on", "Enter the day on which it was decided, like 21/4/2026.")
    if on > today:
        return ("decided_on", "The day lies in the future.")
    if on < started_on:
        began = reading_words.short_day(started_on)
        return ("decided_on", f"That is before the strategy discussion that started it, on {began}.")
    if held_on is not None and outcome != TO_CONFERENCE:
        return ("outcome", f"There was a conference on {reading_words.short_day(held_on)}.")
    if planned and outcome != TO_CONFERENCE:
        return ("outcome", "A conference is planned. Cancel it first, or take the child out of it.")
    if ended_on is not None and held_on is None:
        return ("outcome", f"It ended on {reading_words.short_day(ended_on)}.")
    return None


def census_begins(on: date) -> date:
    """The first day of the census year in which a day lies."""
    return date(on.year if on.month > 3 else on.year - 1, 4, 1)


def cannot_be_returned(started_on: date, ended_on: date | None, today: date) -> bool:
    """Whether an enquiry is still undecided that began before this census year (rule 8740): it cannot be returned."""
    return ended_on is None and started_on < census_begins(today)
