"""Who is privately fostered, and how often such a child is visited.

Sources: Children Act 1989 section 66 (under 16, or 18 if disabled; 28 days or more; not by a close relative); Children
(Private Arrangements for Fostering) Regulations 2005 (first visit within 7 working days of the notification, then every
6 weeks in the first year and every 12 weeks after it).
"""

from collections.abc import Collection
from datetime import date

from kith.care.ages import birthday
from kith.core.reading_words import count, short_day

Problem = tuple[str | None, str]
DAYS = 28
CLOSE = {
    "grandparent": "Grandparent",
    "sibling": "Brother or sister",
    "uncle_aunt": "Uncle or aunt",
    "step_parent": "Step-parent (married or civil partner)",
    "parent": "Parent",
}
NOT_CLOSE = {
    "friend": "Friend of the family",
    "cousin": "Cousin, great-aunt or other relative",
    "parents_partner": "Parent’s partner, not married",
    "host_family": "Host family of a school or course",
    "other": "Somebody else",
}
RELATIONS = {**NOT_CLOSE, **CLOSE}
ENDS = {
    "HOME": "Went back to parents",
    "CLOSE": "Went to a close relative",
    "AGE": "Reached the age at which it ends",
    "CARE": "Came into care",
    "MOVED": "Moved away",
    "PROHIB": "Prohibited",
    "OTHER": "Another reason",
}
FIRST, FIRST_YEAR, LATER = (
    "private_fostering_first_visit",
    "private_fostering_visit_year_one",
    "private_fostering_visit",
)
LONGEST_WORDS, LONGEST_NAME = 400, 120


def ends_by(born_on: date, is_disabled: bool) -> date:
    """The birthday on which private fostering ends by age: the 16th, or the 18th of a disabled child."""
    return birthday(born_on, 18 if is_disabled else 16)


def problems(
    *, began_on: date | None, notified_on: date, lasts_days: int | None, relation: str, carer: str,
    born_on: date | None, is_disabled: bool, today: date,
) -> list[Problem]:  # fmt: skip
    """What stands against an arrangement being private fostering; every reason, in words."""
    found: list[Problem] = []
    if notified_on > today:
        found.append(("notified_on", "That day is still to come."))
    if relation in CLOSE:
        found.append(("relation", f"{CLOSE[relation]}: a close relative does not foster privately."))
    elif relation not in NOT_CLOSE:
        found.append(("relation", "Say who the carer is to the child."))
    if not carer.strip():
        found.append(("carer", "Say who cares for the child."))
    elif len(carer) > LONGEST_NAME:
        found.append(("carer", f"Say it in at most {LONGEST_NAME} letters."))
    if lasts_days is not None and lasts_days < DAYS:
        found.append(("lasts_days", f"Less than {count(DAYS, 'day')} is no private fostering."))
    first = min(began_on, notified_on) if began_on else notified_on
    if born_on is not None and began_on is not None and began_on < born_on:
        found.append(("began_on", f"That is before birth: born {short_day(born_on)}."))
    if born_on is not None and max(began_on or first, notified_on) >= ends_by(born_on, is_disabled):
        words = "18, being disabled" if is_disabled else "16; to 18 it is for a disabled child"
        found.append(("began_on", f"Private fostering ends at {words}."))
    return found


def visit_clock(began_on: date, visited_on: date) -> str:
    """Which clock runs after a visit: every 6 weeks in the first year of the arrangement, every 12 weeks after it."""
    return FIRST_YEAR if visited_on < birthday(began_on, 1) else LATER


def problems_of_visit(
    on: date, today: date, notified_on: date, ended_on: date | None, words: str
) -> list[Problem]:
    """What stands against a visit on a day. Each visit has its report (regulation 8)."""
    found: list[Problem] = []
    if on > today:
        found.append(("on", "That day is still to come."))
    elif on < notified_on:
        found.append(("on", f"That is before we were told, on {short_day(notified_on)}."))
    elif ended_on is not None and on > ended_on:
        found.append(("on", f"It ended on {short_day(ended_on)}."))
    if not words.strip():
        found.append(("words", "Write the report of the visit."))
    return found


def problems_of_end(
    reason: str, on: date, began_on: date, today: date, reasons: Collection[str] = tuple(ENDS)
) -> list[Problem]:
    """What stands against the arrangement having ended on a day."""
    found: list[Problem] = []
    if reason not in reasons:
        found.append(("reason", "Choose why it ended."))
    if on > today:
        found.append(("on", "That day is still to come."))
    elif on < began_on:
        found.append(("on", f"That is before it began, on {short_day(began_on)}."))
    return found
