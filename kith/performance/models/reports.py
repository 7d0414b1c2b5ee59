"""Reports of analysts: what they ask, what a job has counted for them, and who ran which."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Team, Worker


class Report(models.Model):
    """A saved report: choices made on the screen (`asks`), or a written query."""

    SHARED: ClassVar = [("", "nobody"), ("analysts", "everybody who builds reports"), ("team", "a team")]
    EVERY: ClassVar = [("", "never"), ("day", "every day"), ("week", "every Monday"), ("month", "on the 1st")]

    title = models.CharField(max_length=120)
    asks = models.JSONField(default=dict)
    query = models.TextField(blank=True)
    shared = models.CharField(max_length=10, choices=SHARED, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="reports")
    every = models.CharField(max_length=10, choices=EVERY, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="reports")
    made_at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(asks={}) ^ Q(query=""), name="report_asks_one_thing"),
            models.CheckConstraint(
                condition=Q(shared="team", team__isnull=False) | (~Q(shared="team") & Q(team__isnull=True)),
                name="report_shared_with_a_team_names_it",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="report_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportResult(models.Model):
    """What a job counted for a report on a day it was due, with the eyes of who saved it; only they open it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="results")
    due_on = models.DateField()
    made_at = models.DateTimeField()
    heads = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    numbered = models.JSONField(default=list)  # the places of the columns that hold record numbers
    count = models.IntegerField(default=0)
    milliseconds = models.IntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "due_on"], name="report_counted_once_a_day")
        ]

    def __str__(self) -> str:
        return f"result of report {self.report_id}"


class ReportRun(models.Model):
    """Who ran what, when, how many rows came and how they were taken. Insert only."""

    by = models.ForeignKey(Worker, models.PROTECT, related_name="report_runs")
    at = models.DateTimeField()
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="runs")
    asked = models.TextField()
    way = models.CharField(max_length=10)
    rows = models.IntegerField()
    milliseconds = models.IntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["by", "-at"], name="report_run_by_at")]

    def __str__(self) -> str:
        return f"run {self.pk}"
