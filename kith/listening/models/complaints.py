"""Complaints and compliments: what was said, the stages of a complaint, and how each was answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.listening.complaints.words import KINDS, OUTCOMES, WHO
from kith.people.models import Person

LONGEST_STAGE = 10


class Complaint(Guarded):
    """A complaint or a compliment: who said what of which team, received when. It is hidden with the child."""

    hidden_by = "kith_hidden_complaints"
    hidden_column = "id"

    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="complaints")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    who = models.CharField(max_length=12, choices=list(WHO.items()))
    words = models.TextField()
    received_on = models.DateField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="complaint_kind_is_known"),
            models.CheckConstraint(condition=Q(who__in=list(WHO)), name="complaint_of_somebody"),
            models.CheckConstraint(condition=~Q(words=""), name="complaint_has_words"),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "received_on"], name="complaint_received")]

    def __str__(self) -> str:
        return f"complaint {self.pk}"

    def people_ids(self) -> list[int]:
        """The child it is about, if any."""
        return [self.person_id] if self.person_id else []


class ComplaintStep(Guarded):
    """A stage that a complaint went to on a day, by when it is to be answered and why; longer with a reason.

    ``owner`` is who answers for the answer; without one it waits with the managers of the team.
    """

    hidden_by = "kith_hidden_complaints"
    hidden_column = "complaint_id"

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="steps")
    stage = models.CharField(max_length=LONGEST_STAGE)
    title = models.CharField(max_length=60)
    started_on = models.DateField()
    due_on = models.DateField()
    due_reason = models.CharField(max_length=200)
    longest_on = models.DateField(null=True, blank=True)
    longer_why = models.CharField(max_length=400, blank=True)
    owner = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["complaint", "stage"], name="complaint_stage_once"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("started_on")), name="complaint_due_after_start"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["owner"], condition=Q(owner__isnull=False), name="complaint_step_owner")
        ]

    def __str__(self) -> str:
        return f"complaint step {self.pk}"

    def people_ids(self) -> list[int]:
        """The child it is about, if any."""
        return self.complaint.people_ids()


class ComplaintAnswer(Guarded):
    """How a stage was answered: on which day, with which outcome, in which words, and what is learned. Insert only."""

    hidden_by = "kith_hidden_complaints"
    hidden_column = "complaint_id"

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="+")
    step = models.OneToOneField(ComplaintStep, models.PROTECT, primary_key=True, related_name="answer")
    outcome = models.CharField(max_length=10, choices=list(OUTCOMES.items()))
    answered_on = models.DateField()
    words = models.TextField()
    learning = models.TextField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=list(OUTCOMES)), name="complaint_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(learning=""), name="complaint_answer_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"complaint answer {self.pk}"

    def people_ids(self) -> list[int]:
        """The child it is about, if any."""
        return self.complaint.people_ids()
