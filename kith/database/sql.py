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


def enable_rls(table: str, person_column: str = "person_id") -> migrations.RunSQL:
    """Hide the rows of people the viewer may not know of, from everybody but a superuser.

    Refers to `kith_hidden_people(who)`, which the migrations of `access` and `people` make; where nobody is named
    it answers null and no row is seen.
    """
    sight = "current_setting('kith.worker', true)"
    visible = f"{person_column} <> all((select kith_hidden_people({sight}))::bigint[])"
    return run(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy visible on {table} using ({visible}) with check ({visible});
        """,
        f"""
        drop policy if exists visible on {table};
        alter table {table} no force row level security;
        alter table {table} disable row level security;
        """,
    )


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
