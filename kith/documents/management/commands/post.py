"""`manage.py post`: send what waits in the outbox, once or as long as the server runs."""

import argparse
import logging
import time
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections, connection

from kith.core import clock
from kith.core.reading_words import count
from kith.documents.models import Mail
from kith.documents.post import actions, rules

log = logging.getLogger(__name__)

EVERY = 5.0


class Command(BaseCommand):
    """Sends mail, or says how much there is."""

    requires_system_checks: list[str] = []
    help = "Send the mail that waits (send), keep sending it (watch), or count it (count)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What to do."""
        parser.add_argument("do", choices=["send", "watch", "count"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["do"] == "count":
            self._count()
        elif not settings.EMAIL_BACKEND:
            self._without_a_server(options["do"])
        elif options["do"] == "send":
            told = actions.send_waiting(clock.now())
            parts = [f"{count(number, 'mail')} {words(what)}" for what, number in told.items()]
            self.stdout.write(", ".join(parts) or "Nothing waits.")
        else:
            _watch()

    def _without_a_server(self, do: str) -> None:
        words = f"{rules.NO_SERVER} Name it in KITH_MAIL; until then mail waits in the outbox."
        if do == "send":
            raise CommandError(words)
        log.warning("post.no_mail_server")
        while True:
            time.sleep(3600)

    def _count(self) -> None:
        for state, number in sorted(Counter(Mail.objects.values_list("state", flat=True)).items()):
            self.stdout.write(f"{words(state):<10} {number:>6}")


def words(state: str) -> str:
    """A state as a sentence has it."""
    return state.replace("_", " ")


def _watch() -> None:
    """Send as long as we run. A record store that is away for a moment is waited for."""
    while True:
        try:
            actions.send_waiting(clock.now())
        except OperationalError:
            log.warning("post.store_away")
            connection.close()
        close_old_connections()
        time.sleep(EVERY)
