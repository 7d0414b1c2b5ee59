"""`manage.py deliver`: make the lists, reports and papers that are due, once or as long as the server runs."""

import argparse
import logging
import time
from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections, connection
from django.utils.module_loading import import_string

from kith.core import clock
from kith.core.reading_words import count
from kith.database.working_day import working_calendar
from kith.performance.builder.actions import run_due
from kith.performance.daily.rules import obstacle_to_a_day
from kith.performance.delivering import actions

log = logging.getLogger(__name__)

EVERY = 30.0


class Command(BaseCommand):
    """Makes what is due, now or for as long as it runs."""

    requires_system_checks: list[str] = []
    help = "Make the daily lists and regular reports that are due (now), or keep making them (watch)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What to do, and a day to be made besides what is due."""
        parser.add_argument("do", choices=["now", "watch"], nargs="?", default="now")
        parser.add_argument("--day", metavar="DATE", help="make this working day too, as 2026-10-14")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["do"] == "watch":
            _watch()
        told = _made(clock.now(), _days(options["day"]))
        parts = [count(number, words(kind), words(kind)) for kind, number in told.items()]
        if counted := run_due(clock.today()):
            parts.append(f"{count(len(counted), 'saved report')} counted")
        self.stdout.write(f"{', '.join(parts)}." if parts else "Nothing is due.")


def _made(now: datetime, also: Collection[date] = ()) -> Counter[str]:
    """Make the lists and reports that are due, then what falls due in other apps; how many of each kind were made."""
    told = Counter(actions.deliver_due(now, also))
    for name in import_string(settings.KITH_FALLS_DUE):
        told.update(import_string(name)(now))
    return told


def words(kind: str) -> str:
    """A kind, or what became of a run, as the command says it."""
    return kind if kind in ("trouble", "made already") else f"{kind} made"


def _days(text: str | None) -> list[date]:
    if text is None:
        return []
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a day. Write --day as 2026-10-14.") from None
    if not 1990 <= day.year <= 2060:
        raise CommandError(f"Working days are known from 1990 to 2060; {day} lies outside.")
    if obstacle := obstacle_to_a_day(day, clock.today(), working_calendar()):
        raise CommandError(obstacle)
    return [day]


def _watch() -> None:
    """Make what falls due as long as we run. A record store that is away for a moment is waited for."""
    while True:
        try:
            _made(clock.now())
            run_due(clock.today())
        except OperationalError:
            log.warning("deliver.store_away")
            connection.close()
        close_old_connections()
        time.sleep(EVERY)
