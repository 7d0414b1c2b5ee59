"""For whom a step may be started by hand, and what kinds there are."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, Min, OuterRef

from kith.access import practice
from kith.access.guarded import EVERY_ROW
from kith.access.models import Worker
from kith.people.models import Person
from kith.practice import StepKind
from kith.work.models import Involvement, Step, StepChild
from kith.work.opening import rules
from kith.work.steps.queries import first_name
from kith.work.visits.queries import together


def kinds_by_hand(on: date, team: int | None) -> list[StepKind]:
    """The kinds of steps that a worker of this team may start without another step leading to them."""
    return [kind for kind in practice.on(on, team).steps.values() if kind.by_hand]


def open_children(viewer: Worker, person: int, on: date) -> list[Person]:
    """A person and the brothers and sisters who are open to us; empty for who is not known."""
    family = together(viewer, person, on)
    rows = Involvement.objects.seen_by(viewer).filter(person__in=family, ended_on__isnull=True)
    held = set(rows.values_list("person_id", flat=True))
    return [one for one in family if one.pk in held or one.pk == person]


def opened(viewer: Worker, people: Sequence[Person]) -> dict[str, date | None]:
    """Since when each of these people has an open involvement, by first name; None for who has none."""
    rows = Involvement.objects.seen_by(viewer).filter(person__in=people, ended_on__isnull=True)
    held = dict(rows.values_list("person_id", "started_on"))
    return {first_name(one): held.get(one.pk) for one in people}


def referred_on(kind: StepKind, people: Sequence[int]) -> date | None:
    """The day of the earliest referral of these people that no work of this group has taken up yet.

    It is the first day of the open involvement. One query, none for a kind that does not run from a referral.
    """
    if not rules.runs_from_referral(kind) or not people:
        return None
    taken_up = (
        StepChild.objects.unguarded(EVERY_ROW)
        .filter(person=OuterRef("person"), step__started_on__gte=OuterRef("started_on"))
        .filter(released_at__isnull=True, step__kind__in=_kinds_like(kind))
        .exclude(step__state="cancelled")
    )
    waiting = Involvement.objects.unguarded(EVERY_ROW).filter(person__in=people, ended_on__isnull=True)
    first: date | None = waiting.exclude(Exists(taken_up)).aggregate(first=Min("started_on"))["first"]
    return first


def to_be_followed(kind: StepKind, people: Sequence[int], on: date) -> Step | None:
    """The latest completed step that a limit of this kind is named after and no work of its group has taken up yet.

    A core assessment started by hand after a strategy discussion follows it: its clock is that of the discussion.
    Only what belongs to open involvements counts. One query, none for a kind that is named after no step.
    """
    named = {limit.clock for limit in kind.limits} & set(practice.on(on).steps)
    if not named or not people:
        return None
    since = (
        StepChild.objects.unguarded(EVERY_ROW)
        .filter(person=OuterRef("children__person"), step__started_on__gte=OuterRef("started_on"))
        .filter(released_at__isnull=True, step__kind__in=_kinds_like(kind))
        .exclude(step__state="cancelled")
    )
    rows = Step.objects.unguarded(EVERY_ROW).filter(
        kind__in=named, state="completed", children__person__in=people, children__released_at__isnull=True,
        children__involvement__ended_on__isnull=True, children__involvement__isnull=False,
    )  # fmt: skip
    return rows.exclude(Exists(since)).order_by("-started_on", "-pk").first()


def _kinds_like(kind: StepKind) -> set[str]:
    """The kinds of the same group in every practice we have had."""
    known = [other for held in practice.authority().practices.values() for other in held.steps.values()]
    return {kind.code} | {other.code for other in known if kind.group and other.group == kind.group}
