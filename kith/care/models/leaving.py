"""Young people who are leaving or have left care, up to 25."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker, days
from kith.people.models import ENDS_AFTER_START
from kith.work.models import Standing

CATEGORY_CODES = ("eligible", "relevant", "former_relevant", "qualifying")


class CareLeaver(Guarded):
    """That a young person has a right to support on leaving care, from a day to a day: its days are its standing's."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "standing_id"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="care_leaver")

    def __str__(self) -> str:
        return f"care leaver {self.pk}"

    def people_ids(self) -> list[int]:
        """The young person."""
        return [self.standing.person_id]


class OfALeaver(Guarded):
    """Base of what belongs to a care leaver and is hidden with them."""

    hidden_by = "kith_hidden_standings"
    hidden_column = "leaver_id"

    class Meta:
        abstract = True

    def people_ids(self) -> list[int]:
        """The young person."""
        return [self.leaver.standing.person_id]  # type: ignore[attr-defined]


class LeavingCategory(OfALeaver):
    """Which category of care leaver somebody is in for a time, and the reason it follows from."""

    leaver = models.ForeignKey(CareLeaver, models.PROTECT, related_name="categories")
    category = models.CharField(max_length=16)
    why = models.CharField(max_length=400)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="leaving_category_ends_after_start"),
            models.CheckConstraint(
                condition=Q(category__in=CATEGORY_CODES) & ~Q(why=""), name="leaving_category_is_known"
            ),
            ExclusionConstraint(
                name="leaving_category_one_at_a_time",
                expressions=[("leaver", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"leaving category {self.pk}"


class PersonalAdviser(OfALeaver):
    """Who is somebody's personal adviser for a time."""

    leaver = models.ForeignKey(CareLeaver, models.PROTECT, related_name="advisers")
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="advises")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="personal_adviser_ends_after_start"),
            ExclusionConstraint(
                name="personal_adviser_one_at_a_time",
                expressions=[("leaver", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker"], condition=Q(ended_on__isnull=True), name="personal_adviser_now")
        ]

    def __str__(self) -> str:
        return f"personal adviser {self.pk}"


class ArrangedHome(OfALeaver):
    """A time in which a care leaver lives where the council has arranged it or pays: then it owes them visits there."""

    leaver = models.ForeignKey(CareLeaver, models.PROTECT, related_name="homes")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="arranged_home_ends_after_start"),
            ExclusionConstraint(
                name="arranged_home_one_at_a_time",
                expressions=[("leaver", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"arranged home {self.pk}"


class LeavingContact(OfALeaver):
    """That one was in touch with a care leaver on a day or tried, what they do and where they live (table OC3).

    ``birthday`` is the birthday for which it counts (17 to 25), empty where it is none; ``seen_at_home``: one saw them
    where they live.
    """

    leaver = models.ForeignKey(CareLeaver, models.PROTECT, related_name="contacts")
    held_on = models.DateField()
    birthday = models.PositiveSmallIntegerField(null=True, blank=True)
    in_touch = models.CharField(max_length=4)
    activity = models.CharField(max_length=2)
    accommodation = models.CharField(max_length=2)
    words = models.CharField(max_length=400, blank=True)
    seen_at_home = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(seen_at_home=False) | Q(in_touch="YES"), name="leaving_contact_seen_is_in_touch"
            ),
            models.UniqueConstraint(fields=["leaver", "held_on"], name="leaving_contact_once_a_day"),
            models.CheckConstraint(
                condition=Q(birthday__isnull=True) | Q(birthday__gte=17, birthday__lte=25),
                name="leaving_contact_birthday",
            ),
            models.CheckConstraint(
                condition=~Q(in_touch="YES") | (~Q(activity="0") & ~Q(accommodation="0")),
                name="leaving_contact_in_touch_tells",
            ),
            models.CheckConstraint(
                condition=~Q(in_touch__in=["DIED", "RHOM"]) | Q(activity="0", accommodation="0"),
                name="leaving_contact_nobody_to_ask",
            ),
        ]

    def __str__(self) -> str:
        return f"leaving contact {self.pk}"
