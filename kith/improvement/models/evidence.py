"""Documents that show what an action did or that a recommendation is met."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.documents.models import StoredFile
from kith.improvement.models.plans import LONGEST_TITLE, PlanAction
from kith.improvement.models.sources import Recommendation
from kith.improvement.words import PROOFS

LONGEST_NAME = 120


class EvidenceFile(models.Model):
    """A document of an action, for one of its four proofs, or of a recommendation. It names no child.

    What is taken back loses its bytes, its name and its words at once; the row says who took it back, when and why.
    """

    action = models.ForeignKey(PlanAction, models.PROTECT, null=True, blank=True, related_name="evidence")
    recommendation = models.ForeignKey(
        Recommendation, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    proof = models.CharField(max_length=8, blank=True, choices=list(PROOFS.items()))
    says = models.CharField(max_length=LONGEST_TITLE)
    name = models.CharField(max_length=LONGEST_NAME)
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_why = models.CharField(max_length=LONGEST_TITLE, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation__isnull=True, proof__in=list(PROOFS))
                | Q(action__isnull=True, recommendation__isnull=False, proof=""),
                name="evidence_file_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(says="") & ~Q(name=""), name="evidence_file_says_what"),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True, taken_back_by__isnull=True, taken_back_why="")
                | (Q(taken_back_on__isnull=False) & ~Q(taken_back_why="")),
                name="evidence_file_taken_back_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence file {self.pk}"
