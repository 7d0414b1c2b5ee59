"""`manage.py read_providers FILE --year 2026 --source WORDS`: the list of providers that Ofsted keeps."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.care.providers import actions, reading
from kith.care.providers.rules import year_words
from kith.core.reading_words import count

LONGEST_SOURCE = 200
FIRST, LAST = 1992, 2200


class Command(BaseCommand):
    """Reads a file in whole or not at all; reading the list of a year again puts it in place of what was there."""

    help = "Read in the list of providers that Ofsted keeps, for one year of the looked-after return, from a CSV."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which file, of which year, from where, and what its columns are called."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--year",
            type=int,
            required=True,
            help="the year of the return, by the year in which it ends: 2026",
        )
        parser.add_argument("--source", required=True, help="who gave out the list, and when")
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            metavar="OURS=THEIRS",
            help=f"what a column is called in the file; ours are {', '.join(reading.COLUMNS.values())}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it and say how many."""
        year, source = options["year"], options["source"].strip()
        if not FIRST <= year <= LAST:
            raise CommandError(f"{year} is no year of the looked-after return.")
        if not 0 < len(source) <= LONGEST_SOURCE:
            raise CommandError(f"Say who gave out the list, in at most {LONGEST_SOURCE} letters.")
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                lines = reading.lines(file, _columns(options["column"]))
                number = actions.read_in(lines, year=year, source=source)
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{options['file'].name} cannot be read as text.") from None
        except reading.Crooked as crooked:
            raise CommandError(f"{crooked} Nothing was read in.") from None
        self.stdout.write(f"{count(number, 'line')} of the list of {year_words(year)} read in.")


def _columns(told: list[str]) -> dict[str, str]:
    """What each column is called in the file. Raises ``CommandError`` for one nobody asks for."""
    found, ours = dict(reading.COLUMNS), {name: asked for asked, name in reading.COLUMNS.items()}
    for one in told:
        name, _, theirs = one.partition("=")
        if name.strip() not in ours or not theirs.strip():
            raise CommandError(
                f'“{one}” names no column. Write --column urn="Their heading"; ours: {", ".join(ours)}.'
            )
        found[ours[name.strip()]] = theirs.strip()
    return found
