"""People on record whose names are in other letters are found by how these are written in Latin ones.

Their sound codes are made anew, as those of everybody recorded from now on are; triggers renew what they are found
by. Only names with letters beyond the Latin ones are read, and only codes that are others now are written, so that a
large record is not touched where nothing changes.
"""

from typing import Any

from django.db import migrations

from kith.people import rules

BEYOND_LATIN = r"[^\u0001-\u024f\u1e00-\u1eff\u2000-\u206f]"
NAMES = {
    "people_person": ("given_name", "known_as", "family_name"),
    "people_othername": ("given_name", "family_name"),
}


def renew(apps: Any, schema_editor: Any) -> int:
    """Write the sound codes that names in other letters have now; gives how many rows had others."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('kith.worker', true), '')")
        before = cursor.fetchone()[0]
        cursor.execute("select set_config('kith.worker', '0', true)")
        changed = sum(_renew(cursor, table, columns) for table, columns in NAMES.items())
        cursor.execute("select set_config('kith.worker', %s, true)", [before])
    return changed


def _renew(cursor: Any, table: str, columns: tuple[str, ...]) -> int:
    asked = f"select id, sounds, {', '.join(columns)} from {table} where concat({', '.join(columns)}) ~ %s"  # noqa: S608
    cursor.execute(asked, [BEYOND_LATIN])
    anew = [
        (rules.sounds(*names), row) for row, held, *names in cursor.fetchall() if rules.sounds(*names) != held
    ]
    if anew:
        cursor.executemany(f"update {table} set sounds = %s where id = %s", anew)  # noqa: S608
    return len(anew)


class Migration(migrations.Migration):
    dependencies = [("people", "0013_told_apart_row_security")]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
