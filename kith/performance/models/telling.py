"""What people say about figures: comments, and changes in the service that a figure should show."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Team, Worker


class FigureComment(models.Model):
    """Words about one figure: kept with its measure, its place (no team: everyone) and its period."""

    LONGEST = 1000

    code = models.CharField(max_length=40)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="figure_comments")
    period_kind = models.CharField(max_length=10)
    period_label = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    words = models.CharField(max_length=LONGEST)
    said_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="figure_comments")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="figure_comment_has_days"),
            models.CheckConstraint(condition=~Q(words=""), name="figure_comment_says_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="figure_comment_taken_back_by_somebody",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["code", "-said_at"], name="figure_comment_code_at")]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class NamedChange(models.Model):
    """A change in the service that a measure should show, from one month on: "weekly tracking meetings start".

    The trend is read apart before and after it. Without a team it holds for everyone.
    """

    LONGEST = 60

    code = models.CharField(max_length=40)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="named_changes")
    from_on = models.DateField()
    words = models.CharField(max_length=LONGEST)
    named_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="named_changes")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(from_on__day=1), name="named_change_begins_with_a_month"),
            models.CheckConstraint(condition=~Q(words=""), name="named_change_says_something"),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_by__isnull=True)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="named_change_taken_back_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["code", "team", "from_on"],
                condition=Q(taken_back_at__isnull=True),
                nulls_distinct=False,
                name="named_change_once_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"named change {self.pk}"
