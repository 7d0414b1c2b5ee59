"""Challenges to read: one with all that happened, those of a child, those that somebody has to do with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Team, Worker
from kith.core import clock
from kith.core.reading_words import short_day
from kith.people.models import Person
from kith.protection.challenge import rules
from kith.protection.models import Challenge, ChallengeChild, ChallengeMove
from kith.protection.models.challenge import LEVELS, OUTCOMES
from kith.work.models import Allocation
from kith.work.steps.queries import deciders, line_of, places_of

REASONS = "challenge_reason"

MOST = 100


@dataclass(frozen=True, slots=True)
class Whole:
    """A challenge with its children and what happened, oldest first."""

    challenge: Challenge
    children: Sequence[Person]
    moves: Sequence[ChallengeMove]


def reasons(on: date) -> dict[str, str]:
    """What a challenge may be about, in words by code."""
    return dict(practice.current().lists[REASONS].choices(on))


def reason_words(code: str) -> str:
    """What a challenge is about."""
    return practice.current().lists[REASONS].label(code)


def challenge(viewer: Worker, number: int) -> Whole | None:
    """One challenge that the viewer may know of. Three queries."""
    rows = Challenge.objects.seen_by(viewer).filter(pk=number)
    found = rows.select_related("raised_by", "asked", "team").first()
    if found is None:
        return None
    inside = ChallengeChild.objects.seen_by(viewer).filter(challenge=found).select_related("person")
    moves = ChallengeMove.objects.seen_by(viewer).filter(challenge=found).select_related("by")
    people = [row.person for row in inside.order_by("person__born_on", "person_id")]
    return Whole(found, people, list(moves.order_by("pk")))


def of_child(viewer: Worker, person: int) -> list[Challenge]:
    """The challenges about a child, open ones first, then the newest. One query."""
    inside = ChallengeChild.objects.seen_by(viewer).filter(person=person)
    rows = Challenge.objects.seen_by(viewer).filter(pk__in=inside.values("challenge"))
    found = rows.select_related("raised_by", "asked").order_by("-raised_on", "-pk")
    return sorted(found, key=lambda one: one.closed_on is not None)


def told_of(viewer: Worker, person: int) -> list[tuple[int, str, str, str]]:
    """The same for the page of another app: number, what it is about, mark, how it stands. One query."""
    return [(one.pk, reason_words(one.reason), *_stands(one)) for one in of_child(viewer, person)]


def _stands(one: Challenge) -> tuple[str, str]:
    if one.closed_on:
        return "done", f"{OUTCOMES[one.outcome]}, {short_day(one.closed_on)}"
    if one.answered_on:
        return "done", f"Answered {short_day(one.answered_on)}"
    return (
        "late" if one.due_on < clock.today() else "soon",
        f"{LEVELS[one.level]} answers by {short_day(one.due_on)}",
    )


def open_for(viewer: Worker) -> list[tuple[Challenge, list[Person]]]:
    """Open challenges that the viewer raised, is asked about, or answers for, the nearest day first. Three queries."""
    teams = {place.team for place in places(viewer) if place.decides}
    rows = Challenge.objects.seen_by(viewer).filter(closed_on__isnull=True)
    mine = rows.filter(Q(raised_by=viewer.pk) | Q(asked=viewer.pk) | Q(team__in=_below(teams)))
    found = list(mine.select_related("raised_by", "asked", "team").order_by("due_on", "pk")[:MOST])
    inside = ChallengeChild.objects.seen_by(viewer).filter(challenge__in=[one.pk for one in found])
    people: dict[int, list[Person]] = {}
    for row in inside.select_related("person").order_by("person__born_on", "person_id"):
        people.setdefault(row.challenge_id, []).append(row.person)
    return [(one, people.get(one.pk, [])) for one in found]


def _below(teams: set[int]) -> list[int]:
    """Teams with those above them among the given ones, themselves included."""
    if not teams:
        return []
    parents = dict(Team.objects.values_list("pk", "parent_id"))
    return [team for team in parents if teams & set(_line(team, parents))]


def _line(team: int | None, parents: Mapping[int, int | None]) -> list[int]:
    line: list[int] = []
    while team is not None and team not in line:
        line.append(team)
        team = parents.get(team)
    return line


def places(worker: Worker) -> list[rules.Place]:
    """A worker's places, those lent while somebody is away too."""
    return [rules.Place(one.team, decides=one.may_sign_off) for one in places_of(worker)]


def holder(people: Collection[int]) -> tuple[Team | None, Worker | None]:
    """The team and worker who hold the first of these children today."""
    rows = Allocation.objects.unguarded(EVERY_ROW).filter(
        involvement__person__in=people, involvement__ended_on__isnull=True, ended_on__isnull=True
    )
    found = rows.select_related("team", "worker").order_by("involvement__person_id").first()
    return (found.team, found.worker) if found else (None, None)


def asked_at(team: Team, level: int, on: date) -> Worker | None:
    """Who is asked at a level: the nearest of its role in the line of the team."""
    return next(iter(deciders(team, rules.ROLES[level], on)), None)


def line(team: int) -> list[int]:
    """The team and those above it, nearest first."""
    return line_of(team)
