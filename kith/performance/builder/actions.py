"""Reports are saved, put away, counted by a job, and every run is kept."""

import logging
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Team, Worker
from kith.core import Refused, clock
from kith.database import session
from kith.performance.builder import files, queries, rules
from kith.performance.models import Report, ReportResult, ReportRun
from kith.performance.reporting.running import Answer, Busy, number_in

log = logging.getLogger(__name__)

MOST_KEPT = 5000  # rows of a result that waits; a longer one is opened live


@action(May.BUILD_REPORTS)
def keep(
    by: Worker, report: Report | None, *, title: str, asks: dict[str, Any], query: str, **how: str
) -> Report:
    """Save a report, or change one's own. `how` has shared, team and every. Raises Refused."""
    if report is not None and report.by_id != by.pk:
        raise Refused("Only who saved a report changes it. Save it as your own under another name.")
    if query and not by.may(May.WRITE_SQL):
        raise Refused("You may not save written queries.", field="title")
    title, shared, every, team = title.strip(), how.get("shared", ""), how.get("every", ""), None
    problems: list[tuple[str | None, str]] = []
    if not title or len(title) > 120:
        problems.append(("title", "Give the report a name of at most 120 letters."))
    if shared not in dict(Report.SHARED) or every not in dict(Report.EVERY):
        problems.append(("shared", "Choose from the lists."))
    if shared == "team" and (team := Team.objects.filter(code=how.get("team", "")).first()) is None:
        problems.append(("team", "Choose the team to share it with."))
    if problems:
        raise Refused.several(problems)
    one = report or Report(by=by, made_at=clock.now())
    one.title, one.asks, one.query, one.shared, one.team, one.every = title, asks, query, shared, team, every
    one.save()
    return one


@action(May.BUILD_REPORTS)
def put_away(by: Worker, report: Report) -> Report:
    """Take a report of one's own out of every list. Raises Refused for somebody else's."""
    if report.by_id != by.pk:
        raise Refused("Only who saved a report puts it away.")
    report.put_away_at = clock.now()
    report.save(update_fields=["put_away_at"])
    return report


@action(May.BUILD_REPORTS)
def note_run(by: Worker, asked: str, *, way: str, found: Answer, report: Report | None = None) -> ReportRun:
    """Keep who ran what and how many rows came."""
    return ReportRun.objects.create(
        by=by,
        at=clock.now(),
        report=report,
        asked=asked,
        way=way,
        rows=found.count,
        milliseconds=found.milliseconds,
    )


def run_due(today: date) -> list[ReportResult]:
    """Count every report that is due and was not counted for that day yet, each with the eyes of who saved it."""
    with session.as_system("reports are counted that are due"):
        waiting = list(
            Report.objects.exclude(every="")
            .filter(put_away_at__isnull=True)
            .select_related("by")
            .order_by("pk")
        )
    return [made for report in waiting if (made := _count(report, rules.due(report.every, today)))]


def _count(report: Report, due_on: date) -> ReportResult | None:
    """One due report in a transaction of its own; None when it was counted before, or its owner may no more."""
    may = report.by.is_active and report.by.may(May.BUILD_REPORTS)
    if not may or (report.query and not report.by.may(May.WRITE_SQL)):
        return None
    with session.seen_by(report.by.sight):
        if ReportResult.objects.filter(report=report, due_on=due_on).exists():
            return None
        try:
            with transaction.atomic():
                return _keep(report, due_on)
        except Busy:
            log.info(
                "reports.busy", extra={"report": report.pk}
            )  # it is due still, and counted the next time
            return None
        except IntegrityError:
            return None


def _keep(report: Report, due_on: date) -> ReportResult:
    made = ReportResult(report=report, due_on=due_on, made_at=clock.now())
    try:
        found = queries.answer(report)
    except Busy:
        raise
    except Refused as refused:
        made.trouble = refused.words[:300]
    else:
        made.heads = [column.name for column in found.columns]
        made.numbered = _numbered(found)
        made.count, made.milliseconds = found.count, found.milliseconds
        if found.count > MOST_KEPT:
            made.trouble = f"{found.count:,} rows are too many to be kept: open the report instead."
        else:
            made.rows = [[_kept(value) for value in row] for row in found.rows]
            if found.unshown:
                made.rows = [[*row, number] for row, number in zip(made.rows, found.unshown, strict=True)]
        note_run(report.by, queries.told(report), way="job", found=found, report=report)
    made.save(force_insert=True)
    return made


def _numbered(found: Answer) -> list[int]:
    """The places of a row that hold record numbers: columns, of those worked out the ones that hold nothing else, and
    the place after the last column where none shows whom a row is about.
    """
    sure = {place for place, column in enumerate(found.columns) if column.is_record_number}
    maybe = [place for place, column in enumerate(found.columns) if column.may_name]
    if maybe and found.rows:
        known = set(queries.on_record(found.people))
        sure.update(place for place in maybe if known.issuperset(_numbers_at(found, place)))
    return sorted(sure) + ([len(found.columns)] if found.unshown else [])


def _numbers_at(found: Answer, place: int) -> set[int | None]:
    return {number_in(row[place]) for row in found.rows if row[place] is not None}


def _kept(value: Any) -> Any:
    found = files.plain(value)
    if isinstance(found, Decimal):
        return str(found)
    return found.isoformat() if isinstance(found, date) else found
