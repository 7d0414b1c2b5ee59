"""The boundaries of a person, from both ends."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Value
from django.db.models.functions import Coalesce, Concat, JSONObject, NullIf, Trim

from kith.access.models import Worker
from kith.people.boundaries.rules import CONTACT, Line, alert
from kith.people.models import Boundary


def name_at(end: str) -> Trim:
    """The name to show of the person at one end of a row, as a column."""
    first = Coalesce(NullIf(f"{end}__known_as", Value("")), f"{end}__given_name")
    return Trim(Concat(first, Value(" "), f"{end}__family_name"))


def beside(viewer: Worker, person: Any, *, is_other: bool) -> ArraySubquery:
    """The boundaries of a person as a column beside others; `line` makes one of what it gives."""
    mine, theirs = ("other", "person") if is_other else ("person", "other")
    rows = Boundary.objects.seen_by(viewer).filter(**{mine: person}).order_by("pk")
    told = {name: F(name) for name in ("id", "kind", "words", "started_on", "until_on", "ended_on")}
    return ArraySubquery(rows.annotate(whose=name_at(theirs)).values(json=JSONObject(name="whose", **told)))


def line(row: dict[str, Any], *, is_other: bool) -> Line:
    """A boundary from what `beside` gives."""
    until_on, ended_on = (
        date.fromisoformat(row[name]) if row[name] else None for name in ("until_on", "ended_on")
    )
    started_on = date.fromisoformat(row["started_on"])
    return Line(
        row["kind"], row["name"], row["words"], started_on, until_on, ended_on, is_other, row["id"]
    )  # fmt: skip


def contact_alerts(viewer: Worker, people: Sequence[int], on: date) -> list[str]:
    """What must be known of orders about contact before going there, each once. One query."""
    rows = Boundary.objects.seen_by(viewer).filter(person__in=people, kind__in=CONTACT).order_by("pk")
    columns = ("kind", "whose", "words", "started_on", "until_on", "ended_on")
    lines = [Line(*row) for row in rows.annotate(whose=name_at("other")).values_list(*columns)]
    return list(dict.fromkeys(told[1] for line in lines if (told := alert(line, on))))


def boundaries_of(viewer: Worker, person: int) -> list[Boundary]:
    """What may not pass between a person and others, told on the record of this person. One query."""
    rows = Boundary.objects.seen_by(viewer).filter(person=person).select_related("other")
    return list(rows.order_by("ended_on", "pk"))
