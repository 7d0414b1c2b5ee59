"""Deep dives: meetings about one place, and what was agreed at them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models import Team, Worker

BECAME = {"done": "Done", "not_done": "Not done", "carried": "Carried over"}


class DeepDive(models.Model):
    """A meeting about one place (no team: the whole service) on one day. It names no child."""

    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="deep_dives")
    held_on = models.DateField()
    note = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="deep_dives")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["team", "held_on"], nulls_distinct=False, name="deep_dive_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"deep dive {self.pk}"


class DeepDiveAction(models.Model):
    """What was agreed at a deep dive: by whom, by when, what became of it. Carried over, it goes on in another row."""

    dive = models.ForeignKey(DeepDive, models.PROTECT, related_name="agreed")
    what = models.CharField(max_length=400)
    owner = models.ForeignKey(Worker, models.PROTECT, related_name="deep_dive_actions")
    due_on = models.DateField()
    became = models.CharField(max_length=10, blank=True, choices=list(BECAME.items()))
    done_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=400, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    settled_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(what=""), name="deep_dive_action_says_what"),
            models.CheckConstraint(
                condition=Q(became__in=["", *BECAME]), name="deep_dive_action_became_is_known"
            ),
            models.CheckConstraint(
                condition=Q(became="done", done_on__isnull=False)
                | (~Q(became="done") & Q(done_on__isnull=True)),
                name="deep_dive_action_done_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(became="", settled_at__isnull=True, settled_by__isnull=True, outcome="")
                | (~Q(became="") & Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="deep_dive_action_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(became="not_done") | ~Q(outcome=""), name="deep_dive_action_says_why_not"
            ),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("id")),
                name="deep_dive_action_carried_from_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner", "due_on"], condition=Q(became=""), name="deep_dive_action_open")
        ]

    def __str__(self) -> str:
        return f"deep dive action {self.pk}"
