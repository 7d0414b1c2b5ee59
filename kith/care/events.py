"""What care adds to a chronology: its beginning and end, legal statuses, placements and reviews."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access import practice
from kith.access.models import Worker
from kith.care.models import CarePeriod, CareReview, LegalStatus, Placement
from kith.core import clock
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.ui.jinja import url_if_any

People = Sequence[int]
PERSON = "period__standing__person"


@prepared
def _period_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = CarePeriod.objects.seen_by(viewer).filter(standing__person__in=people)
    return rows.values_list(
        "standing_id", "standing__person_id", "standing__started_on", "standing__ended_on",
        "standing__end_reason", "standing__recorded_at", "need",
    )  # fmt: skip


@prepared
def _status_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = LegalStatus.objects.seen_by(viewer).filter(period__standing__person__in=people)
    return rows.values_list("id", f"{PERSON}_id", "code", "started_on", "recorded_at", "words")


@prepared
def _placement_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = Placement.objects.seen_by(viewer).filter(period__standing__person__in=people)
    return rows.values_list("id", f"{PERSON}_id", "kind", "carer", "started_on", "recorded_at", "resumes_id")


@prepared
def _review_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = CareReview.objects.seen_by(viewer).filter(period__standing__person__in=people)
    return rows.values_list("id", f"{PERSON}_id", "held_on", "participation", "recorded_at")


def _about(person: int, recorded_at: Any) -> dict[str, Any]:
    return {
        "href": url_if_any("person_care", number=person) or "",
        "people": frozenset({person}),
        "recorded_on": clock.london(recorded_at).date(),
    }


@from_rows(_period_rows, _status_rows, _placement_rows)
def in_care(periods: Rows, statuses: Rows, placements: Rows) -> Iterator[Event]:
    """From when to when children were looked after, why, under which law, and where they lived."""
    lists = practice.current().lists
    for period, person, started, ended, why, at, need in periods:
        facts = _about(person, at) | {"weight": KEY}
        words = f"{lists['category_of_need'].label(need)}."
        yield Event(started, "Began to be looked after", ("care", period), "began", words, **facts)
        if ended:
            words = f"{lists['rec'].label(why, ended)}."
            yield Event(ended, "Not looked after any more", ("care", period), "over", words, **facts)
    for status, person, code, on, at, words in statuses:
        title = f"Legal status: {lists['legal_status'].label(code, on)}"
        yield Event(on, title, ("legal_status", status), words=words, weight=KEY, **_about(person, at))
    for placement, person, kind, carer, on, at, resumes in placements:
        title = f"Came back to {carer or 'the placement'}" if resumes else _placed(carer)
        words = "" if resumes else f"{lists['placement_type'].label(kind, on)}."
        yield Event(on, title, ("placement", placement), words=words, weight=KEY, **_about(person, at))


def _placed(carer: str) -> str:
    """With whom a child lives stands in the title: what is made for somebody to take away leaves it out as a whole."""
    return f"Placement with {carer}" if carer else "Placement"


@from_rows(_review_rows)
def reviews(rows: Rows) -> Iterator[Event]:
    """Reviews of looked-after children, and how each child took part."""
    labels = practice.current().lists["review_participation"]
    for review, person, on, part, at in rows:
        words = f"{labels.label(part, on)}."
        yield Event(on, "Looked-after review", ("care_review", review), words=words, **_about(person, at))


CARE = frozenset({"care", "legal_status", "placement"})
REVIEWS = frozenset({"care_review"})

SOURCES = (
    Source("care", "Looked after", in_care, CARE, has_key_events=True, numbered=CARE),
    Source("care_reviews", "Looked-after reviews", reviews, REVIEWS, numbered=REVIEWS),
)
