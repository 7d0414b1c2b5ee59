"""`manage.py read_postcodes FILE`: where postcodes lie, for the distance of a placement from home."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.care.postcodes import actions, rules
from kith.core.reading_words import count


class Command(BaseCommand):
    """Reads a file in whole or not at all; reading it again puts newer places over older ones."""

    help = "Read in where postcodes lie, from a CSV with the columns of the ONS Postcode Directory."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Read it and say how many."""
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as file:
                number = actions.read_in(rules.places(file))
        except (OSError, UnicodeDecodeError):
            raise CommandError(f"{options['file'].name} cannot be read as text.") from None
        except rules.Crooked as crooked:
            raise CommandError(f"{crooked} Nothing was read in.") from None
        self.stdout.write(f"{count(number, 'postcode')} read in.")
