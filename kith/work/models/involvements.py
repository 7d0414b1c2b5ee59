"""Involvements, and who holds them day by day."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker, days
from kith.people.models import ENDS_AFTER_START, Family, Person


class Involvement(Guarded):
    """One child's open case: from accepted referral to closure, with the reason it ended."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements", db_index=False)
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="involvements")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=8, blank=True)
    need = models.CharField(max_length=8, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="involvement_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="involvement_ends_with_a_reason",
            ),
            ExclusionConstraint(
                name="involvement_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["started_on"], name="involvement_started"),
            models.Index(fields=["ended_on"], name="involvement_ended"),
            models.Index(fields=["person"], include=["id", "recorded_at"], name="involvement_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"involvement {self.pk}"


class Allocation(Guarded):
    """Who holds an involvement, for a time. Without a worker it is an unallocated spell of the team."""

    hidden_by = "kith_hidden_involvements"
    hidden_column = "involvement_id"

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="allocations", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="allocations")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="allocation_ends_after_start"),
            ExclusionConstraint(
                name="allocation_one_at_a_time",
                expressions=[("involvement", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker"], condition=Q(ended_on__isnull=True), name="allocation_now"),
            models.Index(
                fields=["team"],
                condition=Q(ended_on__isnull=True, worker__isnull=True),
                name="unallocated_now",
            ),
            models.Index(fields=["started_on"], name="allocation_started"),
            # who held a case on a day, which figures ask by the ten thousand, without the rows
            models.Index(
                fields=["involvement", "started_on", "id"],
                include=["team", "worker", "recorded_at"],
                name="allocation_in_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"allocation {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the involvement."""
        return [self.involvement.person_id]


class CaseExtra(Guarded):
    """What makes an open case heavier for a time, as a manager says it; or a second worker who works on it too."""

    hidden_by = "kith_hidden_involvements"
    hidden_column = "involvement_id"

    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="extras")
    code = models.CharField(max_length=20)
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="co_works")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="case_extra_ends_after_start"),
            models.CheckConstraint(
                condition=Q(code="co_work", worker__isnull=False)
                | (~Q(code="co_work") & Q(worker__isnull=True)),
                name="case_extra_names_who_works_too",
            ),
            models.UniqueConstraint(
                fields=["involvement", "code", "worker"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="case_extra_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker"],
                condition=Q(ended_on__isnull=True, worker__isnull=False),
                name="co_work_now",
            ),
        ]

    def __str__(self) -> str:
        return f"case extra {self.pk}"

    def people_ids(self) -> list[int]:
        """The child of the involvement."""
        return [self.involvement.person_id]
