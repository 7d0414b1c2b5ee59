"""Whom we asked what they think, and what they answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.documents.models import Mail
from kith.people.models import Person
from kith.practice.listening import WHO
from kith.practice.questionnaires import ANSWERS_OF_HELPED

LONGEST_CODE = 40


class FeedbackRequest(Guarded):
    """That somebody was asked: of which kind, at which point of the work, about which child if any, and with what.

    ``asked_with`` is the very questionnaire, so that an answer can always be read as it was given. Of the private
    address only the mark is kept; where it goes by ``mail`` it is made as that is sent. It is hidden with the child.
    """

    hidden_by = "kith_hidden_feedback"
    hidden_column = "id"

    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="feedback_requests"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    who = models.CharField(max_length=12, choices=list(WHO.items()))
    point = models.CharField(max_length=LONGEST_CODE)
    questionnaire = models.CharField(max_length=LONGEST_CODE)
    asked_with = models.JSONField()
    digest = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    ends_on = models.DateField()
    mail = models.OneToOneField(Mail, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(who__in=list(WHO)), name="feedback_asked_of_somebody"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("asked_on")), name="feedback_ends_after_asked"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "point", "asked_on"], name="feedback_asked_of_a_person"),
            models.Index(fields=["asked_on"], name="feedback_asked_on"),
        ]

    def __str__(self) -> str:
        return f"feedback request {self.pk}"

    def people_ids(self) -> list[int]:
        """The child it is about, if any."""
        return [self.person_id] if self.person_id else []


class FeedbackAnswer(Guarded):
    """One answer, given once: by the private link, or on paper and entered by a worker. Insert only.

    ``helped`` and ``score`` (from 0, the worst, to 100) are what is counted; ``answers`` is what was told.
    """

    hidden_by = "kith_hidden_feedback"
    hidden_column = "request_id"

    request = models.OneToOneField(FeedbackRequest, models.PROTECT, primary_key=True, related_name="answer")
    helped = models.CharField(max_length=6, blank=True)
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    answers = models.JSONField()
    answered_on = models.DateField()
    entered_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(helped__in=["", *ANSWERS_OF_HELPED]), name="feedback_helped_is_known"
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="feedback_score_up_to_a_hundred",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["answered_on"], name="feedback_answered_on")]

    def __str__(self) -> str:
        return f"feedback answer {self.pk}"

    def people_ids(self) -> list[int]:
        """The child it is about, if any."""
        return self.request.people_ids()


class LinkTry(models.Model):
    """That somebody opened an address that means nothing, kept a while to slow down guessing: from where and when."""

    at = models.DateTimeField()
    address = models.CharField(max_length=45)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["address", "-at"], name="link_try_address")]

    def __str__(self) -> str:
        return f"link try {self.pk}"
