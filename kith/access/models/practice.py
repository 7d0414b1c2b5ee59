"""Practice changed on the screen: drafts, editions, and for whom they hold."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.models.workers import Team, Worker


class PracticeEdition(models.Model):
    """What of a pack's files was written anew and published, word for word. Insert only."""

    pack = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    texts = models.JSONField()
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    made_by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What steps opened under it keep: ``westmere@3``."""
        return f"{self.pack}@{self.pk}"


class PracticePublication(models.Model):
    """For whom an edition holds, and from when until when. Without a team it holds for everybody."""

    edition = models.ForeignKey(PracticeEdition, models.PROTECT, related_name="publications")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=400)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="publication_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, ended_at__isnull=True, ended_why="")
                | (
                    Q(ended_on__isnull=False, ended_by__isnull=False, ended_at__isnull=False)
                    & ~Q(ended_why="")
                ),
                name="publication_ended_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class PracticeDraft(models.Model):
    """A change to a pack that is being written, until it is published or put away."""

    pack = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=400)
    after = models.ForeignKey(PracticeEdition, models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.OneToOneField(
        PracticeEdition, models.PROTECT, null=True, blank=True, related_name="draft"
    )
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    put_away_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(put_away_by__isnull=True, put_away_at__isnull=True)
                | Q(put_away_by__isnull=False, put_away_at__isnull=False, edition__isnull=True),
                name="draft_published_or_put_away",
            )
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be written in."""
        return self.edition_id is None and self.put_away_at is None


class PracticeText(models.Model):
    """One saving of one file of a draft; the highest version holds. Insert only. Without text: as it was before."""

    draft = models.ForeignKey(PracticeDraft, models.PROTECT, related_name="texts")
    name = models.CharField(max_length=90)
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    before_hash = models.CharField(max_length=64)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "name", "version"], name="practice_text_once_a_version")
        ]

    def __str__(self) -> str:
        return f"practice text {self.pk}"
