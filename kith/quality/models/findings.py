"""What follows from an audit: what two readers settle on, what is to be done, and whether it was."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.quality.models.audits import CaseAudit, OfAnAudit


class AuditModeration(OfAnAudit):
    """The grade that is agreed where two readers differ, with its reason; both their grades stay. Insert only.

    ``audit`` is the first reading; without a standard it is about the overall grade.
    """

    known_by = ""  # auditors from elsewhere do not settle

    audit = models.ForeignKey(CaseAudit, models.PROTECT, related_name="moderations")
    standard = models.CharField(max_length=24, blank=True)
    grade = models.CharField(max_length=24)
    reason = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "standard"], name="audit_moderated_once"),
            models.CheckConstraint(
                condition=~Q(grade="") & ~Q(reason=""), name="audit_moderated_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"audit moderation {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the audit."""
        return [self.audit.person_id]


class AuditAction(OfAnAudit):
    """Something an audit asks somebody to do until a day. It stands on the owner's work list until done."""

    audit = models.ForeignKey(CaseAudit, models.PROTECT, related_name="actions")
    standard = models.CharField(max_length=24, blank=True)
    words = models.CharField(max_length=400)
    owner = models.ForeignKey(Worker, models.PROTECT, related_name="audit_actions")
    due_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(max_length=400, blank=True)
    done_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="audit_action_has_words"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_recorded_at__isnull=True, done_words="")
                | Q(done_on__isnull=False, done_recorded_at__isnull=False) & ~Q(done_words=""),
                name="audit_action_done_with_words",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(done_on__isnull=True), name="audit_action_to_do"
            )
        ]

    def __str__(self) -> str:
        return f"audit action {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the audit."""
        return [self.audit.person_id]


class AuditCheck(OfAnAudit):
    """What a re-audit found of an action of the audit before it: met or not, in words. Insert only."""

    audit = models.ForeignKey(CaseAudit, models.PROTECT, related_name="checked")
    action = models.ForeignKey(AuditAction, models.PROTECT, related_name="checked")
    is_met = models.BooleanField()
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "action"], name="audit_action_checked_once"),
            models.CheckConstraint(condition=~Q(words=""), name="audit_check_has_words"),
        ]

    def __str__(self) -> str:
        return f"audit check {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the audit."""
        return [self.audit.person_id]
