"""What is asked about the health of a child in care, at which age, and when it is to be looked at next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kith.care.ages import birthday
from kith.core.reading_words import short_day, whole_years

Problem = tuple[str | None, str]
LONGEST_NAME = 120
NOT_SCORED = "SDQ1"
SHORT_BREAKS = ("V3", "V4")
CHECKS = {
    "dental": "Dental check",
    "immunisations": "Immunisations",
    "development": "Health surveillance (under five)",
}
# Between which ages, both included, something is asked; None: without an end. Looked-after return, table OC2.
STRENGTHS, OFFENCES, DEVELOPMENT = (4, 16), (10, None), (0, 4)


@dataclass(frozen=True, slots=True)
class Stretch:
    """An episode: why it began (``S``: came into care), why it ended (``X1``: the next begins), its legal status."""

    started_on: date
    began: str
    legal_status: str
    ended_on: date | None = None
    ended: str = ""


def looked_after_for_12_months(episodes: Sequence[Stretch], year_end: date) -> str | None:
    """Why a child does not count as looked after continuously for 12 months on 31 March, or None where it does.

    It has a definition of its own and gates the whole of OC2 (looked-after return: CONTINUOUSLY_LOOKED_AFTER, rules
    185, 190, 191, 198): in care during the year, and in it no start of care after 1 April, no end of care before
    31 March, no short break (V3, V4). ``episodes`` may be in any order and from any year.
    """
    year_start = date(year_end.year - 1, 4, 1)
    held = [
        e for e in episodes if e.started_on <= year_end and (e.ended_on is None or e.ended_on >= year_start)
    ]
    if not held:
        return "Not looked after in the year."
    if any(one.legal_status in SHORT_BREAKS for one in held):
        return "Had short breaks in the year (V3 or V4)."
    starts = [e.started_on for e in held if e.began == "S" and year_start < e.started_on]
    if starts:
        return f"Came into care in the year, on {short_day(max(starts))}."
    ends = [e.ended_on for e in held if e.ended_on and e.ended not in ("", "X1") and e.ended_on < year_end]
    if ends:
        return f"Left care in the year, on {short_day(max(ends))}."
    return None


def next_year_end(on: date) -> date:
    """The 31 March on which the year that holds this day ends."""
    return date(on.year + (on.month > 3), 3, 31)


def is_asked(ages: tuple[int, int | None], born_on: date, on: date) -> bool:
    """Whether something that is asked between two ages is asked of a child on a day."""
    age = whole_years(born_on, on)
    return ages[0] <= age and (ages[1] is None or age <= ages[1])


def asked_at(born_on: date, year_end: date) -> list[str]:
    """What the year's return asks of a child who was looked after for 12 months, as codes.

    Strengths and difficulties at 4 to 16 on some day of the year: from a child who turns 4 or 17 in it too (186, 197B,
    188, 189); offences from 10 at the year's end (542, 543); health surveillance under 5 then (545, 546).
    """
    year_start = date(year_end.year - 1, 4, 1)
    asked = ["health_assessment", "dental", "immunisations", "substance_misuse"]
    if birthday(born_on, STRENGTHS[0]) <= year_end and year_start < birthday(born_on, STRENGTHS[1] + 1):
        asked.append("strengths")
    if is_asked(OFFENCES, born_on, year_end):
        asked.append("convicted")
    if is_asked(DEVELOPMENT, born_on, year_end):
        asked.append("development")
    return asked


def assessment_code(born_on: date | None, on: date) -> str:
    """Which clock runs after a health assessment: every 6 months under five, every 12 months from the fifth birthday.

    By the age on the day of the assessment. Source: Promoting the health of looked-after children (2022 edition;
    Care Planning regulations 2010, regulation 7).
    """
    return "health_assessment_under_five" if born_on and on < birthday(born_on, 5) else "health_assessment"


def problems_of_day(
    on: date, today: date, started_on: date, ended_on: date | None, field: str = "on"
) -> list[Problem]:
    """What stands against something having happened to a child in care on a day: to come, before care, after it."""
    if on > today:
        return [(field, "That day is still to come.")]
    if on < started_on:
        return [(field, f"That is before care began, on {short_day(started_on)}.")]
    if ended_on is not None and on > ended_on:
        return [(field, f"That is after care ended, on {short_day(ended_on)}.")]
    return []


def problems_of_check(kind: str, born_on: date | None, on: date) -> list[Problem]:
    """What stands against a check of a kind: health surveillance is asked under five only (546)."""
    if kind not in CHECKS:
        return [("kind", "Choose which check it was.")]
    if kind == "development" and (born_on is None or not is_asked(DEVELOPMENT, born_on, on)):
        return [("kind", "Health surveillance is recorded until the fifth birthday (546).")]
    return []


def problems_of_strengths(
    score: str, reason: str, born_on: date | None, on: date, reasons: Collection[str]
) -> list[Problem]:
    """What stands against a strengths and difficulties score or the reason there is none.

    One of the two (197a); 0 to 40 (180); ages 4 to 16 (188, 189); "wrong age" is no reason at those ages (157).
    """
    if born_on is None or not is_asked(STRENGTHS, born_on, on):
        return [("score", "The strengths and difficulties questionnaire is for ages 4 to 16 (188, 189).")]
    if score and reason:
        return [("score", "Give the score or the reason why there is none, not both (197a).")]
    if score:
        right = score.isascii() and score.isdigit() and int(score[:4]) <= 40
        return [] if right else [("score", "The score is a whole number from 0 to 40 (180).")]
    if reason == NOT_SCORED:
        return [("reason", "The child is of the age for it: choose another reason (157).")]
    return [] if reason in reasons else [("score", "Give the score, or the reason why there is none.")]


def problems_of_substances(received: bool | None, offered: bool | None) -> list[Problem]:
    """What stands against what is said of help with a substance problem (158, 159, 192)."""
    if received is None:
        return [("received", "Say whether the child had help for it (192).")]
    if received and offered is not None:
        return [("offered", "The child had help: leave empty whether it was offered (158).")]
    if not received and offered is None:
        return [("offered", "Say whether help was offered (159).")]
    return []


def problems_of_offence(born_on: date | None, on: date) -> list[Problem]:
    """A child is convicted, warned or reprimanded from ten years of age only (542)."""
    if born_on is None or not is_asked(OFFENCES, born_on, on):
        return [("on", "Nobody under ten is convicted or cautioned (542).")]
    return []


def answers_of_the_year(
    asked: Collection[str],
    year: tuple[date, date],
    days: Mapping[str, Sequence[date]],
    *,
    needed_assessments: int = 1,
) -> dict[str, str]:
    """For each thing asked at the year's end, "yes", "no" or "missing", from the days on which it happened.

    ``days`` by code; only days in the ``year`` (both ends included) count. Substances and offences are "no" unless
    there was one. An under-five needs two assessments in the year.
    """
    counted = {code: sum(year[0] <= on <= year[1] for on in days.get(code, ())) for code in asked}
    quiet = {"substance_misuse", "convicted"}
    enough = {code: needed_assessments if code == "health_assessment" else 1 for code in asked}
    return {
        code: "yes" if counted[code] >= enough[code] else "no" if code in quiet else "missing"
        for code in asked
    }
