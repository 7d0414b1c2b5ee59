"""What was said of an action, each row for ever: notes, ratings, proofs, and the words of those affected."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.models import Worker
from kith.improvement.models.plans import PlanAction
from kith.improvement.models.projects import Deliverable
from kith.improvement.words import PROOFS, RATINGS, WHO


class ActionNote(models.Model):
    """What somebody wrote on the progress of an action. Insert only; the newest stands in the plan."""

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="notes")
    words = models.TextField()
    noted_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(words=""), name="action_note_has_words")]
        indexes: ClassVar = [
            models.Index(fields=["action", "-noted_on", "-id"], name="action_note_newest"),
        ]

    def __str__(self) -> str:
        return f"action note {self.pk}"


class ActionRating(models.Model):
    """That an action was rated so from a day on, and why. Insert only; the last one is the rating of the action."""

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="ratings")
    before = models.CharField(max_length=6, blank=True, choices=list(RATINGS.items()))
    rating = models.CharField(max_length=6, choices=list(RATINGS.items()))
    rated_on = models.DateField()
    why = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(why=""), name="action_rating_says_why"),
            models.CheckConstraint(condition=Q(rating__in=list(RATINGS)), name="action_rating_is_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["action", "-rated_on", "-id"], name="action_rating_newest"),
        ]

    def __str__(self) -> str:
        return f"action rating {self.pk}"


class ActionProof(models.Model):
    """That one of the four proofs of an action stands from a day on, or no longer does. Insert only."""

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=10, choices=list(PROOFS.items()))
    stands = models.BooleanField()
    on = models.DateField()
    words = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="action_proof_has_words"),
            models.CheckConstraint(condition=Q(kind__in=list(PROOFS)), name="action_proof_is_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["action", "-id"], name="action_proof_newest")]

    def __str__(self) -> str:
        return f"action proof {self.pk}"


class ActionFeedback(models.Model):
    """What one of those affected said: whether it helped, in their words, without a name. Insert only.

    With a `deliverable` it was said of that alone; without one it was said of the action and all it delivers.
    """

    action = models.ForeignKey(PlanAction, models.PROTECT, related_name="feedback")
    deliverable = models.ForeignKey(
        Deliverable, models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    who = models.CharField(max_length=12, choices=list(WHO.items()))
    agrees = models.BooleanField()
    words = models.TextField()
    said_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="action_feedback_has_words"),
            models.CheckConstraint(condition=Q(who__in=list(WHO)), name="action_feedback_is_of_somebody"),
        ]
        indexes: ClassVar = [models.Index(fields=["action", "id"], name="action_feedback_in_order")]

    def __str__(self) -> str:
        return f"action feedback {self.pk}"
