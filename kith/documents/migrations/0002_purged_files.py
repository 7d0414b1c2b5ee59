"""What became of the bytes of a file that is no longer kept, and why: the trace of a purge."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile", name="purged_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="storedfile", name="purged_why", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=Q(purged_at__isnull=True, purged_why="")
                | Q(purged_at__isnull=False) & ~Q(purged_why=""),
                name="stored_file_purged_says_why",
            ),
        ),
    ]
