"""What child protection plans add to a chronology: their beginning, their categories, core groups and their end."""

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
from kith.protection.models import CoreGroup, PlanCategory, ProtectionPlan
from kith.protection.plan.queries import category_words
from kith.protection.plan.rules import ENDS, categories_in_order
from kith.ui.jinja import url_if_any

People = Sequence[int]


@prepared
def _rows(viewer: Worker, people: People) -> QuerySet[Any, Any]:
    rows = ProtectionPlan.objects.seen_by(viewer).filter(standing__person__in=people)
    changed = PlanCategory.objects.seen_by(viewer).filter(plan=OuterRef("pk"))
    met = CoreGroup.objects.seen_by(viewer).filter(plan=OuterRef("pk")).order_by("held_on")
    return rows.values_list(
        "standing_id", "standing__person_id", "standing__ended_on",
        "standing__end_reason", "to_council",
        ArraySubquery(changed.values(json=JSONObject(since_on="since_on", category="category"))),
        ArraySubquery(met.values(json=JSONObject(id="id", held_on="held_on"))),
    )  # fmt: skip


@from_rows(_rows)
def plans(rows: Rows) -> Iterator[Event]:
    """From when to when children were on a plan and under which category, and when core groups met. One query."""
    for plan, person, ended, why, council, changed, met in rows:
        shared: dict[str, Any] = {
            "href": url_if_any("person_protection_plan", number=person) or "",
            "people": frozenset({person}),
        }
        facts = {"source": ("protection_plan", plan), "weight": KEY, **shared}
        categories = [(date.fromisoformat(one["since_on"]), one["category"]) for one in changed]
        for number, (since, category) in enumerate(categories_in_order(categories)):
            title = (
                "Category of the child protection plan changed" if number else "Child protection plan began"
            )
            yield Event(
                since, title, part=f"category-{number}", words=f"{category_words(category)}.", **facts
            )
        for one in met:
            on, source = date.fromisoformat(one["held_on"]), ("core_group", one["id"])
            yield Event(on, "Core group", source, **shared)
        if ended:
            words = ": ".join(filter(None, [ENDS.get(why, why), council]))
            yield Event(ended, "Child protection plan ended", part="over", words=f"{words}.", **facts)


KINDS = frozenset({"protection_plan", "core_group"})
SOURCES = (
    Source("protection_plans", "Child protection plans", plans, KINDS, has_key_events=True, numbered=KINDS),
)
