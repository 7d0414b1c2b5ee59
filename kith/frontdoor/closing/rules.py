"""Whether an involvement may end: the guards that follow from the children in need census.

RC8 and RC9 are for children whose assessment led to nothing more or to early help; with a section 47
enquiry or a plan the reason is another (census guide 2023-24, rules 8610 and 8770 ff.). A case never ends
before its referral nor before the last thing that happened in it, nor with work undecided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.core import reading_words

DIED = "RC2"
AFTER_ASSESSMENT_ONLY = ("RC8", "RC9")
Problem = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of one involvement when somebody wants to end it.

    ``open_steps`` are titles of unfinished work; ``undecided_enquiry`` says that a section 47 enquiry has
    no outcome yet; ``open_standings`` are how the child still stands with the service, in words ("child protection plan
    since 2 Jul 2026"); ``last_event_on`` is the day of the latest thing recorded in the case; ``found_nothing`` says
    that its only assessment found no factor.
    """

    child: str
    started_on: date
    last_event_on: date | None = None
    last_event: str = ""
    open_steps: Sequence[str] = ()
    undecided_enquiry: bool = False
    had_assessment: bool = False
    had_enquiry: bool = False
    had_plan: bool = False
    open_standings: Sequence[str] = ()
    died_on: date | None = None
    ended_on: date | None = None
    found_nothing: bool = False

    @property
    def nothing_more_expected(self) -> bool:
        """Whether the census expects RC8 or RC9 (8873Q): the only assessment found no factor, and both fit."""
        return self.found_nothing and not (self.had_enquiry or self.had_plan or self.died_on)


def obstacle_to_closing(case: Ending) -> str | None:
    """Why the involvement may not end yet, whatever the day and the reason; None when it may."""
    if case.ended_on:
        return f"{case.child}: already closed on {reading_words.short_day(case.ended_on)}."
    if case.undecided_enquiry:
        return f"{case.child}: a section 47 enquiry is still undecided."
    if case.open_standings:
        return f"{case.child}: end this first: {reading_words.listing(list(case.open_standings))}."
    if case.open_steps:
        titles = reading_words.listing(list(dict.fromkeys(case.open_steps)))
        return f"{case.child}: still open: {titles}."
    return None


def reason_problem(case: Ending, reason: str) -> str | None:
    """Why this reason does not fit this case; None when it does. No reason yet fits nothing yet."""
    if reason in AFTER_ASSESSMENT_ONLY and not case.had_assessment:
        return f"{case.child}: {reason} is only for cases closed after an assessment, and there was none."
    if reason in AFTER_ASSESSMENT_ONLY and case.had_enquiry:
        return f"{case.child}: {reason} does not go with a section 47 enquiry. Choose another reason."
    if reason in AFTER_ASSESSMENT_ONLY and case.had_plan:
        return f"{case.child}: {reason} does not go with a plan. Choose another reason."
    if reason == DIED and case.died_on is None:
        return f"{case.child}: record the date of death first, under record details."
    if reason and reason != DIED and case.died_on is not None:
        died = reading_words.short_day(case.died_on)
        return f"{case.child} died on {died}: the reason is {DIED}."
    return None


def day_problem(case: Ending, ended_on: date, today: date) -> str | None:
    """Why the case cannot end on this day; None when it can."""
    if ended_on > today:
        return "The closing day is in the future."
    if ended_on < case.started_on:
        return (
            f"{case.child}: closing comes before the referral of {reading_words.short_day(case.started_on)}."
        )
    if case.last_event_on and ended_on < case.last_event_on:
        last = f"{case.last_event} on {reading_words.short_day(case.last_event_on)}"
        return f"{case.child}: something happened after that day: {last}."
    return None


def closing_problems(
    cases: Sequence[Ending],
    *,
    ended_on: date | None,
    reason: str,
    known: Sequence[str],
    words: str,
    today: date,
) -> list[Problem]:
    """Everything that stops these involvements from ending together, with the field it is about."""
    found: list[Problem] = [("person", why) for case in cases if (why := obstacle_to_closing(case))]
    if not cases:
        found.append(("person", "Choose at least one child."))
    if ended_on is None:
        found.append(("ended_on", "Enter the day on which the case ends."))
    else:
        days = (day_problem(case, ended_on, today) for case in cases)
        found += [("ended_on", why) for why in dict.fromkeys(days) if why]
    if reason not in known:
        found.append(("reason", "Choose a reason for closing."))
    found += [("reason", why) for case in cases if (why := reason_problem(case, reason))]
    if not words.strip():
        found.append(("words", "Write a short summary for whoever opens this record next."))
    return found
