"""`manage.py read_comparators FILE --source WORDS --year 2024-25`: the figures of others, to stand beside ours."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.core import clock
from kith.performance.indicators import INDICATORS
from kith.performance.outside import actions, rules


class Command(BaseCommand):
    """Reads a file in whole or not at all; reading it again changes nothing."""

    help = "Read in the figures of England, of neighbours and of named councils for one year, from a CSV."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which file, of which year, from where."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(rules.COMPARATOR_COLUMNS)}, source")
        parser.add_argument("--year", required=True, help="the year all of its figures are of: 2024-25")
        parser.add_argument("--source", required=True, help="who gave them out, where a line does not say")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it and say how many."""
        source = source_of(options)
        if problem := rules.problem_with_year(options["year"], clock.today()):
            raise CommandError(f"{problem} Nothing was read in.")
        units = {entry.thing.code: entry.thing.unit for entry in INDICATORS}
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                found = rules.comparators(file, year=options["year"], source=source, units=units)
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{options['file'].name} cannot be read as text.") from None
        except rules.Crooked as crooked:
            raise CommandError(f"{crooked} Nothing was read in.") from None
        done = actions.read_comparators(found)
        self.stdout.write(f"Figures of {options['year']}: {told(done)}")


def source_of(options: dict[str, Any]) -> str:
    """Who gave the figures out. Raises ``CommandError`` for nothing and for too much."""
    source: str = options["source"].strip()
    if not 0 < len(source) <= rules.LONGEST["source"]:
        raise CommandError(f"Say who gave the figures out, in at most {rules.LONGEST['source']} letters.")
    return source


def told(done: actions.Read) -> str:
    """What reading in did, in words."""
    return f"{done.new:,} new, {done.changed:,} changed, {done.same:,} as they were."
