"""What the out-of-hours team should know of a child tonight."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models.steps import people_of


class NightAlert(Guarded):
    """What may happen to a child out of hours, and what to do then, until a moment. One row for each child.

    ``together`` is the same for brothers and sisters about whom it was said at once: whoever may not know of one of
    them is shown none of these rows.
    """

    hidden_by = "kith_hidden_alerts"
    hidden_column = "id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="night_alerts")
    together = models.UUIDField()
    words = models.CharField(max_length=400)
    plan_a = models.CharField(max_length=400)
    plan_b = models.CharField(max_length=400)
    phones = models.CharField(max_length=400, blank=True)
    set_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("set_at")), name="night_alert_expires_later"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__gte=F("set_at"), ended_by__isnull=False),
                name="night_alert_ended_by_somebody",
            ),
            models.UniqueConstraint(fields=["together", "person"], name="night_alert_once_a_child"),
        ]
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="night_alert_expires")]

    def __str__(self) -> str:
        return f"night alert {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it was said about at once."""
        return people_of(NightAlert.objects.filter(together=self.together))
