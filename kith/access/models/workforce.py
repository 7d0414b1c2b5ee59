"""Posts of a team, who holds them, and the training of workers: dated rows, each with where it was told."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.models.workers import Team, Worker, days

A_PART = Q(full_time__gt=0, full_time__lte=1)
HAS_DAYS = Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on"))
END_IS_RECORDED = Q(ended_on__isnull=True, ended_recorded_at__isnull=True) | Q(
    ended_on__isnull=False, ended_recorded_at__isnull=False
)


class Post(models.Model):
    """A post of a team for a time. `full_time` is the part of full hours it is for.

    A post that is not of the establishment is over and above it: somebody may hold it, and it is never vacant. A post
    that moves to another team, or changes its hours, ends and begins again under the same number.
    """

    number = models.CharField(max_length=20)
    team = models.ForeignKey(Team, models.PROTECT, related_name="posts")
    title = models.CharField(max_length=80)
    full_time = models.DecimalField(max_digits=3, decimal_places=2)
    is_established = models.BooleanField(default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=A_PART, name="post_is_a_part_of_full_hours"),
            models.CheckConstraint(condition=HAS_DAYS, name="post_has_a_day"),
            models.CheckConstraint(condition=END_IS_RECORDED, name="post_end_is_recorded"),
            ExclusionConstraint(
                name="post_number_once_at_a_time",
                expressions=[("number", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(taken_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"


class PostHolder(models.Model):
    """Somebody in a post for a time. `full_time` is the part of full hours they work in it.

    `worker` is empty for somebody who has no account here. An agency worker covers a post and does not fill it.
    `has_left` says that they left the council when it ended, and did not only move within it.
    """

    KINDS: ClassVar = [
        ("permanent", "permanent"),
        ("newly_qualified", "newly qualified, with a protected caseload"),
        ("agency", "agency"),
    ]

    post = models.ForeignKey(Post, models.PROTECT, related_name="holders")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="posts_held")
    kind = models.CharField(max_length=20, choices=KINDS)
    full_time = models.DecimalField(max_digits=3, decimal_places=2)
    started_on = models.DateField()
    start_reason = models.CharField(max_length=30)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=30, blank=True)
    has_left = models.BooleanField(default=False)
    source = models.CharField(max_length=120)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=A_PART, name="holder_is_a_part_of_full_hours"),
            models.CheckConstraint(condition=HAS_DAYS, name="holder_has_a_day"),
            models.CheckConstraint(condition=END_IS_RECORDED, name="holder_end_is_recorded"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="", has_left=False)
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="holder_ends_with_a_reason",
            ),
            ExclusionConstraint(
                name="holder_once_at_a_time_in_a_post",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("worker", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(taken_back_at__isnull=True, worker__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["ended_on"], name="holder_ended")]

    def __str__(self) -> str:
        return f"post holder {self.pk}"


class TrainingDue(models.Model):
    """Training that a worker has to have done by a day, and the day it was done."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="training")
    course = models.CharField(max_length=30)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    done_recorded_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_recorded_at__isnull=True)
                | Q(done_on__isnull=False, done_recorded_at__isnull=False),
                name="training_done_is_recorded",
            ),
            models.UniqueConstraint(
                fields=["worker", "course", "due_on"],
                condition=Q(taken_back_at__isnull=True),
                name="training_once_by_a_day",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], name="training_due")]

    def __str__(self) -> str:
        return f"training due {self.pk}"
