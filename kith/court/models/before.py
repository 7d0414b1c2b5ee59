"""The work before an application to court, and each child's time in it and before the court."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.court.models.proceedings import Proceedings
from kith.people.models import Person
from kith.work.models import Standing, Step
from kith.work.models.steps import people_of


class PreProceedings(Guarded):
    """The work with a family before anybody applies to court, under the Public Law Outline; told once for its children.

    Its days are those of module 5 of the children in need census (draft for 2026-27).
    """

    hidden_by = "kith_hidden_pre_proceedings"
    hidden_column = "id"

    decided_on = models.DateField()
    letter_on = models.DateField(null=True, blank=True)
    meeting_offered = models.BooleanField(null=True, blank=True)
    meeting_held = models.BooleanField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(letter_on__isnull=True) | Q(letter_on__gte=F("decided_on")),
                name="letter_after_the_decision",
            ),
            models.CheckConstraint(
                condition=Q(letter_on__isnull=True) | Q(meeting_offered__isnull=False),
                name="letter_says_whether_a_meeting_is_offered",
            ),
            models.CheckConstraint(
                condition=Q(meeting_held__isnull=True) | Q(meeting_offered=True),
                name="family_meeting_held_was_offered",
            ),
            models.CheckConstraint(
                condition=Q(meeting_on__isnull=True) | Q(meeting_held=True),
                name="family_meeting_day_of_one_held",
            ),
        ]

    def __str__(self) -> str:
        return f"pre-proceedings {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class PreProceedingsMeeting(Guarded):
    """A meeting held in pre-proceedings: the first, and every one after it that looks at what came of the work."""

    hidden_by = "kith_hidden_pre_proceedings"
    hidden_column = "pre_proceedings_id"

    pre_proceedings = models.ForeignKey(PreProceedings, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pre_proceedings", "held_on"], name="one_meeting_a_day"),
        ]

    def __str__(self) -> str:
        return f"pre-proceedings meeting {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the pre-proceedings."""
        return self.pre_proceedings.people_ids()


class CourtPeriod(Guarded):
    """A child's time in pre-proceedings, in proceedings, or first in one and then in the other: one standing.

    ``outcome`` is what pre-proceedings came to for this child (census list CS131), ``outcome_on`` the day of that
    decision, ``issue_letter_on`` the day of the letter that tells the parents of the application.
    """

    hidden_by = "kith_hidden_people"
    hidden_column = "person_id"

    standing = models.OneToOneField(Standing, models.PROTECT, related_name="court_period")
    person = models.ForeignKey(Person, models.PROTECT, related_name="court_periods")
    pre_proceedings = models.ForeignKey(
        PreProceedings, models.PROTECT, null=True, blank=True, related_name="children"
    )
    outcome = models.CharField(max_length=8, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_recorded_at = models.DateTimeField(null=True, blank=True)
    issue_letter_on = models.DateField(null=True, blank=True)
    proceedings = models.ForeignKey(
        Proceedings, models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(pre_proceedings__isnull=False) | Q(proceedings__isnull=False),
                name="court_period_in_something",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on__isnull=True, outcome_recorded_at__isnull=True)
                | (
                    Q(
                        outcome_on__isnull=False,
                        outcome_recorded_at__isnull=False,
                        pre_proceedings__isnull=False,
                    )
                    & ~Q(outcome="")
                ),
                name="outcome_of_pre_proceedings_with_its_day",
            ),
            models.CheckConstraint(
                condition=Q(pre_proceedings__isnull=True) | Q(proceedings__isnull=True) | ~Q(outcome=""),
                name="no_application_before_the_decision",
            ),
            models.CheckConstraint(
                condition=Q(issue_letter_on__isnull=True) | Q(proceedings__isnull=False),
                name="letter_of_issue_with_an_application",
            ),
        ]

    def __str__(self) -> str:
        return f"court period {self.pk}"
