"""Reviews of looked-after children."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.care.models.period import CarePeriod, OfAPeriod
from kith.work.models import Step


class CareReview(OfAPeriod):
    """That one child's care was reviewed on a day, and how the child took part (``participation``: PN0 to PN7).

    ``due_on`` is the last day in time as it stood then, so that it stays known whether it was. ``step`` is the record
    of what was said. A review belongs to a time in care, never to short breaks (399).
    """

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    participation = models.CharField(max_length=3)
    chair = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="chaired_reviews")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="care_reviews")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "held_on"], name="care_review_once_a_day"),
            models.CheckConstraint(
                condition=Q(participation__regex=r"^PN[0-7]$"), name="care_review_participation_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="care_review_held")]

    def __str__(self) -> str:
        return f"review {self.pk}"
