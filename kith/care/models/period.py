"""Times in care: from the day a child begins to be looked after to the day that ends."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.work.models import Standing


class CarePeriod(Guarded):
    """What law counts of one time in care, beside its days: those, and why it ended, are its standing's.

    ``need`` is the category of need at the start. It stands here once, so that it is the same for the whole period
    (looked-after return, rule 504). ``home_postcode`` is of the home before care; an unaccompanied child has none
    (406). What was permanent before care (``before``, ``before_council``, ``before_when``) is asked of every start
    (630-635); of the day as much is kept as is known: "2019", "May 2019", "3 May 2019".
    ``officer`` is the independent reviewing officer of today.
    """

    hidden_by = "kith_hidden_standings"
    hidden_column = "standing_id"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="care_period")
    need = models.CharField(max_length=2)
    home_postcode = models.CharField(max_length=8, blank=True)
    is_unaccompanied = models.BooleanField(default=False)
    unaccompanied_until = models.DateField(null=True, blank=True)
    before = models.CharField(max_length=2, blank=True)
    before_council = models.CharField(max_length=120, blank=True)
    before_when = models.CharField(max_length=20, blank=True)
    officer = models.ForeignKey(
        Worker, models.PROTECT, null=True, blank=True, related_name="reviews_children"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(need__regex=r"^N[1-8]$"), name="care_period_need_is_known"),
            models.CheckConstraint(
                condition=Q(before__in=["", "P1", "P2", "P3", "P4", "Z1"]), name="care_period_before_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(before__in=["", "Z1"]) | Q(before_council="", before_when=""),
                name="care_period_nothing_before",
            ),
            models.CheckConstraint(
                condition=Q(is_unaccompanied=False) | Q(home_postcode=""),
                name="care_period_unaccompanied_from_no_home",
            ),
            models.CheckConstraint(
                condition=Q(is_unaccompanied=True) | Q(unaccompanied_until__isnull=True),
                name="care_period_unaccompanied_until",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["officer"], name="care_period_officer")]

    def __str__(self) -> str:
        return f"time in care {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class OfAPeriod(Guarded):
    """Base of what belongs to a time in care and is hidden with it."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "period_id"

    class Meta:
        abstract = True

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.period.standing.person_id]  # type: ignore[attr-defined]
