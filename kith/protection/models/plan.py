"""Child protection plans as law counts them: categories with their days, core groups, plans of other councils."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.protection.models.conferences import Conference
from kith.work.models import FamilyPlan, Standing, Step


class OfAStanding(Guarded):
    """Base of what is hidden with the standing it belongs to."""

    hidden_by = "kith_hidden_standings"

    class Meta:
        abstract = True


class ProtectionPlan(OfAStanding):
    """That a child has a child protection plan of this council: its days are the standing's.

    ``first_category`` and ``category`` (the latest) are what ``PlanCategory`` says: the database keeps them so.
    ``from_council``: where the child had a plan before the transfer; ``to_council``: where a conference took it over.
    What the plan says is the family's plan.
    """

    hidden_column = "standing_id"

    standing = models.OneToOneField(
        Standing, models.PROTECT, primary_key=True, related_name="protection_plan"
    )
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="plans")
    first_category = models.CharField(max_length=4)
    category = models.CharField(max_length=4)
    from_council = models.CharField(max_length=120, blank=True)
    to_council = models.CharField(max_length=120, blank=True)
    family_plan = models.ForeignKey(
        FamilyPlan, models.PROTECT, null=True, blank=True, related_name="protection_plans"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(first_category="") & ~Q(category=""), name="protection_plan_has_a_category"
            )
        ]

    def __str__(self) -> str:
        return f"protection plan {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class PlanCategory(OfAStanding):
    """The category of abuse under which a plan holds from a day on; the first from the plan's first day."""

    hidden_column = "plan_id"

    plan = models.ForeignKey(ProtectionPlan, models.PROTECT, related_name="categories")
    category = models.CharField(max_length=4)
    since_on = models.DateField()
    conference = models.ForeignKey(Conference, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "since_on"], name="plan_category_one_a_day"),
            models.CheckConstraint(condition=~Q(category=""), name="plan_category_is_said"),
        ]

    def __str__(self) -> str:
        return f"plan category {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.plan.standing.person_id]


class CoreGroup(OfAStanding):
    """That those who carry out a child's plan met with the family on a day."""

    hidden_column = "plan_id"

    plan = models.ForeignKey(ProtectionPlan, models.PROTECT, related_name="core_groups")
    held_on = models.DateField()
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="core_groups")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "held_on"], name="core_group_once_a_day")
        ]

    def __str__(self) -> str:
        return f"core group {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.plan.standing.person_id]


class TemporaryPlan(OfAStanding):
    """That a child on another council's plan stays here for a time. It is known and never counted as a plan of ours."""

    hidden_column = "standing_id"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="temporary_plan")
    council = models.CharField(max_length=120)
    category = models.CharField(max_length=4, blank=True)
    told_on = models.DateField()
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(council=""), name="temporary_plan_of_a_council")
        ]

    def __str__(self) -> str:
        return f"temporary plan {self.pk}"

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]


class EarlierRegistration(Guarded):
    """A plan or registration of this council from before this record, as old papers say it: it counts as earlier."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_registrations")
    started_on = models.DateField()
    ended_on = models.DateField()
    category = models.CharField(max_length=4, blank=True)
    words = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__gt=F("started_on")), name="earlier_registration_ends_later"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="earlier_registration_says_whence"),
            models.UniqueConstraint(fields=["person", "started_on"], name="earlier_registration_once"),
        ]

    def __str__(self) -> str:
        return f"earlier registration {self.pk}"
