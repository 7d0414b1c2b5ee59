"""Rows as a CSV file that a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: Any) -> Any:
    """A cell that a spreadsheet shows as it stands: words that could start a formula get an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip(" ").startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def written(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A whole file, with a mark in front by which spreadsheets know that it is UTF-8."""
    page = io.StringIO()
    out = csv.writer(page)
    out.writerow([safe(head) for head in heads])
    out.writerows([safe(value) for value in row] for row in rows)
    return "\ufeff" + page.getvalue()
