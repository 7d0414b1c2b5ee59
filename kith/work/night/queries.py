"""The alerts that hold tonight, and whom one may ring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kith.access.models import Worker
from kith.database.prepared import prepared
from kith.people.models import Relationship
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
CHILD = ("person_id", "person__given_name", "person__known_as", "person__family_name")


@prepared
def _live(viewer: Worker, now: datetime) -> QuerySet[Any, Any]:
    rows = NightAlert.objects.seen_by(viewer).filter(expires_at__gt=now, ended_at__isnull=True)
    return rows.order_by("expires_at", "set_at", "person__born_on", "person_id").values(*COLUMNS, *CHILD)


def live(viewer: Worker, now: datetime) -> list[Tonight]:
    """The alerts that hold at a moment, the one that ends first on top. One query."""
    return _gathered(_live(viewer, now))


@prepared
def _of_people(viewer: Worker, people: Sequence[int], now: datetime) -> QuerySet[Any, Any]:
    rows = NightAlert.objects.seen_by(viewer).filter(
        person__in=people, expires_at__gt=now, ended_at__isnull=True
    )
    return rows.order_by("expires_at", "set_at", "person__born_on", "person_id").values(*COLUMNS, *CHILD)


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
def _changed(viewer: Worker, since: datetime, now: datetime) -> QuerySet[Any, Any]:
    rows = NightAlert.objects.seen_by(viewer).filter(set_at__lte=now, expires_at__gt=since)
    return rows.order_by("expires_at", "set_at", "person__born_on", "person_id").values(*COLUMNS, *CHILD)


def of_the_night(viewer: Worker, since: datetime, now: datetime) -> list[Tonight]:
    """The alerts that held at some time between two moments. One query."""
    found = _gathered(_changed(viewer, since, now))
    return [alert for alert in found if alert.ended_at is None or alert.ended_at > since]


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
        first = row["person__known_as"] or row["person__given_name"]
        one.children.append((row["person_id"], f"{first} {row['person__family_name']}".strip()))
    return list(found.values())


@prepared
def _numbers(viewer: Worker, people: Sequence[int]) -> QuerySet[Any, Any]:
    rows = Relationship.objects.seen_by(viewer).filter(other__in=people, ended_on__isnull=True)
    rows = rows.exclude(person__in=people).order_by("pk")
    return rows.values_list("person__given_name", "person__family_name", "kind", "person__phones__number")


def numbers_known(viewer: Worker, people: Sequence[int]) -> list[str]:
    """Whom one may ring about these children: 'Jade Marlowe, mother: 01632 960118'. One query."""
    told = [
        f"{given} {family}".strip() + f", {kind.replace('_', ' ')}: {telephone}"
        for given, family, kind, telephone in _numbers(viewer, people)
        if telephone
    ]
    return list(dict.fromkeys(told))
