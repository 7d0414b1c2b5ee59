"""`manage.py closure`: the days on which this authority closes besides weekends and bank holidays."""

import argparse
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.core import Refused
from kith.core.reading_words import short_day
from kith.database import working_day
from kith.database.models import LocalClosure


def day(text: str) -> date:
    """A day written 2026-12-29; anything else is told in words."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-12-29") from None


class Command(BaseCommand):
    """Close the authority on a day, take a closure back, or list them."""

    help = (
        "Close the authority on one day (a reason is asked), take that back, or list the days known. Work "
        "begun from then on is due accordingly; a due day that stands already stays."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Which day, and why."""
        parser.add_argument("day", nargs="?", type=day, help="the day, like 2026-12-29; none lists them all")
        parser.add_argument("why", nargs="?", default="", help="the reason, like “Offices move”")
        parser.add_argument("--open", action="store_true", help="take the closure of this day back")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words why not."""
        on = options["day"]
        if on is None:
            for known in LocalClosure.objects.order_by("day"):
                self.stdout.write(f"{known.day}  {known.name}")
            return
        try:
            working_day.open_on(on) if options["open"] else working_day.close_on(on, options["why"])
        except Refused as refused:
            raise CommandError(str(refused.args[0])) from None
        self.stdout.write(f"{'Open' if options['open'] else 'Closed'} on {short_day(on)}.")
