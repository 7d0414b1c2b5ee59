"""A stretch of time as lanes, one above the other: bars for what lasts, dots for what happens on a day. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.ui.charts.scale import Scale

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEFT, TOP, BAR, DOT, LETTER, ROOM = 150, 34, 20, 20, 6.6, 44


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that lasts; without an end, or where it ``lasts``, it goes on. ``kind`` decides how it looks."""

    starts: date
    ends: date | None
    words: str
    kind: str = "plain"
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """Something that happened on a day."""

    on: date
    words: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Lane:
    """What happened to one person, or of one sort."""

    title: str
    bars: tuple[Bar, ...] = ()
    dots: tuple[Dot, ...] = ()


def lanes(rows: Sequence[Lane], starts: date, ends: date, today: date, width: int = 1280) -> dict[str, Any]:
    """Places of lanes, months, bars and dots between two days; what lies outside is cut or left out."""
    along = Scale(starts.toordinal(), ends.toordinal(), LEFT, width - 8)
    y, drawn = float(TOP), []
    for row in rows:
        bars = _stacked([bar for bar in row.bars if bar.starts < ends and (bar.ends or ends) > starts])
        dots = [dot for dot in row.dots if starts <= dot.on <= ends]
        levels = max((level for _, level in bars), default=-1) + 1
        height = 8 + levels * BAR + (DOT if dots or not bars else 0)
        drawn.append({
            "title": row.title,
            "y": y,
            "height": height,
            "bars": [_bar(bar, along, y + 4 + level * BAR, starts, ends) for bar, level in bars],
            "dots": [_dot(dot, along, y + 4 + levels * BAR + DOT / 2) for dot in dots],
        })  # fmt: skip
        y += height
    months = _months(along, starts, ends)
    now = along.at(today.toordinal()) if starts <= today <= ends else None
    return {
        "width": width,
        "height": y + 6,
        "left": LEFT,
        "top": TOP,
        "lanes": drawn,
        "months": [(x, words if now is None or abs(x - now) > ROOM else "") for x, words in months],
        "today": now,
    }


def _stacked(bars: Sequence[Bar]) -> list[tuple[Bar, int]]:
    """Each bar with the row it lies in, so that none lies on another."""
    free: list[date] = []
    found = []
    for bar in sorted(bars, key=lambda bar: (bar.starts, bar.ends or date.max)):
        level = next((level for level, until in enumerate(free) if until <= bar.starts), len(free))
        free[level : level + 1] = [bar.ends or date.max]
        found.append((bar, level))
    return found


def _dot(dot: Dot, along: Scale, y: float) -> dict[str, Any]:
    return {"x": along.at(dot.on.toordinal()), "y": y, "words": dot.words, "kind": dot.kind}


def _bar(bar: Bar, along: Scale, y: float, starts: date, ends: date) -> dict[str, Any]:
    x = along.at(max(bar.starts, starts).toordinal())
    wide = round(max(along.at(min(bar.ends or ends, ends).toordinal()) - x, 3), 1)
    room = int((wide - 10) / LETTER)
    words = bar.words if len(bar.words) <= room else f"{bar.words[: room - 1].rstrip()}…" if room > 5 else ""
    return {"x": x, "y": y, "width": wide, "kind": bar.kind, "words": words, "all": bar.words}


def _months(along: Scale, starts: date, ends: date) -> list[tuple[float, str]]:
    """Where each month begins, and its name; the year beside January and beside the first."""
    found: list[tuple[float, str]] = []
    year, month = starts.year, starts.month
    while (day := date(year, month, 1)) < ends:
        if day >= starts:
            name = MONTHS[month - 1]
            found.append(
                (along.at(day.toordinal()), f"{name} {year % 100:02}" if month == 1 or not found else name)
            )
        year, month = (year + month // 12, month % 12 + 1)
    return found
