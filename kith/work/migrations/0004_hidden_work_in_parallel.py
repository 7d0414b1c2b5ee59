"""What hides work no longer keeps a question to one processor."""

import importlib

from django.db import migrations

from kith.access.row_security import hidden_through

FUNCTIONS = importlib.import_module("kith.work.migrations.0002_row_security").FUNCTIONS


class Migration(migrations.Migration):
    dependencies = [("work", "0003_step_in_short"), ("people", "0005_hidden_people_in_parallel")]
    operations = [
        migrations.RunSQL(hidden_through(name, *through), migrations.RunSQL.noop)
        for name, through in FUNCTIONS.items()
    ]
