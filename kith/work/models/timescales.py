"""What law or practice asks to happen by a day: the day is kept when the clock starts, and moved only by an event."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models.standings import Standing


class Timescale(Guarded):
    """One clock of one child: from when it runs, by when it ends, and when what it asks for happened.

    ``code`` is of the pack's ``timescales.toml``; ``about`` tells several of one code apart ("7": the seventh time
    missing). It ends by being met or, with a reason, dropped. ``due_at`` stands where it is reckoned in hours.
    """

    known_by = "kith_known_standings"
    known_column = "standing_id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="timescales")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=40, blank=True)
    standing = models.ForeignKey(Standing, models.PROTECT, null=True, blank=True, related_name="timescales")
    from_on = models.DateField()
    from_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField()
    due_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    moved_why = models.CharField(max_length=400, blank=True)
    warn_days = models.PositiveSmallIntegerField(default=5)
    met_on = models.DateField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    met_recorded_at = models.DateTimeField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=400, blank=True)
    dropped_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("from_on")), name="timescale_due_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_recorded_at__isnull=True, met_at__isnull=True)
                | Q(met_on__gte=F("from_on"), met_recorded_at__isnull=False),
                name="timescale_met_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="", dropped_recorded_at__isnull=True)
                | (
                    Q(dropped_on__isnull=False, dropped_recorded_at__isnull=False, met_on__isnull=True)
                    & ~Q(dropped_why="")
                ),
                name="timescale_dropped_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person", "code", "about"],
                condition=Q(met_on__isnull=True, dropped_on__isnull=True),
                name="timescale_once_at_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "due_on"],
                condition=Q(met_on__isnull=True, dropped_on__isnull=True),
                name="timescale_running",
            ),
            models.Index(fields=["code", "due_on"], name="timescale_code_due"),
            models.Index(fields=["code", "met_on"], name="timescale_code_met"),
            models.Index(fields=["standing"], name="timescale_of_a_standing"),
        ]

    def __str__(self) -> str:
        return f"timescale {self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether what it asks for is still to happen."""
        return self.met_on is None and self.dropped_on is None
