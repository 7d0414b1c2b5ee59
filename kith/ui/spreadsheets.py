"""The answer that takes rows away as a file for a spreadsheet."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from kith.core.spreadsheet import written


def spreadsheet(name: str, on: date, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A CSV file to be kept; its name says what it is and of which day."""
    answer = HttpResponse(written(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{on.isoformat()}.csv"'
    return answer
