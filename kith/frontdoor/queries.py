"""What came before for the children of a contact: open work, earlier cases, the last eighteen months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from kith.access import practice
from kith.access.models import Worker
from kith.core import reading_words
from kith.frontdoor.deciding.queries import reason_words
from kith.work.models import OPEN_STATES, Allocation, Involvement, StepChild

LOOKING_BACK = timedelta(days=548)
MOST_EVENTS = 8
CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class History:
    """Open work, earlier cases and who held them, and the latest events, newest first, for a timeline."""

    open_work: Sequence[str]
    before: Sequence[str]
    worker_then: str
    events: Sequence[dict[str, Any]]
    contacts: int


def history(viewer: Worker, people: Sequence[int], today: date, *, besides: int) -> History:
    """What is known of these children before the contact ``besides``. Two queries, however many children."""
    if not people:
        return History((), (), "", (), 0)
    cases = list(_cases(viewer, people))
    rows = list(_steps(viewer, people, besides))
    told = [row for row in rows if row["step__kind"] == CONTACT and _came_in(row) > today - LOOKING_BACK]
    steps = [row for row in rows if row["step__kind"] != CONTACT]
    closed = [case for case in cases if case["ended_on"]]
    return History(
        open_work=_open_work(cases, steps),
        before=_unique(_case_words(case) for case in closed),
        worker_then=_holder(closed[0]) if closed else "",
        events=_events(cases, steps, told, today),
        contacts=len({row["step_id"] for row in told}),
    )


def _cases(viewer: Worker, people: Sequence[int]) -> Any:
    """The cases of these children, the latest first, each with who held it last."""
    held = (
        Allocation.objects.seen_by(viewer).filter(involvement=OuterRef("pk")).order_by("-started_on", "-pk")
    )
    last = ArraySubquery(held.values(json=JSONObject(worker="worker__name", team="team__name"))[:1])
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people).order_by("-started_on", "pk")
    return rows.values("id", "person_id", "started_on", "ended_on", "end_reason", held=last)


def _steps(viewer: Worker, people: Sequence[int], besides: int) -> Any:
    rows = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at=None)
    rows = rows.exclude(step=besides).exclude(step__state="cancelled")
    return rows.order_by("-step__started_on").values(
        "step_id", "outcome", "step__kind", "step__title", "step__state", "step__started_on",
        "step__completed_on",
        "step__contact__source",
    )  # fmt: skip


def _came_in(row: Any) -> date:
    """The day of a contact: a contact starts on the day it came in."""
    return row["step__started_on"]  # type: ignore[no-any-return]


def _holder(case: Any) -> str:
    last = case["held"][0] if case["held"] else {}
    return ", ".join(last[part] for part in ("worker", "team") if last.get(part))


def _open_work(cases: Sequence[Any], steps: Sequence[Any]) -> list[str]:
    held = [case["held"][0] for case in cases if case["ended_on"] is None and case["held"]]
    titles = [row["step__title"] for row in steps if row["step__state"] in OPEN_STATES]
    names = [
        f"with {one['worker']}, {one['team']}" if one["worker"] else f"{one['team']}, not allocated"
        for one in held
    ]
    return _unique([*titles, *names])


def _case_words(case: Any) -> str:
    span = f"{_month(case['started_on'])} – {_month(case['ended_on'])}"
    return f"Open {span}: {reason_words(case['end_reason'])}"


def _events(
    cases: Sequence[Any], steps: Sequence[Any], told: Sequence[Any], today: date
) -> list[dict[str, Any]]:
    lists = practice.current().lists
    found = {(_came_in(row), "Contact", _from_words(lists, row), "") for row in told}
    found |= {
        (row["step__completed_on"], f"{row['step__title']} completed", "", "")
        for row in steps
        if row["step__completed_on"]
    }
    found |= {(case["started_on"], "Referral accepted", "", "") for case in cases}
    found |= {
        (case["ended_on"], "Closed", reason_words(case["end_reason"]), "key")
        for case in cases
        if case["ended_on"]
    }
    recent = sorted((event for event in found if event[0] > today - LOOKING_BACK), reverse=True)
    return [
        {"on": on, "title": title, "words": words, "weight": weight}
        for on, title, words, weight in recent[:MOST_EVENTS]
    ]


def _from_words(lists: Any, row: Any) -> str:
    source = (
        lists["referral_source"].label(row["step__contact__source"]) if row["step__contact__source"] else ""
    )
    outcome = lists["contact_outcome"].label(row["outcome"]) if row["outcome"] else "not decided yet"
    return f"{source}: {outcome}" if source else outcome


def _month(on: date) -> str:
    return f"{reading_words.MONTHS[on.month - 1]} {on.year}"


def _unique(words: Any) -> list[str]:
    return list(dict.fromkeys(words))
