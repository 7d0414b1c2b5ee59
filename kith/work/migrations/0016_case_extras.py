"""What makes an open case heavier, and who works on it too; hidden with the case."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from kith.access.row_security import protect, unprotect


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0015_deciding_in_the_open"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseExtra",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extras",
                        to="work.involvement",
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="co_works",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("worker__isnull", False)),
                        fields=["worker"],
                        name="co_work_now",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="case_extra_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", "co_work"), ("worker__isnull", False)),
                            models.Q(models.Q(("code", "co_work"), _negated=True), ("worker__isnull", True)),
                            _connector="OR",
                        ),
                        name="case_extra_names_who_works_too",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("involvement", "code", "worker"),
                        name="case_extra_once_at_a_time",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            protect("work_caseextra", "involvement_id", "kith_hidden_involvements"),
            unprotect("work_caseextra"),
        ),
    ]
