"""What was read or judged is hidden with the children of the piece of work; what was drawn, said and shared stays."""

from django.db import migrations

from kith.access.row_security import insert_only, protect, unprotect

OF_A_STEP = ("quality_dipreading", "quality_reportnote")
ADDED_ONLY = (
    "quality_dipsample", "quality_reportnote", "quality_standardreading", "quality_learningentry",
    "quality_learningtalk",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("quality", "0003_observing_and_learning"), ("work", "0046_who_held_a_case_in_turn")]

    operations = [
        *[
            migrations.RunSQL(protect(table, "step_id", "kith_hidden_steps"), unprotect(table))
            for table in OF_A_STEP
        ],
        migrations.RunSQL(
            insert_only(*ADDED_ONLY),
            "\n".join(f"grant update, delete, truncate on {table} to kith_app;" for table in ADDED_ONLY),
        ),
    ]
