"""Records that only named workers may know of."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.people.models.persons import Person


class Restriction(models.Model):
    """A record that only named workers may know of, for a time.

    A ``sealed`` one is hidden from those too who see every restricted record.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    sealed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="restriction_once"
            )
        ]

    def __str__(self) -> str:
        return f"restriction {self.pk}"


class RestrictionReader(models.Model):
    """A worker who may see a restricted record."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="readers")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restriction", "worker"], name="restriction_reader_once")
        ]

    def __str__(self) -> str:
        return f"restriction reader {self.pk}"


class Conflict(models.Model):
    """A worker is related to a person, or close to them: for this worker there is no record, whatever the role.

    ``words`` say what they are to each other. What the walls are made from, like a restriction.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "person"], condition=Q(ended_at__isnull=True), name="conflict_once"
            )
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"
