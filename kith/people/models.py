"""Persons, what they are called, where they live and whom they belong to."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Replace, Upper

from kith.access.guarded import Guarded
from kith.access.models import Worker, days

ENDS_AFTER_START = Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))


class OnlyDigits(Func):
    """The digits of a telephone number, whatever stands between them."""

    template = r"regexp_replace(%(expressions)s, '\D', '', 'g')"


class Person(Guarded):
    """Anyone on record: child, parent, carer. The id is the record number known outside."""

    hidden_column = "id"

    PRECISIONS: ClassVar = [(kind, kind) for kind in ("exact", "month", "year", "age", "expected", "unknown")]

    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    sounds = ArrayField(models.CharField(max_length=24), default=list)
    born_text = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_by = models.DateField(null=True, blank=True)
    born_precision = models.CharField(max_length=10, choices=PRECISIONS, default="unknown")
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, default="U")
    ethnicity = models.CharField(max_length=4, blank=True)
    language = models.CharField(max_length=40, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(given_name="") | ~Q(family_name="") | ~Q(known_as=""),
                name="person_is_called_something",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(born_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="person_dies_after_birth",
            ),
            models.CheckConstraint(
                condition=Q(born_on__isnull=True) | Q(born_by__isnull=True) | Q(born_by__gte=F("born_on")),
                name="person_born_between",
            ),
            models.CheckConstraint(condition=Q(sex__in=["M", "F", "U"]), name="person_sex_is_known_code"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["born_on"], name="person_born"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def name(self) -> str:
        """The name to show: given (or known as) and family name."""
        return " ".join(part for part in (self.known_as or self.given_name, self.family_name) if part)

    @property
    def is_unborn(self) -> bool:
        """Whether this is a child not yet born."""
        return self.born_precision == "expected"

    def people_ids(self) -> list[int]:
        """Whom this row is about."""
        return [self.pk]


class OtherName(Guarded):
    """A name a person has or had besides the one shown."""

    KINDS: ClassVar = [("former", "former name"), ("alias", "also called"), ("spelling", "another spelling")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="other_names")
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS, default="alias")
    sounds = ArrayField(models.CharField(max_length=24), default=list)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(started_on__isnull=True) | ENDS_AFTER_START, name="other_name_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"other name {self.pk}"


class NameKey(Guarded):
    """A word or a sound that a person is found by, of any of their names. Kept by triggers, never by hand.

    A table of plain words, not an array with a GIN index: under row-level security PostgreSQL uses an index
    only for comparisons that cannot leak, and equality and order of text are such, array overlap is not.
    """

    pk = models.CompositePrimaryKey("key", "person_id")
    key = models.CharField(max_length=130, db_collation="C")
    person = models.ForeignKey(Person, models.PROTECT, related_name="name_keys")

    def __str__(self) -> str:
        return f"name key of person {self.person_id}"


class Identifier(Guarded):
    """A number somebody else knows the person by: NHS number, UPN, an older system's number."""

    KINDS: ClassVar = [
        ("nhs", "NHS number"),
        ("upn", "unique pupil number"),
        ("old", "number in an older system"),
    ]

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=KINDS)
    value = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"identifier {self.pk}"


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


class Phone(Guarded):
    """A telephone number of a person."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="phones")
    number = models.CharField(max_length=30)
    note = models.CharField(max_length=120, blank=True)
    digits = models.GeneratedField(
        expression=OnlyDigits("number"), output_field=models.CharField(max_length=30), db_persist=True
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["digits"], name="phone_digits")]

    def __str__(self) -> str:
        return f"phone {self.pk}"


class Alert(Guarded):
    """Something to know before meeting or writing to a person, shown first on the record."""

    KINDS: ClassVar = [("safety", "safety"), ("care", "care"), ("health", "health")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=10, choices=KINDS)
    words = models.CharField(max_length=120)
    started_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="alert_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"


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
            models.UniqueConstraint(fields=["person", "other", "kind"], name="relationship_once"),
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


class Restriction(models.Model):
    """A record that only named workers may know of, for a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

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
