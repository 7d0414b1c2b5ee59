"""Who was told apart from whom is hidden when either is; it can be withdrawn and never removed."""

from django.db import migrations

from kith.access.row_security import SIGHT, unprotect

TABLE = "people_toldapart"
VISIBLE = " and ".join(
    f"{column} <> all((select kith_hidden_people({SIGHT}))::bigint[])" for column in ("person_id", "other_id")
)


class Migration(migrations.Migration):
    dependencies = [("people", "0012_told_apart")]

    operations = [
        migrations.RunSQL(
            f"""
alter table {TABLE} enable row level security;
alter table {TABLE} force row level security;
create policy visible on {TABLE} using ({VISIBLE}) with check ({VISIBLE});
""",
            unprotect(TABLE),
        ),
        migrations.RunSQL(
            f"revoke delete, truncate on {TABLE} from kith_app", f"grant delete on {TABLE} to kith_app"
        ),
    ]
