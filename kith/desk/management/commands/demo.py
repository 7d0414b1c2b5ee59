"""`manage.py demo`: an invented authority, made from a seed and put into an empty record."""

import time
from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from kith.access import practice as practices
from kith.core import Refused, clock
from kith.desk.demo import making, parts
from kith.desk.demo.order import BENCHMARK, Order
from kith.ui.formatting import plural

SHOWN = {
    "people_person": "people",
    "people_family": "families",
    "access_worker": "workers",
    "access_team": "teams",
    "frontdoor_contact": "contacts",
    "frontdoor_referral": "referrals",
    "work_involvement": "cases",
    "work_allocation": "allocations",
    "work_step": "steps",
    "work_signoff": "sign-offs",
    "work_answer": "answers",
    "work_visit": "visits",
    "work_note": "notes",
}


class Command(BaseCommand):
    """Makes the demonstration."""

    requires_system_checks: list[str] = []  # it shows no pages
    help = "Put an invented authority into an empty record: the story, and as much work around it as asked."

    def add_arguments(self, parser: CommandParser) -> None:
        """What may be asked for."""
        default = Order()
        parser.add_argument(
            "--children", type=int, default=default.children, help="children with an open case"
        )
        parser.add_argument("--years", type=int, default=default.years, help="years of history")
        parser.add_argument(
            "--practice", default="", help="code of a pack; without it the authority's own for each day"
        )
        parser.add_argument(
            "--seed", type=int, default=default.seed, help="the same seed makes the same authority"
        )
        parser.add_argument(
            "--today", type=_day, help="the day it ends on, such as 2026-10-14; without it today"
        )
        parser.add_argument("--people", type=int, default=0, help="fill up to so many people on record")
        parser.add_argument("--benchmark", action="store_true", help="the size that speed is measured at")
        parser.add_argument("--add", action="store_true", help="add to a record that has people in it")

    def handle(self, *args: Any, **asked: Any) -> None:
        """Make it, or say what is wrong."""
        order = (
            BENCHMARK
            if asked["benchmark"]
            else Order(asked["children"], asked["years"], people=asked["people"])
        )
        started = time.perf_counter()
        practice_on, today = self._practice(asked["practice"]), asked["today"] or clock.today()
        with clock.standing_on(today):  # what workers do themselves is done on that day, too
            try:
                order.check()
                self._have_tables()
                made, digest = making.make(
                    order.with_seed(asked["seed"]), today, practice_on, add=asked["add"]
                )
            except Refused as refused:
                raise CommandError("\n".join(words for _, words in refused.problems)) from None
            for act in parts.having("act"):
                act(today, practice_on)
            making.take_measure()
        for table, words in SHOWN.items():
            self.stdout.write(f"{words:<12}{made[table]:>10,}")
        seconds = time.perf_counter() - started
        self.stdout.write(
            f"{'rows in all':<12}{made.total():>10,}   in {seconds:.1f} seconds, fingerprint {digest[:12]}"
        )

    def _have_tables(self) -> None:
        """Make the tables of a store that has none; one that is used by somebody is not changed unasked."""
        found = MigrationExecutor(connection)
        left = found.migration_plan(found.loader.graph.leaf_nodes())
        if left and found.loader.applied_migrations:
            raise CommandError(
                f"The tables of this record store lack {plural(len(left), 'change')}. Run: manage.py migrate"
            )
        if left:
            self.stdout.write("The record store is new: making its tables first ...")
            call_command("migrate", verbosity=0, interactive=False)

    def _practice(self, code: str) -> Any:
        if not code:
            return practices.on
        known = practices.authority().practices
        if code not in known:
            raise CommandError(f"There is no practice pack {code}. Known are {', '.join(sorted(known))}.")
        return lambda day: known[code]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"a day such as 2026-10-14, not {text!r}") from None
