"""What decisions add to a chronology. That a family was talked about stands there as a note."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.core import clock
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.ui.jinja import url_if_any
from kith.work.models import ManagementDecisionChild

LONGEST = 240


@prepared
def _rows(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = ManagementDecisionChild.objects.seen_by(viewer).filter(person__in=people)
    return rows.values_list(
        "decision_id", "person_id", "decision__decided_on", "decision__decided", "decision__decided_by__name",
        "decision__recorded_at",
    )  # fmt: skip


@from_rows(_rows)
def decisions(rows: Rows) -> Iterator[Event]:
    """What managers decided, with who did."""
    for decision, person, on, words, name, recorded_at in rows:
        yield Event(
            on,
            f"Management decision by {name}",
            ("decision", decision),
            words=words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …",
            href=url_if_any("decision", number=decision) or "",
            weight=KEY,
            people=frozenset({person}),
            recorded_on=clock.london(recorded_at).date(),
        )


SOURCES = (
    Source(
        "decisions",
        "Management decisions",
        decisions,
        frozenset({"decision"}),
        has_key_events=True,
        numbered=frozenset({"decision"}),
    ),
)
