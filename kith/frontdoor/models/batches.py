"""Lists of notifications that were read in, and what they said of each contact."""

from django.db import models

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.frontdoor.models.contacts import Contact


class Batch(models.Model):
    """A list of notifications that was read in: whose, when, by whom, how many rows. Names nobody."""

    source = models.CharField(max_length=4)
    organisation = models.CharField(max_length=160)
    rows_read = models.PositiveIntegerField()
    rows_taken = models.PositiveIntegerField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"batch {self.pk}"


class BatchRow(models.Model):
    """That a row was read in once: marks of its contents and of its reference, which tell nothing themselves."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="lines")
    line = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, unique=True)
    reference_mark = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"batch row {self.pk}"


class Notification(Guarded):
    """What an agency's list said of a contact besides its words: its own number, the day, where to answer."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.OneToOneField(Contact, models.PROTECT, primary_key=True, related_name="notification")
    row = models.OneToOneField(BatchRow, models.PROTECT, related_name="notification")
    reference = models.CharField(max_length=60)
    incident = models.CharField(max_length=80)
    happened_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"notification {self.pk}"
