"""Which reports somebody has, and what one gives."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from kith.access.models import Membership, Worker, holding
from kith.core import clock
from kith.performance.builder import rules
from kith.performance.models import Report, ReportResult
from kith.performance.reporting import running
from kith.performance.reporting.running import Answer

PAGE = 50


def reports(reader: Worker) -> QuerySet[Report]:
    """Those of one's own and those shared with one, newest first."""
    teams = Membership.objects.filter(holding(clock.today()), worker=reader).values("team")
    shared = Q(shared="analysts") | Q(shared="team", team__in=teams)
    found = Report.objects.filter(Q(by=reader) | shared, put_away_at__isnull=True)
    return found.select_related("by", "team").order_by("-made_at", "-pk")


def results(reader: Worker) -> QuerySet[ReportResult]:
    """What jobs counted for the reports that one saved oneself, newest first."""
    found = ReportResult.objects.filter(report__by=reader, report__put_away_at__isnull=True)
    return found.select_related("report").defer("rows").order_by("-made_at", "-pk")


def answer(report: Report, *, page: int = 1, size: int | None = None) -> Answer:
    """What a saved report gives its reader now. Raises Refused."""
    if report.query:
        return running.written(report.query, page=page, size=size)
    return asked(rules.kept(report.asks), page=page, size=size)


def asked(asks: rules.Asks, *, page: int = 1, size: int | None = None) -> Answer:
    """What chosen columns, filters and groups give. Raises Refused."""
    sql, parameters = rules.select(asks)
    return running.run(sql, parameters, page=page, size=size, last_is_unshown=not asks.shows_whom)


def told(report: Report) -> str:
    """What a saved report asks, in words; a written query as it stands."""
    return report.query or rules.words(rules.kept(report.asks))


def on_record(numbers: Sequence[int]) -> list[int]:
    """Which of these record numbers the viewer of this transaction may know of. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select id from people_person where id = any(%s)", [list(numbers)])
        return [number for (number,) in cursor.fetchall()]


def still_seen(result: ReportResult) -> list[list[Any]]:
    """The rows of a result without those of children whom their reader may know of no more. What stands in a row beyond
    its columns is the record number of one that shows none.
    """
    numbers = {number for row in result.rows for number in numbers_of(result, row)}
    hidden = numbers - set(on_record(sorted(numbers)))
    return [row for row in result.rows if hidden.isdisjoint(numbers_of(result, row))]


def numbers_of(result: ReportResult, row: Sequence[Any]) -> list[int]:
    """The record numbers of a row that was kept."""
    found = (running.number_in(row[place]) for place in result.numbered)
    return [number for number in found if number is not None]
