"""Databases for tests: one template for each state of the migrations, and a quick copy of it for each run."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES_KEPT = 6
ONE_AT_A_TIME = 20261014


class Bench:
    """The database of this run, made from the template and made anew when a test has committed into it."""

    def __init__(self) -> None:
        self.name = f"kith_test_{os.getpid()}"
        self.template = f"kith_template_{state_of_migrations()}"

    def lay(self) -> None:
        """Have the template, and a copy of it that the connection points to."""
        with self._owner() as link:
            link.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            known = {name for (name,) in link.execute("select datname from pg_database")}
            _sweep(link, known, keep=self.template)
            if self.template not in known:
                self._build(link)
            self._copy(link)
        self._point_at(self.name)

    def renew(self) -> None:
        """Forget everything that was committed."""
        connections.close_all()
        with self._owner() as link:
            link.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
            self._copy(link)

    def clear(self) -> None:
        """Remove this run's copy; the template stays for the next run."""
        connections.close_all()
        with self._owner() as link:
            _drop(link, self.name)

    def _build(self, link: psycopg.Connection) -> None:
        being_made = f"{self.template}_being_made"
        _drop(link, being_made)
        link.execute(sql.SQL("create database {}").format(sql.Identifier(being_made)))
        self._point_at(being_made)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        link.execute(
            sql.SQL("alter database {} rename to {}").format(
                sql.Identifier(being_made), sql.Identifier(self.template)
            )
        )

    def _copy(self, link: psycopg.Connection) -> None:
        """File by file: that is quicker than through the log of a server that never waits for its disk."""
        _drop(link, self.name)
        link.execute(
            sql.SQL("create database {} template {} strategy file_copy").format(
                sql.Identifier(self.name), sql.Identifier(self.template)
            )
        )

    def _point_at(self, name: str) -> None:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = name
        connections.settings["default"]["NAME"] = name

    @contextmanager
    def _owner(self) -> Iterator[psycopg.Connection]:
        known = connection.get_connection_params()  # starts the server
        with psycopg.connect(
            host=known["host"],
            port=known["port"],
            user=known["user"],
            password=known["password"],
            dbname="postgres",
            autocommit=True,
        ) as link:
            yield link


def state_of_migrations() -> str:
    """A mark that changes when the tables would come out differently."""
    parts = sorted(ROOT.glob("kith/*/migrations/*.py"))
    parts += [
        ROOT / "kith/database/sql.py",
        ROOT / "kith/access/row_security.py",
        ROOT / "kith/core/calendar.py",
    ]
    mark = hashlib.sha256(django.__version__.encode())
    for part in parts:
        if part.exists():
            mark.update(str(part.relative_to(ROOT)).encode() + part.read_bytes())
    return mark.hexdigest()[:16]


def _sweep(link: psycopg.Connection, known: set[str], keep: str) -> None:
    """Remove copies whose run is gone, and the oldest templates."""
    for name in known:
        run = name.removeprefix("kith_test_")
        if run != name and run.isdigit() and not Path(f"/proc/{run}").exists():
            _drop(link, name)
    rows = link.execute(
        "select datname from pg_database where datname like 'kith_template_%' order by oid desc"
    )
    for name in [name for (name,) in rows if name != keep][TEMPLATES_KEPT:]:
        _drop(link, name)


def _drop(link: psycopg.Connection, name: str) -> None:
    link.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))
