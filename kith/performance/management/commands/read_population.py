"""`manage.py read_population FILE --source WORDS --year 2025`: how many children live where, for rates."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.access import practice
from kith.core import clock
from kith.performance.management.commands.read_comparators import source_of, told
from kith.performance.outside import actions, rules


class Command(BaseCommand):
    """Reads a file in whole or not at all; reading it again changes nothing."""

    help = "Read in how many children of each age live in the authority, its areas and its wards, from a CSV."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which file, of which year, from where."""
        parser.add_argument("file", type=Path, help=f"columns: {', '.join(rules.POPULATION_COLUMNS)}, source")
        parser.add_argument(
            "--year", required=True, type=int, help="the year in whose middle they were counted"
        )
        parser.add_argument("--source", required=True, help="who estimated them, where a line does not say")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it and say how many."""
        source, year, us = source_of(options), options["year"], practice.authority()
        if not 1990 <= year <= clock.today().year:
            raise CommandError(f"{year} is no year of which children were counted. Nothing was read in.")
        known = {"authority": [us.code], "area": [area.code for area in us.areas]}
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                found = rules.populations(file, year=year, source=source, known=known)
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{options['file'].name} cannot be read as text.") from None
        except rules.Crooked as crooked:
            raise CommandError(f"{crooked} Nothing was read in.") from None
        done = actions.read_population(found)
        self.stdout.write(f"Children in the middle of {year}: {told(done)}")
