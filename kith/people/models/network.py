"""Schools, surgeries and other agencies, the professionals who work there, and whom they are tied to."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class Agency(models.Model):
    """A school, a surgery, a police station, a charity: where professionals outside work."""

    KINDS: ClassVar = [
        ("school", "school or nursery"),
        ("gp", "GP surgery"),
        ("health", "other health service"),
        ("police", "police"),
        ("other", "another agency"),
    ]

    kind = models.CharField(max_length=10, choices=KINDS)
    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=30, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "name"], name="agency_once")]

    def __str__(self) -> str:
        return f"agency {self.pk}"


class Professional(models.Model):
    """Somebody outside who works with people we know: a teacher, a health visitor, a doctor."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="professionals")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "name"], name="professional_once")]

    def __str__(self) -> str:
        return f"professional {self.pk}"


class Tie(Guarded):
    """A person goes to a school, is seen at a surgery, or has somebody there who knows them, for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="ties")
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, blank=True, related_name="ties")
    role = models.CharField(max_length=60)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="tie_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "agency", "professional", "role"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="tie_once",
            ),
        ]

    def __str__(self) -> str:
        return f"tie {self.pk}"
