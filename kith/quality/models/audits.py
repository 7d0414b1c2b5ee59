"""Case audits: whose case, who audits it, what is written so far, and the grades of those that are finished."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.people.models import Person
from kith.quality.models.programme import AuditDraw
from kith.quality.words import STATES


class CaseAudit(Guarded):
    """One audit of one child's case by one auditor, hidden with the child.

    ``team`` and ``worker`` held the child when it was drawn. ``second_of``: this is a second reading, made without the
    first; there is one that is not stopped. ``instead_of``: drawn anew for an audit that had to stop. ``checks``: a
    re-audit of that one. ``open_until``: the day from which an auditor from elsewhere does not see the child any more.
    ``worker_met_on`` and ``family_heard_on``: the days on which the auditor talked with the worker, who may give their
    own work a grade, and with the family.
    """

    known_by = "kith_known_audits"
    known_column = "id"

    draw = models.ForeignKey(AuditDraw, models.PROTECT, null=True, blank=True, related_name="audits")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_audits")
    stratum = models.CharField(max_length=24, blank=True)
    auditor = models.ForeignKey(Worker, models.PROTECT, related_name="case_audits")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    second_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="second_readings"
    )
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="drawn_anew"
    )
    checks = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="re_audits")
    looks_from = models.DateField()
    due_on = models.DateField()
    open_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default="to_do")
    overall = models.CharField(max_length=24, blank=True)
    voice = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    themes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    worker_met_on = models.DateField(null=True, blank=True)
    worker_grade = models.CharField(max_length=24, blank=True)
    worker_words = models.TextField(blank=True)
    family_heard_on = models.DateField(null=True, blank=True)
    family_words = models.TextField(blank=True)
    found = models.JSONField(default=dict, blank=True)
    form = models.JSONField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    finished_on = models.DateField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    stop_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(STATES)), name="case_audit_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="finished", finished_on__isnull=False, finished_at__isnull=False)
                & ~Q(overall="")
                | ~Q(state="finished") & Q(finished_on__isnull=True, finished_at__isnull=True, overall=""),
                name="case_audit_finished_has_a_grade",
            ),
            models.CheckConstraint(
                condition=Q(state="stopped", stopped_at__isnull=False) & ~Q(stop_reason="")
                | ~Q(state="stopped") & Q(stopped_at__isnull=True, stop_reason=""),
                name="case_audit_stopped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(looks_from__lt=F("due_on")), name="case_audit_looks_back_and_is_due_ahead"
            ),
            models.CheckConstraint(
                condition=Q(worker_met_on__isnull=True, worker_grade="", worker_words="")
                | Q(worker_met_on__isnull=False) & ~Q(worker_words=""),
                name="case_audit_worker_met_with_words",
            ),
            models.CheckConstraint(
                condition=Q(family_heard_on__isnull=True, family_words="")
                | Q(family_heard_on__isnull=False) & ~Q(family_words=""),
                name="case_audit_family_heard_with_words",
            ),
            models.UniqueConstraint(
                fields=["second_of"], condition=~Q(state="stopped"), name="case_audit_one_second_reading"
            ),
            models.UniqueConstraint(
                fields=["auditor", "person"],
                condition=Q(state__in=["to_do", "started"]),
                name="case_audit_one_of_a_child_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["auditor", "due_on"],
                condition=Q(state__in=["to_do", "started"]),
                name="case_audit_to_do",
            ),
            models.Index(fields=["finished_on"], name="case_audit_finished"),
        ]

    def __str__(self) -> str:
        return f"case audit {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state in ("to_do", "started")


class OfAnAudit(Guarded):
    """Base of what is hidden with the audit it belongs to."""

    hidden_by = "kith_hidden_audits"
    hidden_column = "audit_id"
    known_by = "kith_known_audits"

    class Meta:
        abstract = True


class AuditAnswer(OfAnAudit):
    """What an auditor has written so far in one box of the form, saved while they type."""

    audit = models.ForeignKey(CaseAudit, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "question"], name="audit_answer_once")
        ]

    def __str__(self) -> str:
        return f"audit answer {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the audit."""
        return [self.audit.person_id]


class Grade(OfAnAudit):
    """The grade of one standard in a finished audit, with its reason. Insert only: what a second reader or moderation
    says stands beside it.
    """

    audit = models.ForeignKey(CaseAudit, models.PROTECT, related_name="grades")
    standard = models.CharField(max_length=24)
    grade = models.CharField(max_length=24)
    words = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["audit", "standard"], name="audit_grade_once"),
            models.CheckConstraint(condition=~Q(grade="") & ~Q(words=""), name="audit_grade_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"grade {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the audit."""
        return [self.audit.person_id]
