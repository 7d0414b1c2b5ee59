"""What a team manager must see at half past seven: unallocated, late and why, waiting, and who has room."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Func, Q, QuerySet, TextField
from django.db.models.functions import Cast

from kith.access.may import May
from kith.access.models import Membership, Team, Worker
from kith.access.presence.queries import presence_of
from kith.access.workforce.queries import SOON, training_days
from kith.core import clock
from kith.database.prepared import prepared
from kith.database.together import together
from kith.desk.board.rules import Load
from kith.desk.board.waiting import ToAllocate
from kith.desk.queries import STEP_COLUMNS, StepRow, step_rows
from kith.frontdoor.models import Contact, ContactChild
from kith.work.allocation import queries as weights
from kith.work.allocation import weighing
from kith.work.models import OPEN_STATES, Allocation, Involvement, Step

ROWS = 25
HOLDERS = ["social_worker", "senior_practitioner"]


def teams(worker: Worker) -> list[Team]:
    """The teams whose board the worker may see: own teams and all parts below them."""
    held = {membership.team_id for membership in worker.memberships_today}
    today = clock.today()
    every = list(Team.objects.order_by("name"))
    chosen, grown = held, True
    while grown:
        more = chosen | {team.pk for team in every if team.parent_id in chosen}
        chosen, grown = more, more != chosen
    below = [team for team in every if team.pk in chosen]
    over = [team.pk for team in below if team.ended_on is not None and team.ended_on <= today]
    left = set(_left_in(worker, over)) if over else set()
    shown = [team for team in below if team.pk not in over or team.pk in left]
    return sorted(shown, key=lambda team: (team.kind != "team", team.name))


@prepared
def _left_in(viewer: Worker, teams: Sequence[int]) -> QuerySet[Any, Any]:
    """Those of these ended teams that still hold children: they stay in sight until nobody is left behind."""
    rows = Allocation.objects.seen_by(viewer).filter(team__in=teams, ended_on__isnull=True)
    return rows.values_list("team_id", flat=True).distinct()


@prepared
def _members(team: int, today: date) -> QuerySet[Any, Any]:
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    members = Membership.objects.filter(holding, team=team, started_on__lte=today, role__in=HOLDERS)
    ids = ArrayField(BigIntegerField())
    hidden = Func(Cast("worker_id", TextField()), function="kith_hidden_people", output_field=ids)
    return members.order_by("worker__name").values_list(
        "worker_id", "worker__name", "worker__job_title", "worker__guideline_weight",
        "worker__newly_qualified_until", "ended_on", hidden,
    )  # fmt: skip


@prepared
def _late_of_workers(viewer: Worker, workers: Sequence[int], today: date) -> QuerySet[Any, Any]:
    late = Step.objects.seen_by(viewer).filter(worker__in=workers, state__in=OPEN_STATES, due_on__lt=today)
    return late.values_list("worker_id").annotate(Count("pk")).order_by()


def loads(viewer: Worker, team: Team, today: date, families: Sequence[ToAllocate] = ()) -> list[Load]:
    """The workers of the team who hold children: weight, what they can carry, leave, late work. Six queries.

    Families that wait are weighed with them, in the same questions.
    """
    members = {member[0]: member for member in _members(team.pk, today)}
    known, there = weights.weights(today), presence_of(list(members), today)
    found = {}
    for worker, name, title, guideline, protected, leaves_on, hidden in members.values():
        first_year = protected is not None and protected > today
        carries = weighing.capacity(guideline, there[worker].share, first_year, known)
        found[worker] = Load(
            worker, name, title, carries.points, presence=there[worker], first_year=first_year,
            reasons=carries.reasons, today=today, leaves_on=leaves_on, hidden=frozenset(hidden),
        )  # fmt: skip
    waiting = [person for row in families for person in row.people]
    held, by_child = weights.weights_with(viewer, list(found), waiting)
    for row in families:
        row.weigh(by_child)
    for worker, load in held.items():
        found[worker].weight = found[worker].after = load.weight
        found[worker].children, found[worker].co_works = load.children, load.co_works
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


@prepared
def _counts(viewer: Worker, team: int, today: date, until: date) -> QuerySet[Any, Any]:
    steps = Step.objects.seen_by(viewer).filter(team=team, state__in=OPEN_STATES).order_by()
    counted = steps.values("team").annotate(
        late=Count("pk", filter=Q(due_on__lt=today)),
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=until)),
        waiting=Count("pk", filter=Q(state="submitted")),
    )
    return counted.values("late", "soon", "waiting")


def counts(viewer: Worker, team: Team, today: date, until: date) -> tuple[dict[str, int], list[date]]:
    """How much is past its day, is due in the next days, and waits for a decision; and the days of training that is
    late or due soon, for who sees the workforce. One query.
    """
    asked: list[tuple[Any, ...]] = [(_counts, viewer, team.pk, today, until)]
    if viewer.may(May.SEE_WORKFORCE):
        asked.append((training_days, team.pk, today, today + SOON))
    found, *training = together(*asked)
    return {"late": 0, "soon": 0, "waiting": 0} | next(iter(found), {}), [
        day for days in training for day in days
    ]


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
