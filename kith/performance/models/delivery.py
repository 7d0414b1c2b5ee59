"""What is delivered to those who answer for teams: daily lists, regular reports, to whom, and who has read them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kith.access.models import Team, Worker
from kith.documents.models import Mail

DAILY, WEEKLY, MONTHLY, QUARTERLY = "daily", "weekly", "monthly", "quarterly"
KINDS = (DAILY, WEEKLY, MONTHLY, QUARTERLY)


class DeliveryRun(models.Model):
    """One thing to be delivered on one day: once, however often and from however many processes it is tried."""

    WAITING, MADE = "waiting", "made"

    kind = models.CharField(max_length=10)
    on = models.DateField()
    state = models.CharField(max_length=8, default=WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "on"], name="delivery_run_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="delivery_run_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", made_at__isnull=True) | Q(state="made", made_at__isnull=False),
                name="delivery_run_made_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery run {self.pk}"


class DailyList(models.Model):
    """What nobody held, was late or was due on the morning of a day, in the whole authority. Insert only."""

    on = models.DateField(unique=True)
    known_at = models.DateTimeField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"daily list {self.pk}"


class DailyLine(models.Model):
    """One line of a daily list: what it is about by number, and no word of the record. Insert only.

    ``subjects`` are ids of involvements (unallocated), steps (late work, drift), clocks (late clocks, reviews and
    visits by law) or people (visits), as ``kind`` and ``of`` say.
    """

    daily = models.ForeignKey(DailyList, models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=12)
    of = models.CharField(max_length=12)
    code = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    people = ArrayField(models.BigIntegerField())
    subjects = ArrayField(models.BigIntegerField())
    since_on = models.DateField()
    days = models.IntegerField()
    reason = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["unallocated", "late", "not_seen", "review", "drift"]),
                name="daily_line_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(of__in=["involvement", "step", "clock", "person"]), name="daily_line_of_is_known"
            ),
            models.CheckConstraint(
                condition=Q(people__len__gt=0, subjects__len__gt=0), name="daily_line_is_about_somebody"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["daily", "team"], name="daily_line_of_team"),
            GinIndex(fields=["subjects"], name="daily_line_subjects"),
        ]

    def __str__(self) -> str:
        return f"daily line {self.pk}"

    def people_ids(self) -> list[int]:
        """Whom the line is about, for the trail."""
        return list(self.people)


class LineRemark(models.Model):
    """What somebody said about a line of a daily list. Insert only; row security hides it with any of the people."""

    line = models.ForeignKey(DailyLine, models.PROTECT, related_name="remarks")
    people = ArrayField(models.BigIntegerField())
    words = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="line_remark_says_something")
        ]

    def __str__(self) -> str:
        return f"line remark {self.pk}"

    def people_ids(self) -> list[int]:
        """Whom the line is about, for the trail."""
        return list(self.people)


class RegularReport(models.Model):
    """The figures of a week, a month or a quarter for one place, as they were delivered. Insert only.

    ``told`` holds plain numbers with the mark of each definition, and nobody's name.
    """

    kind = models.CharField(max_length=10)
    on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    label = models.CharField(max_length=60)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    told = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "on", "team"], name="regular_report_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=models.F("starts_on")), name="regular_report_has_days"
            ),
        ]

    def __str__(self) -> str:
        return f"regular report {self.pk}"


class Delivery(models.Model):
    """One list or report as it went to one worker: for which place, how many lines, by which mail. Insert only.

    ``teams`` are the teams of the place on that day; ``is_whole`` says that what no team holds belongs to it too.
    """

    kind = models.CharField(max_length=10)
    on = models.DateField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="deliveries")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    teams = ArrayField(models.BigIntegerField())
    is_whole = models.BooleanField(default=False)
    daily = models.ForeignKey(DailyList, models.PROTECT, null=True, blank=True, related_name="deliveries")
    report = models.ForeignKey(
        RegularReport, models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    lines = models.PositiveIntegerField()
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, blank=True, related_name="+")
    delivered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "on", "worker"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(kind=DAILY, daily__isnull=False, report__isnull=True)
                | (~Q(kind=DAILY) & Q(daily__isnull=True, report__isnull=False)),
                name="delivery_of_a_list_or_a_report",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["worker", "-on"], name="delivery_of_worker")]

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Reading(models.Model):
    """Who opened what was delivered: for the first time, for the last time, how often."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="readings")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["delivery", "by"], name="reading_once"),
            models.CheckConstraint(
                condition=Q(last_at__gte=models.F("first_at")), name="reading_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.pk}"
