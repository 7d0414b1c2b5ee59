"""Workers, teams and memberships, and the trail of who wrote and who looked."""

from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kith.access import practice
from kith.access.may import May
from kith.core import clock
from kith.database.prepared import prepared


class DateRange(Func):
    """``daterange(start, end, '[)')``: the first day is in it, the last is not."""

    function = "daterange"


def days(started: str = "started_on", ended: str = "ended_on") -> DateRange:
    """The range of days between two columns, for exclusion constraints."""
    return DateRange(F(started), F(ended), Value("[)"))


class Team(models.Model):
    """A team, an area made of teams, or the service as a whole."""

    KINDS: ClassVar = [("service", "service"), ("area", "area"), ("team", "team")]

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=KINDS, default="team")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    started_on = models.DateField(default=date(2000, 1, 1))
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="team_ends_after_start",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="team_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkerManager(BaseUserManager["Worker"]):
    """Finds workers by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "Worker":
        return self.get(username__iexact=username)


class Worker(AbstractBaseUser):
    """A person who works here. The columns ``username`` and ``password`` are the account."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    guideline_weight = models.DecimalField(max_digits=5, decimal_places=1, default=24)
    is_active = models.BooleanField(default=True)
    single_keys = models.BooleanField(default=True)
    looked_in_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "username"
    objects = WorkerManager()

    def __str__(self) -> str:
        return f"worker {self.pk}"

    @cached_property
    def memberships_today(self) -> list["Membership"]:
        """The memberships that hold today, with their teams."""
        return _memberships_on(self.pk, clock.today())

    @cached_property
    def roles(self) -> list[str]:
        """Codes of the roles held today, without repeats."""
        return list(dict.fromkeys(membership.role for membership in self.memberships_today))

    @cached_property
    def permissions(self) -> frozenset[May]:
        """What the roles held today allow, as the practice pack of today says."""
        return frozenset(May[name] for name in practice.current().permissions_of(self.roles))

    def may(self, permission: May) -> bool:
        """Whether this worker has the permission today."""
        return self.is_active and permission in self.permissions

    @property
    def team(self) -> Team | None:
        """The first team worked in today, if any."""
        return self.memberships_today[0].team if self.memberships_today else None

    @property
    def sight(self) -> str:
        """What the database is told: the id, ``all`` for who sees restricted records, ``names`` for old names."""
        sees = {"all": May.SEE_RESTRICTED, "names": May.SEE_OLD_NAMES}
        return " ".join([str(self.pk), *(word for word, permission in sees.items() if self.may(permission))])


class Membership(models.Model):
    """A worker's place in a team, with a role, for a time."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    ("team", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"


@prepared
def _memberships_on(worker: int, day: date) -> models.QuerySet[Membership]:
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    held = Membership.objects.filter(holding, worker=worker, started_on__lte=day)
    return held.select_related("team").order_by("pk")


class Event(models.Model):
    """One write to the record: who did what to which row, and whom it is about. Insert only."""

    at = models.DateTimeField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="events")
    role = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    people = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
            models.Index(fields=["at"], name="event_at"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"


class Look(models.Model):
    """One read of a person's record: who, when, in which role, which page, and why. Insert only."""

    at = models.DateTimeField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="looks")
    role = models.CharField(max_length=40, blank=True)
    person_id = models.BigIntegerField()
    page = models.CharField(max_length=80)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person_id", "-at"], name="look_person_at"),
            models.Index(fields=["worker", "-at"], name="look_worker_at"),
        ]

    def __str__(self) -> str:
        return f"look {self.pk}"


class SignInAttempt(models.Model):
    """One try to sign in, kept to slow down guessing. Insert only."""

    at = models.DateTimeField()
    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    succeeded = models.BooleanField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["username", "-at"], name="attempt_username"),
            models.Index(fields=["address", "-at"], name="attempt_address"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"


class ProblemReport(models.Model):
    """What somebody said went wrong with Kith itself, on which page, and what was answered."""

    at = models.DateTimeField()
    worker = models.ForeignKey(Worker, models.PROTECT, related_name="problem_reports")
    page = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=40)
    doing = models.TextField(blank=True)
    wrong = models.TextField()
    answer = models.TextField(blank=True, default="")
    answered_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["worker", "-at"], name="problem_worker_at")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="problem_answer_has_words_writer_and_moment",
            )
        ]

    def __str__(self) -> str:
        return f"problem report {self.pk}"
