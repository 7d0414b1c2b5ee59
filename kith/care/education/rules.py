"""When a child in care has a personal education plan, and what stands against recording one.

Source: Promoting the education of looked-after and previously looked-after children (2018); designated
teacher guidance:
begun within 10 working days, ready for the first review, looked at each term.
"""

from datetime import date

from kith.care.ages import birthday
from kith.core.reading_words import short_day

Problem = tuple[str | None, str]
FROM_AGE, TO_AGE = 3, 18  # from nursery to the 18th birthday
LONGEST_NAME = 120
CLOCKS = ("education_plan_first", "education_plan")


def has_plan(born_on: date | None, on: date) -> bool:
    """Whether a child of this birth date has a personal education plan on a day; one without a birth date has."""
    return born_on is None or birthday(born_on, FROM_AGE) <= on < birthday(born_on, TO_AGE)


def problems(on: date, born_on: date | None, school: str) -> list[Problem]:
    """What stands against a plan held on a day at a school or nursery."""
    found: list[Problem] = []
    if not has_plan(born_on, on) and born_on is not None:
        since, until = birthday(born_on, FROM_AGE), birthday(born_on, TO_AGE)
        words = (
            f"A personal education plan is from {short_day(since)} (aged 3) to {short_day(until)} (aged 18)."
        )
        found.append(("on", words))
    if len(school) > LONGEST_NAME:
        found.append(("school", f"Say it in at most {LONGEST_NAME} letters."))
    return found
