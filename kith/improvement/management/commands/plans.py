"""`manage.py plans list | show NAME | read-in FILE | write-out NAME FILE`: improvement plans at the terminal."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from kith.access.models import Worker
from kith.core import Refused, clock
from kith.core.workbook_reading import first_sheet
from kith.improvement import queries
from kith.improvement.layout.actions import Named, read_in
from kith.improvement.layout.queries import as_workbook
from kith.improvement.models import ImprovementPlan
from kith.improvement.queries import Asked
from kith.improvement.rules import Counts
from kith.work import typed

WRONG = 2


class Command(BaseCommand):
    """Lists, counts, reads in and writes out improvement plans."""

    help = (
        "Improvement plans: list them, show one with its counts, read one in from a workbook, write one out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`list`, `show`, `read-in` and `write-out`."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="every plan with its short name and how many actions it has")
        show = verbs.add_parser("show", help="one plan: actions by rating, late, and by project")
        show.add_argument("name", help="the name of a plan, or its short name in addresses")
        show.add_argument("--json", action="store_true", help="for machines")
        reading = verbs.add_parser(
            "read-in", help="make a plan of a workbook; nothing is kept if a row is wrong"
        )
        reading.add_argument("file", help="an .xlsx file in the layout that write-out gives")
        reading.add_argument("--name", required=True, help="what the plan is called")
        reading.add_argument("--programme", required=True, help="the programme it belongs to")
        reading.add_argument(
            "--from", dest="since", required=True, metavar="DATE", help="when the plan begins"
        )
        reading.add_argument(
            "--inspected", metavar="DATE", help="the day that months to an end date count from"
        )
        reading.add_argument("--worker", required=True, metavar="USERNAME", help="who reads it in")
        writing = verbs.add_parser("write-out", help="write a plan as a workbook")
        writing.add_argument("name", help="the name of a plan, or its short name in addresses")
        writing.add_argument("file", help="where to write it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words what is wrong and leave with code 2."""
        try:
            getattr(self, f"_{options['verb'].replace('-', '_')}")(options)
        except Refused as wrong:
            for _, words in wrong.problems:
                self.stderr.write(words)
            sys.exit(WRONG)

    def _list(self, options: dict[str, Any]) -> None:
        for plan, counts in queries.plans(clock.today()):
            self.stdout.write(f"{plan.code:<40} {counts.all:>5}  {plan.name}")

    def _show(self, options: dict[str, Any]) -> None:
        plan, today = _plan(options["name"]), clock.today()
        counts = queries.counts_of(plan, today)
        parts = [
            {"number": one.row.number, "title": one.row.title, **_numbers(one.counts)}
            for one in queries.themes(plan, today)
        ]
        told = {"plan": plan.name, "on": today.isoformat(), **_numbers(counts), "projects": parts}
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"{plan.name}: {_words(counts)}")
        for one in queries.themes(plan, today):
            self.stdout.write(f"{one.row.number:<6} {one.row.title:<50} {_words(one.counts)}")

    def _read_in(self, options: dict[str, Any]) -> None:
        path, days = Path(options["file"]), {}
        if not path.is_file():
            raise Refused(f"There is no file {path}.")
        for name in ("since", "inspected"):
            days[name] = typed.day(options[name] or "")
            if options[name] and days[name] is None:
                raise Refused(f"“{options[name]}” is no day. Write it as 2010-01-23.")
        by = Worker.objects.filter(username=options["worker"]).first()
        if by is None or not by.may(read_in.permission):  # type: ignore[attr-defined]
            raise Refused(f"There is no worker “{options['worker']}” who may change improvement plans.")
        named = Named(options["name"], options["programme"], days["since"], days["inspected"])
        plan = read_in(by, named=named, sheet=first_sheet(path.read_bytes()))
        self.stdout.write(f"{plan.name}: {_words(queries.counts_of(plan, clock.today()))}")

    def _write_out(self, options: dict[str, Any]) -> None:
        plan = _plan(options["name"])
        Path(options["file"]).write_bytes(as_workbook(plan, Asked(), clock.today()))
        self.stdout.write(f"{plan.name} is written to {options['file']}.")


def _plan(name: str) -> ImprovementPlan:
    found = ImprovementPlan.objects.filter(name__iexact=name).first()
    found = found or ImprovementPlan.objects.filter(code=name).first()
    if found is None:
        known = (
            ", ".join(ImprovementPlan.objects.order_by("code").values_list("code", flat=True)) or "none yet"
        )
        raise Refused(f"There is no plan “{name}”. Known: {known}.")
    return found


def _numbers(counts: Counts) -> dict[str, int]:
    return {"actions": counts.all, **asdict(counts)}


def _words(counts: Counts) -> str:
    told = ", ".join(f"{number} {name}" for name, number in asdict(counts).items() if number)
    return f"{counts.all} actions: {told}" if counts.all else "no actions"
