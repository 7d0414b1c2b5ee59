"""Families of a team that nobody holds, with what helps to find them a worker."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Greatest

from kith.access import practice
from kith.access.models import Membership, Team, Worker
from kith.core import reading_words
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk.board.rules import Wanted
from kith.desk.queries import ChildName, child_name, person_columns
from kith.work.allocation.weighing import Weight, total
from kith.work.models import OPEN_STATES, Allocation, StepChild

ENGLISH = "eng"
NONE = Weight(Decimal(0))
PLACE = "involvement__person__"
BORN = 4  # the place of the birth date in person_columns


@dataclass(slots=True)
class ToAllocate:
    """A family whose children nobody holds; ``left``: or who holds one and does not work here any more."""

    family_id: int
    name: str
    children: list[ChildName]
    involvements: list[int]
    since: date
    waiting_days: int
    ages: list[int]
    languages: set[str]
    weight: Weight = NONE
    groups: frozenset[str] = frozenset()
    work: str = ""
    first_due: date | None = None
    knew: frozenset[int] = frozenset()
    holds: frozenset[int] = frozenset()
    left: str = ""

    @property
    def people(self) -> list[int]:
        """The children's ids."""
        return [child.person_id for child in self.children]

    def weigh(self, by_child: Mapping[int, Weight]) -> None:
        """Add up what the children weigh."""
        held = [by_child[person] for person in self.people]
        self.weight = Weight(total(held), tuple(reason for one in held for reason in one.reasons))


@prepared
def _unallocated(viewer: Worker, team: int, today: date) -> QuerySet[Any, Any]:
    """Children nobody holds, or whom somebody holds who has no place in any team any more."""
    places = Membership.objects.filter(worker=OuterRef("worker"))
    here = places.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=today), started_on__lte=today)
    left_on = places.order_by("-ended_on").values("ended_on")[:1]
    gone = Q(worker__isnull=False) & (Q(worker__is_active=False) | ~Exists(here))
    return (
        Allocation.objects.seen_by(viewer)
        .filter(Q(worker__isnull=True) | gone, team=team, ended_on__isnull=True)
        .filter(involvement__ended_on__isnull=True)
        .annotate(without=Greatest(Subquery(left_on), "started_on"))
        .order_by("without", "pk")
        .values_list(
            "involvement_id", "involvement__family_id", "involvement__family__name", "without", "worker__name",
            f"{PLACE}language", *person_columns(PLACE),
        )
    )  # fmt: skip


def to_allocate(viewer: Worker, team: Team, today: date) -> list[ToAllocate]:
    """Families with unallocated children in the team, the longest wait first, not yet weighed. Three queries."""
    days = working_calendar()
    found: dict[int, ToAllocate] = {}
    for involvement, family, name, since, left, language, *person in _unallocated(viewer, team.pk, today):
        child, key = child_name(*person, today=today), family or -involvement
        if key not in found:
            waited = days.between(since, today)
            found[key] = ToAllocate(key, name or child.family_name, [], [], since, waited, [], set())
        row = found[key]
        row.left = row.left or left or ""
        row.children.append(child)
        row.involvements.append(involvement)
        if born_on := person[BORN]:
            row.ages.append(reading_words.whole_years(born_on, today) if born_on <= today else 0)
        if language and language != ENGLISH:
            row.languages.add(language)
    rows = list(found.values())
    _add_work(viewer, rows)
    _add_who_knows(viewer, rows)
    return rows


@prepared
def _open_work(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    steps = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES
    )
    steps = steps.exclude(step__kind="contact").order_by("-step__due_on")
    return steps.values_list("person_id", "step__due_on", "step__title", "step__kind")


def _add_work(viewer: Worker, rows: Sequence[ToAllocate]) -> None:
    people = [person for row in rows for person in row.people]
    kinds = practice.current().steps
    nearest: dict[int, tuple[date | None, str]] = {}
    groups: dict[int, set[str]] = defaultdict(set)
    for person, due, title, kind in _open_work(viewer, people):
        nearest[person] = (due, title)
        groups[person].add(kinds[kind].group if kind in kinds else "")
    for row in rows:
        first = [nearest[person] for person in row.people if person in nearest]
        if first:
            row.first_due, row.work = min(first, key=lambda found: found[0] or date.max)
        row.groups = frozenset().union(*(groups[person] for person in row.people))


@prepared
def _holders(viewer: Worker, people: Sequence[int], families: Sequence[int]) -> QuerySet[Any, Any]:
    """Who holds or held these children, or others of the same families."""
    of_them = Q(involvement__person__in=people) | Q(involvement__family__in=families)
    held = Allocation.objects.seen_by(viewer).filter(of_them, worker__isnull=False)
    running = ExpressionWrapper(
        Q(ended_on__isnull=True, involvement__ended_on__isnull=True), output_field=BooleanField()
    )
    return held.values_list(
        "involvement__person_id", "involvement__family_id", "worker_id", running
    ).distinct()


def _add_who_knows(viewer: Worker, rows: Sequence[ToAllocate]) -> None:
    by_person = {person: row.family_id for row in rows for person in row.people}
    families = [row.family_id for row in rows if row.family_id > 0]
    knew: dict[int, set[int]] = defaultdict(set)
    holds: dict[int, set[int]] = defaultdict(set)
    for person, family, worker, running in _holders(viewer, list(by_person), families):
        (holds if running else knew)[by_person.get(person, family)].add(worker)
    for row in rows:
        row.knew, row.holds = frozenset(knew[row.family_id]), frozenset(holds[row.family_id])


def wanted(rows: Sequence[ToAllocate], hidden: Mapping[int, frozenset[int]]) -> list[Wanted]:
    """The families as suggestions are made for them. ``hidden``: each worker with the people kept from him or her."""
    languages = practice.current().lists["language"]
    return [
        Wanted(
            row.family_id,
            row.weight.points,
            row.knew,
            row.holds,
            tuple(row.ages),
            frozenset((code, languages.label(code)) for code in row.languages),
            row.groups,
            frozenset(worker for worker, people in hidden.items() if people.intersection(row.people)),
        )
        for row in rows
    ]
