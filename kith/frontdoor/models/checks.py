"""What agencies were asked about a family and replied, and every decision to share or not."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person


class PartnerCheck(Guarded):
    """A question to an agency about the children of a contact: what, why it may be asked, by when, what came back."""

    REPLIES: ClassVar = [
        ("known", "knows them"),
        ("not_known", "does not know them"),
        ("refused", "gave no answer"),
    ]

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey("frontdoor.Contact", models.PROTECT, related_name="partner_checks")
    agency = models.CharField(max_length=40)
    whom = models.CharField(max_length=120, blank=True)
    asked = models.CharField(max_length=400)
    basis = models.CharField(max_length=40)
    why = models.CharField(max_length=400, blank=True)
    asked_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reply_due_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=REPLIES, blank=True)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="", replied_at__isnull=True)
                | (~Q(outcome="") & Q(replied_at__gte=F("asked_at"))),
                name="partner_check_replied_with_an_outcome",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["reply_due_at"], condition=Q(replied_at__isnull=True), name="partner_check_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"partner check {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the contact."""
        return self.contact.people_ids()


class SharingEntry(Guarded):
    """A decision about one person's information: shared with whom or not, what, and why. Insert only.

    One that comes from a question to an agency has the words of the question, which may name the other children of
    the contact: it is hidden with any of them.
    """

    hidden_by = "kith_hidden_sharing"
    hidden_column = "id"

    person = models.ForeignKey(Person, models.PROTECT, related_name="sharing")
    check_asked = models.ForeignKey(
        PartnerCheck, models.PROTECT, null=True, blank=True, related_name="sharing"
    )
    agency = models.CharField(max_length=40)
    whom = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=400)
    is_shared = models.BooleanField()
    basis = models.CharField(max_length=40)
    why = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person", "-at"], name="sharing_person_at")]

    def __str__(self) -> str:
        return f"sharing entry {self.pk}"
