"""Which measures somebody keeps an eye on."""

from typing import ClassVar

from django.db import models

from kith.access.models import Worker


class WatchedMeasure(models.Model):
    """A measure on a worker's watch list. It is about no child, and only its worker sees it."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="watched_measures")
    code = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["worker", "code"], name="watched_measure_once")
        ]

    def __str__(self) -> str:
        return f"watched measure {self.pk}"
