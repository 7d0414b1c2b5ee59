"""Rounds of audits, and how their cases were drawn."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker
from kith.quality.words import COHORTS, ROUNDS


class AuditRound(models.Model):
    """A month of audits, or audits of one theme: what is looked at, by when, and the form as it is asked.

    ``cohort`` names the children of a thematic round by its definition, ``cohort_on`` the day it was counted on.
    """

    kind = models.CharField(max_length=10, choices=list(ROUNDS.items()))
    title = models.CharField(max_length=120)
    month = models.DateField()
    cohort = models.CharField(max_length=24, blank=True)
    cohort_on = models.DateField()
    looks_from = models.DateField()
    due_on = models.DateField()
    pack = models.CharField(max_length=40)
    form = models.JSONField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month"], condition=Q(kind="monthly"), name="audit_round_once_a_month"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(ROUNDS)), name="audit_round_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="monthly", cohort="") | Q(kind="thematic", cohort__in=list(COHORTS)),
                name="audit_round_of_a_theme_has_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(looks_from__lt=F("cohort_on"), due_on__gte=F("cohort_on")),
                name="audit_round_looks_back_and_is_due_ahead",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AuditDraw(models.Model):
    """One draw of a round: its seed, and everything it was made from, so that it can be made again. Insert only.

    The first draws all audits; a further one draws anew for an audit that had to stop, and says why.
    """

    round = models.ForeignKey(AuditRound, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    given = models.JSONField()
    taken = models.JSONField()
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="audit_draw_numbered_once"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="audit_draw_again_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"audit draw {self.pk}"
