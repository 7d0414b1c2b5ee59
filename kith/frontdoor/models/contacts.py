"""Contacts, what the caller said of each child, and the referrals that follow."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from kith.access.guarded import EVERY_ROW, Guarded
from kith.access.models import Team, Worker
from kith.people.models import Person
from kith.work.models import Involvement, Step


class Contact(Guarded):
    """An approach about one or more children. Its words and its decision are the step's."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "step_id"

    step = models.OneToOneField(Step, models.PROTECT, primary_key=True, related_name="contact")
    received_at = models.DateTimeField()
    received_on = models.DateField()
    method = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=4, blank=True)
    caller_name = models.CharField(max_length=120, blank=True)
    caller_organisation = models.CharField(max_length=160, blank=True)
    caller_phone = models.CharField(max_length=30, blank=True)
    caller_email = models.CharField(max_length=120, blank=True)
    home_told = models.CharField(max_length=200, blank=True)
    postcode_told = models.CharField(max_length=10, blank=True)
    recommended = models.CharField(max_length=40, blank=True)
    recommended_why = models.TextField(blank=True)
    goes_to = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    versions = models.JSONField(default=dict, blank=True)
    decision_due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Worker, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=models.F("received_on")),
                name="contact_decided_after_receipt",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["received_on"], name="contact_received"),
            models.Index(fields=["received_at"], name="contact_received_at"),
            models.Index(fields=["decided_at"], name="contact_decided_at"),
            models.Index(
                fields=["decision_due_at"], condition=Q(decided_at__isnull=True), name="contact_undecided"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    def people_ids(self) -> list[int]:
        """The children recognised so far, as they stand on the contact."""
        rows = self.children.unguarded(EVERY_ROW)
        placed = rows.filter(person__isnull=False).order_by("position")
        return list(placed.values_list("person_id", flat=True))


class ContactChild(Guarded):
    """One child of a contact: as told, as recognised, and what was decided."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="children")
    position = models.PositiveSmallIntegerField()
    name_told = models.CharField(max_length=160, blank=True)
    born_told = models.CharField(max_length=60, blank=True)
    sex_told = models.CharField(max_length=1, default="U")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contact_children")
    is_new = models.BooleanField(default=False)
    recognised_at = models.DateTimeField(null=True, blank=True)
    recognised_with = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    mentioned = models.BooleanField(default=True)
    recommended = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    outcome_words = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "position"], name="contact_child_position_once"),
            models.UniqueConstraint(
                fields=["contact", "person"], condition=Q(person__isnull=False), name="contact_child_once"
            ),
        ]

    def __str__(self) -> str:
        return f"contact child {self.pk}"


class ContactAdult(Guarded):
    """An adult round the children of a contact: as told, what they are to the children, as recognised."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="adults")
    position = models.PositiveSmallIntegerField()
    name_told = models.CharField(max_length=160, blank=True)
    kin_told = models.CharField(max_length=40, blank=True)
    born_told = models.CharField(max_length=60, blank=True)
    phone_told = models.CharField(max_length=30, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="contact_adults")
    is_new = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "position"], name="contact_adult_position_once"),
            models.UniqueConstraint(
                fields=["contact", "person"], condition=Q(person__isnull=False), name="contact_adult_once"
            ),
        ]

    def __str__(self) -> str:
        return f"contact adult {self.pk}"


class SetAside(Guarded):
    """Somebody on record who was looked at and set aside: not this child, or no part of this contact."""

    hidden_by = "kith_hidden_steps"
    hidden_column = "contact_id"

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="set_aside")
    line = models.ForeignKey(ContactChild, models.PROTECT, null=True, blank=True, related_name="set_aside")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Worker, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact", "line", "person"], nulls_distinct=False, name="set_aside_once"
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | ~Q(why=""), name="set_aside_from_a_contact_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"set aside {self.pk}"


class Referral(Guarded):
    """A contact accepted as a request for a service for one child. One a child a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="referrals")
    involvement = models.ForeignKey(
        Involvement, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, blank=True, related_name="referrals")
    team = models.ForeignKey("access.Team", models.PROTECT, related_name="referrals")
    received_on = models.DateField()
    source = models.CharField(max_length=4)
    need = models.CharField(max_length=8, blank=True)
    no_further_action = models.BooleanField(default=False)
    previous_on = models.DateField(null=True, blank=True)
    previous_closed_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "received_on"], name="referral_one_a_child_a_day"),
            models.CheckConstraint(
                condition=Q(no_further_action=True, involvement__isnull=True)
                | Q(no_further_action=False, involvement__isnull=False),
                name="referral_accepted_opens_an_involvement",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["received_on"], name="referral_received")]

    def __str__(self) -> str:
        return f"referral {self.pk}"
