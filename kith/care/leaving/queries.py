"""Care leavers: who is one, by what category, who advises, when one was in touch."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kith.access.models import Membership, Worker, holding
from kith.care.leaving.rules import InCare
from kith.care.models import (
    ArrangedHome,
    CareLeaver,
    CarePeriod,
    LeavingCategory,
    LeavingContact,
    PersonalAdviser,
    ShortBreakSeries,
)
from kith.people.models import Person
from kith.work.models import PlanChild, PlanReview

EVERY_ROW = "a rule needs every row, and shows none"
PATHWAY = "pathway"


@dataclass(frozen=True, slots=True)
class Leaver:
    """A care leaver with everything that belongs to it, newest first."""

    row: CareLeaver
    categories: list[LeavingCategory]
    advisers: list[PersonalAdviser]
    contacts: list[LeavingContact]
    homes: list[ArrangedHome]

    @property
    def is_open(self) -> bool:
        """Whether support goes on."""
        return self.row.standing.ended_on is None

    @property
    def category(self) -> LeavingCategory | None:
        """The latest category."""
        return self.categories[0] if self.categories else None

    @property
    def adviser(self) -> PersonalAdviser | None:
        """The personal adviser of today."""
        return next((one for one in self.advisers if one.ended_on is None), None)

    @property
    def home(self) -> ArrangedHome | None:
        """The home that the council arranged or pays for, of today."""
        return next((one for one in self.homes if one.ended_on is None), None)

    def met(self) -> set[int]:
        """The birthdays for which one was in touch or tried."""
        return {one.birthday for one in self.contacts if one.birthday}


def leaver_of(viewer: Worker, person: int) -> Leaver | None:
    """The care leaver that a person is, or was last. Five queries."""
    rows = CareLeaver.objects.seen_by(viewer).filter(standing__person=person)
    row = rows.select_related("standing__person").order_by("-standing__started_on").first()
    if row is None:
        return None
    categories = LeavingCategory.objects.seen_by(viewer).filter(leaver=row).order_by("-started_on")
    advisers = PersonalAdviser.objects.seen_by(viewer).filter(leaver=row).select_related("worker")
    contacts = LeavingContact.objects.seen_by(viewer).filter(leaver=row).select_related("by")
    homes = ArrangedHome.objects.seen_by(viewer).filter(leaver=row).order_by("-started_on")
    return Leaver(
        row,
        list(categories),
        list(advisers.order_by("-started_on")),
        list(contacts.order_by("-held_on")),
        list(homes),
    )


def spells(person: int) -> list[InCare]:
    """Every time in care of a person, short breaks among them, as the rules of categories take them."""
    periods = CarePeriod.objects.unguarded(EVERY_ROW).filter(standing__person=person)
    days = periods.order_by("standing__started_on").values_list(
        "standing__started_on", "standing__ended_on", "standing__end_reason"
    )
    found = [InCare(started, ended, "", reason) for started, ended, reason in days]
    breaks = ShortBreakSeries.objects.unguarded(EVERY_ROW).filter(person=person)
    return found + [InCare(one.started_on, one.ended_on, one.style) for one in breaks]


def colleagues(viewer: Worker, on: date) -> list[tuple[int, str]]:
    """The viewer and those of the same teams: whom one names as personal adviser."""
    teams = Membership.objects.filter(holding(on), worker=viewer).values("team")
    there = Membership.objects.filter(holding(on), team__in=teams).values("worker")
    rows = Worker.objects.filter(pk__in=there, is_active=True).order_by("name").values_list("pk", "name")
    return [(viewer.pk, f"{viewer.name} (you)"), *[row for row in rows if row[0] != viewer.pk]]


@dataclass(frozen=True, slots=True)
class Pathway:
    """A pathway plan: its number, since when, and when it was looked at last."""

    number: int
    started_on: date
    ended_on: date | None
    reviewed_on: date | None


def pathway_of(viewer: Worker, person: Person) -> Pathway | None:
    """The pathway plan that holds, or the last. Two queries."""
    rows = PlanChild.objects.seen_by(viewer).filter(person=person, plan__kind=PATHWAY).select_related("plan")
    row = rows.order_by("plan__ended_on", "-plan__started_on").first()
    held = rows.filter(plan__ended_on__isnull=True).first() or row
    if held is None:
        return None
    reviews = PlanReview.objects.seen_by(viewer).filter(plan=held.plan_id).order_by("-on")
    last = reviews.values_list("on", flat=True).first()
    return Pathway(held.plan_id, held.plan.started_on, held.plan.ended_on, last)


def said_before(contacts: Sequence[LeavingContact], on: date) -> list[str]:
    """What was said of being in touch up to a day."""
    return [one.in_touch for one in contacts if one.held_on <= on]
