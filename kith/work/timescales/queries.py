"""Which clocks run for whom."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kith.access.models import Worker
from kith.core import clock, reading_words
from kith.core.calendar import WorkingCalendar
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.ui.jinja import url_if_any
from kith.work.models import Timescale
from kith.work.timescales import rules

COLUMNS = (
    "id",
    "person_id",
    "code",
    "title",
    "from_on",
    "due_on",
    "due_at",
    "reason",
    "moved_why",
    "warn_days",
)


@dataclass(frozen=True, slots=True)
class Running:
    """A clock that runs: what is to happen for whom, by when in words, why, and where it is done."""

    number: int
    person_id: int
    code: str
    title: str
    due_on: date
    mark: str
    words: str
    small: str
    rule: str
    address: str


@prepared
def _running(viewer: Worker, people: list[int]) -> QuerySet[Any, Any]:
    rows = Timescale.objects.seen_by(viewer).filter(person__in=people, met_on=None, dropped_on=None)
    return rows.order_by("due_on", "pk").values(*COLUMNS)


def running(viewer: Worker, people: Collection[int], today: date) -> dict[int, list[Running]]:
    """Person id -> the clocks that run for them, the most urgent first. One query."""
    found: dict[int, list[Running]] = defaultdict(list)
    calendar, now = working_calendar(), clock.now()
    pages: dict[str, str] = import_string(settings.KITH_TIMESCALE_PAGES)
    for row in _running(viewer, list(people)):
        found[row["person_id"]].append(shown(row, calendar, now, today, pages))
    return dict(found)


def shown(
    row: dict[str, Any], calendar: WorkingCalendar, now: datetime, today: date, pages: dict[str, str]
) -> Running:
    """One clock as a list shows it, from its ``COLUMNS``."""
    mark = rules.mark(row["due_on"], row["due_at"], row["warn_days"], calendar, now, today)
    by = f"by {reading_words.day_seen_from(row['due_on'], today)}"
    if row["due_at"]:
        by = f"{by}, {clock.london(row['due_at']):%H:%M}"
    address = url_if_any(pages[row["code"]], number=row["person_id"]) if row["code"] in pages else None
    return Running(
        number=row["id"],
        person_id=row["person_id"],
        code=row["code"],
        title=row["title"],
        due_on=row["due_on"],
        mark=mark,
        words=reading_words.time_left(row["due_on"], today, calendar),
        small=by,
        rule=f"{row['reason']}. Changed: {row['moved_why']}" if row["moved_why"] else row["reason"],
        address=address or "",
    )


def from_json(row: dict[str, Any]) -> dict[str, Any]:
    """``COLUMNS`` of a clock that came inside another question, with days and moments again."""
    days = {name: date.fromisoformat(row[name]) for name in ("from_on", "due_on")}
    return row | days | {"due_at": datetime.fromisoformat(row["due_at"]) if row["due_at"] else None}
