"""Who is hidden is worked out once for a transaction in which somebody only looks."""

from importlib import import_module

from django.db import migrations

from kith.access.row_security import KEPT_FOR, kept

HIDDEN_BEFORE = import_module("kith.people.migrations.0017_own_families").HIDDEN_PEOPLE
SEALED_BEFORE = import_module("kith.people.migrations.0016_sealed_apart_from_hidden").SEALED_PEOPLE
SYSTEM = "when who = '0' then '{}'::bigint[]\n"


def with_what_is_kept(function: str, name: str) -> str:
    """The function with one more case: what is kept for the one who looks."""
    assert function.count(SYSTEM) == 1
    return function.replace(SYSTEM, f"{SYSTEM}    when who = {KEPT_FOR} then {kept(name)}\n")


class Migration(migrations.Migration):
    dependencies = [("people", "0017_own_families")]

    operations = [
        migrations.RunSQL(with_what_is_kept(HIDDEN_BEFORE, "hidden_people"), HIDDEN_BEFORE),
        migrations.RunSQL(with_what_is_kept(SEALED_BEFORE, "sealed_people"), SEALED_BEFORE),
    ]
