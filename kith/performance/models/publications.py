"""Figures that were published: frozen with their definition, their day and the rows they counted."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kith.access.models import Team, Worker


class Publication(models.Model):
    """A figure as it was published. Insert only: later recording shows beside it, never in it.

    It was counted for the system itself, so restricted children are in the number; `rows` holds ids of fact
    rows, which open only for those who may see them. `teams` are the teams whose rows were counted (null: every
    team's), `settings` what of the practice of the day it was counted with: so it can be counted again.
    """

    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    definition = models.CharField(max_length=16)
    read_on = models.DateField()
    period_kind = models.CharField(max_length=10)
    period_label = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="publications")
    part = models.IntegerField()
    whole = models.IntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=16, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=30)
    rows = ArrayField(models.BigIntegerField(), default=list)
    among = ArrayField(models.BigIntegerField(), default=list)
    teams = ArrayField(models.BigIntegerField(), null=True, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="publications")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="publication_has_days"
            ),
            models.UniqueConstraint(
                fields=["code", "starts_on", "ends_on", "read_on", "team"],
                nulls_distinct=False,
                name="publication_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "-read_on"], name="publication_code_on")]

    def __str__(self) -> str:
        return f"publication {self.pk}"
