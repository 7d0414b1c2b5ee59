"""What rounds of case audits found, where it became a recommendation that actions of plans answer."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Team
from kith.improvement.models.sources import Recommendation
from kith.quality.models import AuditRound


class AuditFinding(models.Model):
    """Something that a round of audits found, everywhere or in one team, registered as a recommendation. Insert only.

    ``key`` is its kind and code, as the form of the round has them: a standard or a theme. ``part`` of ``whole`` cases
    is how often it had been found when it was registered, counted for everyone. It names no child.
    """

    recommendation = models.OneToOneField(
        Recommendation, models.PROTECT, primary_key=True, related_name="audit_finding"
    )
    round = models.ForeignKey(AuditRound, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.PositiveSmallIntegerField()
    whole = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "key", "team"], nulls_distinct=False, name="audit_finding_once"
            ),
            models.CheckConstraint(
                condition=Q(part__gte=1) & Q(part__lte=F("whole")), name="audit_finding_was_found"
            ),
            models.CheckConstraint(
                condition=Q(key__startswith="standard:") | Q(key__startswith="theme:"),
                name="audit_finding_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"audit finding {self.pk}"
