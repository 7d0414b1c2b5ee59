"""Extensions, what the web role may do, the calendar, closures and the keys of commands."""

from django.db import migrations, models

from kith.database import sql

EXTENSIONS = "".join(
    f"create extension if not exists {name};"
    for name in ("pg_trgm", "btree_gist", "fuzzystrmatch", "unaccent")
)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        sql.run(EXTENSIONS),
        sql.run(sql.APP_MAY, sql.APP_MAY_NOT),
        migrations.CreateModel(
            name="Command",
            fields=[
                ("key", models.UUIDField(primary_key=True, serialize=False)),
                ("worker_id", models.BigIntegerField(null=True)),
                ("path", models.TextField()),
                ("location", models.TextField(blank=True, default="")),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["at"], name="command_at")]},
        ),
        migrations.CreateModel(
            name="LocalClosure",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="WorkingDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("is_working", models.BooleanField()),
                ("number", models.IntegerField()),
                ("name", models.TextField(blank=True, default="")),
            ],
            options={"indexes": [models.Index(fields=["number", "day"], name="workingday_number")]},
        ),
        sql.read_only("database_workingday"),
    ]
