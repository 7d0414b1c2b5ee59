"""What waits for a worker's decision, and what a decision on one step should know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from kith.access.models import Team, Worker
from kith.work.models import AnswerVersion, SignOff, Step, StepChild, VisitChild
from kith.work.steps.queries import first_name, places_of

SHOWN = 50


def queue(worker: Worker) -> list[SignOff]:
    """The submissions this worker may decide on, by the day they are due; at most ``SHOWN``. Two queries."""
    rows = SignOff.objects.seen_by(worker).filter(
        _mine(worker), decided_at__isnull=True, step__state="submitted"
    )
    others = rows.exclude(submitted_by=worker).exclude(step__worker=worker)
    nearest = others.order_by(F("step__due_on").asc(nulls_last=True), "submitted_at", "pk")
    return list(nearest.select_related("step", "step__team", "step__family", "submitted_by", "asked")[:SHOWN])


def _mine(worker: Worker) -> Q:
    """Asked by name; of my role in my teams; below my teams; of my role wherever it reaches everywhere."""
    places = [place for place in places_of(worker) if place.may_sign_off]
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    mine = Q(asked=worker)
    for place in places:
        below = _below(place.team, parents)
        mine |= Q(step__team__in=below) | Q(step__team=place.team, asked_role=place.role)
        if place.reach == "everywhere":
            mine |= Q(asked_role=place.role)
    return mine


def _below(team: int, parents: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    grown = {team}
    while grown:
        grown = {part for part, parent in parents.items() if parent in grown} - found
        found |= grown
    return found


def names_of(viewer: Worker, steps: list[int]) -> dict[int, list[str]]:
    """First names of the children in each of these steps. One query."""
    rows = (
        StepChild.objects.seen_by(viewer)
        .filter(step__in=steps, released_at__isnull=True)
        .select_related("person")
    )
    names: dict[int, list[str]] = {}
    for row in rows.order_by("person__born_on", "person_id"):
        names.setdefault(row.step_id, []).append(first_name(row.person))
    return names


def seen_since(viewer: Worker, step: Step, names: Mapping[int, str]) -> dict[str, tuple[int, int]]:
    """How often each child was seen, and seen alone, since the clock of the step began. One query."""
    rows = VisitChild.objects.seen_by(viewer).filter(
        person__in=names, visited_at__date__gte=step.clock_from_on
    )
    counted = dict.fromkeys(names.values(), (0, 0))
    for person, how in rows.exclude(seen="not_seen").values_list("person_id", "seen"):
        times, alone = counted[names[person]]
        counted[names[person]] = (times + 1, alone + (how == "alone"))
    return counted


def changed_since(viewer: Worker, step: Step, at: datetime | None) -> set[tuple[str, int | None]]:
    """Which answers changed after a moment, by question and child; nothing for no moment. One query."""
    if at is None:
        return set()
    rows = AnswerVersion.objects.seen_by(viewer).filter(step=step, saved_at__gt=at, clashed=False)
    return {
        (name.split(":", 1)[0], child) for name, child in rows.values_list("question", "child_id").distinct()
    }


def set_aside(viewer: Worker, step: Step) -> int:
    """How many texts met somebody else's and were kept beside them. One query."""
    return AnswerVersion.objects.seen_by(viewer).filter(step=step, clashed=True).count()


def waiting(viewer: Worker, step: Step) -> SignOff | None:
    """The submission of a step that waits for a decision."""
    rows = SignOff.objects.seen_by(viewer).filter(step=step, decided_at__isnull=True)
    return rows.select_related("submitted_by", "asked").first()


def last_decided_at(decisions: list[SignOff]) -> Any:
    """When the step was last decided on, if ever: what came later is new to the manager."""
    return max((one.decided_at for one in decisions if one.decided_at), default=None)
