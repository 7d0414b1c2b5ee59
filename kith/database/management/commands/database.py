"""`manage.py database`: look after the embedded record store by hand."""

import argparse
import os
import subprocess
import sys
from typing import Any

import psycopg
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from psycopg import sql

from kith.database import binaries
from kith.database.server import Server, ServerTrouble


class Command(BaseCommand):
    """Start, stop, look inside or forget the embedded record store of KITH_HOME."""

    help = "start | stop | url [--owner] | psql [--owner] | empty | forget: the embedded record store of KITH_HOME."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """What to do, and as whom."""
        parser.add_argument("verb", choices=["start", "stop", "url", "psql", "empty", "forget"])
        parser.add_argument("--owner", action="store_true", help="as the owner of the tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say in plain words why not."""
        if settings.DATABASE_URL:
            raise CommandError(
                "DATABASE_URL names a server of your own; this command looks after the embedded one."
            )
        role = "kith_owner" if options["owner"] else "kith_app"
        try:
            getattr(self, f"_{options['verb']}")(Server(settings.KITH_HOME), role)
        except ServerTrouble as trouble:
            raise CommandError(str(trouble)) from None

    def _start(self, store: Server, role: str) -> None:
        """Start, and leave it running when this command ends."""
        store.use()
        store.leave_running()
        self.stdout.write(f"The record store of {store.home.folder} is running.")

    def _stop(self, store: Server, role: str) -> None:
        if not store.stop():
            raise CommandError(
                "Somebody is using the record store; it stops by itself when the last one ends."
            )
        self.stdout.write(f"The record store of {store.home.folder} stands still.")

    def _url(self, store: Server, role: str) -> None:
        self.stdout.write(store.url(role))

    def _psql(self, store: Server, role: str) -> None:
        store.use()
        program = binaries.find().folder / "psql"
        known = store.parameters(role)
        around = {**os.environ, "PGPASSWORD": known["password"]}
        order = [str(program), "-h", known["host"], "-U", role, known["dbname"]]
        sys.exit(subprocess.run(order, env=around, check=False).returncode)

    def _empty(self, store: Server, role: str) -> None:
        """Ends with 0 when no person is on record, with 1 when somebody is."""
        store.use()
        with psycopg.connect(store.url("kith_app")) as link:
            link.execute("select set_config('kith.worker', '0', false)")
            there = link.execute("select to_regclass('people_person')").fetchone()
            if there and there[0] and link.execute("select 1 from people_person limit 1").fetchone():
                raise SystemExit(1)

    def _forget(self, store: Server, role: str) -> None:
        """Throw a demonstration's records away."""
        if not settings.KITH_DEMO:
            raise CommandError("Only a demonstration's records may be thrown away (KITH_DEMO=1).")
        store.use()
        owner = psycopg.connect(store.url("kith_owner", "postgres"), autocommit=True)
        with owner as link:
            link.execute(sql.SQL("drop database if exists kith with (force)"))
        store.settle()
        self.stdout.write("The demonstration's records are gone.")
