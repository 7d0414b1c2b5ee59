"""What came by the public form, and what is told to those who told us."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.documents.models import Mail, StoredFile
from kith.frontdoor.models.contacts import Contact


class Feedback(Guarded):
    """What a referrer is told of a contact and says of us: acknowledged, told the outcome, one rating."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.OneToOneField(Contact, models.PROTECT, primary_key=True, related_name="feedback")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by_mail = models.OneToOneField(Mail, models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    told_by_mail = models.OneToOneField(Mail, models.PROTECT, null=True, blank=True, related_name="+")
    told = models.CharField(max_length=400, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    rated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(rating__isnull=True, rated_at__isnull=True)
                | Q(rating__gte=1, rating__lte=5, rated_at__isnull=False),
                name="feedback_rated_from_one_to_five",
            )
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"


class PrivateLink(models.Model):
    """The private address under which a referrer sees how a contact stands: its mark, never the address itself."""

    digest = models.CharField(max_length=64, unique=True)
    contact_number = models.BigIntegerField()
    made_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact_number"], name="private_link_contact")]

    def __str__(self) -> str:
        return f"private link {self.pk}"


class ContactFile(Guarded):
    """A file handed in with a contact, under the name its sender gave it."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="files")
    stored = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"contact file {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the contact, as far as they are recognised."""
        return self.contact.people_ids()


class FormTry(models.Model):
    """One try to send the public form, kept a while to slow down robots: from where and when, nothing else."""

    at = models.DateTimeField()
    address = models.CharField(max_length=45)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address", "-at"], name="form_try_address")]

    def __str__(self) -> str:
        return f"form try {self.pk}"
