"""What early help may hold: consent first, one lead professional at a time, reviewed until it ends with an outcome."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.core import reading_words
from kith.core.calendar import FIRST

Problem = tuple[str | None, str]
LONGEST_NAME, LONGEST_LINE, LONGEST_PLACE, LONGEST_WORDS = 80, 400, 120, 4000
FARTHEST_REVIEW = timedelta(days=366)
WITHDRAWN, STEPPED_UP, DECLINED, MET = "withdrawn", "stepped_up", "declined", "met"
ENDED = "This early help has ended. It is kept as it was."
NO_CONSENT = "Early help needs somebody’s consent. Write down who agreed, when, and to what."


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent as it is told: who agreed, what they are to the children, how, to what, on which day."""

    who: str
    relation: str
    how: str
    shares: str
    given_on: date | None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team as they are told: from where, what they do, and their account, if they have one."""

    name: str
    agency: str
    organisation: str
    does: str
    phone: str = ""
    worker: int | None = None


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child as somebody who may not search the record writes them down."""

    given_name: str
    family_name: str
    born_told: str
    sex: str


def lacking(field: str, text: str, most: int, missing: str, called: str) -> list[Problem]:
    """What is wrong with a text that has to be there."""
    if not text.strip():
        return [(field, missing)]
    if len(text.strip()) > most:
        return [(field, f"{called}: shorten this to {most} letters; there are {len(text.strip())}.")]
    return []


def day_problem(field: str, on: date | None, today: date, since: date | None, before: str) -> list[Problem]:
    """Why something cannot have been on this day: not told, still to come, or before ``since``."""
    if on is None:
        return [(field, "Enter the day, like 21/4/2026.")]
    if on > today:
        return [(field, "That day is still to come. Record it when it has happened.")]
    if on < FIRST:
        return [(field, f"Check the year: nothing before {FIRST.year} can be counted.")]
    if since and on < since:
        return [(field, f"{before} {reading_words.long_day(since)}. Check the day.")]
    return []


def consent_problems(
    told: Agreed, *, ways: Collection[str], today: date, born: Sequence[date] = ()
) -> list[Problem]:
    """Everything that is wrong with a consent. ``born`` are the birth days of the children."""
    since = min(born, default=None)
    wrong = [
        *lacking("who", told.who, LONGEST_NAME, "Say who agreed, by name.", "Who agreed"),
        *lacking(
            "relation", told.relation, LONGEST_NAME, "Say what they are to the children.", "What they are"
        ),
        *lacking("shares", told.shares, LONGEST_LINE, "Say what may be shared with whom.", "What is shared"),
        *day_problem("given_on", told.given_on, today, since, "The eldest child was born on"),
    ]
    return wrong if told.how in ways else [*wrong, ("how", "Choose how they agreed.")]


def withdrawal_problems(
    given_on: date, withdrawn_on: date | None, on: date | None, today: date
) -> list[Problem]:
    """Why a consent cannot be taken back on a day."""
    if withdrawn_on:
        return [(None, "This consent was taken back already.")]
    return day_problem("withdrawn_on", on, today, given_on, "It was given on")


def member_problems(told: Member, agencies: Collection[str]) -> list[Problem]:
    """Everything that is wrong with somebody of the team."""
    wrong = [
        *lacking("name", told.name, LONGEST_NAME, "Say who it is, by name.", "The name"),
        *lacking("organisation", told.organisation, LONGEST_PLACE, "Say where they work.", "Where they work"),
        *lacking("does", told.does, LONGEST_LINE, "Say what they do for the children.", "What they do"),
    ]
    if told.agency not in agencies:
        wrong.append(("agency", "Choose the kind of agency."))
    if len(told.phone) > 30:
        wrong.append(("phone", "Write the telephone number in at most 30 letters."))
    return wrong


def lead_problems(
    *, is_member: bool, leads_already: bool, on: date | None, since: date, today: date
) -> list[Problem]:
    """Why somebody cannot become the lead professional on a day. ``since``: the day the present one began."""
    if not is_member:
        return [("helper", "Choose somebody of the team.")]
    if leads_already:
        return [("helper", "They are the lead professional already.")]
    return day_problem("lead_on", on, today, since, "The lead professional before began on")


def leaving_problem(*, is_lead: bool, people_left: int) -> str | None:
    """Why somebody cannot leave the team, or None."""
    if is_lead:
        return "Choose another lead professional first: the family would have nobody to turn to."
    return "The last of the team cannot leave. End the early help instead." if people_left < 1 else None


def beginning_problem(name: str, *, has_early_help: bool, is_offered: bool) -> str | None:
    """Why a child cannot be offered early help, or None: it has it, or it was offered and is not answered."""
    if has_early_help:
        return f"{name} has early help already. Open that one."
    return f"{name} was offered early help already. Open that one." if is_offered else None


def review_problems(
    *,
    on: date | None,
    present: str,
    words: str,
    decision: str,
    decisions: Collection[str],
    next_on: date | None,
    since: date,
    today: date,
) -> list[Problem]:
    """Everything that is wrong with a review."""
    wrong = [
        *day_problem("review_on", on, today, since, "The early help began on"),
        *lacking("present", present, LONGEST_LINE, "Say who was there.", "Who was there"),
        *lacking("review_words", words, LONGEST_WORDS, "Say what came of the help.", "What came of it"),
    ]
    if decision not in decisions:
        wrong.append(("decision", "Choose what was decided."))
    elif decision == "go_on":
        wrong += next_problems(on, next_on)
    return wrong


def next_problems(on: date | None, next_on: date | None) -> list[Problem]:
    """Why the next review cannot be on this day."""
    if next_on is None:
        return [("next_on", "Say when the team meets next, like 21/4/2026.")]
    if on and next_on <= on:
        return [("next_on", "The next meeting comes after this one. Check the day.")]
    if on and next_on > on + FARTHEST_REVIEW:
        return [("next_on", "That is more than a year ahead. Check the year.")]
    return []


def closing_problems(
    *,
    on: date | None,
    outcome: str,
    outcomes: Collection[str],
    words: str,
    since: date,
    last_on: date | None,
    today: date,
) -> list[Problem]:
    """Everything that stands against ending early help. ``last_on`` is the day of the last thing that happened."""
    wrong = day_problem("ended_on", on, today, since, "The early help began on")
    if on and last_on and since <= on < last_on:
        wrong.append(
            ("ended_on", f"Something happened after that day, on {reading_words.long_day(last_on)}.")
        )
    if outcome not in outcomes:
        wrong.append(("outcome", "Choose how it ended."))
    return [
        *wrong,
        *lacking("outcome_words", words, LONGEST_LINE, "Say in a few words how it ended.", "How it ended"),
    ]


def step_up_problems(*, begun: bool, is_asked: bool, why: str) -> list[Problem]:
    """Why no social worker can be asked to look, or nothing."""
    if not begun:
        return [(None, "The help has not begun. Tell the front door yourself, as anybody can.")]
    if is_asked:
        return [(None, "A social worker was asked already. The front door decides.")]
    return lacking("why", why, LONGEST_WORDS, "Say what has changed, and what you are worried about.", "Why")


HARM = {"enquiry", "protection", "temporary_protection", "looked_after", "court"}


def rung(kinds: Collection[str], codes: Sequence[str], said: str) -> str | None:
    """On which level of need a child stands, by how it stands with the service. ``codes``: the levels, the least first.

    The two highest levels are those of the law (sections 47 and 17), early help stands below them.
    """
    if not codes:
        return None
    if HARM & set(kinds):
        return codes[-1]
    if "in_need" in kinds:
        return codes[max(len(codes) - 2, 0)]
    if "early_help" in kinds:
        return said if said in codes else codes[max(len(codes) - 3, 0)]
    return None


def outcome_fits(code: str, *, begun: bool) -> bool:
    """Whether early help can have ended like this: only what has not begun can have been declined."""
    return code not in (MET, STEPPED_UP, WITHDRAWN) if not begun else code != DECLINED


def source_code(codes: Collection[str], agency: str) -> str:
    """The source of the referral: early help, where the list of the day has it (5D since April 2022).

    Before that the agency the lead professional works for: children in need census, item N00152.
    """
    if "5D" in codes:
        return "5D"
    return _SOURCES.get(agency, "8")


_SOURCES = {
    "school": "2A",
    "gp": "3A",
    "health_visitor": "3B",
    "hospital": "3F",
    "mental_health": "3F",
    "police": "6",
    "probation": "7",
    "housing": "4",
    "adult_services": "5A",
    "other_council": "5C",
}


def state_words(started_on: date | None, ended_on: date | None, is_asked: bool) -> str:
    """How early help stands, in words."""
    if ended_on:
        return f"Ended {reading_words.short_day(ended_on)}"
    if started_on is None:
        return "Offered, nobody has agreed yet"
    return "A social worker is asked to look" if is_asked else f"Since {reading_words.short_day(started_on)}"
