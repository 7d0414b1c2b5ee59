"""SQL for migrations: what the web role may do. Grants live in migrations so that every database gets them."""

from django.db import migrations

APP_MAY = """
grant usage on schema public to kith_app;
grant select, insert, update, delete on all tables in schema public to kith_app;
grant usage, select on all sequences in schema public to kith_app;
alter default privileges in schema public grant select, insert, update, delete on tables to kith_app;
alter default privileges in schema public grant usage, select on sequences to kith_app;
revoke create on schema public from public;
"""

APP_MAY_NOT = """
alter default privileges in schema public revoke select, insert, update, delete on tables from kith_app;
alter default privileges in schema public revoke usage, select on sequences from kith_app;
revoke all on all sequences in schema public from kith_app;
revoke all on all tables in schema public from kith_app;
"""


def run(forwards: str, backwards: str = "") -> migrations.RunSQL:
    """A migration step of plain SQL; without a way back it is undone by doing nothing."""
    return migrations.RunSQL(forwards, backwards or migrations.RunSQL.noop)


def insert_only(*tables: str) -> migrations.RunSQL:
    """The web role may add to these tables and read them; it can change and delete nothing in them."""
    return run(
        "".join(f"revoke update, delete, truncate on {table} from kith_app;" for table in tables),
        "".join(f"grant update, delete on {table} to kith_app;" for table in tables),
    )


def read_only(*tables: str) -> migrations.RunSQL:
    """The web role may read these tables only."""
    return run(
        "".join(f"revoke insert, update, delete, truncate on {table} from kith_app;" for table in tables),
        "".join(f"grant insert, update, delete on {table} to kith_app;" for table in tables),
    )
