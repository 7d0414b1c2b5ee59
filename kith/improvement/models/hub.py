"""What elected members did as corporate parents, bulletins, and when somebody last opened the hub."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Team, Worker
from kith.improvement.members.words import ACTIVITIES
from kith.improvement.models.plans import LONGEST_TITLE


class MemberActivity(models.Model):
    """What an elected member did as a corporate parent on a day, and what they said of it. It names no child.

    `member` has an account; a member without one is named in `name`. `team` is whom they visited or followed.
    """

    kind = models.CharField(max_length=10, choices=list(ACTIVITIES.items()))
    member = models.ForeignKey(
        Worker, models.PROTECT, null=True, blank=True, related_name="member_activities"
    )
    name = models.CharField(max_length=LONGEST_TITLE, blank=True)
    happened_on = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="member_activities")
    what = models.CharField(max_length=LONGEST_TITLE, blank=True)
    said = models.TextField(blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(ACTIVITIES)), name="member_activity_is_known"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | (Q(member__isnull=True) & ~Q(name="")),
                name="member_activity_is_somebodys",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-happened_on", "-id"], name="member_activity_newest")]

    def __str__(self) -> str:
        return f"member activity {self.pk}"

    @property
    def called(self) -> str:
        """The name of the member."""
        return self.member.name if self.member else self.name


class Bulletin(models.Model):
    """A short notice on the hub. What is taken down stays and is not shown. It names no child."""

    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.TextField()
    is_off = models.BooleanField(default=False)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="bulletin_has_words"),
        ]

    def __str__(self) -> str:
        return f"bulletin {self.pk}"


class HubVisit(models.Model):
    """When somebody last opened the hub, and when the time before: what is new is new since then."""

    worker = models.OneToOneField(Worker, models.PROTECT, related_name="hub_visit")
    opened_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"hub visit {self.pk}"
