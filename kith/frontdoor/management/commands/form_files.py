"""`manage.py form_files`: delete files of the public form that came to nothing, as the pack says."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand

from kith.access import practice
from kith.core import clock
from kith.core.reading_words import count
from kith.database.session import as_system
from kith.frontdoor.webform import actions
from kith.practice.retention import WHAT


class Command(BaseCommand):
    """Purges, or says which rules hold."""

    help = "Delete files of public forms that were refused or abandoned (purge), or show the rules (rules)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("do", choices=["purge", "rules"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it. Run once a day; run twice, the second finds nothing."""
        if options["do"] == "rules":
            self._rules()
            return
        with as_system("files of forms that came to nothing are deleted"):
            gone = actions.purge_files(clock.now())
        for what, words in WHAT.items():
            told = count(gone[what], "file") + " deleted" if what in gone else "no rule, all kept"
            self.stdout.write(f"{words}: {told}.")

    def _rules(self) -> None:
        held = practice.current().retention
        for what, words in WHAT.items():
            rule = held.of(what, clock.today())
            told = f"{count(rule.days, 'day')} ({rule.source})" if rule else "kept, for want of a rule"
            self.stdout.write(f"{words}: {told}.")
