"""Two records side by side, everything in the record store that points to a person, and what forbids merging."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from kith.access.guarded import EVERY_ROW, Guarded
from kith.access.models import Worker
from kith.database import session
from kith.people.merging import rules
from kith.people.models import Adoption, Identifier, Merge, MergedRow, NameKey, Person, Restriction, Unmerge

COLUMNS = [column for fact in rules.FACTS for column in fact.columns]
KEPT_BY_THE_DATABASE = (NameKey,)
OF_MERGING = (Merge, Unmerge)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A column of a table that points to a person."""

    model: type[models.Model]
    column: str
    field: str

    @property
    def table(self) -> str:
        """The table's name in the record store."""
        return str(self.model._meta.db_table)


@cache
def pointers() -> tuple[Pointer, ...]:
    """Every column of every table that points to a person, asked of the tables themselves."""
    found = [
        Pointer(relation.related_model, relation.field.column, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel) and isinstance(relation.field, models.ForeignKey)
    ]
    return tuple(one for one in found if one.model not in KEPT_BY_THE_DATABASE)


def pointers_with_rows(people: Sequence[int]) -> list[Pointer]:
    """The columns in which anything points to these people, as far as the database shows it. One query."""
    quote = connection.ops.quote_name
    parts = [
        f"exists (select 1 from {quote(one.table)} where {quote(one.column)} = any(%s))"  # noqa: S608 - our own tables
        for one in pointers()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(parts)}", [list(people)] * len(parts))
        return [one for one, there in zip(pointers(), cursor.fetchone(), strict=True) if there]


def table_of(link: Any) -> str:
    """The table that a column points to."""
    return str(link.related_model._meta.db_table)


def seen(viewer: Worker, model: type[models.Model]) -> Any:
    """The rows of a table that a viewer may know of."""
    rows: Any = model._default_manager.all()
    return rows.seen_by(viewer) if issubclass(model, Guarded) else rows


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: its facts by column, in words by fact, and how much hangs on it."""

    number: int
    name: str
    values: dict[str, Any]
    words: dict[str, str]
    counted: tuple[tuple[str, int], ...]


def values_of(viewer: Worker, number: int) -> dict[str, Any] | None:
    """The facts of a record by column; nothing for one the viewer may not know of."""
    return Person.objects.seen_by(viewer).filter(pk=number).values(*COLUMNS).first()


def side(viewer: Worker, number: int) -> Side | None:
    """A record as it stands beside another; nothing for one the viewer may not know of."""
    values = values_of(viewer, number)
    if values is None:
        return None
    counted = []
    for pointer in pointers():
        label = rules.COUNTED.get(pointer.table)
        if label and pointer.field != "other":
            either = Q(**{pointer.field: number})
            if pointer.table == "people_relationship":
                either |= Q(other=number)
            counted.append((label, seen(viewer, pointer.model).filter(either).count()))
    told = {fact.code: rules.words(fact, values) for fact in rules.FACTS}
    return Side(number, told["name"], values, told, tuple(sorted(counted)))


def version(viewer: Worker, one: int, other: int) -> str:
    """A mark of all the viewer sees of two records; it is another one when any row of theirs has changed."""
    marks = [_marks(seen(viewer, Person).filter(pk__in=[one, other]))]
    for pointer in pointers_with_rows([one, other]):
        rows = seen(viewer, pointer.model).filter(**{f"{pointer.field}__in": [one, other]})
        marks.append(f"{pointer.table}.{pointer.column}:{_marks(rows)}")
    return hashlib.sha256("|".join(marks).encode()).hexdigest()[:32]


def _marks(rows: Any) -> str:
    at = connection.ops.quote_name(rows.model._meta.db_table)
    marked = rows.annotate(row_version=RawSQL(f"{at}.xmin::text", []))  # noqa: S611 - the table's own name
    return ",".join(f"{pk}={mark}" for pk, mark in marked.order_by("pk").values_list("pk", "row_version"))


def obstacle(viewer: Worker, kept: int, gone: int) -> str | None:
    """Why these two records of people the viewer may know of cannot be made one."""
    if kept == gone:
        return rules.SAME_RECORD
    if is_restricted([kept, gone]):
        return rules.RESTRICTED
    if _has_a_sealed_past([kept, gone]):
        return rules.NOT_THESE
    if rules.overlap(_cases(viewer, kept), _cases(viewer, gone)):
        return rules.TWO_CASES
    referrals = _model("frontdoor", "Referral")
    if referrals is not None:
        days = seen(viewer, referrals).filter(person__in=[kept, gone]).values_list("received_on", flat=True)
        if len(days) != len(set(days)):
            return rules.SAME_DAY_REFERRALS
    return None


def is_restricted(people: Collection[int]) -> bool:
    """Whether the record of any of these is restricted now."""
    return Restriction.objects.filter(person__in=people, ended_at__isnull=True).exists()


def _has_a_sealed_past(people: Collection[int]) -> bool:
    with session.seen_by(session.SYSTEM):
        return (
            Adoption.objects.unguarded(EVERY_ROW)
            .filter(became__in=people).exists()
        )  # fmt: skip


def _cases(viewer: Worker, person: int) -> Sequence[tuple[date, date | None]]:
    cases = _model("work", "Involvement")
    if cases is None:
        return ()
    return list(seen(viewer, cases).filter(person=person).values_list("started_on", "ended_on"))


def _model(app: str, name: str) -> type[models.Model] | None:
    """A table of an app above this one, where it is installed: the layers forbid its import."""
    return apps.get_model(app, name) if apps.is_installed(f"kith.{app}") else None


def highest_ids() -> dict[str, int]:
    """Table -> highest id, whoever asks: what comes later was added after this moment."""
    keys = {pointer.table: str(pointer.model._meta.pk.column) for pointer in pointers()}
    tables, quoted = sorted(keys), connection.ops.quote_name
    asked = " union all ".join(
        f"select %s, coalesce(max({quoted(keys[table])}), 0) from {quoted(table)}"  # noqa: S608 - our own tables
        for table in tables
    )
    with session.seen_by(session.SYSTEM), connection.cursor() as cursor:
        cursor.execute(asked, tables)
        return dict(cursor.fetchall())


def everything_of(person: int) -> list[tuple[Pointer, list[dict[str, Any]]]]:
    """Every row that points to a person, hidden ones too: only for moving, never shown."""
    with session.seen_by(session.SYSTEM):
        return [(pointer, _rows(pointer, person)) for pointer in pointers_with_rows([person])]


def rows_of(pointer: Pointer, person: int) -> list[dict[str, Any]]:
    """The whole rows of one table that point to a person, hidden ones too: only for moving, never shown."""
    with session.seen_by(session.SYSTEM):
        return _rows(pointer, person)


def _rows(pointer: Pointer, person: int) -> list[dict[str, Any]]:
    rows = pointer.model._default_manager.all()
    if issubclass(pointer.model, Guarded):
        rows = rows.unguarded(EVERY_ROW)  # type: ignore[attr-defined]
    fields = [field for field in pointer.model._meta.concrete_fields if not field.generated]
    columns = [field.attname for field in fields]
    key = pointer.model._meta.pk.attname
    found = rows.filter(**{pointer.field: person}).order_by("pk").values(*columns)
    return [row | {"pk": row[key]} for row in found]


def leads_to(viewer: Worker, number: int) -> int | None:
    """The record that a merged record went into, for a viewer who may know of it."""
    found = Identifier.objects.seen_by(viewer).filter(kind="record", value=str(number))
    return found.values_list("person_id", flat=True).first()


def merges_of(viewer: Worker, person: int) -> list[Merge]:
    """The merges that stand, latest first: what went into this record."""
    rows = Merge.objects.seen_by(viewer).filter(kept=person, undone__isnull=True)
    return list(rows.select_related("by").order_by("-pk"))


def numbers_of(viewer: Worker, person: int) -> list[int]:
    """The record's own number and those of the records that are part of it. One query."""
    return [person, *(one.gone_number for one in merges_of(viewer, person))]


def part_of(viewer: Worker, number: int) -> list[tuple[int, datetime, datetime]]:
    """The records that this one was part of, parted since: number, from when, until when. One query."""
    rows = Merge.objects.seen_by(viewer).filter(gone_number=number, undone__isnull=False)
    return list(rows.order_by("pk").values_list("kept_id", "at", "undone__at"))


@dataclass(frozen=True, slots=True)
class Added:
    """A row that came to the merged record since the merge."""

    key: str
    words: str


def added_since(viewer: Worker, merge: Merge) -> list[Added]:
    """What was recorded for the merged record since, as far as the viewer may know of it."""
    with session.seen_by(session.SYSTEM):
        own = set(
            MergedRow.objects.unguarded(EVERY_ROW)
            .filter(merge=merge, deed="added").values_list("table", "row_id")
        )  # fmt: skip
    found = []
    for pointer in pointers_with_rows([merge.kept_id]):
        if pointer.model in OF_MERGING or not issubclass(pointer.model, Guarded):
            continue
        since = merge.marks.get(pointer.table, 0)
        rows = seen(viewer, pointer.model).filter(**{pointer.field: merge.kept_id, "pk__gt": since})
        found += [
            Added(f"{pointer.table}.{pointer.column}.{row.pk}", _told(row))
            for row in rows.order_by("pk")
            if (pointer.table, row.pk) not in own
        ]
    return found


def _told(row: models.Model) -> str:
    """What a row is, with its day when it has one."""
    label = rules.COUNTED.get(row._meta.db_table, str(row._meta.verbose_name_plural))
    day = next(
        (getattr(row, name) for name in ("started_on", "received_on", "happened_on") if hasattr(row, name)),
        None,
    )
    what = getattr(row, "words", "") or getattr(row, "number", "") or getattr(row, "value", "")
    return ": ".join(str(part) for part in (label, what or day or row.pk) if part)
