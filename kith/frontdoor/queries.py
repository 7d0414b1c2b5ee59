"""What came before for the children of a contact: open work, earlier cases, the last eighteen months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kith.access import practice
from kith.access.models import Worker
from kith.core import reading_words
from kith.frontdoor.deciding.queries import last_holders, reason_words
from kith.frontdoor.models import ContactChild
from kith.work.models import OPEN_STATES, Involvement, StepChild

LOOKING_BACK = timedelta(days=548)
MOST_EVENTS = 8


@dataclass(frozen=True, slots=True)
class History:
    """Open work, earlier cases and who held them, and the latest events, newest first, for a timeline."""

    open_work: Sequence[str]
    before: Sequence[str]
    worker_then: str
    events: Sequence[dict[str, Any]]
    contacts: int


def history(viewer: Worker, people: Sequence[int], today: date, *, besides: int) -> History:
    """What is known of these children before the contact ``besides``. Four queries, however many children."""
    if not people:
        return History((), (), "", (), 0)
    cases = list(_cases(viewer, people))
    holders = last_holders(viewer, [case["id"] for case in cases])
    steps = list(_steps(viewer, people, besides))
    told = list(_contacts(viewer, people, today, besides))
    closed = [case for case in cases if case["ended_on"]]
    return History(
        open_work=_open_work(cases, steps, holders),
        before=_unique(_case_words(case) for case in closed),
        worker_then=", ".join(part for part in holders.get(closed[0]["id"], ()) if part) if closed else "",
        events=_events(cases, steps, told, today),
        contacts=len({row["contact_id"] for row in told}),
    )


def _cases(viewer: Worker, people: Sequence[int]) -> Any:
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people).order_by("-started_on", "pk")
    return rows.values("id", "person_id", "started_on", "ended_on", "end_reason")


def _steps(viewer: Worker, people: Sequence[int], besides: int) -> Any:
    rows = StepChild.objects.seen_by(viewer).filter(person__in=people, released_at=None)
    rows = rows.exclude(step=besides).exclude(step__kind="contact").exclude(step__state="cancelled")
    return rows.order_by("-step__started_on").values(
        "step_id", "step__title", "step__state", "step__started_on", "step__completed_on"
    )


def _contacts(viewer: Worker, people: Sequence[int], today: date, besides: int) -> Any:
    rows = ContactChild.objects.seen_by(viewer).filter(person__in=people).exclude(contact=besides)
    rows = rows.filter(contact__received_on__gt=today - LOOKING_BACK, contact__step__cancelled_at=None)
    columns = ("contact_id", "contact__received_on", "contact__source", "outcome")
    return rows.order_by("-contact__received_on").values(*columns)


def _open_work(cases: Sequence[Any], steps: Sequence[Any], holders: Any) -> list[str]:
    held = [holders.get(case["id"], ("", "")) for case in cases if case["ended_on"] is None]
    titles = [row["step__title"] for row in steps if row["step__state"] in OPEN_STATES]
    names = [f"with {worker}, {team}" if worker else f"{team}, not allocated" for worker, team in held if team]
    return _unique([*titles, *names])


def _case_words(case: Any) -> str:
    span = f"{_month(case['started_on'])} – {_month(case['ended_on'])}"
    return f"Open {span}: {reason_words(case['end_reason'])}"


def _events(cases: Sequence[Any], steps: Sequence[Any], told: Sequence[Any], today: date) -> list[dict[str, Any]]:
    lists = practice.current().lists
    found = {
        (row["contact__received_on"], "Contact", _from_words(lists, row), "") for row in told
    }
    found |= {
        (row["step__completed_on"], f"{row['step__title']} completed", "", "") for row in steps if row["step__completed_on"]
    }
    found |= {(case["started_on"], "Referral accepted", "", "") for case in cases}
    found |= {(case["ended_on"], "Closed", reason_words(case["end_reason"]), "key") for case in cases if case["ended_on"]}
    recent = sorted((event for event in found if event[0] > today - LOOKING_BACK), reverse=True)
    return [{"on": on, "title": title, "words": words, "weight": weight} for on, title, words, weight in recent[:MOST_EVENTS]]


def _from_words(lists: Any, row: Any) -> str:
    source = lists["referral_source"].label(row["contact__source"]) if row["contact__source"] else ""
    outcome = lists["contact_outcome"].label(row["outcome"]) if row["outcome"] else "not decided yet"
    return f"{source}: {outcome}" if source else outcome


def _month(on: date) -> str:
    return f"{reading_words.MONTHS[on.month - 1]} {on.year}"


def _unique(words: Any) -> list[str]:
    return list(dict.fromkeys(words))
