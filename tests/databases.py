"""Databases for tests: one template for each state of the migrations, and a quick copy of it for each run."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from kith.performance.reporting.views import VIEWS

ROOT = Path(__file__).resolve().parent.parent
OURS = re.compile(r"^from (kith[.\w]*) import (\([^)]*\)|.+)$", re.MULTILINE)
TEMPLATES_KEPT = 6
ONE_AT_A_TIME = 20261014


class Bench:
    """The database of this run, made from the template and made anew when a test has committed into it."""

    def __init__(self) -> None:
        self.name = f"kith_test_{os.getpid()}"
        self.marks = marks_of_migrations()
        views = "".join(
            f"{view.name}{view.sql}" for view in VIEWS.values()
        )  # laid anew after every migration
        state = hashlib.sha256((json.dumps(self.marks, sort_keys=True) + views).encode()).hexdigest()
        self.template = f"kith_template_{state[:16]}"

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
        """Migrate a copy of the template that is furthest on the way here, or an empty database."""
        being_made = f"{self.template}_being_made"
        _drop(link, being_made)
        _copy(link, being_made, nearest(_templates(link), self.marks) or "template1")
        self._point_at(being_made)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        made, wanted = sql.Identifier(being_made), sql.Identifier(self.template)
        link.execute(
            sql.SQL("comment on database {} is {}").format(made, sql.Literal(json.dumps(self.marks)))
        )
        link.execute(sql.SQL("alter database {} rename to {}").format(made, wanted))

    def _copy(self, link: psycopg.Connection) -> None:
        _drop(link, self.name)
        _copy(link, self.name, self.template)

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


def marks_of_migrations() -> dict[str, str]:
    """A mark of every migration with what it takes from our modules, and one of Django: other marks, other tables."""
    parts = sorted(ROOT.glob("kith/*/migrations/[0-9]*.py"))
    return {str(part.relative_to(ROOT)): _mark(part) for part in parts} | {"Django": django.__version__}


def _mark(migration: Path) -> str:
    """A migration may take the words of its SQL from a module: it is another one when that module changes."""
    words = migration.read_text()
    mark = hashlib.sha256(words.encode())
    for package, names in OURS.findall(words):
        place = ROOT.joinpath(*package.split("."))
        for path in (place.with_suffix(".py"), *(place / f"{name}.py" for name in re.findall(r"\w+", names))):
            mark.update(path.read_bytes() if path.is_file() else b"")
    return mark.hexdigest()[:16]


def nearest(templates: Mapping[str, Mapping[str, str]], wanted: Mapping[str, str]) -> str | None:
    """The template that has most of the migrations wanted and nothing else; None where each has something else."""
    on_the_way = {
        name: marks for name, marks in templates.items() if marks and marks.items() <= wanted.items()
    }
    return max(on_the_way, key=lambda name: len(on_the_way[name]), default=None)


def _templates(link: psycopg.Connection) -> dict[str, dict[str, str]]:
    rows = link.execute(
        "select datname, shobj_description(oid, 'pg_database') from pg_database "
        "where datname ~ '^kith_template_[0-9a-f]{16}$'"
    )
    return {name: json.loads(told) if told else {} for name, told in rows}


def _copy(link: psycopg.Connection, name: str, template: str) -> None:
    """File by file: that is quicker than through the log of a server that never waits for its disk."""
    made, of = sql.Identifier(name), sql.Identifier(template)
    link.execute(sql.SQL("create database {} template {} strategy file_copy").format(made, of))


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
