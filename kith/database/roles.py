"""The roles inside the embedded server, made when missing: who owns tables, who serves pages, who only reads."""

from __future__ import annotations

import psycopg
from psycopg import sql

ROOM = "4GB"  # on disk, of one question at a time
CHANGES_SETTINGS = "pg_catalog.set_config(text, text, boolean)"


def ensure(link: psycopg.Connection, role: str, rights: str, password: str) -> None:
    """A role that signs in with a password; one that is there stays as it is."""
    if link.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
        return
    link.execute(
        sql.SQL("create role {} login nosuperuser nobypassrls {} password {}").format(
            sql.Identifier(role), sql.SQL(rights), sql.Literal(password)
        )
    )


def ensure_reader(link: psycopg.Connection) -> None:
    """The role that queries written by analysts run as: it signs in nowhere and owns nothing (decision 0038)."""
    if not link.execute("select 1 from pg_roles where rolname = 'kith_reader'").fetchone():
        link.execute("create role kith_reader nologin nosuperuser nobypassrls noinherit")
    link.execute("grant kith_reader to kith_app")


def limit_room(link: psycopg.Connection) -> None:
    """No question of the web role fills the disk: what needs more room for its sorting is stopped."""
    known = link.execute("select rolconfig::text from pg_roles where rolname = 'kith_app'").fetchone()
    if "temp_file_limit" not in ((known and known[0]) or ""):
        link.execute(f"alter role kith_app set temp_file_limit = '{ROOM}'")


def keep_identity_from_readers(link: psycopg.Connection) -> None:
    """In this database only our own roles may change a setting by a function: whom the database serves is one."""
    asked = "select has_function_privilege('kith_reader', %s, 'execute')"
    if link.execute(asked, [CHANGES_SETTINGS]).fetchone() == (True,):
        link.execute(f"revoke execute on function {CHANGES_SETTINGS} from public")
        link.execute(f"grant execute on function {CHANGES_SETTINGS} to kith_owner, kith_app")
