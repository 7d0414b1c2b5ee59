"""The outbox, and the files that were handed in."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class Mail(models.Model):
    """An e-mail to somebody outside: written with what causes it, sent afterwards.

    Its words name no child: whoever reads them needs a reference only (decision 0018). Where ``link_by`` says what
    makes its private link, and ``about`` for which row, it is made as the mail is sent and stands in no table (0061).
    """

    WAITING, SENT, GIVEN_UP = "waiting", "sent", "given_up"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    words = models.TextField()
    link_by = models.CharField(max_length=40, blank=True)
    about = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | Q(state__in=["waiting", "given_up"], sent_at__isnull=True),
                name="mail_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(link_by="", about__isnull=True) | (~Q(link_by="") & Q(about__isnull=False)),
                name="mail_link_is_of_a_row",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=Q(state="waiting"), name="mail_waiting"),
            models.Index(fields=["state", "-written_at"], name="mail_state"),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"


class StoredFile(models.Model):
    """A file that was handed in: where it lies, how large it is, what it is. Its name is told where it belongs.

    The row outlives the bytes: once ``purged_at`` is set it is the trace of what was deleted, and why.
    """

    place = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True, blank=True)
    purged_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purged_at__isnull=True, purged_why="")
                | Q(purged_at__isnull=False) & ~Q(purged_why=""),
                name="stored_file_purged_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"stored file {self.pk}"
