"""Short breaks: what a series may be, how long a break and all of a year may last.

Numbers are rules of the looked-after return; up to 17 days a break and 75 days a year (regulation 48).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from kith.care.rules import Child, Problem, Spell, only
from kith.core.reading_words import count, short_day

EACH, AGREED = "V3", "V4"
LONGEST_BREAK, LONGEST_YEAR = 17, 75  # days
NOT_THESE = ("T0", "T1", "T2", "T3", "T4", "U1", "U4")


@dataclass(frozen=True, slots=True)
class Series:
    """A series as it was typed."""

    style: str
    need: str
    kind: str
    provider: str = ""
    carer: str = ""


def year_of(on: date) -> tuple[date, date]:
    """The first day of the return's year that a day lies in, and of the next."""
    first = on.year if on >= date(on.year, 4, 1) else on.year - 1
    return date(first, 4, 1), date(first + 1, 4, 1)


def problems_with_series(
    child: Child,
    series: Series,
    on: date | None,
    *,
    needs: Collection[str],
    kinds: Collection[str],
    providers: Collection[str],
    styles_that_year: Collection[str],
    today: date,
) -> list[Problem]:
    """What is wrong with a series that begins on a day."""
    return only([
        ("started_on", _first_day(child, on, today)),
        ("style", _style(series.style, styles_that_year)),
        ("need", None if series.need in needs else "Choose the category of need."),
        ("kind", _kind(series.kind, kinds)),
        ("provider", None if series.provider in ("", *providers) else "Choose the provider from the list."),
        ("carer", None if len(series.carer) <= 120 else "Shorten this to 120 letters."),
    ])  # fmt: skip


def _first_day(child: Child, on: date | None, today: date) -> str | None:
    if on is None:
        return "Write the day like 21/4/2026."
    if on > today:
        return "That day is still to come."
    if child.born_on is not None and on < child.born_on:
        return f"{child.called} was born on {short_day(child.born_on)}, after that day."
    return f"{child.called} was 18 by then." if child.is_from(18, on) else None


def _style(style: str, that_year: Collection[str]) -> str | None:
    if style not in (EACH, AGREED):
        return "Choose whether each break is recorded."
    if set(that_year) - {style}:  # 426
        return "A child has one style of short breaks a year, and another was recorded this year."
    return None


def _kind(kind: str, kinds: Collection[str]) -> str | None:
    if kind in NOT_THESE:  # 382, 384
        return "Short breaks are never in a temporary or a long-term foster placement. Choose another kind."
    return None if kind in kinds else "Choose the kind of placement."


def problems_with_break(
    spell: tuple[date | None, date | None], series: Spell, style: str, held: Sequence[Spell], today: date
) -> list[Problem]:
    """What is wrong with one break. ``held``: the breaks of the series so far."""
    first, last = spell
    if style != EACH:
        return [("break_from", "Of this series only the agreement is recorded.")]
    if first is None or last is None:
        return [("break_from" if first is None else "break_to", "Write the day like 21/4/2026.")]
    return only([
        ("break_from", _within(first, last, series, today)),
        ("break_to", None if last > first else "A break lasts a night at least: it ends on a later day."),
        ("break_to", _too_long(first, last)),
        ("break_from", _at_once(first, last, held)),
        ("break_to", _too_much(first, last, held)),
    ])  # fmt: skip


def _within(first: date, last: date, series: Spell, today: date) -> str | None:
    if last > today:
        return "That break is not over yet. Record it when it is."
    if first < series[0] or (series[1] is not None and last > series[1]):
        return "That lies outside the days for which the series was agreed."
    return None


def _too_long(first: date, last: date) -> str | None:
    lasted = (last - first).days
    if lasted <= LONGEST_BREAK:
        return None  # 365
    return f"A short break lasts 17 days at most; this has {lasted}. A longer one is a time in care."


def _at_once(first: date, last: date, held: Sequence[Spell]) -> str | None:
    overlaps = any(first < (end or date.max) and start < last for start, end in held)
    return "There is a break on these days already." if overlaps else None


def _too_much(first: date, last: date, held: Sequence[Spell]) -> str | None:
    begins, ends = year_of(first)
    total = sum(((end or start) - start).days for start, end in held if begins <= start < ends)
    total += (last - first).days
    if total <= LONGEST_YEAR:
        return None  # 367
    return f"That would be {count(total, 'day')} in the year, and 75 are the most. More makes a child looked after."
