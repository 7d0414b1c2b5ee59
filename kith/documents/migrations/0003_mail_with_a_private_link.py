"""A mail may have a private link that is made as it is sent: what makes it, and for which row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_purged_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="about",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mail",
            name="link_by",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about__isnull", True), ("link_by", "")),
                    models.Q(models.Q(("link_by", ""), _negated=True), ("about__isnull", False)),
                    _connector="OR",
                ),
                name="mail_link_is_of_a_row",
            ),
        ),
    ]
