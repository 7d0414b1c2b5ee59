"""Rows of several tables of one time in care, asked for by one question: for pages that show a little of much."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

Ask = tuple[QuerySet[Any], str]  # the rows, and the column that names the time in care


def with_rows(periods: QuerySet[Any], asked: Mapping[str, Ask]) -> QuerySet[Any]:
    """The times in care, each with a list of rows as ``told_`` and every name of ``asked``.

    ``unpacked`` makes them rows again.
    """
    return periods.annotate(
        **{
            f"told_{name}": ArraySubquery(
                rows.filter(**{column: OuterRef("pk")}).values(
                    told=JSONObject(**{one.attname: one.attname for one in rows.model._meta.concrete_fields})
                )
            )
            for name, (rows, column) in asked.items()
        }
    )


def unpacked(table: Any, told: list[Any]) -> list[Any]:
    """Rows of a table out of what ``with_rows`` gave."""
    return [_row(table, json.loads(one) if isinstance(one, str) else one) for one in told]


def _row(table: Any, told: Mapping[str, Any]) -> Any:
    columns = [one.attname for one in table._meta.concrete_fields]
    values = {one.attname: one.to_python(told[one.attname]) for one in table._meta.concrete_fields}
    return table.from_db(None, columns, [values[name] for name in columns])
