"""The words of the banner on a record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kith.care.placement.rules import ADOPTION
from kith.core import reading_words
from kith.people.boundaries import rules as boundaries
from kith.people.councils import rules as councils

KINDS = ("safety", "care", "health")
LONG_PREGNANCY = 40  # weeks from which the day expected is counted
EARLY = timedelta(weeks=3)  # born before 37 weeks is born early
SMALL = 730  # days: until the second birthday it matters that somebody was born early


@dataclass(frozen=True, slots=True)
class Stood:
    """A period in which a child stands or stood so with the service."""

    kind: str
    started_on: date
    ended_on: date | None

    def holds(self, on: date) -> bool:
        """Whether it holds on a day: the day it ended is the first on which it does not."""
        return self.started_on <= on and (self.ended_on is None or self.ended_on > on)


def stood(kind: str, started_on: str, ended_on: str | None) -> Stood:
    """A period from the texts the record store gives."""
    return Stood(kind, date.fromisoformat(started_on), date.fromisoformat(ended_on) if ended_on else None)


def standing_facts(stands: Iterable[Stood], words: Mapping[str, str], today: date) -> list[tuple[str, str]]:
    """('Now', 'Child protection plan, since 2 Jul 2026 (day 104)') for each way in which a child stands today."""
    return [
        (
            "Now",
            f"{words[one.kind]}, since {reading_words.short_day(one.started_on)} (day {(today - one.started_on).days})",
        )
        for one in stands
        if one.holds(today)
    ]


def placed_words(kind: str, label: str, carer: str, address: str) -> str:
    """Where a child in care lives: 'Mrs Adair, 5 Hill Rise, WM8 2LN', with the kind where no carer is told.

    The address of who is placed for adoption is not told: nobody of the family is to learn it from a page.
    """
    if kind in ADOPTION:
        return "placed for adoption (the address is kept)"
    return ", ".join(filter(None, [carer or label, address])) or label


def born_words(born_on: date | None, precision: str, told: str) -> str:
    """'born 3 February 2017', 'due 12 February 2027', 'born about 2017', or 'birth date not known'."""
    if born_on is None or precision == "unknown":
        return "birth date not known"
    day = reading_words.long_day(born_on).split(" ", 1)[1]
    if precision == "exact":
        return f"born {day}"
    if precision == "expected":
        return f"due {day}"
    if precision == "month":
        return f"born in {day.split(' ', 1)[1]}"
    return f"born about {born_on.year} (told: “{told}”)" if told else f"born about {born_on.year}"


def seen_words(last: date | None, how: str, today: date) -> str:
    """'29 Sep, alone', with how long ago when it is more than four weeks."""
    if last is None:
        return "not yet"
    words = reading_words.day_seen_from(last, today) + (", alone" if how == "alone" else "")
    days = (today - last).days
    return f"{words} ({days} days ago)" if days > 28 else words


def review_words(review_on: date | None, today: date) -> str:
    """When an alert is looked at again, to stand behind its words; nothing when no day is set."""
    if review_on is None:
        return ""
    return f" – review {'overdue since ' if review_on < today else ''}{reading_words.short_day(review_on)}"


def alerts(
    rows: Iterable[Mapping[str, Any]],
    lines: Iterable[boundaries.Line],
    moves: Iterable[councils.Move],
    on: date,
) -> list[tuple[str, str]]:
    """Kind and words of all that stands before the address: warnings, orders, other councils; safety first.

    ``rows`` are the warnings that hold, with ``kind``, ``words`` and ``review_on`` as a text or nothing.
    """
    found = [told for line in lines if (told := boundaries.alert(line, on))]
    for row in rows:
        review_on = date.fromisoformat(row["review_on"]) if row["review_on"] else None
        found.append((row["kind"], f"{row['words']}{review_words(review_on, on)}"))
    if council := councils.words(list(moves), on):
        found.append(("care", council))
    return sorted(found, key=lambda alert: KINDS.index(alert[0]))


def with_words(told: str, words: str) -> str:
    """'Interpreter (Arabic)', or what is told alone."""
    return f"{told} ({words})" if words else told


def weeks_unborn(due_on: date, today: date) -> str:
    """How far a pregnancy is, counted back from the day expected: '27 weeks'; nothing before the first."""
    weeks = LONG_PREGNANCY - -(-(due_on - today).days // 7)
    return reading_words.count(weeks, "week") if 0 < weeks <= LONG_PREGNANCY + 4 else ""


def early_words(born_on: date, due_on: date | None, today: date) -> str:
    """'6 weeks early' of a baby born before 37 weeks, until the second birthday; or nothing."""
    if due_on is None or due_on - born_on < EARLY or (today - born_on).days >= SMALL:
        return ""
    return f"{reading_words.count((due_on - born_on).days // 7, 'week')} early"
