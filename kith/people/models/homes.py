"""Places, and who lives there for how long."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Value
from django.db.models.functions import Replace, Upper

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.people.models.persons import ENDS_AFTER_START, Person


class Address(models.Model):
    """A place. Who lives there is said by ``Residence``."""

    lines = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, blank=True)
    postcode_key = models.GeneratedField(
        expression=Upper(Replace("postcode", Value(" "), Value(""))),
        output_field=models.CharField(max_length=8, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["postcode"], name="address_postcode"),
            models.Index(fields=["postcode_key"], name="address_postcode_key"),
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"


class Residence(Guarded):
    """A person living at an address for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, models.PROTECT, related_name="residences")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="residence_ends_after_start"),
            ExclusionConstraint(
                name="residence_one_at_a_time",
                expressions=[("person", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"residence {self.pk}"


class KeptAddress(Guarded):
    """Where ``person`` lives is not to be told to ``kept_from``, for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="kept_addresses")
    kept_from = models.ForeignKey(Person, models.PROTECT, related_name="addresses_kept_from_them")
    reason = models.CharField(max_length=400)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="kept_address_ends_after_start"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("kept_from")), name="kept_from_another"
            ),
            models.UniqueConstraint(
                fields=["person", "kept_from"],
                condition=models.Q(ended_on__isnull=True),
                name="kept_address_once",
            ),
        ]

    def __str__(self) -> str:
        return f"kept address {self.pk}"

    def people_ids(self) -> list[int]:
        """Both."""
        return [self.person_id, self.kept_from_id]


class OtherHome(Guarded):
    """A second home: a person lives at an address for part of the time, besides the home of their residence.

    ``words`` say when: every other week, school holidays.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="other_homes")
    address = models.ForeignKey(Address, models.PROTECT, related_name="other_homes")
    words = models.CharField(max_length=120)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="other_home_ends_after_start"),
            models.UniqueConstraint(
                fields=["person", "address"],
                condition=models.Q(ended_on__isnull=True),
                name="other_home_once",
            ),
        ]

    def __str__(self) -> str:
        return f"other home {self.pk}"
