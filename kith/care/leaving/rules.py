"""Who is owed what on leaving care, with the reason, and what may be said of being in touch around a birthday."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.care.ages import birthday
from kith.core.period import add_months
from kith.core.reading_words import count, short_day, whole_years

Problem = tuple[str | None, str]
THIRTEEN_WEEKS = 91  # days
CATEGORIES = {
    "eligible": "Eligible",
    "relevant": "Relevant",
    "former_relevant": "Former relevant",
    "qualifying": "Qualifying",
}
SHORT_BREAKS = ("V3", "V4")
NOBODY_TO_ASK = ("DIED", "RHOM")  # activity and accommodation are not told of them (344)
NOT_TOLD = "0"
FOYER, STAYING_PUT, BACK_HOME = ("T1", "T2"), ("Z1", "Z2"), "RHOM"
FIRST_BIRTHDAY, LAST_BIRTHDAY, ENDS_AT = 17, 25, 25
BEFORE, AFTER = 3, 1  # months round a birthday in which being in touch counts for it
LONGEST_WORDS = 400


FIRST_VISIT, LATER_VISIT = "leaver_visit_first", "leaver_visit"


@dataclass(frozen=True, slots=True)
class InCare:
    """Days in care under one legal status; ``ended`` is the reason care ended there, empty where it went on."""

    started_on: date
    ended_on: date | None
    legal_status: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """A category of ``CATEGORIES`` or none (""), and why in words."""

    category: str
    why: str


def days_between(spells: Sequence[InCare], first: date, before: date) -> int:
    """Days in care from ``first`` up to ``before``, short breaks left out. The day care ended is not counted."""
    return sum(
        max(0, (min(one.ended_on or before, before) - max(one.started_on, first)).days)
        for one in spells
        if one.legal_status not in SHORT_BREAKS
    )


def is_in_care(spells: Sequence[InCare], on: date) -> bool:
    """Whether somebody is in care on a day, short breaks left out; the day on which care ended is not in it."""
    return any(
        one.started_on <= on and (one.ended_on is None or one.ended_on > on)
        for one in spells
        if one.legal_status not in SHORT_BREAKS
    )


def owed(born_on: date, spells: Sequence[InCare], on: date) -> Owed:
    """Which category somebody is in on a day, by the days in care that lie before it.

    At least 13 weeks (91 days) in care since the 14th birthday, and a day of it after the 16th: eligible while in care
    at 16 and 17, relevant after it, former relevant from 18 to the 25th birthday. With fewer weeks but a day in care
    after 16: qualifying, to the 21st birthday. Who was adopted is owed nothing here. Sources: Children Act 1989
    sections 23A to 24 and Schedule 2 paragraph 19B; Children Act guidance volume 3; looked-after return, rule 1001.
    """
    fourteen, sixteen, eighteen = (birthday(born_on, age) for age in (14, 16, 18))
    told = [one for one in spells if one.legal_status not in SHORT_BREAKS and one.started_on <= on]
    if on < sixteen:
        return Owed("", f"Not 16 yet: turns 16 on {short_day(sixteen)}.")
    if any(one.ended.startswith(("E11", "E12")) for one in told):
        return Owed("", "Was adopted from care.")
    today = on + timedelta(days=1)
    weeks = days_between(told, fourteen, min(today, eighteen))
    since_16 = days_between(told, sixteen, min(today, eighteen))
    if not since_16:
        return Owed("", "Was not in care after the 16th birthday.")
    if on >= birthday(born_on, ENDS_AT):
        return Owed("", "Is 25 or over.")
    in_care = is_in_care(told, on)
    long_enough = weeks >= THIRTEEN_WEEKS
    counted = f"{count(weeks, 'day')} in care since 14; 13 weeks are {THIRTEEN_WEEKS}"
    if on < eighteen and in_care:
        return Owed("eligible" if long_enough else "", f"Aged 16 or 17 and in care; {counted}.")
    if long_enough:
        kind = "relevant" if on < eighteen else "former_relevant"
        return Owed(kind, f"{'Aged 16 or 17' if on < eighteen else '18 or over'} and left care; {counted}.")
    if on < birthday(born_on, 21):
        return Owed("qualifying", f"In care after 16 but not for 13 weeks; {counted}.")
    return Owed("", f"21 or over, and was not in care for 13 weeks; {counted}.")


def obstacle_to_category(category: str, why: str, derived: Owed) -> list[Problem]:
    """What stands against somebody being put in a category: another than the one that follows needs a reason."""
    if category not in CATEGORIES:
        return [("category", "Choose a category.")]
    if category != derived.category and not why.strip():
        return [("why", f"From the record follows: {derived.why} Say why it is another.")]
    return [("why", f"Say it in at most {LONGEST_WORDS} letters.")] if len(why) > LONGEST_WORDS else []


def problems_of_contact(
    in_touch: str, activity: str, accommodation: str, *, born_on: date | None, on: date,
    listed: tuple[Collection[str], Collection[str], Collection[str]], before: Sequence[str] = (),
    seen_at_home: bool = False,
) -> list[Problem]:  # fmt: skip
    """What stands against what is said of being in touch with a care leaver, what they do and where they live.

    ``listed`` are the codes of the three lists; ``before`` is what was said of being in touch earlier. Looked-after
    return 131 to 133, 153, 344, 345, 347 (a foyer from 18), 348 (who died stays so), 3001 (a former foster carer not
    at 17).
    """
    told = (("in_touch", in_touch), ("activity", activity), ("accommodation", accommodation))
    found: list[Problem] = [
        (field, "Choose one.") for (field, code), codes in zip(told, listed, strict=True) if code not in codes
    ]
    if found:
        return found
    if in_touch == "YES" and activity == NOT_TOLD:
        found.append(("activity", "You are in touch: say what they do (345)."))
    if in_touch == "YES" and accommodation == NOT_TOLD:
        found.append(("accommodation", "You are in touch: say where they live (345)."))
    if seen_at_home and in_touch != "YES":
        found.append(("in_touch", "You saw them at home, so you are in touch."))
    if in_touch in NOBODY_TO_ASK:
        words = "Leave it at “not known”: they died or went back to their parents (344)."
        found += [(field, words) for field, code in told[1:] if code != NOT_TOLD]
    if "DIED" in before and in_touch != "DIED":
        found.append(("in_touch", "It was recorded that they died; that stays (348)."))
    return found + _by_age(accommodation, born_on, on)


def visit_owed(moved_on: date, seen: Sequence[date]) -> tuple[str, date]:
    """Which visit is owed to a care leaver in a home that the council arranged since a day, and from when it counts.

    ``seen`` are the days on which they were seen at home, in any order; those before the move were seen elsewhere.
    Source: Children Act guidance volume 3 (in passages): within seven days of a move, then at most every two months.
    """
    there = [day for day in seen if day >= moved_on]
    return (LATER_VISIT, max(there)) if there else (FIRST_VISIT, moved_on)


def problems_of_words(words: str) -> list[Problem]:
    """What stands against words about being in touch: their length."""
    return [("words", f"Say it in at most {LONGEST_WORDS} letters.")] if len(words) > LONGEST_WORDS else []


def _by_age(accommodation: str, born_on: date | None, on: date) -> list[Problem]:
    if born_on is None:
        return []
    if accommodation in FOYER and on < birthday(born_on, 18):
        return [("accommodation", "A foyer is for 18 and over (347).")]
    if accommodation in STAYING_PUT and on < add_months(birthday(born_on, 18), -BEFORE):
        return [("accommodation", "Staying put with a former foster carer begins at 18 (3001).")]
    return []


def birthday_of(born_on: date, on: date) -> int | None:
    """The birthday (17 to 25) for which being in touch on this day counts: 3 months before it to 1 month after."""
    for age in (whole_years(born_on, on), whole_years(born_on, on) + 1):
        opens, closes = window(born_on, age)
        if FIRST_BIRTHDAY <= age <= LAST_BIRTHDAY and opens <= on <= closes:
            return age
    return None


def window(born_on: date, age: int) -> tuple[date, date]:
    """First and last day on which being in touch counts for a birthday. Source: looked-after return, OC3 (months as is
    usual; the guide was not seen)."""
    on = birthday(born_on, age)
    return add_months(on, -BEFORE), add_months(on, AFTER)


def next_birthday(born_on: date, on: date, met: Collection[int] = ()) -> int | None:
    """The next birthday (17 to 25) for which nobody was in touch yet and whose days are not over; None after 25."""
    for age in range(FIRST_BIRTHDAY, LAST_BIRTHDAY + 1):
        if age not in met and window(born_on, age)[1] >= on:
            return age
    return None
