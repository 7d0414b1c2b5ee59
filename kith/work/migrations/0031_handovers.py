"""Children on their way from one worker to another of the same team, in the table of transfers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0030_changes_of_plans_as_their_rows")]

    operations = [
        migrations.RemoveConstraint(model_name="transfer", name="transfer_declined_with_words"),
        migrations.RemoveConstraint(model_name="transfer", name="transfer_goes_elsewhere"),
        migrations.AddField(
            model_name="transfer", name="meets_on", field=models.DateField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="transfer", name="meets_with", field=models.CharField(blank=True, max_length=200)
        ),
        migrations.AlterField(
            model_name="transfer",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[
                    ("accepted", "Accepted"),
                    ("declined", "Declined"),
                    ("withdrawn", "Taken back"),
                    ("decided", "Decided by a manager without the answer"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision__in", ("declined", "decided")), _negated=True),
                    models.Q(("words", ""), _negated=True),
                    _connector="OR",
                ),
                name="transfer_declined_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_team", models.F("to_team")), _negated=True),
                    models.Q(
                        ("from_worker__isnull", False),
                        ("to_worker__isnull", False),
                        models.Q(("from_worker", models.F("to_worker")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_goes_elsewhere",
            ),
        ),
    ]
