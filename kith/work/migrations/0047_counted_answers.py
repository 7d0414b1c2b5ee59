"""Codes that figures are counted by, of completed work, child by child."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0017_own_families"),
        ("work", "0046_who_held_a_case_in_turn"),
    ]

    operations = [
        migrations.CreateModel(
            name="CountedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=60)),
                ("code", models.CharField(max_length=40)),
                ("is_none", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted",
                        to="work.step",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "person", "question", "code"), name="counted_answer_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_none", True)),
                        fields=("step", "person", "question"),
                        name="counted_answer_one_of_nothing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True), name="counted_answer_has_a_code"
                    ),
                ],
            },
        ),
    ]
