"""`manage.py papers`: the figures of five published papers, loaded as records and read back through our indicators."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict, astuple
from typing import Any

from django.core.management.base import BaseCommand

from kith.core import Refused
from kith.performance.papers.reading import Line
from kith.performance.papers.table import chosen, table

WRONG = 2
HEADS = Line("id", "paper", "place", "published", "computed", "verdict")
NOTHING = "–"


class Command(BaseCommand):
    """Prints one line for each published figure."""

    help = "Load the figures of five published papers as records, read them back, and say where they agree."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which figures, in what form, and whether the records stay."""
        parser.add_argument("ids", nargs="*", metavar="ID", help="only these figures; all when left out")
        parser.add_argument("--json", action="store_true", help="as a list for machines")
        parser.add_argument("--keep", action="store_true", help="leave the records in, for the dashboard")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the table, or say in plain words what is wrong and leave with code 2."""
        try:
            lines = table(chosen(options["ids"]), keep=options["keep"])
        except Refused as wrong:
            self.stderr.write(str(wrong.args[0]))
            sys.exit(WRONG)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1))
        else:
            self._table(lines)

    def _table(self, lines: list[Line]) -> None:
        rows = [[cell or NOTHING for cell in astuple(line)] for line in (HEADS, *lines)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]) - 1)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)]
            self.stdout.write("  ".join(cells).rstrip())
