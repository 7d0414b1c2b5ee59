"""A report's rows as a file: for spreadsheets, as a workbook, or for programs that analyse."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any

import pyarrow
from django.http import HttpResponse
from pyarrow import parquet

from kith.core import clock, spreadsheet
from kith.core.workbook import Sheet, workbook
from kith.performance.reporting.running import Answer
from kith.performance.reporting.views import heading

FORMS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


def answer_as(form: str, title: str, found: Answer) -> HttpResponse:
    """A file to be kept. Its name says the day, and nothing of what is in it."""
    content = {"csv": _csv, "xlsx": _xlsx, "parquet": _parquet}[form](title, found)
    answer = HttpResponse(content, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="report-{clock.today().isoformat()}.{form}"'
    return answer


def _heads(found: Answer) -> list[str]:
    return [heading(column.name) for column in found.columns]


def plain(value: Any) -> Any:
    """A value as people read it: moments in London, yes and no."""
    if isinstance(value, datetime):
        return clock.london(value).replace(tzinfo=None) if value.tzinfo else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | Decimal) and not isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, int | float | Decimal | date) else str(value)


def _csv(title: str, found: Answer) -> bytes:
    return spreadsheet.written(_heads(found), [[plain(v) for v in row] for row in found.rows]).encode()


def _xlsx(title: str, found: Answer) -> bytes:
    return workbook([Sheet(title, _heads(found), [[plain(v) for v in row] for row in found.rows])])


def _parquet(title: str, found: Answer) -> bytes:
    """Columns by their own names (a second of one name gets a number), with their own kinds."""
    names: list[str] = []
    for column in found.columns:
        names.append(_free(column.name, names))
    kept = io.BytesIO()
    columns = {name: _column([row[n] for row in found.rows]) for n, name in enumerate(names)}
    parquet.write_table(pyarrow.table(columns), kept)
    return kept.getvalue()


def _free(name: str, taken: Sequence[str]) -> str:
    free, number = name, len(taken) + 1
    while free in taken:
        free, number = f"{name}_{number}", number + 1
    return free


def _column(values: Sequence[Any]) -> Any:
    """Values of one kind; as words where no kind holds them all: a number too long, or none."""
    try:
        return pyarrow.array(values)
    except pyarrow.ArrowException:
        return pyarrow.array([None if value is None else str(value) for value in values])
