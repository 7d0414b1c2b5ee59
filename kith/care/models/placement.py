"""Where looked-after children live, and where postcodes lie."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from kith.access.models import Worker, days
from kith.care.models.period import CarePeriod, OfAPeriod
from kith.people.models import Address

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")


class Placement(OfAPeriod):
    """Where a looked-after child lives for a time, with which carer, of which provider.

    Inside the period one placement follows another without gap or overlap, as legal statuses do.

    ``carer`` is what the home or the carers are called; ``carer_stays`` says that they are those of the placement
    before, who moved house or changed their registration. ``urn`` is Ofsted's number. The address is told only where
    it is not kept from somebody (``people.KeptAddress``). ``postcode``, ``miles`` (from home, straight) and
    ``council`` are kept as they were when the placement was recorded: what was returned comes back unchanged.
    ``end_reason`` is why this placement ended, so it stands on the one that ends (rules 225, 226, 233); temporary
    placements, and the one before, have none. ``resumes`` is the placement a child comes back to out of a temporary
    one (383). ``visits`` says by which rule the child is visited, where it is not by the ordinary one:
    ``unassessed_parent`` (regulation 19) or ``temporary_carer`` (regulation 24); ``is_lasting``: it is meant to last
    to 18.
    """

    VISITS: ClassVar = [
        ("", "Ordinary placement"),
        ("unassessed_parent", "With a parent before the assessment is finished (regulation 19)"),
        ("temporary_carer", "With a relative or friend approved for the time being (regulation 24)"),
    ]

    period = models.ForeignKey(CarePeriod, models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=3)
    provider = models.CharField(max_length=3, blank=True)
    carer = models.CharField(max_length=120, blank=True)
    carer_stays = models.BooleanField(default=False)
    urn = models.CharField(max_length=8, blank=True)
    address = models.ForeignKey(Address, models.PROTECT, null=True, blank=True, related_name="placements")
    postcode = models.CharField(max_length=8, blank=True)
    miles = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    council = models.CharField(max_length=9, blank=True)
    visits = models.CharField(max_length=20, blank=True, choices=VISITS)
    is_lasting = models.BooleanField(default=False)
    resumes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="resumed_by")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=6, blank=True)
    words = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="placement_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(end_reason=""), name="placement_reason_on_its_end"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=TEMPORARY) | Q(provider="", urn="", end_reason="", is_lasting=False),
                name="placement_temporary_has_no_provider",
            ),
            models.CheckConstraint(
                condition=~Q(resumes__isnull=False) | ~Q(kind__in=TEMPORARY),
                name="placement_temporary_resumes_none",
            ),
            ExclusionConstraint(
                name="placement_one_at_a_time",
                expressions=[("period", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "started_on"], name="placement_kind_started")]

    def __str__(self) -> str:
        return f"placement {self.pk}"

    @property
    def is_temporary(self) -> bool:
        """Whether the child is to come back from it to where it lived."""
        return self.kind in TEMPORARY


class Postcode(models.Model):
    """Where a postcode lies: metres east and north on the national grid, the council whose area it is, and where the
    list has them the ward and the tenth of England's neighbourhoods it belongs to, the most deprived first.

    Read in from a file (``manage.py read_postcodes``); no fact of the record.
    """

    key = models.CharField(max_length=7, primary_key=True, db_collation="C")
    easting = models.IntegerField()
    northing = models.IntegerField()
    council = models.CharField(max_length=9, blank=True)
    ward = models.CharField(max_length=9, blank=True, db_default="", default="")
    decile = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decile__isnull=True) | Q(decile__gte=1, decile__lte=10),
                name="postcode_decile",
            )
        ]

    def __str__(self) -> str:
        return f"postcode {self.key}"
