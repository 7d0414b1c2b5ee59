"""What a team manager must see at half past seven: unallocated, late and why, waiting, and who has room."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from kith.access.models import Membership, Team, Worker
from kith.database.prepared import prepared
from kith.database.working_day import working_calendar
from kith.desk.board.rules import Load
from kith.desk.queries import STEP_COLUMNS, ChildName, StepRow, child_name, person_columns, step_rows
from kith.frontdoor.models import Contact, ContactChild
from kith.work.allocation import queries as weights
from kith.work.models import OPEN_STATES, Allocation, Involvement, Step, StepChild

ROWS = 25


def teams(worker: Worker) -> list[Team]:
    """The teams whose board the worker may see: own teams and all parts below them."""
    held = {membership.team_id for membership in worker.memberships_today}
    every = list(Team.objects.filter(ended_on__isnull=True).order_by("name"))
    chosen, grown = held, True
    while grown:
        more = chosen | {team.pk for team in every if team.parent_id in chosen}
        chosen, grown = more, more != chosen
    below = [team for team in every if team.pk in chosen]
    return sorted(below, key=lambda team: (team.kind != "team", team.name))


@dataclass(slots=True)
class ToAllocate:
    """A family whose children nobody holds; ``left``: or who holds one and does not work here any more."""

    family_id: int
    name: str
    children: list[ChildName]
    involvements: list[int]
    since: date
    waiting_days: int
    weight: Decimal
    work: str = ""
    first_due: date | None = None
    knew: frozenset[int] = frozenset()
    left: str = ""


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
            *person_columns("involvement__person__"),
        )
    )  # fmt: skip


def to_allocate(viewer: Worker, team: Team, today: date) -> list[ToAllocate]:
    """Families with unallocated children in the team, the longest wait first. Four queries."""
    days = working_calendar()
    found: dict[int, ToAllocate] = {}
    for involvement, family, name, since, left, *person in _unallocated(viewer, team.pk, today):
        child = child_name(*person, today=today)
        row = found.setdefault(
            family or -involvement,
            ToAllocate(
                family or -involvement,
                name or child.family_name,
                [],
                [],
                since,
                days.between(since, today),
                Decimal(0),
            ),
        )
        row.left = row.left or left or ""
        row.children.append(child)
        row.involvements.append(involvement)
    rows = list(found.values())
    _add_work(viewer, rows)
    _add_who_knew(viewer, rows)
    return rows


@prepared
def _open_work(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    steps = StepChild.objects.seen_by(viewer).filter(
        person__in=people, released_at__isnull=True, step__state__in=OPEN_STATES
    )
    steps = steps.exclude(step__kind="contact").order_by("-step__due_on")
    return steps.values_list("person_id", "step__due_on", "step__title")


def _add_work(viewer: Worker, rows: Sequence[ToAllocate]) -> None:
    people = [child.person_id for row in rows for child in row.children]
    nearest: dict[int, tuple[date | None, str]] = {}
    for person, due, title in _open_work(viewer, people):
        nearest[person] = (due, title)
    by_child = weights.weights_of_children(viewer, people)
    for row in rows:
        first = [nearest[child.person_id] for child in row.children if child.person_id in nearest]
        if first:
            row.first_due, row.work = min(first, key=lambda found: found[0] or date.max)
        row.weight = sum((by_child[child.person_id] for child in row.children), Decimal(0))


@prepared
def _holders_ever(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    held = Allocation.objects.seen_by(viewer).filter(involvement__person__in=people, worker__isnull=False)
    return held.values_list("involvement__person_id", "worker_id").distinct()


def _add_who_knew(viewer: Worker, rows: Sequence[ToAllocate]) -> None:
    people = {child.person_id: row for row in rows for child in row.children}
    knew: dict[int, set[int]] = defaultdict(set)
    for person, worker in _holders_ever(viewer, list(people)):
        knew[people[person].family_id].add(worker)
    for row in rows:
        row.knew = frozenset(knew[row.family_id])


@prepared
def _members(team: int, today: date) -> QuerySet[Any, Any]:
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    members = Membership.objects.filter(
        holding, team=team, started_on__lte=today, role__in=["social_worker", "senior_practitioner"]
    )
    return members.order_by("worker__name").values_list(
        "worker_id", "worker__name", "worker__job_title", "worker__guideline_weight"
    )


@prepared
def _late_of_workers(viewer: Worker, workers: Sequence[int], today: date) -> QuerySet[Any, Any]:
    late = Step.objects.seen_by(viewer).filter(worker__in=workers, state__in=OPEN_STATES, due_on__lt=today)
    return late.values_list("worker_id").annotate(Count("pk")).order_by()


def loads(viewer: Worker, team: Team, today: date) -> list[Load]:
    """The workers of the team who hold children, with weight and late work. Four queries."""
    found = {member[0]: Load(*member) for member in _members(team.pk, today)}
    for worker, weight in weights.weights_of_workers(viewer, list(found)).items():
        found[worker].weight, found[worker].children = weight.weight, weight.children
    for worker, number in _late_of_workers(viewer, list(found), today):
        found[worker].late = number
    return list(found.values())


@prepared
def _late(viewer: Worker, team: int, today: date) -> QuerySet[Any, Any]:
    late = Step.objects.seen_by(viewer).filter(team=team, state__in=OPEN_STATES, due_on__lt=today)
    return late.order_by("due_on", "pk").values(*STEP_COLUMNS)[:ROWS]


def out_of_timescale(viewer: Worker, team: Team, today: date) -> list[StepRow]:
    """The steps of the team past their day, the latest first (at most 25). Two queries."""
    return step_rows(viewer, _late(viewer, team.pk, today), today)


def counts(viewer: Worker, team: Team, today: date, until: date) -> dict[str, Any]:
    """How much is past its day, is due in the next days, and waits for a decision. One query."""
    steps = Step.objects.seen_by(viewer).filter(team=team, state__in=OPEN_STATES)
    return steps.aggregate(
        late=Count("pk", filter=Q(due_on__lt=today)),
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=until)),
        waiting=Count("pk", filter=Q(state="submitted")),
    )


def _contacts(viewer: Worker, since: datetime) -> QuerySet[Any, Any]:
    """Not prepared: a plan that does not know the moment reads every contact there ever was."""
    contacts = (
        Contact.objects.seen_by(viewer)
        .filter(Q(received_at__gte=since) | Q(decided_at__isnull=True))
        .exclude(step__state="cancelled")
        .order_by("-received_at")
    )
    columns = (
        "step_id", "received_at", "caller_organisation", "source", "decided_at", "decision_due_at", "step__state",
        "step__worker__name", "decided_by__name", "step__outcome",
    )  # fmt: skip
    return contacts.values(*columns)[:ROWS]


@prepared
def _told(viewer: Worker, contacts: Sequence[int]) -> QuerySet[Any, Any]:
    told = ContactChild.objects.seen_by(viewer).filter(contact__in=contacts).order_by("position")
    return told.values_list(
        "contact_id", "name_told", "person__given_name", "person__known_as", "person__family_name"
    )


def duty(viewer: Worker, since: datetime) -> list[dict[str, Any]]:
    """Contacts received since a moment or not yet decided, newest first. Two queries."""
    rows = list(_contacts(viewer, since))
    names: dict[int, list[str]] = defaultdict(list)
    for contact, name, given, known_as, family in _told(viewer, [row["step_id"] for row in rows]):
        names[contact].append(f"{known_as or given or ''} {family or ''}".strip() or name)
    for row in rows:
        row["children"] = names[row["step_id"]]
    return rows


def pairs(viewer: Worker, chosen: Mapping[int, int]) -> list[tuple[Involvement, Worker]]:
    """Involvements with the workers chosen for them, from their ids. Two queries."""
    workers = Worker.objects.in_bulk(set(chosen.values()))
    found = Involvement.objects.seen_by(viewer).filter(pk__in=chosen)
    return [(involvement, workers[chosen[involvement.pk]]) for involvement in found]
