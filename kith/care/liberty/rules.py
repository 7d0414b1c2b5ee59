"""What stands against secure accommodation or an order that deprives a child in care of liberty.

Sources: Children Act 1989 section 25 and the Secure Accommodation Regulations 1991 (72 hours in 28 days without a
court; an order first lasts three months at most, then six; under 13 only with approval of the Secretary of State); the
looked-after return, rules 700 to 710, for deprivation of liberty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kith.care.ages import birthday
from kith.core.period import add_months
from kith.core.reading_words import short_day

Problem = tuple[str | None, str]
KINDS = {
    "secure_no_court": "Secure accommodation without an order (72 hours at most)",
    "secure": "Secure accommodation order",
    "deprivation": "Order depriving of liberty",
}
SECURE = ("secure_no_court", "secure")
SECURE_PLACE = "K1"
USUAL = ("K2", "Z12", "Z13")  # 709 asks about others
NOT_UNDER_ORDER = ("K1", "P1", "R5", "K3")
YOUNGEST_SECURE = 13
WITHOUT_COURT = timedelta(days=3)
IN_DAYS = 28
FIRST_MONTHS, LATER_MONTHS = 3, 6
LONGEST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Held:
    """An order or a time in secure accommodation; without an end it goes on."""

    kind: str
    started_on: date
    ended_on: date | None = None


def problems(
    kind: str, on: date, until: date | None, today: date, *, born_on: date | None, placement: str,
    others: Sequence[Held], is_approved: bool = False,
) -> list[Problem]:  # fmt: skip
    """What stands against one beginning on a day; ``until`` is the last day the court named.

    ``placement`` is the kind of placement on that day; ``is_approved``: the Secretary of State approved it for a child
    under 13.
    """
    if kind not in KINDS:
        return [("kind", "Choose which it is.")]
    found = _days(kind, on, until, today, others)
    if born_on is not None and on < born_on:
        found.append(("on", f"That is before birth: born {short_day(born_on)} (708)."))
    if kind in SECURE:
        return found + _secure(kind, on, born_on, placement, others, is_approved)
    if placement in NOT_UNDER_ORDER:
        found.append((None, f"Such an order does not go with the placement {placement} (710)."))
    return found


def _days(kind: str, on: date, until: date | None, today: date, others: Sequence[Held]) -> list[Problem]:
    found: list[Problem] = []
    if on > today:
        found.append(("on", "That day is still to come (703)."))
    if until is not None and until <= on:
        found.append(("until", "It lasts until a day after it begins (702)."))
    for one in others:
        if one.kind in _alike(kind) and (one.ended_on is None or on < one.ended_on) and one.started_on <= on:
            found.append(
                ("on", f"Another holds since {short_day(one.started_on)}: end that one first (705).")
            )
        elif one.kind in _alike(kind) and one.started_on > on:
            found.append(("on", f"There is a later one, of {short_day(one.started_on)} (705)."))
    return found


def _alike(kind: str) -> tuple[str, ...]:
    return SECURE if kind in SECURE else (kind,)


def _secure(
    kind: str, on: date, born_on: date | None, placement: str, others: Sequence[Held], is_approved: bool
) -> list[Problem]:
    found: list[Problem] = []
    if placement != SECURE_PLACE:
        found.append(
            (None, "The child is not placed in a secure children’s home (K1): record the placement first.")
        )
    if born_on is not None and on < birthday(born_on, YOUNGEST_SECURE) and not is_approved:
        found.append(("approved", "Under 13 the Secretary of State approves it first."))
    if kind == "secure_no_court" and days_without_court(others, on) >= WITHOUT_COURT.days:
        found.append(("on", f"72 hours in {IN_DAYS} days are used: only a court allows more."))
    return found


def days_without_court(others: Sequence[Held], on: date) -> int:
    """How many days a child was in secure accommodation without an order in the 28 days before a day."""
    first = on - timedelta(days=IN_DAYS)
    return sum(
        max(0, (min(one.ended_on or on, on) - max(one.started_on, first)).days)
        for one in others
        if one.kind == "secure_no_court"
    )


def longest_until(kind: str, on: date, has_earlier_order: bool, used: int = 0) -> date | None:
    """The last day on which one that begins on this day may hold; None where the court alone sets it.

    ``used``: days without an order in the 28 days before, which count towards the 72 hours.
    """
    if kind == "secure_no_court":
        return on + WITHOUT_COURT - timedelta(days=used)
    if kind == "secure":
        return add_months(on, LATER_MONTHS if has_earlier_order else FIRST_MONTHS)
    return None


def problems_of_until(
    kind: str, on: date, until: date | None, has_earlier_order: bool, used: int = 0
) -> list[Problem]:
    """What stands against the last day the court named; an order of a court needs one."""
    longest = longest_until(kind, on, has_earlier_order, used)
    if until is None:
        return [] if kind == "secure_no_court" else [("until", "Say until when the court made it.")]
    if longest is not None and until > longest:
        return [("until", f"It may last until {short_day(longest)} at most.")]
    return []


def problems_of_end(one: Held, on: date, today: date, care_until: date | None) -> list[Problem]:
    """What stands against one having ended on a day: 702, 704, 707."""
    if one.ended_on is not None:
        return [("on", f"It has ended already, on {short_day(one.ended_on)}.")]
    if on > today:
        return [("on", "That day is still to come.")]
    if on <= one.started_on and one.kind != "secure_no_court":
        return [("on", f"It ends after it began, on {short_day(one.started_on)} (702).")]
    if on < one.started_on:
        return [("on", f"It ends after it began, on {short_day(one.started_on)}.")]
    if care_until is not None and on > care_until:
        return [("on", f"Care ended before that, on {short_day(care_until)} (707).")]
    return []


def question(kind: str, placement: str) -> str:
    """What the return will ask about the placement during such an order, or nothing (709)."""
    if kind == "deprivation" and placement not in (*USUAL, *NOT_UNDER_ORDER):
        return "The return asks about it: such orders are usual in a children’s home (709)."
    return ""
