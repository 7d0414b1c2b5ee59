"""Definitions of figures, word for word as they were when a figure was first published under them."""

from typing import ClassVar

from django.db import models


class Definition(models.Model):
    """What an indicator counted, under the mark of its definition. Insert only.

    `terms` are the columns and conditions by which its kind counts (when, part, whole, since, until ...), `said` what
    else it was declared with: short title, topic, owner, example, bands.
    """

    hash = models.CharField(max_length=16, primary_key=True)
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    words = models.TextField()
    counting = models.TextField()
    good = models.CharField(max_length=10)
    unit = models.CharField(max_length=30)
    source = models.TextField()
    fact = models.CharField(max_length=60)
    about = models.TextField()
    sql = models.TextField()
    columns = models.JSONField()
    condition = models.TextField()
    terms = models.JSONField(default=dict)
    said = models.JSONField(default=dict)
    first_seen_on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["code"], name="definition_code")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(sql=""), name="definition_says_what_it_counts_in")
        ]

    def __str__(self) -> str:
        return f"definition {self.pk}"
