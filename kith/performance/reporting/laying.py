"""Lays the reporting views anew after every migration, so that they never stand in the way of a change to a table.

The views belong to the owner of the tables, whom row-level security binds like everybody else: a view shows what the
reader whose identity the transaction has may see. The role that reads them may touch nothing else (decision 0038).
"""

from typing import Any

from kith.performance.reporting.views import SCHEMA, VIEWS

READER = "kith_reader"


def clear(cursor: Any) -> None:
    """Take the views away, before tables change."""
    cursor.execute(f"drop schema if exists {SCHEMA} cascade")


def lay(cursor: Any) -> None:
    """Make the views, and let those read who may."""
    clear(cursor)
    cursor.execute(f"create schema {SCHEMA}")
    cursor.execute(
        "revoke all on schema public from public"
    )  # what is in it, the reading role cannot even name
    for view in VIEWS.values():
        columns = ", ".join(view.columns)
        cursor.execute(f"create view {SCHEMA}.{view.name} ({columns}) as {view.sql}")
        about = view.about.replace("'", "''")
        cursor.execute(f"comment on view {SCHEMA}.{view.name} is '{about}'")
    cursor.execute("select rolname from pg_roles where rolname = any(%s)", [["kith_app", READER]])
    for (role,) in cursor.fetchall():
        cursor.execute(f"grant usage on schema {SCHEMA} to {role}")
        cursor.execute(f"grant select on all tables in schema {SCHEMA} to {role}")
