"""`manage.py online_form`: open or close the public form for professionals."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kith.access import practice
from kith.core import Refused
from kith.frontdoor.webform import actions


class Command(BaseCommand):
    """Opens the form at the door of a team, or closes it."""

    help = "Open the public form: what it sends comes to a team's queue (open TEAM). Or close it (close)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What to do, and at whose door."""
        parser.add_argument("do", choices=["open", "close"])
        parser.add_argument("team", nargs="?", default="", help="code of the team whose queue it is")
        parser.add_argument(
            "--role", default="business_support", help="role of its account; it must take contacts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words why not."""
        if options["do"] == "close":
            actions.close_form()
            self.stdout.write("The form is closed.")
            return
        if "TAKE_CONTACT" not in practice.current().permissions_of([options["role"]]):
            raise CommandError(
                f"The role {options['role']} may not take contacts here. Name another with --role."
            )
        try:
            worker = actions.open_form(options["team"], options["role"])
        except Refused as refused:
            raise CommandError(refused.words) from None
        self.stdout.write(f"The form is open at /tell-us/ and comes to {options['team']} as {worker.name}.")
