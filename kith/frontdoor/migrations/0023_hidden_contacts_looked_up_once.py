"""What is hidden of contacts is looked up without the planner asking for it as well, of notifications too."""

from django.db import migrations

from kith.access.row_security import go_through_hidden, look_up_hidden

TABLES = (
    ("frontdoor_contact", "step_id", ""),
    ("frontdoor_contactchild", "contact_id", "person_id"),
    ("frontdoor_threshold", "contact_id", ""),
)


class Migration(migrations.Migration):
    dependencies = [
        ("frontdoor", "0022_hidden_contacts_looked_up"),
        ("work", "0041_hidden_steps_looked_up_once"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                look_up_hidden(table, column, "kith_hidden_steps", person=person), migrations.RunSQL.noop
            )
            for table, column, person in TABLES
        ),
        migrations.RunSQL(
            look_up_hidden("frontdoor_notification", "contact_id", "kith_hidden_steps"),
            go_through_hidden("frontdoor_notification", "contact_id", "kith_hidden_steps"),
        ),
    ]
