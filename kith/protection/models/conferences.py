"""Child protection conferences, what they decide for each child, who is invited, and what everybody is given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import Guarded
from kith.access.models import Team, Worker
from kith.documents.models import Mail, StoredFile
from kith.people.models import Family, Person, Professional
from kith.protection.models.enquiries import Enquiry
from kith.work.models import FamilyPlan, Involvement, Step
from kith.work.models.steps import people_of

KINDS = {
    "initial": "Initial conference",
    "review": "Review conference",
    "transfer_in": "Transfer-in conference",
}
DECISIONS = {
    "plan": "Child protection plan",
    "in_need": "Child in need plan",
    "neither": "Neither of the two",
}
PARTICIPATION = {
    "present": "Was there",
    "part": "Was there for a part",
    "spoke_for": "Somebody spoke for the child",
    "wrote": "Wrote, drew or sent a message",
    "not_asked": "Was not asked",
    "too_young": "Too young to take part",
}
ANSWERS = {"coming": "Comes", "apologies": "Sends apologies"}
ATTENDANCE = {
    "present": "Was there",
    "part": "Was there for a part",
    "apologies": "Sent apologies",
    "absent": "Did not come",
}
CAME = ("present", "part")
PAPERS = {
    "invitation": "Invitation",
    "report": "Report to the conference",
    "decisions": "Decisions and outline plan",
    "record": "Record of the conference",
}
HOW = {"mail": "By e-mail", "post": "By post", "hand": "Handed over"}
A_WEEKDAY = Q(held_on__isnull=True) | Q(held_on__iso_week_day__lte=5)


class Conference(Guarded):
    """One meeting about one or several children: planned, then held or cancelled.

    It is never held at a weekend (children in need census, rule 8875). ``told_on`` is the day on which another council
    told us that a child on its plan has moved here: the clock of a transfer-in conference runs from it. ``went_on_why``
    says why it was held although fewer than two other agencies were there. ``outline`` is the plan that was spoken of.
    """

    hidden_by = "kith_hidden_conferences"
    hidden_column = "id"

    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    family = models.ForeignKey(Family, models.PROTECT, null=True, blank=True, related_name="conferences")
    team = models.ForeignKey(Team, models.PROTECT, related_name="conferences")
    chair = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="conferences")
    planned_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    told_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    went_on_why = models.CharField(max_length=400, blank=True)
    held_recorded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=400, blank=True)
    outline = models.ForeignKey(FamilyPlan, models.PROTECT, null=True, blank=True, related_name="conferences")
    record = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="conferences")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="conference_kind_is_known"),
            models.CheckConstraint(condition=A_WEEKDAY, name="conference_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, held_recorded_at__isnull=True, went_on_why="")
                | Q(held_on__isnull=False, held_recorded_at__isnull=False, cancelled_at__isnull=True),
                name="conference_held_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancel_reason="")),
                name="conference_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind="transfer_in", told_on__isnull=False)
                | (~Q(kind="transfer_in") & Q(told_on__isnull=True)),
                name="conference_transfer_says_when_told",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["chair", "planned_at"],
                condition=Q(held_on__isnull=True, cancelled_at__isnull=True),
                name="conference_ahead",
            ),
            models.Index(fields=["kind", "held_on"], name="conference_kind_held"),
        ]

    def __str__(self) -> str:
        return f"conference {self.pk}"

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to be held."""
        return self.held_on is None and self.cancelled_at is None

    def people_ids(self) -> list[int]:
        """The children it is about."""
        return people_of(self.children)


class ConferenceChild(Guarded):
    """What a conference decided for one child, with the category of abuse where there is a plan.

    ``kind`` and ``held_on`` are the conference's: they stay known where it is hidden for the sake of another child.
    ``enquiry`` is the one that led to an initial conference; a transfer-in conference has none, so that its day never
    stands in two places of a return (rule 2884). ``dissent``: who disagreed, and why.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, models.PROTECT, related_name="conferences")
    involvement = models.ForeignKey(Involvement, models.PROTECT, related_name="+")
    enquiry = models.ForeignKey(
        Enquiry, models.PROTECT, null=True, blank=True, related_name="conference_children"
    )
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    held_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=8, blank=True, choices=list(DECISIONS.items()))
    category = models.CharField(max_length=4, blank=True)
    why = models.TextField(blank=True)
    dissent = models.CharField(max_length=400, blank=True)
    participation = models.CharField(max_length=10, blank=True, choices=list(PARTICIPATION.items()))
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "person"], name="conference_child_once"),
            models.CheckConstraint(condition=A_WEEKDAY, name="conference_child_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True, category="")
                | Q(
                    decision__in=list(DECISIONS),
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                    held_on__isnull=False,
                ),
                name="conference_child_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(decision="plan") & ~Q(category="") | (~Q(decision="plan") & Q(category="")),
                name="conference_child_category_of_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(kind="initial", enquiry__isnull=False)
                | (~Q(kind="initial") & Q(enquiry__isnull=True)),
                name="conference_child_enquiry_of_initial",
            ),
            models.UniqueConstraint(
                fields=["enquiry"], condition=Q(held_on__isnull=False), name="conference_once_an_enquiry"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "held_on"], include=["person"], name="conference_child_held")
        ]

    def __str__(self) -> str:
        return f"conference child {self.pk}"


class ConferenceInvitation(Guarded):
    """Somebody invited to a conference: of the family, of our own, or of another agency.

    What comes of it stands here too: the answer, whether they came, and the report asked of them (asked for by a day,
    received, shared with the family).
    """

    hidden_by = "kith_hidden_conferences"
    hidden_column = "conference_id"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    worker = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    professional = models.ForeignKey(Professional, models.PROTECT, null=True, blank=True, related_name="+")
    agency = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=80, blank=True)
    email = models.CharField(max_length=254, blank=True)
    invited_at = models.DateTimeField()
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, blank=True, choices=list(ANSWERS.items()))
    attended = models.CharField(max_length=10, blank=True, choices=list(ATTENDANCE.items()))
    report_due_on = models.DateField(null=True, blank=True)
    report_received_on = models.DateField(null=True, blank=True)
    report_shared_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(agency=""), name="invitation_of_somebody"),
            models.UniqueConstraint(fields=["conference", "agency", "name"], name="invitation_once_for_each"),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(worker__isnull=True, professional__isnull=True),
                name="invitation_of_one",
            ),
            models.CheckConstraint(
                condition=Q(report_shared_on__isnull=True) | Q(report_received_on__isnull=False),
                name="invitation_report_came_before_it_is_shared",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the conference."""
        return self.conference.people_ids()


class ConferencePaper(Guarded):
    """What somebody was sent or given of a conference, as they got it: its words, its file, the mail. Insert only."""

    hidden_by = "kith_hidden_conferences"
    hidden_column = "conference_id"

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="papers")
    invitation = models.ForeignKey(ConferenceInvitation, models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=list(PAPERS.items()))
    how = models.CharField(max_length=8, choices=list(HOW.items()))
    content = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"conference paper {self.pk}"

    def people_ids(self) -> list[int]:
        """The children of the conference."""
        return self.conference.people_ids()
