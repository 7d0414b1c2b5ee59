"""Workers, teams, memberships and presence, and the trail of who wrote and who looked."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from kith.access import filed
from kith.access.may import May
from kith.core import clock
from kith.database.prepared import prepared


class DateRange(Func):
    """``daterange(start, end, '[)')``: the first day is in it, the last is not."""

    function = "daterange"


def days(started: str = "started_on", ended: str = "ended_on") -> DateRange:
    """The range of days between two columns, for exclusion constraints."""
    return DateRange(F(started), F(ended), Value("[)"))


def holding(day: date) -> Q:
    """The condition under which a row with a first day and an end holds on a day; the end is the day after its last."""
    return Q(started_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


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
        """The worker of this name, however its letters are written."""
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
    newly_qualified_until = models.DateField(null=True, blank=True)
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
        return frozenset(May[name] for name in filed.on(clock.today()).permissions_of(self.roles))

    def may(self, permission: May) -> bool:
        """Whether this worker has the permission today."""
        return self.is_active and permission in self.permissions

    @property
    def team(self) -> Team | None:
        """The first team worked in today, if any."""
        return self.memberships_today[0].team if self.memberships_today else None

    @cached_property
    def sees_own_families_only(self) -> bool:
        """Whether this worker sees the families they work with in early help and no other record."""
        return filed.on(clock.today()).reach_only_own_families(self.roles)

    @property
    def sight(self) -> str:
        """What the database is told: the id, ``own`` for who sees own families alone, ``all`` for who sees restricted
        records, ``names`` for old names."""
        if self.sees_own_families_only:
            return f"{self.pk} own"
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
    held = Membership.objects.filter(holding(day), worker=worker)
    return held.select_related("team").order_by("pk")


def with_memberships(workers: Iterable[Worker]) -> list[Worker]:
    """The same workers, what they hold today read for all of them at once, so that none is asked for alone. One query.

    Who knew it already keeps what they knew.
    """
    found = list(workers)
    unread = [one for one in found if "memberships_today" not in one.__dict__]
    held: dict[int, list[Membership]] = {one.pk: [] for one in unread}
    rows = Membership.objects.filter(holding(clock.today()), worker__in=held)
    for row in rows.select_related("team").order_by("pk") if unread else ():
        held[row.worker_id].append(row)
    for one in unread:
        one.memberships_today = held[one.pk]
    return found


class Leave(models.Model):
    """Days on which a worker is not there, or is there for something else: from a day to the day of being back."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=20)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")), name="leave_has_a_day"
            ),
            ExclusionConstraint(
                name="leave_once_at_a_time",
                expressions=[("worker", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
                condition=Q(taken_back_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"leave {self.pk}"


class WorkingShare(models.Model):
    """Which part of full hours a worker works, for a time. Without a row: all of them."""

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="working_shares")
    share = models.DecimalField(max_digits=3, decimal_places=2)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="working_share_is_a_part"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="working_share_has_a_day",
            ),
            ExclusionConstraint(
                name="working_share_one_at_a_time",
                expressions=[("worker", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"working share {self.pk}"


class WorkerSkill(models.Model):
    """What a worker is good at, or a language spoken besides English, for a time."""

    LISTS: ClassVar = {"skill": "worker_skill", "language": "language"}

    worker = models.ForeignKey(Worker, models.PROTECT, related_name="skills")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in LISTS])
    code = models.CharField(max_length=20)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["worker", "kind", "code"],
                condition=Q(ended_on__isnull=True),
                name="worker_skill_once",
            ),
        ]

    def __str__(self) -> str:
        return f"worker skill {self.pk}"


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
