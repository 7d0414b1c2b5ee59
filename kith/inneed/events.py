"""What child in need plans add to a chronology: their beginning, their reviews and their end."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from kith.access.models import Worker
from kith.core.chronology import KEY, Event, Source
from kith.database.prepared import prepared
from kith.database.together import Rows, from_rows
from kith.inneed.models import DECISIONS, InNeedPlan, InNeedReview
from kith.inneed.plan.queries import end_words
from kith.ui.jinja import url_if_any

People = Sequence[int]


@prepared
def _plan_rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = InNeedPlan.objects.seen_by(viewer).filter(standing__person__in=people)
    review = InNeedReview.objects.seen_by(viewer).filter(plan=OuterRef("pk")).order_by("held_on")
    told = JSONObject(id="id", held_on="held_on", decision="decision")
    return rows.values_list(
        "standing_id", "standing__person_id", "standing__started_on", "standing__ended_on",
        "standing__end_reason", ArraySubquery(review.values(json=told)),
    )  # fmt: skip


@from_rows(_plan_rows)
def in_need_plans(rows: Rows) -> Iterator[Event]:
    """From when to when children had a child in need plan, why it ended, and when it was reviewed. One query."""
    for plan, person, started, ended, why, reviews in rows:
        shared: dict[str, Any] = {
            "href": url_if_any("person_in_need", number=person) or "",
            "people": frozenset({person}),
        }
        facts = {"source": ("in_need_plan", plan), "weight": KEY, **shared}
        yield Event(started, "Child in need plan began", part="began", **facts)
        for one in reviews:
            on, source = date.fromisoformat(one["held_on"]), ("in_need_review", one["id"])
            words = f"{DECISIONS[one['decision']]}."
            yield Event(on, "Child in need plan reviewed", source, words=words, **shared)
        if ended:
            words = f"{end_words(why)}."
            yield Event(ended, "Child in need plan ended", part="over", words=words, **facts)


PLANS, REVIEWS = frozenset({"in_need_plan"}), frozenset({"in_need_review"})
SOURCES = (
    Source(
        "in_need", "Child in need plans", in_need_plans, PLANS | REVIEWS, has_key_events=True,
        numbered=PLANS | REVIEWS),
)  # fmt: skip
