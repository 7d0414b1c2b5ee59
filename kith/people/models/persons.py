"""Persons, what they are called, what is known before meeting them, and the numbers others know them by."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from kith.access.guarded import Guarded
from kith.people.rules import full_name

ENDS_AFTER_START = Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on"))


class OnlyDigits(Func):
    """The digits of a telephone number, whatever stands between them."""

    template = r"regexp_replace(%(expressions)s, '\D', '', 'g')"


class Person(Guarded):
    """Anyone on record: child, parent, carer. The id is the record number known outside."""

    hidden_column = "id"
    known_by = "kith_known_people"

    PRECISIONS: ClassVar = [(kind, kind) for kind in ("exact", "month", "year", "age", "expected", "unknown")]

    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    sounds = ArrayField(models.CharField(max_length=24), default=list)
    born_text = models.CharField(max_length=60, blank=True)
    born_on = models.DateField(null=True, blank=True)
    born_by = models.DateField(null=True, blank=True)
    born_precision = models.CharField(max_length=10, choices=PRECISIONS, default="unknown")
    due_on = models.DateField(null=True, blank=True)  # of who was on record before birth: the day expected
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
            # with what a search asks beside the day, so that it need not read the rows themselves
            models.Index(fields=["born_on"], include=["id", "born_by"], name="person_born_around"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def name(self) -> str:
        """The name to show: given (or known as) and family name."""
        return full_name(self.given_name, self.family_name, self.known_as)

    @property
    def is_unborn(self) -> bool:
        """Whether this is a child not yet born."""
        return self.born_precision == "expected"

    def people_ids(self) -> list[int]:
        """Whom this row is about."""
        return [self.pk]


class OtherName(Guarded):
    """A name a person has or had besides the one shown, with the days it held where they are known."""

    hidden_by = "kith_hidden_names"
    hidden_column = "id"

    KINDS: ClassVar = [("former", "former name"), ("alias", "also called"), ("spelling", "another spelling")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="other_names")
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS, default="alias")
    sounds = ArrayField(models.CharField(max_length=24), default=list)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # only those who may see old names are shown it, and found by it the person is by them alone
    is_close = models.BooleanField(default=False)

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
        ("record", "former record number"),
    ]

    person = models.ForeignKey(Person, models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=KINDS)
    value = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"identifier {self.pk}"


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
