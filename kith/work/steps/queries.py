"""Questions about one step: its kind, its children, its answers, and who decides on it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Membership, Team, Worker, holding
from kith.core import clock
from kith.database.prepared import prepared
from kith.practice import StepKind
from kith.practice.forms import HELD_ON, OUTCOME
from kith.practice.steps import SignOff as SignedOff
from kith.work.answers.held import form_of
from kith.work.cover.queries import lent_to
from kith.work.models import OPEN_STATES, Allocation, Answer, AnswerVersion, SignOff, Step, StepChild
from kith.work.steps import rules
from kith.work.steps.rules import Place

LONGEST_CHAIN = 6
DECIDES, NOTHING_FOLLOWS = "team_manager", "note_only"
VERSIONS_ON_A_PAGE = 50


def kind_of(step: Step) -> StepKind:
    """The kind of a step as the practice it was opened under describes it.

    A pack may have lost it since: then as another pack describes it, and at last as its own form does.
    """
    packs = practice.authority().practices.values()
    for held in (practice.known(step.pack), practice.current(step.team_id), *packs):
        if held and step.kind in held.steps:
            return held.steps[step.kind]
    return _plain_kind(step)


def _plain_kind(step: Step) -> StepKind:
    """A kind that no pack describes: what its form offers is decided by a manager and starts nothing."""
    form = form_of(step)
    offered = tuple(form.question(OUTCOME).codes()) if form.has(OUTCOME) else ()
    return StepKind(
        step.kind,
        step.title,
        "family",
        form=form.code,
        sign_off=SignedOff("approve", DECIDES),
        next=offered,
        effects=dict.fromkeys(offered, NOTHING_FOLLOWS),
    )


def form_has_changed(step: Step) -> bool:
    """Whether such work, begun today, asks something else than this step, which keeps the form it was begun with."""
    held = practice.current(step.team_id)
    form = held.form_of(step.kind) if step.kind in held.steps else None
    return form is not None and form.hash != step.form_id


def late_reasons() -> dict[str, str]:
    """The reasons for lateness that may be chosen today, in words by code."""
    return choices("lateness_reason")


def choices(name: str) -> dict[str, str]:
    """The values of a code list that may be chosen today, in words by code."""
    return dict(practice.current().lists[name].choices(clock.today()))


def names_inside(viewer: Worker, step: Step) -> dict[int, str]:
    """First names of the children in a step by id, oldest first."""
    rows = children_of(viewer, step)
    return {row.person_id: first_name(row.person) for row in rows if row.released_at is None}


@prepared
def _children(viewer: Worker, step: int) -> QuerySet[StepChild]:
    rows = StepChild.objects.seen_by(viewer).filter(step=step).select_related("person", "released_by")
    return rows.order_by("person__born_on", "person_id")


def children_of(viewer: Worker, step: Step) -> list[StepChild]:
    """The children of a step with their person rows, oldest first, those taken out included."""
    return _children(viewer, step.pk)


def first_name(person: Any) -> str:
    """What a person is called among brothers and sisters."""
    return person.known_as or person.given_name or person.family_name


@prepared
def _answers(viewer: Worker, step: int) -> QuerySet[Any, Any]:
    rows = Answer.objects.seen_by(viewer).filter(step=step)
    return rows.values_list("question", "child_id", "value", "version", "saved_at")


def answers_of(viewer: Worker, step: Step) -> dict[tuple[str, int | None], Any]:
    """The present answers of a step by box and child."""
    return {(question, child): value for question, child, value, _, _ in _answers(viewer, step.pk)}


def answers_and_last_saved(
    viewer: Worker, step: Step
) -> tuple[dict[tuple[str, int | None], tuple[Any, int]], datetime | None]:
    """The present answers with their versions by box and child, and when anything was last written. One query."""
    rows = _answers(viewer, step.pk)
    kept = {(question, child): (value, version) for question, child, value, version, _ in rows}
    return kept, max((row[-1] for row in rows), default=None)


@prepared
def _steps(viewer: Worker, number: int) -> QuerySet[Step]:
    rows = Step.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related("team", "worker", "family")


def step_of(viewer: Worker, number: int) -> Step | None:
    """A step with its team, worker and family; None when there is none that the viewer may know of."""
    return next(iter(_steps(viewer, number)), None)


@prepared
def decision_rows(viewer: Worker, step: int) -> QuerySet[SignOff]:
    """Every submission of a step with its decision, newest first."""
    rows = SignOff.objects.seen_by(viewer).filter(step=step).order_by("-pk")
    return rows.select_related("submitted_by", "asked", "decided_by")


def decisions_on(viewer: Worker, step: Step) -> list[SignOff]:
    """Every submission of a step with its decision, newest first."""
    return decision_rows(viewer, step.pk)


@prepared
def _followers(viewer: Worker, step: int) -> QuerySet[Any, Any]:
    rows = Step.objects.seen_by(viewer).filter(came_from=step).order_by("pk")
    return rows.values("id", "title", "state", "due_on")


def followed_by(viewer: Worker, step: Step) -> list[dict[str, Any]]:
    """What came of a step: id, title and state of the steps it started."""
    return _followers(viewer, step.pk)


def history(viewer: Worker, step: Step, page: int) -> dict[str, Any]:
    """One page of the versions of all answers, newest first: ``versions``, ``page`` and ``pages``."""
    rows = AnswerVersion.objects.seen_by(viewer).filter(step=step)
    pages = max(-(-rows.count() // VERSIONS_ON_A_PAGE), 1)
    page = min(page, pages)
    start = (page - 1) * VERSIONS_ON_A_PAGE
    shown = rows.order_by("-pk").select_related("by")[start : start + VERSIONS_ON_A_PAGE]
    return {"versions": list(shown), "page": page, "pages": pages}


def already_open(kind: str, people: Sequence[int] | Mapping[int, str]) -> set[int]:
    """Those of these people who have an open step of the kind."""
    rows = StepChild.objects.unguarded(EVERY_ROW)
    inside = rows.filter(person__in=list(people), released_at__isnull=True)
    return set(
        inside.filter(step__kind=kind, step__state__in=OPEN_STATES).values_list("person_id", flat=True)
    )


def line_of(team: int | None) -> list[int]:
    """A team and the teams above it, nearest first."""
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    line: list[int] = []
    while team is not None and team not in line:
        line.append(team)
        team = parents.get(team)
    return line


def places_of(worker: Worker) -> list[Place]:
    """A worker's places today, with what their roles allow; those too that they fill for somebody away."""
    roles = practice.current().roles
    own = [(place.role, place.team_id, None) for place in worker.memberships_today]
    return [
        Place(role, team, "SIGN_OFF" in roles[role].may, roles[role].reach, lent_by)
        for role, team, lent_by in (*own, *lent_to(worker, clock.today()))
        if role in roles
    ]


@prepared
def _in_role(role: str, teams: Sequence[int], on: date) -> QuerySet[Membership]:
    rows = Membership.objects.filter(holding(on), role=role, team__in=teams, worker__is_active=True)
    return rows.select_related("worker").order_by("pk")


def deciders(team: Team, role: str, on: date) -> list[Worker]:
    """Who decides for a team on a day: those of the role in the team, or else in the nearest team above."""
    line = line_of(team.pk)
    found = _in_role(role, line, on)
    nearest = min((line.index(row.team_id) for row in found), default=0)
    return [row.worker for row in found if line.index(row.team_id) == nearest]


def holder_of(people: Sequence[int]) -> tuple[Team, Worker | None] | None:
    """The team and worker who hold the first of these children now."""
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(
        ended_on__isnull=True, involvement__ended_on__isnull=True
    )
    held = {
        row.involvement.person_id: row
        for row in rows.filter(involvement__person__in=people).select_related("involvement", "team", "worker")
    }
    first = next((held[person] for person in people if person in held), None)
    return (first.team, first.worker) if first else None


def chain_of(step: Step, today: date) -> list[tuple[StepKind, date]]:
    """(kind, day it took place) of a step and of those it came from, nearest first."""
    chain: list[tuple[StepKind, date]] = []
    current = step
    while len(chain) < LONGEST_CHAIN:
        chain.append((kind_of(current), _took_place_on(current, today)))
        if current.came_from_id is None:
            break
        current = Step.objects.unguarded(EVERY_ROW).get(pk=current.came_from_id)
    return chain


def counts_as_done_on(viewer: Worker, step: Step) -> date:
    """The day by which it is judged whether work finished now is late: today, or earlier where its limit is about
    something that has happened (``KITH_DONE_ON``)."""
    path = import_string(settings.KITH_DONE_ON).get(step.kind)
    done_on = import_string(path)(viewer, step) if path else None
    return min(done_on or clock.today(), clock.today())


def _took_place_on(step: Step, today: date) -> date:
    """The day that the step itself says it was held on, otherwise the day it started."""
    rows = Answer.objects.unguarded(EVERY_ROW).filter(step=step, question=HELD_ON, child=None)
    return rules.took_place_on(rows.values_list("value", flat=True).first(), step.started_on, today)
