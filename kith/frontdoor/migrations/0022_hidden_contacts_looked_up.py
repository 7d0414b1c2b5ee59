"""Contacts are counted by the hundred thousand: what is hidden of them is looked up, not gone through."""

from django.db import migrations

from kith.access.row_security import go_through_hidden, look_up_hidden

TABLES = (
    ("frontdoor_contact", "step_id", ""),
    ("frontdoor_contactchild", "contact_id", "person_id"),
    ("frontdoor_threshold", "contact_id", ""),
)


class Migration(migrations.Migration):
    dependencies = [
        ("frontdoor", "0021_other_councils_row_security"),
        ("work", "0040_hidden_steps_looked_up"),
    ]

    operations = [
        migrations.RunSQL(
            look_up_hidden(table, column, "kith_hidden_steps", person=person),
            go_through_hidden(table, column, "kith_hidden_steps", person=person),
        )
        for table, column, person in TABLES
    ]
