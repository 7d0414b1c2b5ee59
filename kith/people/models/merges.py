"""Two records of one person made one, with the trace by which they can be parted again; and two people told apart."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models.persons import Person


class Merge(Guarded):
    """One record went into another. Insert only.

    The row of the person who went is removed, so ``gone_number`` is only a number; everything that pointed to it
    points to ``kept``. ``earlier`` has the facts not chosen, in words; ``warnings`` what spoke against it and was
    looked at. ``marks`` says for each table the highest id at that moment: what is above was added since.
    """

    hidden_column = "kept_id"

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges")
    gone_number = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    marks = models.JSONField(default=dict)
    earlier = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["gone_number"], name="merge_gone_number")]

    def __str__(self) -> str:
        return f"merge {self.pk}"

    def people_ids(self) -> list[int]:
        """Both numbers."""
        return [self.kept_id, self.gone_number]


class MergedRow(Guarded):
    """What a merge did to one row: set one column, removed it, or added it. Insert only, read by the system alone.

    A row may be about somebody whom the one who merges may not know of; so nobody reads the trace, parting does.
    """

    hidden_by = "kith_hidden_traces"
    hidden_column = "merge_id"

    DEEDS: ClassVar = [("set", "column set"), ("removed", "row removed"), ("added", "row added")]

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="rows")
    deed = models.CharField(max_length=8, choices=DEEDS)
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    column = models.CharField(max_length=63, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"merged row {self.pk}"


class Unmerge(Guarded):
    """A merge was undone: the record that went is there again. Insert only."""

    hidden_column = "kept_id"

    merge = models.OneToOneField(Merge, models.PROTECT, related_name="undone")
    kept = models.ForeignKey(Person, models.PROTECT, related_name="unmerges")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"unmerge {self.pk}"

    def people_ids(self) -> list[int]:
        """Both numbers."""
        return self.merge.people_ids()


class ToldApart(Guarded):
    """Two people on record who look alike are two people: somebody said so, and why.

    From then on nobody is asked again whether they are one. It may be withdrawn, which leaves its trace; it is
    never removed but by a merge, whose undoing puts it back.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="told_apart")
    other = models.ForeignKey(Person, models.PROTECT, related_name="told_apart_from_them")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name_plural = "told apart from somebody"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="told_apart_are_two"),
            models.UniqueConstraint(
                Least("person", "other"),
                Greatest("person", "other"),
                condition=Q(withdrawn_at__isnull=True),
                name="told_apart_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="told_apart_withdrawn_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"told apart {self.pk}"

    def people_ids(self) -> list[int]:
        """Both."""
        return [self.person_id, self.other_id]
