"""What is known of the health and education of children in care, as far as law counts it: one row a happening."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.care.models.period import CarePeriod, OfAPeriod

CHECKS = [
    ("dental", "Dental check"),
    ("immunisations", "Immunisations"),
    ("development", "Health surveillance"),
]


class Happening(OfAPeriod):
    """Base of what happened to a child in care on a day, within the time in care."""

    held_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        abstract = True


class HealthAssessment(Happening):
    """That a child's health was assessed and a health plan made: the first (``is_first``) or again."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="health_assessments")
    is_first = models.BooleanField(default=False)
    assessor = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "held_on"], name="health_assessment_once_a_day"),
            models.UniqueConstraint(
                fields=["period"], condition=Q(is_first=True), name="health_assessment_first_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="health_assessment_held")]

    def __str__(self) -> str:
        return f"health assessment {self.pk}"


class HealthCheck(Happening):
    """That teeth were checked, or that immunisations or health surveillance were found up to date or not on a day."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="health_checks")
    kind = models.CharField(max_length=14, choices=CHECKS)
    is_up_to_date = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in CHECKS]), name="health_check_kind_is_known"
            ),
            models.UniqueConstraint(fields=["period", "kind", "held_on"], name="health_check_once_a_day"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "held_on"], name="health_check_held")]

    def __str__(self) -> str:
        return f"health check {self.pk}"


class StrengthsScore(Happening):
    """The score of a strengths and difficulties questionnaire (0 to 40), or why there is none (``SDQ2`` ...)."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="strengths_scores")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(score__lte=40, reason="") | (Q(score__isnull=True) & ~Q(reason__in=["", "SDQ1"])),
                name="strengths_score_or_reason",
            ),
            models.UniqueConstraint(fields=["period", "held_on"], name="strengths_score_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"strengths score {self.pk}"


class SubstanceProblem(Happening):
    """That a child was found to have a substance problem, and whether help was had or offered (158, 159, 192)."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="substance_problems")
    help_received = models.BooleanField()
    help_offered = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(help_received=True, help_offered__isnull=True)
                | Q(help_received=False, help_offered__isnull=False),
                name="substance_problem_help_told_whole",
            ),
            models.UniqueConstraint(fields=["period", "held_on"], name="substance_problem_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"substance problem {self.pk}"


class Offence(Happening):
    """That a child of ten or over was convicted, cautioned or given a youth caution on a day."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="offences")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "held_on"], name="offence_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"offence {self.pk}"


class EducationPlan(Happening):
    """That a personal education plan was made (``is_first``) or looked at on a day, at which school or nursery."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="education_plans")
    is_first = models.BooleanField(default=False)
    school = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "held_on"], name="education_plan_once_a_day"),
            models.UniqueConstraint(
                fields=["period"], condition=Q(is_first=True), name="education_plan_first_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["held_on"], name="education_plan_held")]

    def __str__(self) -> str:
        return f"education plan {self.pk}"
