"""What stood on record of a time in care before somebody put it right."""

from typing import ClassVar

from django.db import models

from kith.access.models import Worker
from kith.care.models.period import CarePeriod, OfAPeriod


class CareCorrection(OfAPeriod):
    """One entry of a time in care was put right or taken back: the row as it was, and why. Insert only."""

    PARTS: ClassVar = [
        ("period", "start of care"),
        ("status", "legal status"),
        ("placement", "placement"),
        ("review", "review"),
    ]

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="corrections")
    part = models.CharField(max_length=10, choices=PARTS)
    number = models.BigIntegerField()
    before = models.JSONField()
    why = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(why=""), name="care_correction_says_why")
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of a time in care"
