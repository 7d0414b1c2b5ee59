"""Where a child in care is to grow up: the plan, the way to adoption, special guardianship."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.access.models.workers import DateRange
from kith.care.models.period import CarePeriod, OfAPeriod
from kith.people.models import ENDS_AFTER_START


class PermanencePlan(OfAPeriod):
    """What is planned for a child to grow up: one plan at a time, another takes its place."""

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="permanence_plans")
    kind = models.CharField(max_length=24)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="permanence_plan_ends_after_start"),
            models.CheckConstraint(condition=~Q(kind=""), name="permanence_plan_has_a_kind"),
            ExclusionConstraint(
                name="permanence_plan_one_at_a_time",
                expressions=[("period", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"permanence plan {self.pk}"


class AdoptionDecision(OfAPeriod):
    """That the agency decided a child should be placed for adoption (DATE_PLACED, DATE_INT); whether it was reversed.

    Decisions do not touch on a day (rules 561, 579): of several all but the latest are reversed (583). A decision that
    led to an order stays as it is (558).
    """

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="adoption_decisions")
    decided_on = models.DateField()
    ceased_on = models.DateField(null=True, blank=True)
    ceased_reason = models.CharField(max_length=3, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ceased_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ceased_on__isnull=True, ceased_reason="", ceased_recorded_at__isnull=True)
                | (
                    Q(ceased_on__gte=F("decided_on"), ceased_recorded_at__isnull=False) & ~Q(ceased_reason="")
                ),
                name="adoption_decision_ceases_with_a_reason",
            ),
            ExclusionConstraint(
                name="adoption_decision_one_at_a_time",
                expressions=[
                    ("period", RangeOperators.EQUAL),
                    (DateRange(F("decided_on"), F("ceased_on"), models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"adoption decision {self.pk}"


class AdoptionStep(OfAPeriod):
    """That something happened on the way to adoption beside decision and match: report, panel, parents told.

    ``kind`` is of the list ``adoption_step``.
    """

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="adoption_steps")
    kind = models.CharField(max_length=12)
    happened_on = models.DateField()
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(kind=""), name="adoption_step_has_a_kind"),
            models.UniqueConstraint(
                fields=["period", "kind", "happened_on"], name="adoption_step_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"adoption step {self.pk}"


class AdoptionMatch(Guarded):
    """That a child was matched with adopters (DATE_MATCH), and who they are as the return asks; never names."""

    hidden_by = "kith_hidden_adoption_decisions"
    hidden_column = "decision_id"

    decision = models.ForeignKey(AdoptionDecision, models.PROTECT, related_name="matches")
    matched_on = models.DateField()
    by_foster_carer = models.BooleanField()
    adopters = models.PositiveSmallIntegerField()
    adopters_sex = models.CharField(max_length=2)
    adopters_legal = models.CharField(max_length=3)
    ended_on = models.DateField(null=True, blank=True)
    ended_words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(adopters__in=[1, 2]), name="adoption_match_adopters"),
            models.CheckConstraint(
                condition=Q(adopters=1, adopters_sex__in=["M1", "F1"], adopters_legal="L0")
                | Q(adopters=2, adopters_sex="MF", adopters_legal__in=["L11", "L2", "L3"])
                | Q(adopters=2, adopters_sex__in=["MM", "FF"], adopters_legal__in=["L12", "L2", "L4"]),
                name="adoption_match_adopters_fit",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_words="")
                | (Q(ended_on__gte=F("matched_on")) & ~Q(ended_words="")),
                name="adoption_match_ends_with_words",
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=Q(ended_on__isnull=True), name="adoption_match_one_holds"
            ),
        ]

    def __str__(self) -> str:
        return f"adoption match {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return self.decision.people_ids()


class GuardianshipOrder(OfAPeriod):
    """That a special guardianship order ended a child's time in care, and to whom it was made as the return asks it."""

    period = models.OneToOneField(CarePeriod, models.PROTECT, related_name="guardianship_order")
    ordered_on = models.DateField()
    is_former_carer = models.BooleanField()
    is_kin = models.BooleanField()
    guardians = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"guardianship order {self.pk}"
