"""Strategy discussions and enquiries of children."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from kith.access import practice
from kith.access.models import Worker
from kith.core.reading_words import short_day
from kith.protection.models import (
    ConferenceChild,
    Enquiry,
    StrategyAttendance,
    StrategyChild,
    StrategyDiscussion,
)
from kith.protection.models.enquiries import DECISIONS, ENQUIRY_OUTCOMES

AGENCIES = "conference_agency"
EVERY_ROW = "a rule needs every row, and shows none"


def open_enquiries(viewer: Worker, people: Collection[int]) -> dict[int, Enquiry]:
    """Person id -> the enquiry that goes on. One query."""
    rows = Enquiry.objects.seen_by(viewer).filter(standing__person__in=people, standing__ended_on=None)
    return {row.standing.person_id: row for row in rows.select_related("standing")}


def latest_enquiries(viewer: Worker, people: Collection[int]) -> dict[int, Enquiry]:
    """Person id -> the enquiry that began last, over or not. One query."""
    rows = Enquiry.objects.seen_by(viewer).filter(standing__person__in=people).select_related("standing")
    return {row.standing.person_id: row for row in rows.order_by("standing__started_on", "pk")}


def enquiry(viewer: Worker, number: int) -> Enquiry | None:
    """One enquiry with its standing."""
    rows = Enquiry.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related("standing", "standing__person", "discussion").first()


def conference_of(enquiry: Enquiry) -> tuple[date | None, bool]:
    """The day its conference was held, and whether one is still planned."""
    rows = ConferenceChild.objects.unguarded(EVERY_ROW).filter(enquiry=enquiry, conference__cancelled_at=None)
    days = list(rows.values_list("held_on", flat=True))
    return next((day for day in days if day), None), None in days


@dataclass(frozen=True, slots=True)
class Discussion:
    """One strategy discussion as the record shows it. ``started`` says that it started an enquiry."""

    number: int
    held_on: date
    decision: str
    there: list[str]
    missing: list[tuple[str, str]]
    step: int | None
    started: bool


def discussions_of(viewer: Worker, person: int, started: Collection[int]) -> list[Discussion]:
    """The strategy discussions of a child, newest first; ``started`` are those that started an enquiry. Three queries.

    Of one that is hidden for the sake of another child, the day and the decision for this one are told.
    """
    rows = list(StrategyChild.objects.seen_by(viewer).filter(person=person).order_by("-held_on", "-pk"))
    numbers = [row.discussion_id for row in rows]
    known = StrategyDiscussion.objects.seen_by(viewer).filter(pk__in=numbers)
    steps = dict(known.values_list("pk", "step_id"))
    labels = practice.current().lists[AGENCIES]
    there: dict[int, list[str]] = defaultdict(list)
    missing: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in StrategyAttendance.objects.seen_by(viewer).filter(discussion_id__in=numbers).order_by("pk"):
        if one.took_part:
            there[one.discussion_id].append(labels.label(one.agency))
        else:
            missing[one.discussion_id].append((labels.label(one.agency), one.words))
    return [
        Discussion(
            row.discussion_id,
            row.held_on,
            DECISIONS[row.decision],
            there[row.discussion_id],
            missing[row.discussion_id],
            steps.get(row.discussion_id),
            row.discussion_id in started,
        )
        for row in rows
    ]


def enquiries_of(viewer: Worker, person: int) -> list[dict[str, Any]]:
    """The enquiries of a child, newest first, as values. One query."""
    rows = (
        Enquiry.objects.seen_by(viewer)
        .filter(standing__person=person)
        .order_by("-standing__started_on", "-pk")
    )
    found = rows.values(
        "pk", "kind", "discussion_id", "outcome", "decided_on", "step_id", "standing__started_on", "standing__ended_on",
        "standing__recorded_at",
    )  # fmt: skip
    return [
        row
        | {
            "kind_words": DECISIONS[row["kind"]],
            "outcome_words": ENQUIRY_OUTCOMES.get(row["outcome"], ""),
            "days": f"from {short_day(row['standing__started_on'])}"
            + (f" to {short_day(row['standing__ended_on'])}" if row["standing__ended_on"] else ""),
        }
        for row in found
    ]
