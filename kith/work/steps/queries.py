"""Questions about one step: its kind, its children, its answers, and who decides on it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from kith.access import practice
from kith.access.models import Membership, Team, Worker
from kith.core import clock
from kith.practice import Form, StepKind
from kith.practice.forms import OUTCOME
from kith.practice.steps import SignOff as SignedOff
from kith.work.models import OPEN_STATES, Allocation, Answer, AnswerVersion, SignOff, Step, StepChild
from kith.work.steps.rules import Place

EVERY_ROW = "a rule needs every row, and shows none"
LONGEST_CHAIN = 6
DECIDES, NOTHING_FOLLOWS = "team_manager", "note_only"
VERSIONS_ON_A_PAGE = 50


def kind_of(step: Step) -> StepKind:
    """The kind of a step as the practice it was opened under describes it.

    A pack may have lost it since: then as another pack describes it, and at last as its own form does.
    """
    packs = practice.authority().practices
    first = [packs[step.pack]] if step.pack in packs else []
    for held in (*first, practice.current(), *packs.values()):
        if step.kind in held.steps:
            return held.steps[step.kind]
    return _plain_kind(step)


def _plain_kind(step: Step) -> StepKind:
    """A kind that no pack describes: what its form offers is decided by a manager and starts nothing."""
    form = Form.from_content(step.form.content)
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


def late_reasons() -> dict[str, str]:
    """The reasons for lateness that may be chosen today, in words by code."""
    return choices("lateness_reason")


def choices(name: str) -> dict[str, str]:
    """The values of a code list that may be chosen today, in words by code."""
    return dict(practice.current().lists[name].choices(clock.today()))


def names_inside(viewer: Worker, step: Step) -> dict[int, str]:
    """First names of the children in a step by id, oldest first."""
    rows = children_of(viewer, step).filter(released_at__isnull=True)
    return {row.person_id: first_name(row.person) for row in rows}


def children_of(viewer: Worker, step: Step) -> QuerySet[StepChild]:
    """The children of a step with their person rows, oldest first, those taken out included."""
    rows = StepChild.objects.seen_by(viewer).filter(step=step).select_related("person")
    return rows.order_by("person__born_on", "person_id")


def first_name(person: Any) -> str:
    """What a person is called among brothers and sisters."""
    return person.known_as or person.given_name or person.family_name


def answers_of(viewer: Worker, step: Step) -> dict[tuple[str, int | None], Any]:
    """The present answers of a step by box and child."""
    rows = Answer.objects.seen_by(viewer).filter(step=step).values_list("question", "child_id", "value")
    return {(question, child): value for question, child, value in rows}


def kept_answers(viewer: Worker, step: Step) -> dict[tuple[str, int | None], tuple[Any, int]]:
    """The present answers with their versions, by box and child."""
    rows = (
        Answer.objects.seen_by(viewer)
        .filter(step=step)
        .values_list("question", "child_id", "value", "version")
    )
    return {(question, child): (value, version) for question, child, value, version in rows}


def last_saved_at(viewer: Worker, step: Step) -> datetime | None:
    """When anything was last written in a step."""
    return Answer.objects.seen_by(viewer).filter(step=step).aggregate(last=Max("saved_at"))["last"]


def step_of(viewer: Worker, number: int) -> Step | None:
    """A step with its form, team, workers and family; None when there is none that the viewer may know of."""
    rows = Step.objects.seen_by(viewer).filter(pk=number)
    return rows.select_related("form", "team", "worker", "family", "opened_by").first()


def decisions_on(viewer: Worker, step: Step) -> list[SignOff]:
    """Every submission of a step with its decision, newest first."""
    rows = SignOff.objects.seen_by(viewer).filter(step=step).order_by("-pk")
    return list(rows.select_related("submitted_by", "asked", "decided_by"))


def followed_by(viewer: Worker, step: Step) -> list[dict[str, Any]]:
    """What came of a step: id, title and state of the steps it started."""
    rows = Step.objects.seen_by(viewer).filter(came_from=step).order_by("pk")
    return [dict(row) for row in rows.values("id", "title", "state", "due_on")]


def history(viewer: Worker, step: Step, page: int) -> dict[str, Any]:
    """One page of the versions of all answers, newest first: ``versions``, ``page`` and ``pages``."""
    rows = AnswerVersion.objects.seen_by(viewer).filter(step=step)
    pages = max(-(-rows.count() // VERSIONS_ON_A_PAGE), 1)
    page = min(page, pages)
    start = (page - 1) * VERSIONS_ON_A_PAGE
    shown = rows.order_by("-saved_at", "-pk").select_related("by")[start : start + VERSIONS_ON_A_PAGE]
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
    """A worker's places today, with what their roles allow."""
    roles = practice.current().roles
    return [
        Place(place.role, place.team_id, "SIGN_OFF" in roles[place.role].may, roles[place.role].reach)
        for place in worker.memberships_today
        if place.role in roles
    ]


def deciders(team: Team, role: str) -> list[Worker]:
    """Who decides for a team today: those of the role in the team, or else in the nearest team above."""
    line, today = line_of(team.pk), clock.today()
    holding = Q(ended_on__isnull=True) | Q(ended_on__gt=today)
    rows = Membership.objects.filter(
        holding, started_on__lte=today, role=role, team__in=line, worker__is_active=True
    )
    found = list(rows.select_related("worker").order_by("pk"))
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


def chain_of(step: Step) -> list[tuple[StepKind, date, date]]:
    """(kind, started on, clock from on) of a step and of those it came from, nearest first."""
    chain: list[tuple[StepKind, date, date]] = []
    current = step
    while len(chain) < LONGEST_CHAIN:
        chain.append((kind_of(current), current.started_on, current.clock_from_on))
        if current.came_from_id is None:
            break
        current = Step.objects.unguarded(EVERY_ROW).get(pk=current.came_from_id)
    return chain
