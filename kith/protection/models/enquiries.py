"""Strategy discussions, who took part in them, and the section 47 enquiries that some of them start."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Worker
from kith.people.models import Person
from kith.work.models import Involvement, Standing, Step
from kith.work.models.steps import people_of

DECISIONS = {
    "none": "No enquiry",
    "single": "Enquiry by social care alone",
    "joint": "Enquiry by social care and police together",
    "police": "Enquiry by the police alone",
}
STARTS = ("single", "joint")  # of these decisions an enquiry under section 47 begins
ENQUIRY_OUTCOMES = {
    "not_substantiated": "Concerns not substantiated",
    "substantiated": "Substantiated, no conference needed",
    "conference": "To a child protection conference",
}
NO_CONFERENCE = ("not_substantiated", "substantiated")


class StrategyDiscussion(Guarded):
    """Social care, police, health and others sharing what they know and deciding whether to enquire.

    Several may be held; the one that starts an enquiry starts its clock (see ``Enquiry.discussion``). ``step`` is the
    work in which it was written down, where there is one.
    """

    hidden_by = "kith_hidden_strategy_discussions"
    hidden_column = "id"

    held_on = models.DateField()
    step = models.OneToOneField(Step, models.PROTECT, null=True, blank=True, related_name="strategy")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["held_on"], name="strategy_held")]

    def __str__(self) -> str:
        return f"strategy discussion {self.pk}"

    def people_ids(self) -> list[int]:
        """The children it was about."""
        return people_of(self.children)


class StrategyChild(Guarded):
    """What a strategy discussion decided for one child.

    ``held_on`` is the discussion's: it stays known where the discussion is hidden for the sake of another child.
    """

    discussion = models.ForeignKey(StrategyDiscussion, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="strategy_discussions")
    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="+")
    held_on = models.DateField()
    decision = models.CharField(max_length=10, choices=list(DECISIONS.items()))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["discussion", "person"], name="strategy_child_once"),
            models.CheckConstraint(condition=Q(decision__in=list(DECISIONS)), name="strategy_decision_known"),
        ]

    def __str__(self) -> str:
        return f"strategy child {self.pk}"


class StrategyAttendance(Guarded):
    """That an agency took part in a strategy discussion, or did not; who came for it, or why nobody did."""

    hidden_by = "kith_hidden_strategy_discussions"
    hidden_column = "discussion_id"

    discussion = models.ForeignKey(StrategyDiscussion, models.PROTECT, related_name="attendance")
    agency = models.CharField(max_length=20)
    took_part = models.BooleanField()
    words = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["discussion", "agency"], name="strategy_attendance_once"),
            models.CheckConstraint(condition=~Q(agency=""), name="strategy_attendance_of_an_agency"),
        ]

    def __str__(self) -> str:
        return f"strategy attendance {self.pk}"


class Enquiry(Guarded):
    """An enquiry under section 47 about one child: from the strategy discussion that started it to its end.

    Its days are those of its standing. It ends on the day of an outcome that needs no conference, or on the day of the
    conference. Whether the census says "conference not required" follows from the outcome (pitfall 7 of the domain).
    """

    hidden_by = "kith_hidden_standings"
    hidden_column = "standing_id"

    standing = models.OneToOneField(Standing, models.PROTECT, primary_key=True, related_name="enquiry")
    discussion = models.ForeignKey(StrategyDiscussion, models.PROTECT, related_name="enquiries")
    kind = models.CharField(max_length=10, choices=[(code, DECISIONS[code]) for code in STARTS])
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="enquiries")
    outcome = models.CharField(max_length=20, blank=True, choices=list(ENQUIRY_OUTCOMES.items()))
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    decided_recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=STARTS), name="enquiry_kind_is_known"),
            models.CheckConstraint(
                condition=Q(
                    outcome="",
                    decided_on__isnull=True,
                    decided_by__isnull=True,
                    decided_recorded_at__isnull=True,
                )
                | Q(
                    outcome__in=list(ENQUIRY_OUTCOMES),
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                    decided_recorded_at__isnull=False,
                ),
                name="enquiry_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"enquiry {self.pk}"

    @property
    def conference_not_required(self) -> bool:
        """What the census asks: whether it ended without need for a conference (N00111)."""
        return self.outcome in NO_CONFERENCE

    def people_ids(self) -> list[int]:
        """The child."""
        return [self.standing.person_id]
