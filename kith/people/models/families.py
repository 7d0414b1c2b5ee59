"""Who is what to whom, and the families people are worked with in."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import days
from kith.people.models.persons import ENDS_AFTER_START, Person


class Relationship(Guarded):
    """``person`` is the ``kind`` (mother, brother, social network ...) of ``other``, for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, models.PROTECT, related_name="relationships_from_others")
    kind = models.CharField(max_length=30)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="relationship_is_with_another"),
            models.UniqueConstraint(
                fields=["person", "other", "kind"],
                condition=Q(ended_on__isnull=True),
                name="relationship_once",
            ),
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | ENDS_AFTER_START, name="relationship_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"relationship {self.pk}"

    def people_ids(self) -> list[int]:
        """Both ends."""
        return [self.person_id, self.other_id]


class Family(models.Model):
    """People worked with together, over time. The name is how workers speak of them."""

    name = models.CharField(max_length=120)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"family {self.pk}"


class FamilyMember(Guarded):
    """A person's time in a family."""

    family = models.ForeignKey(Family, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="family_memberships")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="family_member_ends_after_start"),
            ExclusionConstraint(
                name="family_member_once_at_a_time",
                expressions=[
                    ("family", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"family member {self.pk}"
