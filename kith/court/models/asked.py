"""What family courts ask us about children whose parents are before them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.court.models.proceedings import LONGEST
from kith.people.models import Person
from kith.work.models import Step
from kith.work.models.steps import people_of


class CourtRequest(Guarded):
    """A court, or Cafcass for it, asks us about children whose parents are before it: a report, their wishes.

    ``hours`` is how long it took to write, for the board: these reports take the time of front-line workers.
    """

    hidden_by = "kith_hidden_court_requests"
    hidden_column = "id"

    kind = models.CharField(max_length=24)
    court = models.CharField(max_length=120)
    case_number = models.CharField(max_length=40, blank=True)
    words = models.CharField(max_length=LONGEST, blank=True)
    asked_on = models.DateField()
    wanted_by = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    sent_recorded_at = models.DateTimeField(null=True, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=LONGEST, blank=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wanted_by__gte=F("asked_on")), name="request_wanted_after_it_is_made"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_recorded_at__isnull=True, hours__isnull=True)
                | Q(sent_on__gte=F("asked_on"), sent_recorded_at__isnull=False, dropped_on__isnull=True),
                name="request_sent_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | (Q(dropped_on__isnull=False) & ~Q(dropped_why="")),
                name="request_dropped_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="request_took_some_time"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["wanted_by"],
                condition=Q(sent_on__isnull=True, dropped_on__isnull=True),
                name="request_running",
            )
        ]

    def __str__(self) -> str:
        return f"court request {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class CourtRequestChild(Guarded):
    """A child whom a request is about."""

    request = models.ForeignKey(CourtRequest, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="court_requests")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "person"], name="court_request_child_once")
        ]

    def __str__(self) -> str:
        return f"court request child {self.pk}"
