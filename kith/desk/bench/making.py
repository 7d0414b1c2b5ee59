"""The record that is measured: made once, marked as made for measuring, and never anybody's real one."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from kith.core import Refused, clock
from kith.database.backend.base import server
from kith.database.server import ServerTrouble

MARK = "bench-made.json"
SMALL = ("--children", "80", "--years", "1")


def have_record(*, small: bool) -> Mapping[str, Any]:
    """What is known of the making of the record in KITH_HOME, which is made when there is none yet.

    Raises Refused where the record was not made for measuring: measuring writes into the trail.
    """
    if settings.DATABASE_URL:
        raise Refused("Speed is measured on an embedded record of its own: take DATABASE_URL away.")
    try:
        server(settings.KITH_HOME)
    except ServerTrouble as trouble:
        raise Refused(str(trouble)) from None
    mark = Path(settings.KITH_HOME) / MARK
    if mark.exists():
        _run("migrate", "--verbosity", "0")
        return dict(json.loads(mark.read_text()))
    if _has_people():
        raise Refused(
            "There are people in this record already, and it was not made for measuring. Name another folder in "
            "KITH_HOME: one will be made there."
        )
    return _make(mark, small=small)


def _make(mark: Path, *, small: bool) -> Mapping[str, Any]:
    _run("migrate", "--verbosity", "0")
    started = time.perf_counter()
    _run("demo", *(SMALL if small else ("--benchmark",)))
    made = {
        "seconds": round(time.perf_counter() - started, 1),
        "small": small,
        "on": clock.today().isoformat(),
    }
    beside = mark.with_suffix(".new")
    beside.write_text(json.dumps(made))
    beside.replace(mark)
    return made


def _has_people() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('people_person')")
        if cursor.fetchone()[0] is None:
            return False
        cursor.execute(
            "select reltuples > 0 or pg_relation_size(oid) > 0 from pg_class where relname = 'people_person'"
        )
        return bool(cursor.fetchone()[0])


def _run(*order: str) -> None:
    program = [sys.executable, "manage.py", *order]
    environment = {key: value for key, value in os.environ.items() if key != "KITH_DB_ROLE"}
    environment["KITH_HOME"] = str(settings.KITH_HOME)
    if subprocess.run(program, cwd=settings.ROOT, env=environment, check=False).returncode:
        raise Refused(f"The record to measure could not be made: manage.py {order[0]} did not work.")
