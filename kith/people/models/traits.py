"""What is known of a person by dated code lists, and who has parental responsibility, since when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person

ENDS_AFTER_START = Q(ended_on__isnull=True) | Q(started_on__isnull=True) | Q(ended_on__gte=F("started_on"))


class Trait(Guarded):
    """One thing a person is, of a code list (gender, religion, nationality ...), for a time.

    ``code`` is a code of the list of that kind; ``words`` go with it where the code alone does not say it.
    """

    KINDS: ClassVar = [
        (kind, kind)
        for kind in (
            "sex", "gender", "ethnicity", "language", "religion", "disability", "nationality", "immigration",
            "needs",
        )
    ]  # fmt: skip

    person = models.ForeignKey(Person, models.PROTECT, related_name="traits")
    kind = models.CharField(max_length=12, choices=KINDS)
    code = models.CharField(max_length=40)
    words = models.CharField(max_length=120, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="trait_ends_after_start"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_recorded_at__isnull=True)
                | Q(ended_on__isnull=False, ended_recorded_at__isnull=False),
                name="trait_end_is_recorded",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "code"], condition=Q(ended_on__isnull=True), name="trait_once"
            ),
        ]

    def __str__(self) -> str:
        return f"trait {self.pk}"


class ParentalResponsibility(Guarded):
    """``holder`` has parental responsibility for ``person``, for a time, by birth, order or agreement."""

    HOW: ClassVar = [
        ("birth", "by birth"),
        ("registered", "named on the birth certificate"),
        ("married", "married to the mother"),
        ("agreement", "by agreement"),
        ("order", "by a court order"),
        ("guardian", "as special guardian"),
        ("adoption", "by adoption"),
    ]

    person = models.ForeignKey(Person, models.PROTECT, related_name="parental_responsibilities")
    holder = models.ForeignKey(Person, models.PROTECT, related_name="parental_responsibilities_held")
    how = models.CharField(max_length=12, choices=HOW)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="responsibility_ends_after_start"),
            models.CheckConstraint(condition=~Q(person=F("holder")), name="responsibility_is_for_another"),
            models.UniqueConstraint(
                fields=["person", "holder"], condition=Q(ended_on__isnull=True), name="responsibility_once"
            ),
        ]

    def __str__(self) -> str:
        return f"parental responsibility {self.pk}"

    def people_ids(self) -> list[int]:
        """The child and the holder."""
        return [self.person_id, self.holder_id]
