"""What speaks against two records being of one person, and what of theirs is lost when they are made one."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Q, UniqueConstraint

from kith.access.models import Worker
from kith.core import clock
from kith.core.reading_words import short_day
from kith.people.apart.queries import between
from kith.people.matching.births import Span
from kith.people.merging import queries, rules
from kith.people.merging.queries import Pointer
from kith.people.models import Identifier, Relationship

LONGEST = 80
# who wrote a row down and when is no difference in what it tells
WRITTEN_DOWN = {"recorded_at", "ended_recorded_at", "by", "at", "saved_at", "version", "visited_at"}


def warnings(viewer: Worker, one: int, other: int) -> list[str]:
    """What speaks against these two being one person, in words, what somebody said of them first.

    Last comes what both tell of one thing of which only one telling is kept.
    """
    told = between(viewer, one, other)
    found = rules.warnings(_marks_of(viewer, one), _marks_of(viewer, other))
    if told:
        day = short_day(clock.london(told.at).date())
        found.insert(0, f"{told.by.name} said on {day} that they are two people: {told.reason}")
    return found + _told_differently(viewer, one, other)


def _marks_of(viewer: Worker, number: int) -> rules.Marks:
    held = Identifier.objects.seen_by(viewer).filter(person=number, kind__in=rules.SINGLE_NUMBERS)
    told = queries.values_of(viewer, number) or {}
    born_on = told.get("born_on")
    born = Span(born_on, told["born_by"] or born_on, told["born_precision"]) if born_on else None
    numbers = list(held.values_list("kind", "value"))
    return rules.Marks(numbers, born, told.get("died_on"), told.get("sex", "U"))


def _told_differently(viewer: Worker, one: int, other: int) -> list[str]:
    """In words, for each pair of rows that would stand once, as far as the viewer may know of them."""
    found = []
    for pointer in queries.pointers_with_rows([one, other]):
        for constraint in pointer.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.name in rules.TOLD_ONCE:
                for row, like in _pairs(viewer, pointer, constraint, one, other):
                    alike = {*constraint.fields, *rules.KEPT_OF_BOTH.get(constraint.name, ())}
                    found.append(_words(constraint.name, row, like, alike))
    for row, like in _from_both_ends(viewer, one, other):
        found.append(_words("relationship_once", row, like, ("person", "other", "kind")))
    return [words for words in dict.fromkeys(found) if words]


def _pairs(
    viewer: Worker, pointer: Pointer, constraint: UniqueConstraint, one: int, other: int
) -> Iterator[tuple[Any, Any]]:
    """The rows of both that are about the same thing, the first person's before the other's."""
    rows = queries.seen(viewer, pointer.model)
    if constraint.condition:
        rows = rows.filter(constraint.condition)
    fields: list[Any] = [
        pointer.model._meta.get_field(name) for name in constraint.fields if name != pointer.field
    ]
    mine, theirs = (rows.filter(**{pointer.field: number}).order_by("pk") for number in (one, other))
    for row in mine:
        key = [getattr(row, field.attname) for field in fields]
        if constraint.nulls_distinct is False or None not in key:
            yield from ((row, like) for like in theirs if key == [getattr(like, at.attname) for at in fields])


def _from_both_ends(viewer: Worker, one: int, other: int) -> Iterator[tuple[Relationship, Relationship]]:
    """Relationships of both that are the same, told from two ends."""
    rows = Relationship.objects.seen_by(viewer).order_by("pk")
    mine, theirs = (list(rows.filter(Q(person=number) | Q(other=number))) for number in (one, other))
    for row in mine:
        for like in theirs:
            if row.pk != like.pk and rules.same_both_ways(vars(row), [vars(like)], other, one):
                yield row, like


def _words(constraint: str, row: Any, like: Any, same: Collection[str]) -> str:
    """Words for two rows that differ; none when they tell the same."""
    differing = [
        field for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in (*WRITTEN_DOWN, *same)
        and getattr(row, field.attname) != getattr(like, field.attname)
    ]  # fmt: skip
    if not differing:
        return ""
    here, there = (", ".join(_told(each, field) for field in differing) for each in (row, like))
    return rules.told_once(constraint, here, there)


def _told(row: Any, field: "Field[Any, Any]") -> str:
    value = getattr(row, field.attname)
    if value in (None, ""):
        words = "not said"
    elif isinstance(value, datetime):
        words = short_day(clock.london(value).date())
    elif isinstance(value, date):
        words = short_day(value)
    elif field.choices:
        words = str(dict(field.flatchoices).get(value, value))
    else:
        words = str(value) if len(str(value)) <= LONGEST else f"{str(value)[:LONGEST]}…"
    return f"{field.verbose_name}: {words}"
