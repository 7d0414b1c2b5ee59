"""Children whom their parents placed with somebody who is no close relative, for 28 days or more."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.work.models import Standing


class PrivateFostering(Guarded):
    """One arrangement: with whom, since when, when we were told. Its standing runs from the day we were told of it."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "standing_id"

    standing = models.OneToOneField(
        Standing, models.PROTECT, primary_key=True, related_name="private_fostering"
    )
    began_on = models.DateField(null=True, blank=True)
    carer = models.CharField(max_length=120)
    relation = models.CharField(max_length=16)
    is_disabled = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(carer=""), name="private_fostering_has_a_carer"),
            models.CheckConstraint(
                condition=~Q(
                    relation__in=["", "grandparent", "sibling", "uncle_aunt", "step_parent", "parent"]
                ),
                name="private_fostering_not_close",
            ),
        ]

    def __str__(self) -> str:
        return f"private fostering {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class PrivateFosteringVisit(Guarded):
    """That a privately fostered child was visited on a day, whether seen alone, and the report. Insert only."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "arrangement_id"

    arrangement = models.ForeignKey(PrivateFostering, models.PROTECT, related_name="visits")
    held_on = models.DateField()
    seen_alone = models.BooleanField()
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["arrangement", "held_on"], name="private_fostering_visit_once_a_day"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="private_fostering_visit_has_a_report"),
        ]

    def __str__(self) -> str:
        return f"private fostering visit {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return self.arrangement.people_ids()
