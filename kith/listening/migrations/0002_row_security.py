"""What was asked and answered about a child, and complaints about one, are hidden with the child; answers only grow."""

from django.db import migrations

from kith.access.row_security import hidden_through, protect, unprotect
from kith.database.sql import insert_only

FEEDBACK, COMPLAINTS = "kith_hidden_feedback", "kith_hidden_complaints"
HIDING = {FEEDBACK: "listening_feedbackrequest", COMPLAINTS: "listening_complaint"}
TABLES = {
    "listening_feedbackrequest": ("id", FEEDBACK),
    "listening_feedbackanswer": ("request_id", FEEDBACK),
    "listening_complaint": ("id", COMPLAINTS),
    "listening_complaintstep": ("complaint_id", COMPLAINTS),
    "listening_complaintanswer": ("complaint_id", COMPLAINTS),
}


class Migration(migrations.Migration):
    dependencies = [("listening", "0001_feedback_and_complaints")]

    operations = [
        *[
            migrations.RunSQL(hidden_through(name, table, "id"), f"drop function {name}(text);")
            for name, table in HIDING.items()
        ],
        *[migrations.RunSQL(protect(table, *hiding), unprotect(table)) for table, hiding in TABLES.items()],
        insert_only("listening_feedbackanswer"),
        insert_only("listening_complaintanswer"),
    ]
