"""What is hidden of work is worked out when a page first asks for it, and once: visits, plans, cases and the rest too."""

from django.db import migrations

from kith.access.row_security import hidden_unless_marked, keep_hidden, keep_no_more, keep_when_asked

OF_ALL = ("hidden_people", "sealed_people")
ASKED = (
    "hidden_steps",
    "hidden_visits",
    "hidden_plans",
    "hidden_standings",
    "hidden_involvements",
    "hidden_decisions",
)
STEPS = ("kith_hidden_steps", "work_stepchild", "step_id")


class Migration(migrations.Migration):
    dependencies = [("work", "0052_steps_as_figures_read_them")]

    operations = [
        migrations.RunSQL(hidden_unless_marked(*STEPS, kept_too=False), hidden_unless_marked(*STEPS)),
        *(migrations.RunSQL(keep_when_asked(name), keep_no_more(name)) for name in ASKED),
        migrations.RunSQL(keep_hidden(*OF_ALL, when_asked=ASKED), keep_hidden(*OF_ALL, "hidden_steps")),
    ]
