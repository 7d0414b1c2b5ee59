"""The alerts that hold tonight, and whom one may ring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.people.models import Boundary, Relationship
from kith.people.queries import holding
from kith.people.rules import NAME, full_name
from kith.work.models import NightAlert


@dataclass(slots=True)
class Tonight:
    """One alert about one or several children: ``children`` are (person id, name)."""

    number: int
    words: str
    plan_a: str
    plan_b: str
    phones: list[str]
    set_by: str
    set_at: datetime
    expires_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_why: str
    children: list[tuple[int, str]] = field(default_factory=list)


COLUMNS = (
    "id", "together", "words", "plan_a", "plan_b", "phones", "set_by__name", "set_at", "expires_at", "ended_at",
    "ended_by__name", "ended_why",
)  # fmt: skip
CHILD = ("person_id", *(f"person__{name}" for name in NAME))


def _alerts(viewer: Worker, *conditions: Q) -> QuerySet[Any, Any]:
    """A row for each child of the alerts wanted: the alert that ends first on top, its eldest child first."""
    rows = NightAlert.objects.seen_by(viewer).filter(*conditions)
    return rows.order_by("expires_at", "set_at", "person__born_on", "person_id").values(*COLUMNS, *CHILD)


def _hold(at: datetime) -> Q:
    return Q(expires_at__gt=at, ended_at__isnull=True)


@prepared
def _live(viewer: Worker, now: datetime) -> QuerySet[Any, Any]:
    return _alerts(viewer, _hold(now))


def live(viewer: Worker, now: datetime) -> list[Tonight]:
    """The alerts that hold at a moment, the one that ends first on top. One query."""
    return _gathered(_live(viewer, now))


@prepared
def _of_people(viewer: Worker, people: Sequence[int], now: datetime) -> QuerySet[Any, Any]:
    return _alerts(viewer, _hold(now), Q(person__in=people))


def of_people(viewer: Worker, people: Sequence[int], now: datetime) -> list[Tonight]:
    """The alerts that hold for some people. One query."""
    return _gathered(_of_people(viewer, people, now))


@prepared
def _called(viewer: Worker, number: int) -> QuerySet[NightAlert]:
    return NightAlert.objects.seen_by(viewer).filter(pk=number)


def called(viewer: Worker, number: int) -> NightAlert | None:
    """One alert, when the viewer may know of it."""
    return next(iter(_called(viewer, number)), None)


@prepared
def _between(viewer: Worker, since: datetime, now: datetime) -> QuerySet[Any, Any]:
    taken_back_before = Q(ended_at__isnull=False, ended_at__lte=since)
    return _alerts(viewer, Q(set_at__lte=now, expires_at__gt=since), ~taken_back_before)


def of_the_night(viewer: Worker, since: datetime, now: datetime) -> list[Tonight]:
    """The alerts that held at some time between two moments. One query."""
    return _gathered(_between(viewer, since, now))


def _gathered(rows: Iterable[dict[str, Any]]) -> list[Tonight]:
    found: dict[str, Tonight] = {}
    for row in rows:
        one = found.setdefault(
            str(row["together"]),
            Tonight(
                row["id"],
                row["words"],
                row["plan_a"],
                row["plan_b"],
                row["phones"].splitlines(),
                row["set_by__name"],
                row["set_at"],
                row["expires_at"],
                row["ended_at"],
                row["ended_by__name"] or "",
                row["ended_why"],
            ),
        )
        one.children.append((row["person_id"], full_name(*(row[f"person__{name}"] for name in NAME))))
    return list(found.values())


@prepared
def _numbers(viewer: Worker, people: Sequence[int], on: date) -> QuerySet[Any, Any]:
    bounded = Boundary.objects.seen_by(viewer).filter(
        holding(on), Q(until_on__isnull=True) | Q(until_on__gte=on), person__in=people
    )
    rows = Relationship.objects.seen_by(viewer).filter(other__in=people, ended_on__isnull=True)
    rows = rows.filter(person__died_on__isnull=True)
    rows = rows.exclude(person__in=people).exclude(person__in=bounded.values("other")).order_by("pk")
    return rows.values_list("kind", "person__phones__number", *(f"person__{name}" for name in NAME))


def numbers_known(viewer: Worker, people: Sequence[int], on: date) -> list[str]:
    """Whom one may ring about these children: 'Jade Marlowe, mother: 01632 960118'. One query.

    Nobody who has died, and nobody between whom and a child something may not pass on this day.
    """
    told = [
        f"{full_name(*name)}, {kind.replace('_', ' ')}: {telephone}"
        for kind, telephone, *name in _numbers(viewer, people, on)
        if telephone
    ]
    return list(dict.fromkeys(told))
