"""What is said about a submission besides the decision on it, and who decides while a manager is away."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.work.models.steps import SignOff, Step

REMARKS = {
    "looked": "Looked at",
    "asked": "Asked",
    "answered": "Answered",
    "covered": "Decided for somebody who was away",
    "undone": "Taken back",
    "corrected": "Corrected",
    "withdrawn": "Withdrawn",
}


class SignOffRemark(Guarded):
    """One thing said or done about a submission besides deciding on it. Insert only: it stays visible for ever.

    ``to`` is whom a question is put to, or for whom somebody decided who covers.
    """

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"
    known_by = "kith_known_steps"

    step = models.ForeignKey(Step, models.PROTECT, related_name="sign_off_remarks")
    sign_off = models.ForeignKey(SignOff, models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=12, choices=list(REMARKS.items()))
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    to = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(REMARKS)), name="sign_off_remark_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["asked", "answered", "corrected", "withdrawn"]) | ~Q(words=""),
                name="sign_off_remark_says_something",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["step", "at"], name="sign_off_remark_step")]

    def __str__(self) -> str:
        return f"sign-off remark {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the step."""
        return self.step.people_ids()


class Cover(models.Model):
    """Who decides for a manager from one day until another, both included, unless it was ended before."""

    away = models.ForeignKey(Worker, models.PROTECT, related_name="away")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    until_on = models.DateField()
    named_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("starts_on")), name="cover_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(by=F("away")), name="cover_is_somebody_else"),
            ExclusionConstraint(
                name="cover_once_at_a_time",
                expressions=[
                    ("away", RangeOperators.EQUAL),
                    (
                        Func(F("starts_on"), F("until_on"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"
