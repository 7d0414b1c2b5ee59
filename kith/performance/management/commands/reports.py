"""`manage.py reports run-due`: counts the reports that are due, once for each day they are due."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from kith.core import clock
from kith.performance.builder.actions import run_due
from kith.ui.formatting import plural


class Command(BaseCommand):
    """Counts what analysts want every day, every Monday or on the first of a month. Safe to run again."""

    help = "run-due: count the saved reports that are due; their results wait on the page of reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The one thing to do."""
        parser.add_argument("verb", choices=["run-due"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how many there were."""
        made = run_due(clock.today())
        failed = sum(bool(one.trouble) for one in made)
        self.stdout.write(
            f"Counted {plural(len(made), 'report')}{f', of which {failed} could not be kept' if failed else ''}."
        )
